"""Which of the things that a proposal asks for a plan takes up, and where (提言の求めるもの).

量子ネットワークと量子センシング are two, and so are 支援 and 評価 of one researcher: a plan that does one of them
answers a part. Every part names its own subject, so that the sentence that takes it up stands for itself. It may stand
in another measure than the one quoted, as plans divide a matter among chapters, but not anywhere: only in measures and
sections that take up the proposal by themselves (``Thresholds.measure``), since 評価 is found in every plan. The clause
that acts must name it all: 産官学で議論し、予算を措置する takes no measure together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from policyalign.domain import CellEstimate, Part, Passage, Plan, PlanMatches
from policyalign.match.carriers import carrier_of
from policyalign.match.essentials import Essentials
from policyalign.segment.acts import UNDONE, is_undoing
from policyalign.segment.measures import measure_ids

Parts = Mapping[str, Essentials]
"""By the name of each part, what a sentence must name, and do something of, to take it up."""


def with_parts(plan: Plan, matches: PlanMatches, parts: Mapping[str, Parts]) -> PlanMatches:
    """The matches, the cells that may be 対応 with the parts of the proposal and where each is taken up. ``parts`` are
    by the proposal's id; a proposal without any asks for one thing."""
    asked = {one.proposal_id for one in matches.cells if parts.get(one.proposal_id) and _may_be_covered(matches, one)}
    if not asked:
        return matches
    places = _Places(plan, matches)

    def looked_at(estimate: CellEstimate) -> CellEstimate:
        if estimate.proposal_id not in asked:
            return estimate
        near = places.near(estimate.proposal_id)
        found = (_part(name, essentials, near) for name, essentials in parts[estimate.proposal_id].items())
        return replace(estimate, parts=tuple(found))

    return replace(matches, cells=tuple(map(looked_at, matches.cells)))


def _may_be_covered(matches: PlanMatches, estimate: CellEstimate) -> bool:
    limits = matches.thresholds_of(estimate)
    return limits is not None and estimate.covered >= limits.covered


class _Places:
    """Where in a plan the parts of a proposal are looked for."""

    def __init__(self, plan: Plan, matches: PlanMatches) -> None:
        self._plan = plan
        self._matches = matches
        self._limit = matches.limits()
        self._measures = measure_ids(plan)
        self._sections = {passage.id: passage.section for passage in plan.passages}

    def near(self, proposal_id: str) -> list[Passage]:
        """The passages of the measures and sections that take the proposal up: those of the passage that is quoted come
        first, then the others, the most probable first."""
        limit = self._limit(proposal_id)
        among = [one for one in self._matches.matches if one.proposal_id == proposal_id and one.probability >= limit]
        ids = [one.passage_id for one in sorted(among, key=lambda one: (one.carrier is None, -one.probability))]
        measures = _ranks(self._measures[one] for one in ids)
        sections = _ranks(section for one in ids if (section := self._sections[one]) is not None)
        last = len(ids)

        def rank(passage: Passage) -> tuple[int, int, int]:
            itself = 0 if ids and passage.id == ids[0] else 1
            return itself, measures.get(self._measures[passage.id], last), sections.get(passage.section, last)

        found = [
            passage
            for passage in self._plan.passages
            if not passage.is_aside and (self._measures[passage.id] in measures or passage.section in sections)
        ]
        return sorted(found, key=rank)


def _ranks(keys: Iterable[object]) -> dict[object, int]:
    """By key, the number of its first place."""
    found: dict[object, int] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, number)
    return found


def _part(name: str, essentials: Essentials, near: Sequence[Passage]) -> Part:
    for passage in near:
        place = carrier_of(passage, essentials, by_act=True)
        if place is not None and not _is_given_up(passage.directed_terms[place], essentials):
            return Part(name, passage.id, place)
    return Part(name)


def _is_given_up(terms: Sequence[tuple[str, int]], essentials: Essentials) -> bool:
    """Whether a sentence undoes the subject, and that is not what is asked (量子通信の研究をやめる, but 流出を防ぐ)."""
    subject, *rest = essentials
    asked = any(is_undoing(word) for group in rest for word in group if any(word == term for term, _ in terms))
    signs = [sign for term, sign in terms if len(term) > 1 and any(term in word for word in subject)]
    return not asked and bool(signs) and all(sign == UNDONE for sign in signs)
