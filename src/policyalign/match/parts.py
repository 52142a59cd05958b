"""Of which of the several things that a proposal names a plan does nothing.

量子ネットワークと量子センシング are two: a plan that answers one of them answers a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policyalign.domain import CellEstimate, Passage, Plan, PlanMatches
from policyalign.match.carriers import Essentials, carrier_of
from policyalign.segment.acts import UNDONE, is_undoing
from policyalign.text.normalize import nfkc_key

Parts = Mapping[str, Essentials]
"""By the name of each part, what a sentence must name, and do something of, to take it up."""


def with_missing_parts(plan: Plan, matches: PlanMatches, parts: Mapping[str, Parts]) -> PlanMatches:
    """The matches, the cells that may be 対応 with the names of the parts of which no sentence of the plan does
    anything. ``parts`` are by the proposal's id; a sentence counts wherever it stands."""
    asked = [one.proposal_id for one in matches.cells if one.proposal_id in parts and _may_be_covered(matches, one)]
    missing = {proposal: tuple(_missing(plan, parts[proposal])) for proposal in asked}
    cells = tuple(replace(one, missing=missing.get(one.proposal_id, ())) for one in matches.cells)
    return replace(matches, cells=cells)


def _may_be_covered(matches: PlanMatches, estimate: CellEstimate) -> bool:
    limits = matches.thresholds_of(estimate)
    return limits is not None and estimate.covered >= limits.covered


def _missing(plan: Plan, parts: Parts) -> Iterator[str]:
    texts = [nfkc_key("".join((passage.text, *passage.section_path))) for passage in plan.passages]
    for name, essentials in parts.items():
        groups = [re.compile("|".join(re.escape(nfkc_key(word)) for word in group)) for group in essentials]
        near = (
            passage
            for passage, text in zip(plan.passages, texts, strict=True)
            if not passage.is_aside and all(group.search(text) for group in groups)
        )
        if not any(_takes_up(passage, essentials) for passage in near):
            yield name


def _takes_up(passage: Passage, essentials: Essentials) -> bool:
    place = carrier_of(passage, essentials)
    return place is not None and not _is_given_up(passage.directed_terms[place], essentials)


def _is_given_up(terms: Sequence[tuple[str, int]], essentials: Essentials) -> bool:
    """Whether a sentence undoes the subject, and that is not what is asked (量子通信の研究をやめる, but 流出を防ぐ)."""
    subject, *rest = essentials
    asked = any(is_undoing(word) for group in rest for word in group if any(word == term for term, _ in terms))
    signs = [sign for term, sign in terms if len(term) > 1 and any(term in word for word in subject)]
    return not asked and bool(signs) and all(sign == UNDONE for sign in signs)
