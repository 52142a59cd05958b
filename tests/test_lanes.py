"""How many lanes there are: as many as asked for, or as cores and memory allow."""

from __future__ import annotations

import pytest

from policyalign import lanes
from policyalign.lanes import LANE_MB, MOST_LANES, REST_MB, chosen_lanes


@pytest.mark.parametrize("number", [1, 2, 30])
def test_a_number_is_taken_as_it_is(number: int) -> None:
    assert chosen_lanes(number) == number


@pytest.mark.parametrize(
    ("cores", "free_mb", "expected"),
    [
        (2, 100_000, 2),
        (64, 100_000, MOST_LANES),
        (8, REST_MB + 3 * LANE_MB, 3),
        (8, REST_MB + 3 * LANE_MB - 1, 2),
        (8, 0, 1),
        (1, 100_000, 1),
    ],
)
def test_cores_and_free_memory_bound_it(
    monkeypatch: pytest.MonkeyPatch, cores: int, free_mb: int, expected: int
) -> None:
    monkeypatch.setattr(lanes, "usable_cores", lambda: cores)
    monkeypatch.setattr(lanes, "_free_mb", lambda: free_mb)
    assert chosen_lanes("auto") == expected


def test_this_machine_has_room_for_one_at_least() -> None:
    assert 1 <= chosen_lanes("auto") <= MOST_LANES
