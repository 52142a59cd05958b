"""Which measures answer which proposals, and what may still do so (未確認): absence needs both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.gaps.find import MATCHABLE, reading_doubt
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.records import Measure
from policyalign.config import AssessSettings
from policyalign.domain import Kind, PlanMatches

EVIDENCE = 0.5
"""From this probability on it is the likelier answer that a measure takes the proposal up."""
SURE = 0.8
"""A fault that stands on one match is right no more often than the match: below this it is only listed, so
that four alarms in five may be trusted."""

_FOUND = frozenset(("covered", "partial"))

Key = tuple[str, str]
"""A measure: its plan and its key within it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the matches say of one proposal over all plans.

    ``measures`` answer it, in the order of the plans; ``sure`` are those of them that do so with
    :data:`SURE` or more; ``possible`` are others that were not ruled out. ``open_plans`` are the plans of
    which nobody can say that they do not take it up.
    """

    proposal_id: str
    kind: Kind
    measures: tuple[Measure, ...]
    sure: frozenset[Key]
    possible: tuple[Measure, ...]
    open_plans: tuple[str, ...]
    unread_plans: tuple[str, ...]


def find_answers(
    matrix: GapMatrix, measures: Mapping[Key, Measure], settings: AssessSettings
) -> tuple[Answers, ...]:
    """The answers to every proposal that a plan can take up, in the order of the proposals."""
    measure_of = {
        (plan_id, passage): (plan_id, key)
        for (plan_id, key), one in measures.items()
        for passage in one.passages
    }
    probabilities = _probabilities(matrix.matches, measure_of)
    unread = tuple(plan.id for plan in matrix.plans if reading_doubt(plan, settings) is not None)
    limits = {found.plan_id: found.thresholds for found in matrix.matches}
    answers = []
    for proposal in matrix.proposals:
        if proposal.kind not in MATCHABLE:
            continue
        status = {plan.id: matrix.status(proposal.id, plan.id) for plan in matrix.plans}
        near = probabilities.get(proposal.id, {})
        taken = {key for key, chance in near.items() if chance >= EVIDENCE and status[key[0]] in _FOUND}
        possible = {
            key
            for key, chance in near.items()
            if key not in taken and (limit := limits[key[0]]) is not None and chance >= limit.gap_passage
        }
        answers.append(
            Answers(
                proposal.id,
                proposal.kind,
                tuple(one for key, one in measures.items() if key in taken),
                frozenset(key for key in taken if near[key] >= SURE),
                tuple(one for key, one in measures.items() if key in possible),
                tuple(plan for plan, verdict in status.items() if verdict == "undetermined"),
                unread,
            )
        )
    return tuple(answers)


def _probabilities(
    matches: Iterable[PlanMatches], measure_of: Mapping[tuple[str, str], Key]
) -> dict[str, dict[Key, float]]:
    """By proposal and measure, the probability of the best of its passages."""
    best: dict[str, dict[Key, float]] = {}
    for found in matches:
        for match in found.matches:
            key = measure_of.get((found.plan_id, match.passage_id))
            if key is not None:
                row = best.setdefault(match.proposal_id, {})
                row[key] = max(row.get(key, 0.0), match.probability)
    return best


def proposals_of(answers: Sequence[Answers]) -> dict[Key, tuple[str, ...]]:
    """By measure, the proposals that it answers."""
    found: dict[Key, list[str]] = {}
    for answer in answers:
        for measure in answer.measures:
            found.setdefault((measure.plan_id, measure.key), []).append(answer.proposal_id)
    return {key: tuple(proposals) for key, proposals in found.items()}
