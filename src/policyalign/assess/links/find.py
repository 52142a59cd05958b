"""All links of a run: who cites whom, and which results of one plan are used in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policyalign.assess.links.citing import read_citations
from policyalign.assess.links.directory import Directory
from policyalign.assess.links.exits import find_joined
from policyalign.assess.links.material import Material, cited_plans
from policyalign.assess.links.records import Links
from policyalign.assess.links.unmatched import find_no_source, find_no_taker
from policyalign.assess.matrix import GapMatrix
from policyalign.assess.measures.answers import find_answers
from policyalign.assess.measures.reading import read_measures
from policyalign.assess.measures.reliance import find_reliances
from policyalign.assess.measures.words import Words
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import KnownPlan
from policyalign.config import AssessSettings
from policyalign.match.term_statistics import TermStatistics, load_term_statistics

_ORDER = ("open", "joined", "no_taker", "no_source")


def find_links(
    matrix: GapMatrix,
    *,
    missing: int = 0,
    known: Sequence[KnownPlan] | None = None,
    background: TermStatistics | None = None,
    reading: AssessSettings | None = None,
) -> Links:
    """The citations and exit links of the plans of a run.

    ``missing`` counts the plans that could not be read at all. ``known`` are the plans that names may lead to
    (by default the catalogue that comes along), ``background`` tells which words are rare, and ``reading``
    when a plan was read well enough to conclude anything from what was not found in it.
    """
    directory = Directory(_catalogue() if known is None else known, matrix.plans)
    citations, targets = read_citations(matrix.plans, directory)
    for plan in matrix.plans:
        own = directory.own(plan.id)
        targets.setdefault(own.key, own)
    reading = reading or AssessSettings()
    measures = tuple(one for plan in matrix.plans for one in read_measures(plan))
    words = Words(measures, background or load_term_statistics())
    limit = reading.unread_share_limit
    material = Material(
        measures=measures,
        words=words,
        ties=words.ties(),
        reliances=find_reliances(measures, words),
        answers=find_answers(matrix, {(one.plan_id, one.key): one for one in measures}, reading),
        plans=len(matrix.plans),
        unread_plans=frozenset(
            plan.id for plan in matrix.plans if len(plan.unread_pages) > limit * plan.page_count
        ),
        incomplete=missing > 0 or any(plan.unread_pages for plan in matrix.plans),
        cited=cited_plans(citations, targets),
    )
    exits = [*find_joined(material), *find_no_taker(material), *find_no_source(material)]
    exits.sort(key=lambda one: _ORDER.index(one.kind))
    return Links(targets, citations, tuple(exits))


@cache
def _catalogue() -> tuple[KnownPlan, ...]:
    return load_catalogue()
