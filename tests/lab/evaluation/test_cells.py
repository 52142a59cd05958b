from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from policyalign.lab.evaluation.cells import CellTable, cell_table, claims, main_figures, status_counts
from policyalign.values import Status

from support.labels import label


def table(*rows: tuple[int, Status, float]) -> CellTable:
    """Cells of one plan: best grade, status, probability."""
    grades = {(f"1-P{number}", 0): grade for number, (grade, _, _) in enumerate(rows, 1) if grade >= 0}
    return cell_table([label([[p] for _, _, p in rows], grades, [status for _, status, _ in rows])])


CELLS: tuple[tuple[int, Status, float], ...] = (
    (3, "covered", 0.9),
    (2, "covered", 0.8),
    (1, "partial", 0.7),
    (2, "undetermined", 0.3),
    (0, "gap", 0.1),
    (1, "gap", 0.05),
    (2, "gap", 0.02),
    (0, "undetermined", 0.2),
)


def test_claims_by_hand() -> None:
    found: Any = claims(table(*CELLS))
    gap, taken_up = found["gap"], found["taken_up"]
    assert (gap["claims"], gap["right"], gap["true"]) == (3, 2, 4)
    assert (gap["precision"], gap["recall"], gap["f1"]) == (2 / 3, 2 / 4, 4 / 7)
    assert (taken_up["claims"], taken_up["right"], taken_up["true"]) == (3, 2, 4)
    assert (found["covered"]["right"], found["covered"]["claims"]) == (1, 2)
    assert (found["partial"]["right"], found["partial"]["claims"], found["partial"]["true"]) == (0, 1, 3)


def test_main_figures_by_hand() -> None:
    found = main_figures(table(*CELLS), np.ones((1, 8)))
    # Of the 16 pairs of a covered cell and one that is not, those where the covered one is more probable.
    assert found["auc"] == pytest.approx((4 + 4 + 3 + 0) / 16)
    assert found["npv"] == 2 / 3
    assert found["share_of_gaps_claimed"] == 2 / 4
    assert found["share_undetermined"] == 2 / 8


def test_weights_leave_cells_out() -> None:
    weights = np.ones((1, 8))
    weights[0, 6] = 0
    assert main_figures(table(*CELLS), weights)["npv"] == 1.0


def test_without_claims_or_classes_there_is_no_figure() -> None:
    found = main_figures(table((3, "covered", 0.9)), np.ones((1, 1)))
    assert found["npv"] is None
    assert found["auc"] is None
    assert found["share_of_gaps_claimed"] is None
    nothing: Any = claims(table((3, "covered", 0.9)))["gap"]
    assert (nothing["precision"], nothing["precision_interval"], nothing["precision_lower_90"]) == (None,) * 3


def test_cells_out_of_scope_or_never_judged_do_not_count() -> None:
    cells = table((3, "out_of_scope", 0.9), (-1, "gap", 0.1), (0, "gap", 0.2))
    assert len(cells) == 1
    assert status_counts(cells)["gap"] == {"0": 1, "1": 0, "2": 0, "3": 0}
