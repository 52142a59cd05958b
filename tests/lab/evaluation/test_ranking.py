from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, ndcg_score

from policyalign.lab.evaluation.ranking import order_units, rank_units

from support.labels import label


def figures(scores: list[float], grades: list[int]) -> dict[str, float | None]:
    plan = label([scores], {("1-P1", unit): grade for unit, grade in enumerate(grades) if grade >= 0})
    return rank_units([plan], [plan.probability]).means(np.ones((1, 1)))


def test_figures_by_hand() -> None:
    # Ranked: grade 0, grade 3, not judged, grade 2. Ideal: 3, 2.
    found = figures([0.4, 0.9, 0.1, 0.3], [3, 0, 2, -1])
    ideal = 3 + 2 / math.log2(3)
    assert found["ndcg_at_10"] == pytest.approx((3 / math.log2(3) + 2 / math.log2(5)) / ideal)
    assert found["map"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert found["recall_at_20"] == 1.0


def test_recall_counts_the_first_twenty() -> None:
    scores = [1 - place / 100 for place in range(30)]
    assert figures(scores, [2] + [0] * 20 + [2] * 3 + [0] * 6)["recall_at_20"] == pytest.approx(1 / 4)


def test_grade_one_gains_but_is_no_answer() -> None:
    assert figures([0.9, 0.5], [1, 2])["map"] == pytest.approx(0.5)
    assert figures([0.9, 0.5], [1, 0]) == dict.fromkeys(("ndcg_at_10", "map", "recall_at_20"))


PAIRS = st.tuples(st.integers(0, 10**6), st.integers(0, 3))


@given(
    st.lists(PAIRS, min_size=2, max_size=25, unique_by=lambda one: one[0]).filter(
        lambda pairs: any(grade >= 2 for _, grade in pairs)
    )
)
def test_figures_are_those_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    scores, grades = (np.array(column) for column in zip(*pairs, strict=True))
    found = figures((scores / 10**6).tolist(), grades.tolist())
    assert found["ndcg_at_10"] == pytest.approx(ndcg_score(grades[None], scores[None], k=10))
    assert found["map"] == pytest.approx(average_precision_score(grades >= 2, scores))


def test_a_unit_that_was_not_found_in_the_pdf_is_missed() -> None:
    plan = label([[0.9, 0.5]], {("1-P1", 0): 0, ("1-P1", 1): 3})
    plan.unit_of[1] = -1
    assert rank_units([plan], [plan.probability]).means(np.ones((1, 1)))["map"] == 0.0


def test_means_are_weighted_by_plan_and_proposal() -> None:
    first = label([[0.9, 0.1]], {("1-P1", 0): 3}, plan_id="a")
    second = label([[0.9, 0.1]], {("1-P1", 1): 3}, plan_id="b")
    table = rank_units([first, second], [first.probability, second.probability])
    assert table.means(np.array([[1.0], [0.0]]))["map"] == 1.0
    assert table.means(np.array([[1.0], [3.0]]))["map"] == pytest.approx((1 + 3 * 0.5) / 4)


def test_equals_keep_the_order_of_the_labels() -> None:
    assert order_units(np.array([0.5, -np.inf, 0.5, 0.7])).tolist() == [3, 0, 2]
