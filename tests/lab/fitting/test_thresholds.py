from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.lab.fitting.thresholds import (
    GAP_LIMIT,
    GAP_TARGET,
    NEVER,
    Claim,
    Predicted,
    fit_thresholds,
    full_limit,
    gap_limit,
    measure_claims,
)


def predicted(covered: list[float], grades: list[int]) -> Predicted:
    values = np.array(covered)
    return Predicted(values, values / 2, values, np.array(grades))


def test_exact_limits_agree_with_published_ones() -> None:
    # without an error in n the limit is 0.1 ** (1 / n); one error in 77 is the classic 95 % at 90 %
    assert Claim(45, 45).lower == pytest.approx(0.1 ** (1 / 45))
    assert Claim(77, 76).lower == pytest.approx(0.95, abs=0.001)
    assert Claim(0, 0).lower == 0


def test_claims_are_counted_by_what_bears_them_out() -> None:
    cells = Predicted(
        covered=np.array([0.01, 0.04, 0.04, 0.3, 0.6, 0.6, 0.95]),
        full=np.array([0.0, 0.0, 0.0, 0.0, 0.2, 0.2, 0.9]),
        best=np.array([0.02, 0.09, 0.5, 0.2, 0.1, 0.4, 0.8]),
        grades=np.array([0, 2, 0, 3, 3, 1, 3]),
    )
    claims = measure_claims(cells, fit_thresholds(predicted([0.01] * 60, [0] * 60)))
    assert (claims["gap"].claims, claims["gap"].right) == (2, 1)
    assert (claims["covered"].claims, claims["covered"].right) == (2, 1)
    assert (claims["full"].claims, claims["full"].right) == (1, 1)


def test_no_gap_is_claimed_above_the_limit_however_well_it_goes() -> None:
    assert fit_thresholds(predicted([0.01] * 60 + [0.5] * 60, [0] * 120)).gap == GAP_LIMIT


def test_gaps_end_where_they_begin_to_be_wrong() -> None:
    cells = predicted([0.01] * 100 + [0.05] * 20, [0] * 100 + [3] * 20)
    assert 0.01 <= fit_thresholds(cells).gap < 0.05


def test_gaps_are_not_claimed_where_claims_were_not_worth_it() -> None:
    few = fit_thresholds(predicted([0.01] * 5, [0] * 5))
    doubtful = fit_thresholds(predicted([0.01] * 60, [0] * 50 + [2] * 10))
    assert few.gap < 0
    assert doubtful.gap < 0
    assert few.covered == doubtful.covered == 0.5


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), min_size=1, max_size=150))
def test_on_the_cells_of_the_fit_the_claims_reach_the_target(cells: list[tuple[float, int]]) -> None:
    values = predicted([value for value, _ in cells], [grade for _, grade in cells])
    limits = fit_thresholds(values)
    claimed = values.covered <= limits.gap
    right = int((claimed & (values.grades < 2)).sum())
    assert not claimed.any() or Claim(int(claimed.sum()), right).lower >= GAP_TARGET


def made(covered: list[float], grades: list[int], full: list[float] | None = None) -> Predicted:
    values = np.array(covered)
    return Predicted(values, values if full is None else np.array(full), values, np.array(grades))


def test_a_gap_limit_holds_on_the_judged_cells_too() -> None:
    """Ninety cells that nobody judged, all without an answer, do not make up for ten that were judged, half of them
    wrong."""
    cells = made([0.01] * 90 + [0.02] * 10, [0] * 90 + [3, 0] * 5)
    weights = np.ones(100)
    assert gap_limit(cells, weights, np.arange(100) >= 90) == 0.01
    assert gap_limit(made([0.01] * 10, [3] * 10), np.ones(10), np.ones(10, dtype=bool)) < 0


def test_a_weight_below_one_is_worth_less_evidence() -> None:
    cells = made([0.01] * 60, [0] * 60)
    judged = np.zeros(60, dtype=bool)
    assert gap_limit(cells, np.ones(60), judged) == 0.01
    assert gap_limit(cells, np.full(60, 0.25), judged) < 0


def test_full_is_said_only_where_it_can_be_told_from_partial() -> None:
    told = made([0.9] * 24, [2] * 6 + [3] * 18, [0.55] * 6 + [0.8] * 18)
    assert full_limit(told) == 0.8
    assert full_limit(made([0.9] * 24, [2, 3] * 12)) == NEVER
    assert full_limit(made([0.9] * 5, [3] * 5)) == NEVER
