"""The thresholds of the verdicts, and what claims made with them are worth.

対応 and 一部対応 are said where they are the likelier answer. 欠落 is said up to the highest probability at
which, on plans that the passage model had not seen, its claims reach the target with the stated confidence,
but never where the cell itself has a chance above :data:`GAP_LIMIT` of being covered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policyalign.assess.gaps.find import FULL_PASSAGE
from policyalign.domain import Thresholds
from policyalign.lab.fitting.regression import DIGITS
from policyalign.lab.gold.grades import FULL, RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.statistics import Flags, exact_lower

GAP_TARGET = 0.95
"""Share of right 欠落 claims that must be reached."""
CONFIDENCE = 0.90
"""One-sided confidence with which it must be reached."""
GAP_LIMIT = 0.10
MEASURE = 0.30
"""From here on a passage counts as a measure that takes the proposal up: then 欠落 is never said."""
LIKELIER = 0.50


@dataclass(frozen=True, slots=True)
class Predicted:
    """Predictions for cells out of plan beside the truth: P(covered), P(full), the probability of the best
    passage, and the highest grade of a measure."""

    covered: Matrix
    full: Matrix
    best: Matrix
    grades: Indices

    @property
    def taken_up(self) -> Flags:
        """Which cells are truly 対応 or 一部対応."""
        return self.grades >= RELEVANT


@dataclass(frozen=True, slots=True)
class Claim:
    """How often a claim was made, and right; ``lower`` is the exact one-sided lower limit of the share at
    :data:`CONFIDENCE`, 0 without claims. Assumes that a new plan's cells are like those measured."""

    claims: int
    right: int

    @property
    def lower(self) -> float:
        return exact_lower(self.right, self.claims, CONFIDENCE) or 0.0


def fit_thresholds(predicted: Predicted) -> Thresholds:
    """The thresholds to ship, from cells of plans that the passage model had not seen. Where no limit reaches
    the target, none is low enough for 欠落."""
    order = np.argsort(predicted.covered, kind="stable")
    covered = predicted.covered[order]
    right = np.cumsum(~predicted.taken_up[order])
    last_of_equals = np.append(covered[1:] != covered[:-1], True)
    limit = -1.0
    for number in np.flatnonzero(last_of_equals & (covered <= GAP_LIMIT)).tolist():
        if Claim(number + 1, int(right[number])).lower >= GAP_TARGET:
            limit = float(covered[number])
    gap = GAP_LIMIT if limit >= 0 and (covered[covered > limit] > GAP_LIMIT).all() else limit
    return Thresholds(gap, MEASURE if gap >= 0 else -1.0, LIKELIER, LIKELIER, MEASURE)


FULL_TARGET = 0.90
"""Share of right 対応 claims, as against 一部対応, that must be reached for proposals that nobody labelled."""


def full_limit(predicted: Predicted) -> float:
    """The lowest P(full), from :data:`LIKELIER` on, from which on at least :data:`FULL_TARGET` of ten or more claims of
    対応 are right; :data:`NEVER` where none does: 一部対応 (at least a part) is then all that is said."""
    for limit in np.unique(predicted.full[predicted.full >= LIKELIER]).tolist():
        claimed = predicted.full >= limit
        if claimed.sum() >= _FEWEST and (predicted.grades[claimed] >= FULL).mean() >= FULL_TARGET:
            return round(float(limit), DIGITS)
    return NEVER


def gap_limit(predicted: Predicted, weights: Matrix, judged: Flags) -> float:
    """The highest P(covered) up to which the claims of 欠落 reach :data:`GAP_TARGET` with :data:`CONFIDENCE`, and those
    on cells that were ``judged`` reach it too; below 0 where none do."""
    for limit in sorted(np.unique(predicted.covered).tolist(), reverse=True):
        claimed = (predicted.covered <= limit) & (predicted.best <= MEASURE)
        among = claimed & judged
        right = (among & ~predicted.taken_up).sum() >= GAP_TARGET * among.sum()
        if right and _lower(claimed, ~predicted.taken_up, weights) >= GAP_TARGET:
            return round(float(limit), DIGITS)
    return -1.0


def _lower(claimed: Flags, right: Flags, weights: Matrix) -> float:
    """The lower limit of the share of right claims, cells counted by their weights."""
    claims, good = weights[claimed].sum(), weights[claimed & right].sum()
    return exact_lower(int(np.floor(good)), int(np.ceil(claims)), CONFIDENCE) or 0.0


NEVER = 2.0
"""A limit that no probability reaches."""
_FEWEST = 10


def measure_claims(predicted: Predicted, limits: Thresholds, carried: Matrix | None = None) -> dict[str, Claim]:
    """How the claims fare: ``gap`` 欠落, ``covered`` 対応 or 一部対応, ``full`` 対応. ``carried`` is the probability of
    the best passage with a sentence that does what is asked; without it every passage is taken for one."""
    shown = predicted.best if carried is None else carried
    gap = (predicted.best <= limits.gap_passage) & (predicted.covered <= limits.gap)
    covered = (shown >= limits.measure) & (predicted.covered >= limits.covered)
    full = covered & (shown >= FULL_PASSAGE) & (predicted.full >= limits.full)
    return {
        "gap": _claim(gap, ~predicted.taken_up),
        "covered": _claim(covered, predicted.taken_up),
        "full": _claim(full, predicted.grades >= FULL),
    }


def _claim(claimed: Flags, right: Flags) -> Claim:
    return Claim(int(claimed.sum()), int((claimed & right).sum()))
