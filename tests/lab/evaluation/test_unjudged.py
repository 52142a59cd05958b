from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from policyalign.lab.evaluation.unjudged import estimate_relevant

from support.labels import label

SCORES = [[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]]
TRUTH = [3, 0, 2, 0, 2, 0, 0, 2]


def estimate(drawn: tuple[int, ...]) -> Any:
    """Units 0 and 1 are pooled; of the other six, ``drawn`` were drawn at random."""
    places = (0, 1, *drawn)
    chances = {("1-P1", unit): 1.0 if unit < 2 else len(drawn) / 6 for unit in places}
    plan = label(SCORES, {("1-P1", unit): TRUTH[unit] for unit in places}, inclusion=chances)
    return estimate_relevant([plan])


def test_one_sample_by_hand() -> None:
    found = estimate((2, 3))
    assert found["relevant_judged"] == 2
    assert found["relevant_estimated"] == pytest.approx(1 + 3)
    # N = 6, n = 2, s² = 1/2
    assert found["relevant_standard_error"] == pytest.approx((36 * (1 - 2 / 6) * 0.5 / 2) ** 0.5)
    assert found["recall_at_20"] == 1.0


def test_over_all_samples_number_and_variance_are_unbiased() -> None:
    found = [estimate(drawn) for drawn in combinations(range(2, 8), 3)]
    estimates = [one["relevant_estimated"] for one in found]
    mean = sum(estimates) / len(estimates)
    assert mean == pytest.approx(sum(grade >= 2 for grade in TRUTH))
    variance = sum((one - mean) ** 2 for one in estimates) / len(estimates)
    assert sum(one["relevant_standard_error"] ** 2 for one in found) / len(found) == pytest.approx(variance)


def test_relevant_units_far_down_lower_the_recall() -> None:
    scores = [[1 - place / 50 for place in range(30)]]
    grades = {("1-P1", 0): 3, ("1-P1", 25): 2, ("1-P1", 26): 0}
    chances = {("1-P1", 0): 1.0, ("1-P1", 25): 0.25, ("1-P1", 26): 0.25}
    plan = label(scores, grades, inclusion=chances)
    found: Any = estimate_relevant([plan])
    assert found["recall_at_20"] == pytest.approx(1 / (1 + 4))


def test_nothing_is_estimated_where_any_chance_is_unknown() -> None:
    plan = label(SCORES, {("1-P1", 0): 3, ("1-P1", 1): 0}, inclusion={("1-P1", 0): 1.0})
    assert estimate_relevant([plan]) is None
