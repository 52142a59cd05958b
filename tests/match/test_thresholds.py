from __future__ import annotations

import numpy as np
import pytest

from policyalign.match.thresholds import LIMITS, Claim, Measured, measure_claims, settle


def test_exact_limits_agree_with_published_ones() -> None:
    # without an error in n the limit is 0.1 ** (1 / n); one error in 77 is the classic 95 % at 90 %
    assert Claim(45, 45).lower == pytest.approx(0.1 ** (1 / 45))
    assert Claim(77, 76).lower == pytest.approx(0.95, abs=0.001)
    assert Claim(0, 0).lower == Claim(0, 0).share == 0


def test_claims_are_counted_by_what_bears_them_out() -> None:
    measured = Measured(
        covered=np.array([0.01, 0.04, 0.04, 0.3, 0.6, 0.6, 0.95]),
        best_passage=np.array([0.02, 0.09, 0.5, 0.2, 0.1, 0.4, 0.8]),
        grades=np.array([0, 2, 0, 3, 3, 1, 3]),
        pair=np.array([0.9, 0.4, 0.1]),
        pair_grades=np.array([3, 1, 2]),
    )
    claims = measure_claims(measured)
    assert (claims["gap"].claims, claims["gap"].right) == (2, 1)
    assert (claims["covered"].claims, claims["covered"].right) == (2, 1)
    assert (claims["full"].claims, claims["full"].right) == (1, 1)
    assert (claims["measure"].claims, claims["measure"].right) == (2, 1)


def test_gaps_are_not_claimed_where_claims_were_not_worth_it() -> None:
    assert settle({"gap": Claim(46, 46)}) == LIMITS
    doubtful = settle({"gap": Claim(46, 40)})
    assert doubtful.gap < 0
    assert doubtful.covered == LIMITS.covered
    assert settle({"gap": Claim(5, 5)}).gap < 0
