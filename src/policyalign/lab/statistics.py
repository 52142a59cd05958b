"""Exact limits of a share that was counted."""

from __future__ import annotations

from scipy.stats import binomtest


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
