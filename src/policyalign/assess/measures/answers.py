"""Which measures answer which proposals, and what may still do so (未確認): absence needs both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.gaps.checked import chosen_passage
from policyalign.assess.gaps.find import reading_doubt
from policyalign.assess.gaps.records import GapMatrix
from policyalign.config import AssessSettings
from policyalign.domain import Measure, Plan, PlanMatches
from policyalign.grouping import grouped
from policyalign.text.normalize import nfkc_key
from policyalign.values import MATCHABLE, Kind

LIKELY = 0.5
"""From this probability on it is the likelier answer that a measure takes the proposal up."""
SURE = 0.8
"""A fault that stands on one match is right no more often than the match: below this it is only listed, so
that four alarms in five may be trusted."""

_SHORTEST = 40
"""Characters of the shortest text by which measures are the same."""
_FOUND = frozenset(("covered", "partial"))

Key = tuple[str, str]
"""A measure: its plan and its id."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the matches say of one proposal over all plans, measures in the order of the plans.

    ``measures`` are those that 対応 and 一部対応 stand on, exactly those that ``Finding.n_measures`` counts; what a
    person chose as evidence is among them, and sure.
    Faults are looked for only among the ``likely`` ones, which announce something and have :data:`LIKELY` or
    more; ``possible`` are others that were not ruled out. ``sure`` are the keys of measures that have
    :data:`SURE` or more, in every plan that holds them in the same words. ``open_plans`` are the plans of which
    nobody can say that they do not take it up.
    """

    proposal_id: str
    kind: Kind
    measures: tuple[Measure, ...]
    likely: tuple[Measure, ...]
    sure: frozenset[Key]
    possible: tuple[Measure, ...]
    open_plans: tuple[str, ...]
    unread_plans: tuple[str, ...]


def find_answers(matrix: GapMatrix, measures: Sequence[Measure], settings: AssessSettings) -> Iterator[Answers]:
    """The answers to every proposal that a plan can take up, in the order of the proposals."""
    probabilities = _probabilities(matrix.matches, measures)
    alike = _alike(matrix.plans, measures)
    unread = tuple(plan.id for plan in matrix.plans if reading_doubt(plan, settings) is not None)
    usual = {found.plan_id: found.thresholds for found in matrix.matches}
    limits = {
        (cell.proposal_id, found.plan_id): found.thresholds_of(cell) for found in matrix.matches for cell in found.cells
    }
    for proposal in matrix.proposals:
        if proposal.kind not in MATCHABLE:
            continue
        status = {plan.id: matrix.status(proposal.id, plan.id) for plan in matrix.plans}
        near = probabilities.get(proposal.id, {})
        chosen = {plan.id: chosen_passage(matrix.finding(proposal.id, plan.id)) for plan in matrix.plans}
        taken, likely, possible, said = [], [], [], set()
        for one in measures:
            if chosen[one.plan_id] in one.passages:  # a person said so, whatever its probability
                said.add(key_of(one))
                taken.append(one)
                likely += [one] if one.planned else []
                continue
            chance, limit = near.get(key_of(one)), limits.get((proposal.id, one.plan_id), usual.get(one.plan_id))
            if chance is None or limit is None:
                continue
            found = status[one.plan_id] in _FOUND
            if found and chance >= limit.measure:
                taken.append(one)
            if found and one.planned and chance >= LIKELY:
                likely.append(one)
            elif one.planned and chance >= limit.gap_passage:
                possible.append(one)
        yield Answers(
            proposal.id,
            proposal.kind,
            tuple(taken),
            tuple(likely),
            frozenset(said | {key for key in map(key_of, taken) if _least(key, near, alike) >= SURE}),
            tuple(possible),
            tuple(plan for plan, verdict in status.items() if verdict == "undetermined"),
            unread,
        )


def _probabilities(matches: Iterable[PlanMatches], measures: Iterable[Measure]) -> dict[str, dict[Key, float]]:
    """By proposal and measure, the probability of the best of its passages."""
    key_by_passage = {(one.plan_id, passage): key_of(one) for one in measures for passage in one.passages}
    best: defaultdict[str, dict[Key, float]] = defaultdict(dict)
    for found in matches:
        for match in found.matches:
            if key := key_by_passage.get((found.plan_id, match.passage_id)):
                row = best[match.proposal_id]
                row[key] = max(row.get(key, 0.0), match.probability)
    return best


def _alike(plans: Sequence[Plan], measures: Sequence[Measure]) -> Mapping[Key, Sequence[Key]]:
    """By measure, those of all plans that begin what they announce in the same words, itself among them, where these
    are more than one."""
    texts = {(plan.id, passage.id): nfkc_key(passage.text) for plan in plans for passage in plan.passages}
    same = grouped((texts.get((one.plan_id, one.passage_id), ""), key_of(one)) for one in measures)
    return {key: keys for text, keys in same.items() if len(keys) > 1 and len(text) >= _SHORTEST for key in keys}


def _least(key: Key, near: Mapping[Key, float], alike: Mapping[Key, Sequence[Key]]) -> float:
    """The lowest probability of a measure in the plans that rate it."""
    return min((near[one] for one in alike.get(key, (key,)) if one in near), default=0.0)


def key_of(measure: Measure) -> Key:
    """What tells a measure from all others of a run."""
    return measure.plan_id, measure.id
