"""Percentile intervals over plans and proposals: would the figures be the same with others like these?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from policyalign.lab.gold.unit_matching import Matrix

Figures = Mapping[str, float | None]

RESAMPLES = 1000
SEED = 20250326
_LIMITS = (2.5, 97.5)


def bootstrap_intervals(
    figures: Callable[[Matrix], Figures], plans: int, proposals: int, resamples: int = RESAMPLES
) -> dict[str, list[float] | None]:
    """95 % percentile intervals of figures that are functions of weights (plans × proposals).

    Plans and proposals are drawn anew independently of each other, and a cell weighs as often as its plan
    times its proposal were drawn: the pigeonhole bootstrap (Owen 2007, Annals of Applied Statistics 1,
    386–411). None for a figure that could hardly ever be computed. One plan is all the plans there
    are: then only proposals vary.
    """
    rng = np.random.default_rng(SEED)
    drawn = [figures(_weights(rng, plans, proposals)) for _ in range(resamples)]
    return {name: _interval([values[name] for values in drawn]) for name in figures(np.ones((plans, proposals)))}


def _weights(rng: np.random.Generator, plans: int, proposals: int) -> Matrix:
    rows, columns = (rng.multinomial(count, [1 / count] * count) for count in (plans, proposals))
    return np.outer(rows, columns).astype(np.float64)


def _interval(values: list[float | None]) -> list[float] | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) / 2:
        return None
    return [float(limit) for limit in np.percentile(known, _LIMITS)]
