"""Logistic regression whose weights are not negative: more similarity never makes an answer less probable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from policyalign.match.parameters import Logistic

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]

DIGITS = 6
_PENALTY = 1.0


def fit_logistic(
    names: Sequence[str], values: Matrix, targets: Matrix, weights: Matrix | None = None
) -> Logistic:
    """The regression of ``targets`` (n, 0–1) on ``values`` (n × features), told in the features' own
    units."""
    return fit_grouped(names, values, targets, weights, np.zeros(len(values), dtype=np.intp), 0)[0]


def fit_grouped(
    names: Sequence[str],
    values: Matrix,
    targets: Matrix,
    weights: Matrix | None,
    groups: Indices,
    count: int,
) -> tuple[Logistic, Matrix]:
    """A regression with an offset for each of ``count`` groups; ``groups`` (n) tells the group of each row.

    Minimizes the weighted log loss plus half the sum of squares of the weights of the standardized features
    and of the offsets (the intercept is free), by L-BFGS-B with bounds at zero for the weights. The problem
    is convex, so that the answer is the same every time.
    """
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    standard = (values - mean) / scale
    counts = np.ones(len(values)) if weights is None else weights
    width = len(names)

    def loss(solution: Matrix) -> tuple[float, Matrix]:
        margins = standard @ solution[:width] + solution[width]
        if count:
            margins = margins + solution[width + 1 :][groups]
        penalized = np.concatenate([solution[:width], [0.0], solution[width + 1 :]])
        value = (
            counts @ (np.logaddexp(0.0, margins) - targets * margins) + _PENALTY * penalized @ penalized / 2
        )
        pull = counts * (1.0 / (1.0 + np.exp(-np.clip(margins, -500, 500))) - targets)
        slope = [standard.T @ pull, [pull.sum()], np.bincount(groups, pull, count) if count else []]
        return float(value), np.concatenate(slope) + _PENALTY * penalized

    bounds = [(0.0, None)] * width + [(None, None)] * (1 + count)
    start = np.zeros(len(bounds))
    solution = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", tol=1e-10).x
    raw = solution[:width] / scale
    intercept = solution[width] - raw @ mean
    model = Logistic(_named(names, raw), round(float(intercept), DIGITS), _named(names, mean))
    return model, np.round(solution[width + 1 :], DIGITS)


def _named(names: Sequence[str], values: Matrix) -> dict[str, float]:
    return {name: round(float(value), DIGITS) for name, value in zip(names, values, strict=True)}
