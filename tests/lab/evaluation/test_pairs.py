from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.lab.evaluation.pairs import RELATIONS, relation_figures, score_pairs
from policyalign.lab.gold.pairs import Pair, Relation


def pair(label: Relation, text: str = "甲の施策") -> Pair:
    return Pair("a", "b", text, "乙の施策", label)


def verdict(relation: Relation, chance: float = 0.6) -> list[float]:
    """The probabilities where one relation has this one; the others share the rest."""
    rest = (1 - chance) / (len(RELATIONS) - 1)
    return [chance if one == relation else rest for one in RELATIONS]


def score(pairs: Sequence[Pair], *chances: Sequence[float], cosines: Sequence[float] = ()) -> Any:
    """The figures of pairs judged with these probabilities; without cosines all are 0."""
    return score_pairs(pairs, np.array(chances), np.array(cosines or [0.0] * len(pairs)))


def test_figures_by_hand() -> None:
    found = score(
        [pair("DUP"), pair("NON"), pair("OVL"), pair("CMP")],
        # P(DUP) + P(OVL): 0.9, 0.45, 0.4, 0.1
        (0.8, 0.1, 0.1, 0.0, 0.0),
        (0.0, 0.45, 0.05, 0.0, 0.5),
        (0.4, 0.0, 0.3, 0.3, 0.0),
        (0.1, 0.0, 0.9, 0.0, 0.0),
    )
    assert found["average_precision"] == pytest.approx((1 + 2 / 3) / 2)
    assert found["macro_f1"] == pytest.approx((2 / 3 + 0 + 1 + 0 + 1) / 5)
    assert found["confusion"]["OVL"] == {"DUP": 1, "OVL": 0, "CMP": 0, "REL": 0, "NON": 0}
    assert found["pairs"] == 4


def test_a_verdict_is_the_likeliest_relation_and_of_equals_the_closest() -> None:
    (error,) = score([pair("NON")], (0.4, 0.1, 0.4, 0.1, 0.0))["errors"]
    assert (error["verdict"], error["close"]) == ("DUP", pytest.approx(0.5))
    assert score([pair("DUP")], verdict("CMP"))["errors"][0]["verdict"] == "CMP"


def test_errors_name_the_pair_and_both_relations() -> None:
    (error,) = score([pair("DUP", "長" * 200), pair("CMP")], verdict("REL", 0.6), verdict("CMP"))["errors"]
    assert (error["label"], error["verdict"], error["close"]) == ("DUP", "REL", pytest.approx(0.2))
    assert error["b_text"] == "乙の施策"
    assert 0 < len(error["a_text"]) < 200


def test_the_cosine_alone_is_the_baseline() -> None:
    """Cosines in the order of the labels rank all right, and cut on other pairs tell every relation."""
    labels = [label for _ in range(10) for label in RELATIONS]
    heights = dict(zip(RELATIONS, (0.9, 0.7, 0.5, 0.3, 0.1), strict=True))
    # A pair is left out with every fifth other: shuffled, so that no relation is left out as a whole.
    shuffled = [*(labels[(7 * n) % 50] for n in range(49)), RELATIONS[-1]]
    cosines = [heights[label] for label in shuffled]
    found = score([pair(label) for label in shuffled], *[verdict("NON")] * 50, cosines=cosines)
    assert found["baselines"]["cosine"]["average_precision"] == pytest.approx(1.0)
    assert found["macro_f1"] < 0.1


def test_a_cosine_that_tells_nothing_is_no_better_than_chance() -> None:
    found = score([pair(RELATIONS[n % 5]) for n in range(40)], *[verdict("NON")] * 40)
    assert found["baselines"]["cosine"]["average_precision"] == pytest.approx(2 / 5)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_the_confusion_counts_every_pair_once(told: list[tuple[int, int]]) -> None:
    labels = np.array([label for label, _ in told], dtype=np.intp)
    chances = np.eye(5)[[said for _, said in told]]
    found: Any = relation_figures(labels, chances)
    for row, label in enumerate(RELATIONS):
        for column, said in enumerate(RELATIONS):
            assert found["confusion"][label][said] == told.count((row, column))
    assert 0.0 <= found["macro_f1"] <= 1.0
    close = any(label < 2 for label, _ in told)
    assert (found["average_precision"] is not None) == close


@pytest.mark.parametrize("label", RELATIONS)
def test_one_pair_can_be_scored(label: Relation) -> None:
    found = score([pair(label)], verdict(label))
    assert found["average_precision"] == (1.0 if label in ("DUP", "OVL") else None)
    assert found["baselines"]["cosine"]["macro_f1"] <= found["macro_f1"] == pytest.approx(0.2)
