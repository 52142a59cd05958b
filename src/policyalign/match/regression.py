"""Logistic regression whose weights are not negative: more similarity never makes an answer less probable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from policyalign.match.parameters import Logistic

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

DIGITS = 6
_PENALTY = 1.0


def fit_logistic(
    names: Sequence[str], values: Matrix, labels: Flags, weights: Matrix | None = None
) -> Logistic:
    """The regression of ``labels`` (n) on ``values`` (n × features), told in the features' own units.

    Minimizes the weighted log loss plus half the sum of squared weights of the standardized features (the
    intercept is free), by L-BFGS-B with bounds at zero. The problem is convex, so that the answer is the same
    every time.
    """
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    standard = np.column_stack([(values - mean) / scale, np.ones(len(values))])
    signs = np.where(labels, 1.0, -1.0)
    counts = np.ones(len(values)) if weights is None else weights
    penalty = np.append(np.full(len(names), _PENALTY), 0.0)

    def loss(solution: Matrix) -> tuple[float, Matrix]:
        margins = signs * (standard @ solution)
        value = counts @ np.logaddexp(0.0, -margins) + 0.5 * penalty @ solution**2
        pull = counts * signs / (1.0 + np.exp(np.clip(margins, -500, 500)))
        return float(value), penalty * solution - pull @ standard

    bounds = [(0.0, None)] * len(names) + [(None, None)]
    solution = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B", tol=1e-12).x
    raw = solution[:-1] / scale
    intercept = solution[-1] - raw @ mean
    return Logistic(
        {name: round(float(weight), DIGITS) for name, weight in zip(names, raw, strict=True)},
        round(float(intercept), DIGITS),
    )
