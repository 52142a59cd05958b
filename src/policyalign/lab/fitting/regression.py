"""Logistic regression whose weights are not negative: more similarity never makes an answer less probable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.statistics import Flags
from policyalign.match.parameters import Logistic

DIGITS = 6
_PENALTY = 1.0
_STEPS = 100
_TOLERANCE = 1e-7


def fit_logistic(names: Sequence[str], values: Matrix, targets: Matrix, weights: Matrix | None = None) -> Logistic:
    """The regression of ``targets`` (n, 0–1) on ``values`` (n × features), told in the features' own
    units."""
    return fit_grouped(names, values, targets, weights, np.zeros(len(values), dtype=np.intp), 0)[0]


def fit_grouped(
    names: Sequence[str], values: Matrix, targets: Matrix, weights: Matrix | None, groups: Indices, count: int
) -> tuple[Logistic, Matrix]:
    """A regression with an offset for each of ``count`` groups; ``groups`` (n) tells the group of each row.

    Minimizes the weighted log loss plus half the sum of squares of the weights of the standardized features
    and of the offsets (the intercept is free), the weights being bounded by zero. The problem is convex, so
    that the answer is the same every time.
    """
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    features = np.column_stack([(values - mean) / scale, np.ones(len(values))])
    members = groups[:, None] == np.arange(count)
    design = sparse.hstack([sparse.csr_array(features), sparse.csr_array(members)], format="csr")
    width = len(names)
    penalty = np.full(width + 1 + count, _PENALTY)
    penalty[width] = 0.0
    counts = np.ones(len(values)) if weights is None else weights
    solution = _minimize(_Problem(design, targets, counts, penalty), np.arange(len(penalty)) < width)
    raw = solution[:width] / scale
    intercept = solution[width] - raw @ mean
    model = Logistic(_named(names, raw), round(float(intercept), DIGITS), _named(names, mean))
    return model, np.round(solution[width + 1 :], DIGITS)


@dataclass(frozen=True, slots=True)
class _Problem:
    """``design`` is n × (features + 1 + groups), sparse: the standardized features, the intercept's ones, and one
    for the group of each row. A solution holds the weight of each column, ``penalty`` that of its square."""

    design: Any
    targets: Matrix
    counts: Matrix
    penalty: Matrix

    def loss(self, solution: Matrix) -> float:
        margins = self.design @ solution
        lost = self.counts @ (np.logaddexp(0.0, margins) - self.targets * margins)
        return float(lost + self.penalty @ solution**2 / 2)

    def slope_and_curvature(self, solution: Matrix) -> tuple[Matrix, Matrix]:
        """Gradient and Hessian."""
        chance = 1.0 / (1.0 + np.exp(-np.clip(self.design @ solution, -500, 500)))
        slope = self.design.T @ (self.counts * (chance - self.targets)) + self.penalty * solution
        bend = self.counts * chance * (1.0 - chance)
        curvature = self.design.T @ self.design.multiply(bend[:, None])
        return slope, curvature.toarray() + np.diag(self.penalty + 1e-12)


def _minimize(problem: _Problem, bounded: Flags) -> Matrix:
    """Projected Newton steps (Bertsekas 1982): weights that the bound holds at zero are left out of a
    step."""
    solution = np.zeros(len(bounded))
    for _ in range(_STEPS):
        slope, curvature = problem.slope_and_curvature(solution)
        free = ~(bounded & (solution <= 0) & (slope >= 0))
        if np.abs(slope[free]).max(initial=0.0) < _TOLERANCE * max(1.0, len(problem.targets)):
            break
        step = np.zeros(len(solution))
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], slope[free])
        solution = _shortened(problem, solution, step, bounded)
    return solution


def _shortened(problem: _Problem, solution: Matrix, step: Matrix, bounded: Flags) -> Matrix:
    """The point along the step, halved until the loss falls, with what is bounded kept at zero or above."""
    before = problem.loss(solution)
    for halving in range(30):
        ahead: Matrix = solution - step / 2**halving
        ahead[bounded] = np.maximum(ahead[bounded], 0.0)
        if problem.loss(ahead) <= before:
            return ahead
    return solution


def _named(names: Sequence[str], values: Matrix) -> dict[str, float]:
    return {name: round(float(value), DIGITS) for name, value in zip(names, values, strict=True)}
