"""The thresholds of the verdicts, and what claims made with them are worth.

They are round numbers, not optimised: 欠落 is said where the chance of being wrong is put at one in twenty or
less, 対応 or 一部対応 where it is the likelier answer. What claims at them are worth is measured on plans
that the scorer has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from policyalign.domain import Thresholds

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

RELEVANT = 2
"""The lowest grade at which a measure takes a proposal up: a substantial part of what it asks."""
FULL = 3
"""The grade at which it does what the proposal asks."""

LIMITS = Thresholds(gap=0.05, gap_passage=0.10, covered=0.50, full=0.90, measure=0.30)
GAP_TARGET = 0.90
"""The exact lower limit that the share of right 欠落 claims must reach; else none is made."""

_ONE_SIDED_90 = 0.80  # the lower end of a two-sided interval of 80 %


@dataclass(frozen=True, slots=True)
class Measured:
    """Predictions out of plan beside the truth: of cells, P(covered), the best passage and the best grade; of
    judged pairs, the probability and the grade."""

    covered: Matrix
    best_passage: Matrix
    grades: Indices
    pair: Matrix
    pair_grades: Indices


@dataclass(frozen=True, slots=True)
class Claim:
    """How often a claim was made, and right."""

    claims: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.claims if self.claims else 0.0

    @property
    def lower(self) -> float:
        """The exact lower limit of the share at 90 % confidence, one-sided (Clopper & Pearson 1934). Assumes
        that a new plan's cells are like those measured."""
        if not self.claims:
            return 0.0
        return float(binomtest(self.right, self.claims).proportion_ci(_ONE_SIDED_90, method="exact").low)


def measure_claims(measured: Measured, limits: Thresholds = LIMITS) -> dict[str, Claim]:
    """How the claims fare: ``gap`` 欠落, ``covered`` 対応 or 一部対応, ``full`` 対応, ``measure`` pairs that
    count."""
    borne_out = measured.best_passage >= limits.measure
    nothing_near = measured.best_passage <= limits.gap_passage
    taken_up = measured.grades >= RELEVANT
    return {
        "gap": _claim(nothing_near & (measured.covered <= limits.gap), ~taken_up),
        "covered": _claim(borne_out & (measured.covered >= limits.covered), taken_up),
        "full": _claim(borne_out & (measured.covered >= limits.full), measured.grades >= FULL),
        "measure": _claim(measured.pair >= limits.measure, measured.pair_grades >= RELEVANT),
    }


def settle(claims: Mapping[str, Claim], limits: Thresholds = LIMITS) -> Thresholds:
    """The thresholds to ship: those above, but without 欠落 where its claims do not reach the
    target."""
    if claims["gap"].lower >= GAP_TARGET:
        return limits
    return Thresholds(-1.0, -1.0, limits.covered, limits.full, limits.measure)


def _claim(claimed: Flags, right: Flags) -> Claim:
    return Claim(int(claimed.sum()), int((claimed & right).sum()))
