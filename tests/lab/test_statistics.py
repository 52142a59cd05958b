from __future__ import annotations

import pytest
from scipy.stats import binom

from policyalign.lab.statistics import exact_interval, exact_lower


@pytest.mark.parametrize(("right", "count"), [(45, 45), (44, 49), (0, 3), (1, 2)])
def test_limits_are_exact(right: int, count: int) -> None:
    low, high = exact_interval(right, count) or [0, 0]
    if right:
        assert binom.sf(right - 1, count, low) == pytest.approx(0.025)
    else:
        assert low == 0
    if right < count:
        assert binom.cdf(right, count, high) == pytest.approx(0.025)
    else:
        assert high == 1


def test_the_lower_limit_is_one_sided() -> None:
    assert exact_lower(45, 45) == pytest.approx(0.10 ** (1 / 45))
    assert exact_lower(0, 0) is None
