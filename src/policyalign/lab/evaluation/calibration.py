"""Whether probabilities mean what they say, and what abstaining buys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.lab.evaluation.cells import CellTable, Flags, Record
from policyalign.lab.evaluation.evaluated_plans import Matrix
from policyalign.lab.statistics import exact_interval, exact_lower

BINS = 10
_STEPS = 20
"""Rows of the curves: one for every 5 % of the cells."""


def calibration_figures(cells: CellTable, weights: Matrix) -> dict[str, float | None]:
    """Brier score and expected calibration error of P(covered), each cell with its weight (plans ×
    proposals)."""
    known = cells.part(np.isfinite(cells.probability))
    own = weights[known.plan, known.proposal]
    if not own.sum():
        return {"brier": None, "ece": None}
    squares = (known.probability - known.taken_up) ** 2
    return {
        "brier": float(np.average(squares, weights=own)),
        "ece": calibration_error(known.probability, known.taken_up, own),
    }


def calibration_error(probability: Matrix, truth: Flags, weights: Matrix | None = None) -> float:
    """Expected calibration error over ten bins of equal width: the mean distance between mean probability and
    true share, bins weighing as their cases do (Naeini, Cooper & Hauskrecht 2015)."""
    own = np.ones(len(truth)) if weights is None else weights
    numbers = bin_of(probability)
    distances = [abs(float((own * (probability - truth))[numbers == number].sum())) for number in range(BINS)]
    return sum(distances) / float(own.sum())


def adaptive_calibration_error(probability: Matrix, truth: Flags) -> float | None:
    """The same over ten bins of equal numbers of cases (Nguyen & O'Connor 2015)."""
    if not len(truth):
        return None
    parts = np.array_split(np.argsort(probability, kind="stable"), BINS)
    return sum(abs(float((probability[part] - truth[part]).sum())) for part in parts) / len(truth)


def bin_of(probability: Matrix) -> NDArray[np.intp]:
    """The number of the bin, 0 to 9, the last one closed."""
    return np.minimum((probability * BINS).astype(np.intp), BINS - 1)


def reliability(cells: CellTable) -> list[Record]:
    """The reliability table: of every bin that has cells, their number, mean probability, and true share with
    its exact 95 % interval."""
    known = cells.part(np.isfinite(cells.probability))
    return [_bin(known, number) for number in np.unique(bin_of(known.probability)).tolist()]


def _bin(known: CellTable, number: int) -> Record:
    inside = bin_of(known.probability) == number
    count, covered = int(inside.sum()), int(known.taken_up[inside].sum())
    return {
        "from": number / BINS,
        "to": (number + 1) / BINS,
        "cells": count,
        "mean_probability": float(known.probability[inside].mean()),
        "share_covered": covered / count,
        "interval": exact_interval(covered, count),
    }


def risk_coverage(cells: CellTable) -> list[Record]:
    """How often the likelier answer is wrong (risk) when only the surest share of the cells (coverage) is
    answered (El-Yaniv & Wiener 2010); sureness is max(p, 1 − p)."""
    known = cells.part(np.isfinite(cells.probability))
    sure = np.maximum(known.probability, 1 - known.probability)
    order = np.argsort(-sure, kind="stable")
    wrong = ((known.probability >= 0.5) != known.taken_up)[order].cumsum()
    return [
        {
            "coverage": count / len(known),
            "risk": int(wrong[count - 1]) / count,
            "sureness": float(sure[order][count - 1]),
        }
        for count in _counts(len(known))
    ]


def area_under_risk(cells: CellTable) -> float | None:
    """The mean risk over all coverages (AURC; Geifman, Uziel & El-Yaniv 2019)."""
    known = cells.part(np.isfinite(cells.probability))
    if not len(known):
        return None
    order = np.argsort(-np.maximum(known.probability, 1 - known.probability), kind="stable")
    wrong = ((known.probability >= 0.5) != known.taken_up)[order].cumsum()
    return float((wrong / np.arange(1, len(known) + 1)).mean())


def gap_curve(cells: CellTable) -> list[Record]:
    """What 欠落 would be worth if P(covered) alone decided: for the least probable cells, up to which
    probability, how many claims, the share that is right with its lower limit, and the share of the true gaps
    that is claimed."""
    known = cells.part(np.isfinite(cells.probability))
    order = np.argsort(known.probability, kind="stable")
    right = (~known.taken_up)[order].cumsum()
    return [
        {
            "up_to": float(known.probability[order][count - 1]),
            "claims": count,
            "npv": int(right[count - 1]) / count,
            "npv_lower_90": exact_lower(int(right[count - 1]), count),
            "share_of_gaps_claimed": int(right[count - 1]) / max(1, int(right[-1])),
        }
        for count in _counts(len(known))
    ]


def _counts(total: int) -> Sequence[int]:
    def steps() -> Iterator[int]:
        for step in range(1, _STEPS + 1):
            yield -(-total * step // _STEPS)

    return sorted(set(steps())) if total else []
