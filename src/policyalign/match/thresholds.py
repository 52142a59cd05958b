"""Choosing the thresholds of the verdicts on cells that the scorer has not seen.

What is claimed is bounded by exact binomial limits (Clopper & Pearson 1934), one-sided at 90 % confidence; they
assume that a new plan's cells are like those measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from policyalign.match.fit import FULL, RELEVANT

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

GAP_TARGET = 0.95
"""Share of 欠落 claims that must be right: as the lower limit for the cell, as the share itself for the passage."""
COVERED_TARGET = 0.75
FULL_TARGET = 0.70
MEASURE_TARGET = 0.50

_ONE_SIDED_90 = 0.80  # the lower end of a two-sided interval of 80 %
_GRID = np.round(np.arange(0.01, 1.0, 0.01), 2)


@dataclass(frozen=True, slots=True)
class Measured:
    """Predictions for cells out of plan, with the truth: the best grade of the cell, and for pairs their grade."""

    covered: Matrix
    best_passage: Matrix
    grades: Indices
    pair: Matrix
    pair_grades: Indices


@dataclass(frozen=True, slots=True)
class Claim:
    """How often a claim was made and right; ``lower`` is the exact lower limit at 90 % confidence."""

    claims: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.claims if self.claims else 0.0

    @property
    def lower(self) -> float:
        if not self.claims:
            return 0.0
        interval = binomtest(self.right, self.claims).proportion_ci(_ONE_SIDED_90, method="exact")
        return float(interval.low)


def choose_thresholds(measured: Measured) -> dict[str, float]:
    """The thresholds of :class:`policyalign.domain.Thresholds` by name; 0 or 1 where no value meets the target.

    ``gap_passage`` is the highest at which the best passage alone is right in 95 % of the 欠落 claims; ``gap`` the
    highest at which both together are so at 90 % confidence; ``covered``, ``full`` and ``measure`` the lowest at
    which 75 % of the claims are covered, 70 % full, and half of the pairs relevant.
    """
    absent = measured.grades < RELEVANT
    passage = _highest(lambda limit: _claim(measured.best_passage <= limit, absent).share >= GAP_TARGET)
    near = measured.best_passage <= passage
    gap = _highest(lambda limit: _claim(near & (measured.covered <= limit), absent).lower >= GAP_TARGET)
    relevant = measured.pair_grades >= RELEVANT
    measure = _lowest(lambda limit: _claim(measured.pair >= limit, relevant).share >= MEASURE_TARGET)
    borne_out = measured.best_passage >= measure
    covered = _lowest(
        lambda limit: _claim(borne_out & (measured.covered >= limit), ~absent).lower >= COVERED_TARGET
    )
    full = _lowest(
        lambda limit: (
            _claim(borne_out & (measured.covered >= limit), measured.grades >= FULL).share >= FULL_TARGET
        )
    )
    return {
        "gap": gap,
        "gap_passage": passage,
        "covered": covered,
        "full": max(full, covered),
        "measure": measure,
    }


def measure_claims(measured: Measured, thresholds: Mapping[str, float]) -> dict[str, Claim]:
    """How the verdicts at these thresholds fare: 欠落, 対応 or 一部対応, 対応 alone, and pairs."""
    borne_out = measured.best_passage >= thresholds["measure"]
    near = measured.best_passage <= thresholds["gap_passage"]
    covered = measured.grades >= RELEVANT
    full = borne_out & (measured.covered >= thresholds["full"])
    return {
        "gap": _claim(near & (measured.covered <= thresholds["gap"]), ~covered),
        "covered": _claim(borne_out & (measured.covered >= thresholds["covered"]), covered),
        "full": _claim(full, measured.grades >= FULL),
        "measure": _claim(measured.pair >= thresholds["measure"], measured.pair_grades >= RELEVANT),
    }


def _claim(claimed: Flags, right: Flags) -> Claim:
    return Claim(int(claimed.sum()), int((claimed & right).sum()))


def _highest(meets: Callable[[float], bool]) -> float:
    return max((float(limit) for limit in _GRID if meets(float(limit))), default=0.0)


def _lowest(meets: Callable[[float], bool]) -> float:
    return min((float(limit) for limit in _GRID if meets(float(limit))), default=1.0)
