"""Statistics that more than one part of the laboratory needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

BINS = 10


def exact_interval(right: int, count: int, confidence: float = 0.95) -> list[float] | None:
    """Two-sided limits (0–1) of the share behind ``right`` of ``count``, after Clopper & Pearson (1934,
    Biometrika 26); None for a count of 0. Assumes that the cases counted are independent."""
    if not count:
        return None
    interval = binomtest(right, count).proportion_ci(confidence, method="exact")
    return [float(interval.low), float(interval.high)]


def exact_lower(right: int, count: int, confidence: float = 0.90) -> float | None:
    """The one-sided lower limit: with this confidence, at least so large a share is right."""
    interval = exact_interval(right, count, 2 * confidence - 1)
    return interval[0] if interval else None


def precision_recall(right: int, claimed: int, true: int) -> dict[str, float | None]:
    """Precision, recall and F1 of ``claimed`` cases, ``right`` of which are among the ``true`` ones; None
    where there is nothing to divide by."""
    return {
        "precision": right / claimed if claimed else None,
        "recall": right / true if true else None,
        "f1": 2 * right / (claimed + true) if claimed + true else None,
    }


def auc(truth: Flags, scores: Matrix, weights: Matrix | None = None) -> float | None:
    """Area under the ROC curve of ``scores`` for ``truth``, over the cases that have a score and a weight;
    None where one of the two classes is absent.

    It is the share, by weight, of the pairs of a true and a false case in which the true one scores higher, equal
    scores counting by half (Hanley & McNeil 1982, Radiology 143, 29–36): the intervals ask for it thousands of times,
    and a library's checks of its arguments would take almost all of that.
    """
    weights = np.ones(len(truth)) if weights is None else weights
    known = np.isfinite(scores) & (weights > 0)
    truth, weights = truth[known], weights[known]
    distinct, place = np.unique(scores[known], return_inverse=True)
    true, false = (np.bincount(place, weights * one, len(distinct)) for one in (truth, ~truth))
    pairs = float(true.sum() * false.sum())
    return float((true * (false.cumsum() - false / 2)).sum()) / pairs if pairs else None


def calibration_figures(probability: Matrix, truth: Flags, weights: Matrix | None = None) -> dict[str, float]:
    """Brier score, and expected calibration error over ten bins of equal width: the mean distance between
    mean probability and true share, bins weighing as their cases do (Naeini, Cooper & Hauskrecht 2015)."""
    own = np.ones(len(truth)) if weights is None else weights
    distances = np.bincount(bin_of(probability), own * (probability - truth))
    return {
        "brier": float(np.average((probability - truth) ** 2, weights=own)),
        "ece": float(np.abs(distances).sum() / own.sum()),
    }


def bin_of(probability: Matrix) -> NDArray[np.intp]:
    """The number of the bin, 0 to 9, the last one closed."""
    return np.minimum((probability * BINS).astype(np.intp), BINS - 1)
