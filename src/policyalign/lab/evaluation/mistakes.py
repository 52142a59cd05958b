"""The worst errors with their texts, the most confident first, so that a person can learn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from policyalign.domain import Finding, Passage, Proposal, Status
from policyalign.lab.evaluation.evaluated_plans import Labelled
from policyalign.lab.evaluation.ranking import answered, order_units
from policyalign.lab.gold import Unit
from policyalign.lab.gold.relevance import FULL, RELEVANT

_DEPTH = 20

Fault = Literal["false_gap", "false_cover", "overstated", "understated", "missed", "doubted", "low_rank"]
"""欠落 said of what is there; 対応 or 一部対応 of what is not; 対応 of 一部対応, and the reverse; 判定不能
with a probability on the wrong side of one half: too low, too high; a unit that answers, but not among the
first 20."""
_CLAIMS: tuple[Fault, ...] = ("false_gap", "false_cover", "overstated", "understated")


@dataclass(frozen=True, slots=True)
class Sight:
    """A unit and the passage that speaks most for it: what the run took for the answer, or what it should
    have."""

    unit: Unit | None
    grade: int | None
    passage: Passage | None
    probability: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cell judged wrongly, or a unit ranked too low.

    ``error`` is the distance (0–1) of the probability from the truth; ``found`` is the run's best passage,
    ``wanted`` the unit of the best grade, where one answers.
    """

    fault: Fault
    plan_id: str
    proposal: Proposal
    status: Status
    probability: float | None
    grade: int
    error: float
    found: Sight
    wanted: Sight | None


def find_mistakes(plans: Sequence[Labelled]) -> list[Mistake]:
    """Wrong claims first, then cells without a claim whose probability misleads, then units ranked too low;
    in each part the most confident error first."""
    cells = [mistake for plan in plans for mistake in _of_cells(plan)]
    ranks = [mistake for plan, row in answered(plans) for mistake in _low_ranks(plans[plan], row)]

    def order(mistake: Mistake) -> tuple[int, float, str, str]:
        part = 0 if mistake.fault in _CLAIMS else 1 + (mistake.fault == "low_rank")
        return part, -mistake.error, mistake.plan_id, mistake.proposal.id

    return sorted([*cells, *ranks], key=order)


def _of_cells(plan: Labelled) -> Iterator[Mistake]:
    best_grades = plan.grades.max(axis=1, initial=-1).tolist()
    for row, (finding, grade) in enumerate(zip(plan.findings, best_grades, strict=True)):
        fault = fault_of(finding, grade)
        if fault is not None:
            probability = finding.probability
            error = abs((probability if probability is not None else 0.5) - (grade >= RELEVANT))
            wanted = _wanted(plan, row, int(plan.grades[row].argmax())) if grade >= RELEVANT else None
            yield _mistake(plan, row, fault, grade, error, wanted)


def fault_of(finding: Finding, grade: int) -> Fault | None:
    """What is wrong with a cell whose best unit has this grade (−1: not judged); None for nothing."""
    if grade < 0:
        return None
    there = grade >= RELEVANT
    if finding.status == "gap":
        return "false_gap" if there else None
    if finding.status in ("covered", "partial"):
        if not there:
            return "false_cover"
        if (finding.status == "covered") == (grade == FULL):
            return None
        return "overstated" if finding.status == "covered" else "understated"
    if finding.probability is None or (finding.probability >= 0.5) == there:
        return None
    return "missed" if there else "doubted"


def _low_ranks(plan: Labelled, row: int) -> Iterator[Mistake]:
    order = order_units(plan.unit_scores(plan.probability)[row]).tolist()
    for unit in np.flatnonzero(plan.grades[row] >= RELEVANT).tolist():
        if unit not in order[:_DEPTH]:
            wanted = _wanted(plan, row, unit)
            grade = int(plan.grades[row, unit])
            yield _mistake(plan, row, "low_rank", grade, 1 - (wanted.probability or 0.0), wanted)


def _mistake(
    plan: Labelled, row: int, fault: Fault, grade: int, error: float, wanted: Sight | None
) -> Mistake:
    finding = plan.findings[row]
    return Mistake(
        fault,
        plan.plan.id,
        plan.proposals[row],
        finding.status,
        finding.probability,
        grade,
        float(error),
        _found(plan, row, finding),
        wanted,
    )


def _found(plan: Labelled, row: int, finding: Finding) -> Sight:
    """The best passage of the run, and the unit it belongs to."""
    ids = [passage.id for passage in plan.plan.passages]
    if finding.passage_id is None:
        return Sight(None, None, None, None, None)
    place = ids.index(finding.passage_id)
    unit = int(plan.unit_of[place])
    if unit < 0:
        return Sight(None, None, plan.plan.passages[place], _value(plan, row, place), None)
    return _sight(plan, row, unit, place)


def _wanted(plan: Labelled, row: int, unit: int) -> Sight:
    """A unit that answers, by its best passage; without one where the PDF gave none."""
    places = np.flatnonzero((plan.unit_of == unit) & np.isfinite(plan.probability[row]))
    if not len(places):
        return Sight(plan.gold.units[unit], int(plan.grades[row, unit]), None, None, None)
    best = int(places[plan.probability[row, places].argmax()])
    return _sight(plan, row, unit, best)


def _sight(plan: Labelled, row: int, unit: int, place: int) -> Sight:
    order = order_units(plan.unit_scores(plan.probability)[row]).tolist()
    grade = int(plan.grades[row, unit])
    return Sight(
        plan.gold.units[unit],
        grade if grade >= 0 else None,
        plan.plan.passages[place],
        _value(plan, row, place),
        order.index(unit) + 1 if unit in order else None,
    )


def _value(plan: Labelled, row: int, place: int) -> float | None:
    value = float(plan.probability[row, place])
    return value if np.isfinite(value) else None
