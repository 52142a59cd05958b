"""Whether the probabilities of cells mean what they say, and what abstaining buys.

Every cell of the tables here has a probability.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policyalign.lab.evaluation.cells import CellTable, Record
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.statistics import BINS, Flags, bin_of, calibration_figures, exact_interval, exact_lower

_STEPS = 20
"""Rows of the curves: one for every 5 % of the cells."""


def cell_calibration(cells: CellTable, weights: Matrix) -> dict[str, float | None]:
    """Brier score and expected calibration error of P(covered), each cell with its weight (plans ×
    proposals)."""
    own = weights[cells.plan, cells.proposal]
    if not own.sum():
        return {"brier": None, "ece": None}
    return {**calibration_figures(cells.probability, cells.taken_up, own)}


def adaptive_calibration_error(probability: Matrix, truth: Flags) -> float:
    """The calibration error over ten bins of equal numbers of cases (Nguyen & O'Connor 2015)."""
    parts = np.array_split(np.argsort(probability, kind="stable"), BINS)
    return sum(abs(float((probability[part] - truth[part]).sum())) for part in parts) / len(truth)


def reliability(cells: CellTable) -> list[Record]:
    """The reliability table: of every bin that has cells, their number, mean probability, and true share with
    its exact 95 % interval."""
    bins = bin_of(cells.probability)
    return [_bin(cells.part(bins == number), number) for number in np.unique(bins).tolist()]


def _bin(cells: CellTable, number: int) -> Record:
    count, covered = len(cells), int(cells.taken_up.sum())
    return {
        "from": number / BINS,
        "to": (number + 1) / BINS,
        "cells": count,
        "mean_probability": float(cells.probability.mean()),
        "share_covered": covered / count,
        "interval": exact_interval(covered, count),
    }


def risk_coverage(cells: CellTable) -> list[Record]:
    """How often the likelier answer is wrong (risk) when only the surest share of the cells (coverage) is
    answered (El-Yaniv & Wiener 2010); sureness is max(p, 1 − p)."""
    sureness, risk = _risks(cells)
    return [
        {"coverage": count / len(cells), "risk": float(risk[count - 1]), "sureness": float(sureness[count - 1])}
        for count in _counts(len(cells))
    ]


def area_under_risk(cells: CellTable) -> float:
    """The mean risk over all coverages (AURC; Geifman, Uziel & El-Yaniv 2019)."""
    return float(_risks(cells)[1].mean())


def _risks(cells: CellTable) -> tuple[Matrix, Matrix]:
    """The sureness of the cells, the surest first, and the share of wrong answers up to each."""
    sureness = np.maximum(cells.probability, 1 - cells.probability)
    order = np.argsort(-sureness, kind="stable")
    wrong = ((cells.probability >= 0.5) != cells.taken_up)[order].cumsum()
    return sureness[order], wrong / np.arange(1, len(cells) + 1)


def gap_curve(cells: CellTable) -> list[Record]:
    """What 欠落 would be worth if P(covered) alone decided: for the least probable cells, up to which
    probability, how many claims, the share that is right with its lower limit, and the share of the true gaps
    that is claimed."""
    order = np.argsort(cells.probability, kind="stable")
    right = (~cells.taken_up)[order].cumsum().tolist()
    return [
        {
            "up_to": float(cells.probability[order][count - 1]),
            "claims": count,
            "npv": right[count - 1] / count,
            "npv_lower_90": exact_lower(right[count - 1], count),
            "share_of_gaps_claimed": right[count - 1] / max(1, right[-1]),
        }
        for count in _counts(len(cells))
    ]


def _counts(total: int) -> Sequence[int]:
    return sorted({-(-total * step // _STEPS) for step in range(1, _STEPS + 1)})
