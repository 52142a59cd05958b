"""Who cites whom (引用), and which results of one plan are used in another (出口の連携)?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyalign.assess.links.chains import find_chains
from policyalign.assess.links.citing import read_citations
from policyalign.assess.links.directory import Directory
from policyalign.assess.links.exits import find_joined
from policyalign.assess.links.naming import Naming
from policyalign.assess.links.records import Links
from policyalign.assess.links.unmatched import find_no_source, find_no_taker
from policyalign.assess.measures.answers import key_of
from policyalign.assess.survey import Survey
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import KnownPlan
from policyalign.config import Settings

_ORDER = ("open", "joined", "no_taker", "no_source")


def find(
    survey: Survey,
    settings: Settings | None = None,
    found: Mapping[str, object] | None = None,
    *,
    known: Sequence[KnownPlan] | None = None,
) -> Links:
    """The citations and exit links of the plans of a run. ``known`` are the plans that names may lead to (by
    default the catalogue that comes along)."""
    directory = Directory(load_catalogue() if known is None else known, survey.plans)
    citations, targets = read_citations(survey.plans, directory)
    for plan in survey.plans:
        own = directory.own(plan.id)
        targets.setdefault(own.key, own)
    naming = Naming(survey.measures, citations, targets)
    joined = find_joined(survey, naming)
    gap_years = (settings or Settings()).phases.gap_years
    linked = [*joined.values(), *find_chains(survey, naming, gap_years, joined.keys())]
    taken = {key_of(one.source.measure) for one in linked if one.source}
    untaken = (one for one in find_no_taker(survey) if one.source and key_of(one.source.measure) not in taken)
    exits = [*linked, *untaken, *find_no_source(survey)]
    exits.sort(key=lambda one: _ORDER.index(one.kind))
    return Links(targets, citations, tuple(exits))
