"""The worst errors with their texts, the most confident first, so that a person can learn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from policyalign.domain import Finding, Passage, Proposal
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.evaluation.ranking import DEPTH, answered
from policyalign.lab.gold import Unit
from policyalign.lab.gold.grades import RELEVANT, true_status

Fault = Literal["false_gap", "false_cover", "overstated", "understated", "missed", "doubted", "low_rank"]
"""欠落 said of what is there; 対応 or 一部対応 of what is not; 対応 of 一部対応, and the reverse; 判定不能
with a probability on the wrong side of one half: too low, too high; a unit that answers, but not among the
first 20."""
_CLAIMS: tuple[Fault, ...] = ("false_gap", "false_cover", "overstated", "understated")


@dataclass(frozen=True, slots=True)
class Sight:
    """A unit and the passage that speaks most for it: what the run took for the answer, or what it should
    have."""

    unit: Unit | None = None
    grade: int | None = None
    passage: Passage | None = None
    probability: float | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cell judged wrongly, or a unit ranked too low.

    ``error`` is the distance (0–1) of the probability from the truth; ``found`` is the run's best passage,
    ``wanted`` the unit of the best grade, where one answers.
    """

    fault: Fault
    proposal: Proposal
    finding: Finding
    grade: int
    error: float
    found: Sight
    wanted: Sight | None


def find_mistakes(plans: Sequence[EvaluatedPlan]) -> list[Mistake]:
    """Wrong claims first, then cells without a claim whose probability misleads, then units ranked too low;
    in each part the most confident error first."""
    cells = [mistake for plan in plans for mistake in _wrong_cells(plan)]
    ranks = [mistake for plan, row in answered(plans) for mistake in _low_ranks(plans[plan], row)]
    return sorted([*cells, *ranks], key=_sort_key)


def _sort_key(mistake: Mistake) -> tuple[int, float, str, str]:
    part = 0 if mistake.fault in _CLAIMS else 1 + (mistake.fault == "low_rank")
    return part, -mistake.error, mistake.finding.plan_id, mistake.proposal.id


def _wrong_cells(plan: EvaluatedPlan) -> Iterator[Mistake]:
    for row, grade, finding in plan.judged_cells():
        fault = fault_of(finding, grade)
        if fault is not None:
            probability = 0.5 if finding.probability is None else finding.probability
            wanted = _wanted(plan, row, int(plan.grades[row].argmax())) if grade >= RELEVANT else None
            yield _mistake(plan, row, fault, grade, abs(probability - (grade >= RELEVANT)), wanted)


def fault_of(finding: Finding, grade: int) -> Fault | None:
    """What is wrong with a cell whose best unit has this grade; None for nothing."""
    there = grade >= RELEVANT
    if finding.status == "gap":
        return "false_gap" if there else None
    if finding.status in ("covered", "partial"):
        if not there:
            return "false_cover"
        if finding.status == true_status(grade):
            return None
        return "overstated" if finding.status == "covered" else "understated"
    if finding.probability is None or (finding.probability >= 0.5) == there:
        return None
    return "missed" if there else "doubted"


def _low_ranks(plan: EvaluatedPlan, row: int) -> Iterator[Mistake]:
    first = plan.ranking(row)[:DEPTH]
    for unit in np.flatnonzero(plan.grades[row] >= RELEVANT).tolist():
        if unit not in first:
            wanted = _wanted(plan, row, unit)
            grade = int(plan.grades[row, unit])
            yield _mistake(plan, row, "low_rank", grade, 1 - (wanted.probability or 0.0), wanted)


def _mistake(plan: EvaluatedPlan, row: int, fault: Fault, grade: int, error: float, wanted: Sight | None) -> Mistake:
    finding = plan.findings[row]
    return Mistake(fault, plan.proposals[row], finding, grade, error, _found(plan, row, finding), wanted)


def _found(plan: EvaluatedPlan, row: int, finding: Finding) -> Sight:
    """The best passage of the run, and the unit it belongs to."""
    if finding.passage_id is None:
        return Sight()
    place = [passage.id for passage in plan.plan.passages].index(finding.passage_id)
    return _sight(plan, row, int(plan.unit_of[place]), place)


def _wanted(plan: EvaluatedPlan, row: int, unit: int) -> Sight:
    """A unit that answers, by its best passage; without one where the PDF gave none."""
    places = np.flatnonzero((plan.unit_of == unit) & np.isfinite(plan.probability[row]))
    if not len(places):
        return Sight(plan.gold.units[unit], plan.grade(row, unit))
    return _sight(plan, row, unit, int(places[plan.probability[row, places].argmax()]))


def _sight(plan: EvaluatedPlan, row: int, unit: int, place: int) -> Sight:
    """A passage, by its index, and its unit, −1 for none."""
    passage, probability = plan.plan.passages[place], float(plan.probability[row, place])
    known = probability if np.isfinite(probability) else None
    if unit < 0:
        return Sight(passage=passage, probability=known)
    order = plan.ranking(row)
    rank = order.index(unit) + 1 if unit in order else None
    return Sight(plan.gold.units[unit], plan.grade(row, unit), passage, known, rank)
