from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from policyalign.lab.evaluation.calibration import (
    adaptive_calibration_error,
    area_under_risk,
    cell_calibration,
    gap_curve,
    reliability,
    risk_coverage,
)
from policyalign.lab.evaluation.cells import CellTable
from policyalign.lab.evaluation.figures import calibration_record
from policyalign.lab.statistics import bin_of, calibration_figures

from support.labels import label

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def cells(pairs: list[tuple[float, bool]]) -> CellTable:
    count = len(pairs)
    grades = np.array([2 if covered else 1 for _, covered in pairs], dtype=np.intp)
    status = np.array(["undetermined"] * count, dtype=np.str_)
    places = np.arange(count, dtype=np.intp)
    return CellTable(np.zeros(count, dtype=np.intp), places, grades, status, np.array([p for p, _ in pairs]))


def test_figures_by_hand() -> None:
    pairs = [(0.05, False), (0.05, True), (0.95, True), (1.0, True)]
    found = cell_calibration(cells(pairs), np.ones((1, 4)))
    assert found["brier"] == pytest.approx((0.05**2 + 0.95**2 + 0.05**2 + 0) / 4)
    assert found["ece"] == pytest.approx((2 * abs(0.05 - 0.5) + 2 * abs(0.975 - 1)) / 4)


def test_bins_are_closed_below_and_the_last_one_above_too() -> None:
    assert bin_of(np.array([0.0, 0.0999, 0.1, 0.95, 1.0])).tolist() == [0, 0, 1, 9, 9]


@given(CASES)
def test_the_table_agrees_with_the_error(pairs: list[tuple[float, bool]]) -> None:
    bins: Any = reliability(cells(pairs))
    total = sum(one["cells"] * abs(one["mean_probability"] - one["share_covered"]) for one in bins)
    probability, truth = np.array([p for p, _ in pairs]), np.array([t for _, t in pairs])
    assert calibration_figures(probability, truth)["ece"] == pytest.approx(total / len(pairs))
    assert sum(one["cells"] for one in bins) == len(pairs)


def test_the_table_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    probability = rng.random(200)
    truth = rng.random(200) < probability
    shares, means = calibration_curve(truth, probability, n_bins=10)
    bins: Any = reliability(cells(list(zip(probability.tolist(), truth.tolist(), strict=True))))
    assert [one["share_covered"] for one in bins] == pytest.approx(shares.tolist())
    assert [one["mean_probability"] for one in bins] == pytest.approx(means.tolist())


def test_the_adaptive_error_has_bins_of_equal_numbers() -> None:
    probability = np.linspace(0.01, 0.1, 20)  # all of them in one bin of equal width
    truth = np.zeros(20, dtype=np.bool_)
    truth[-2:] = True
    assert adaptive_calibration_error(probability, truth) == pytest.approx(
        (probability[:-2].sum() + (1 - probability[-2:]).sum()) / 20
    )


def test_risk_rises_as_less_sure_cells_are_answered() -> None:
    pairs = [(0.99, True), (0.02, False), (0.9, True), (0.6, False)]
    curve: Any = risk_coverage(cells(pairs))
    assert [(one["coverage"], one["risk"]) for one in curve] == [(0.25, 0), (0.5, 0), (0.75, 0), (1, 0.25)]
    assert area_under_risk(cells(pairs)) == pytest.approx(0.25 / 4)


def test_the_gap_curve_counts_from_the_least_probable_on() -> None:
    curve: Any = gap_curve(cells([(0.3, True), (0.1, False), (0.2, False), (0.4, False)]))
    assert [(one["up_to"], one["claims"], one["npv"]) for one in curve] == [
        (0.1, 1, 1.0),
        (0.2, 2, 1.0),
        (0.3, 3, 2 / 3),
        (0.4, 4, 3 / 4),
    ]
    assert curve[1]["share_of_gaps_claimed"] == pytest.approx(2 / 3)
    assert curve[1]["npv_lower_90"] == pytest.approx(0.1 ** (1 / 2))


@given(CASES)
def test_the_full_curve_is_the_error_rate(pairs: list[tuple[float, bool]]) -> None:
    curve: Any = risk_coverage(cells(pairs))
    wrong = sum((p >= 0.5) != truth for p, truth in pairs)
    assert curve[-1]["coverage"] == 1
    assert curve[-1]["risk"] == pytest.approx(wrong / len(pairs))
    assert len(curve) <= 20


def test_cells_without_a_probability_are_left_out() -> None:
    plan = label([[1.0], [1.0]], {("1-P1", 0): 3, ("1-P2", 0): 0})
    unknown = replace(plan.findings[1], probability=None)
    found: Any = calibration_record([replace(plan, findings=(plan.findings[0], unknown))])
    assert (found["brier"], found["ece"], found["cells"]) == (0.0, 0.0, 1)
    nothing = tuple(replace(finding, probability=None) for finding in plan.findings)
    assert calibration_record([replace(plan, findings=nothing)]) is None
    assert cell_calibration(cells([(1.0, True)]), np.zeros((1, 1)))["ece"] is None
