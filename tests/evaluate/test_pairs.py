from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from policyalign.evaluate.pairs import PairVerdict, score_pairs
from policyalign.gold.pairs import Pair, Relation


def pair(label: Relation | None) -> Pair:
    return Pair("a", "b", "甲の施策", "乙の施策", label)


def test_figures_by_hand() -> None:
    pairs = [pair("DUP"), pair("NON"), pair(None), pair("OVL"), pair("CMP")]

    def judge(asked: Sequence[Pair]) -> list[PairVerdict]:
        assert [one.label for one in asked] == ["DUP", "NON", "OVL", "CMP"], (
            "disputed pairs are not asked for"
        )
        closes = {"DUP": 0.9, "NON": 0.6, "OVL": 0.5, "CMP": 0.1}
        given: dict[str, Relation] = {"DUP": "DUP", "NON": "NON", "OVL": "DUP", "CMP": "CMP"}
        return [PairVerdict(given[str(one.label)], closes[str(one.label)]) for one in asked]

    found: Any = score_pairs(pairs, judge)
    assert found["average_precision"] == pytest.approx((1 + 2 / 3) / 2)
    assert found["macro_f1"] == pytest.approx((2 / 3 + 0 + 1 + 0 + 1) / 5)
    assert found["confusion"]["OVL"] == {"DUP": 1, "OVL": 0, "CMP": 0, "REL": 0, "NON": 0}
    assert found["pairs"] == 4
