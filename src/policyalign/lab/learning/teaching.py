"""What answers teach the scorer: whether the probabilities of cells are too high or too steep.

What makes a passage likely stays as it is: some tens of answers tell nothing of it that thousands of labels did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.lab.fitting.regression import DIGITS
from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.learning.answers import AnsweredPlan
from policyalign.lab.statistics import Flags
from policyalign.match.lessons import Lesson, Shift
from policyalign.match.scoring import probability

INTERCEPT_SPREAD, SLOPE_SPREAD = 1.0, 0.5
"""Standard deviations of what is expected of a shift before any answer, around none at all. Chosen: that odds are off
by a factor of e, or the slope by a half, is nothing rare for a model in another field than that of its fit."""


def lesson_of(plans: Sequence[AnsweredPlan]) -> Lesson:
    """What the answers on plans teach, of proposals with a profile and of others."""
    return Lesson(_shift(plans, labelled=True), _shift(plans, labelled=False))


def fit_shift(logits: Matrix, reached: Flags) -> Shift:
    """The likeliest shift of log odds (n) after answers (maximum a posteriori), its slope not below 0; none without
    any. Newton's steps, halved until the loss falls: the problem is convex, with one answer."""
    problem = _ShiftProblem(logits, reached.astype(float))
    found = _newton(problem, (0.0, 1.0), moving=(1.0, 1.0))
    if found[1] < 0:
        found = _newton(problem, (0.0, 0.0), moving=(1.0, 0.0))
    return Shift(*(round(value, DIGITS) for value in found))


@dataclass(frozen=True, slots=True)
class _ShiftProblem:
    logits: Matrix
    truth: Matrix

    def loss(self, intercept: float, slope: float) -> float:
        moved = intercept + slope * self.logits
        lost = float(np.sum(np.logaddexp(0.0, moved) - self.truth * moved))
        return lost + (intercept / INTERCEPT_SPREAD) ** 2 / 2 + ((slope - 1) / SLOPE_SPREAD) ** 2 / 2

    def step(self, intercept: float, slope: float, moving: tuple[float, float]) -> tuple[float, float]:
        """Newton's step of what is ``moving`` (1, else 0)."""
        chance = probability(intercept + slope * self.logits)
        over, bend = chance - self.truth, chance * (1 - chance)
        first = float(over.sum()) + intercept / INTERCEPT_SPREAD**2
        second = float((over * self.logits).sum()) + (slope - 1) / SLOPE_SPREAD**2
        a = float(bend.sum()) + 1 / INTERCEPT_SPREAD**2
        c = float((bend * self.logits**2).sum()) + 1 / SLOPE_SPREAD**2
        b = float((bend * self.logits).sum()) * moving[1]
        spread = a * c - b * b
        return (c * first - b * second) / spread, (a * second - b * first) / spread * moving[1]


def _newton(problem: _ShiftProblem, start: tuple[float, float], moving: tuple[float, float]) -> tuple[float, float]:
    intercept, slope = start
    for _ in range(_STEPS):
        first, second = problem.step(intercept, slope, moving)
        before, length = problem.loss(intercept, slope), 1.0
        while length > _SHORTEST and problem.loss(intercept - length * first, slope - length * second) > before:
            length /= 2
        intercept, slope = intercept - length * first, slope - length * second
        if max(abs(first), abs(second)) < 10.0 ** -(DIGITS + 2):
            break
    return intercept, slope


_STEPS, _SHORTEST = 50, 1e-6


def covered_after(plan: AnsweredPlan, lesson: Lesson) -> Matrix:
    """P(対応 or 一部対応) of the cells of a plan after a lesson."""
    labelled = np.array([cell.estimate.labelled for cell in plan.cells], dtype=bool)
    logits = _log_odds(plan)
    return np.where(labelled, probability(lesson.profiled.of(logits)), probability(lesson.plain.of(logits)))


def _shift(plans: Sequence[AnsweredPlan], labelled: bool) -> Shift:
    rows = [
        (logit, cell.grade >= RELEVANT)
        for plan in plans
        for cell, logit in zip(plan.cells, _log_odds(plan).tolist(), strict=True)
        if cell.grade >= 0 and cell.estimate.calibrated and cell.estimate.labelled == labelled
    ]
    return fit_shift(np.array([logit for logit, _ in rows]), np.array([reached for _, reached in rows], dtype=bool))


def _log_odds(plan: AnsweredPlan) -> Matrix:
    """ln p / (1 − p) of the cells, within what a probability of six digits tells."""
    held = np.clip([cell.estimate.covered for cell in plan.cells], 1e-6, 1 - 1e-6)
    return np.asarray(np.log(held / (1 - held)))
