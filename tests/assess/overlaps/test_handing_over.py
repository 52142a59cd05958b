"""A measure that hands its results over to another by name knows of it."""

from __future__ import annotations

import pytest

from policyalign.assess.measures.handing_over import hands_over
from policyalign.segment.measures import read_measures

from support.schedules import measure, plan

TAKER = "苗木配布推進事業"


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        (f"育てた苗を「{TAKER}」に導出する。", True),
        (f"成果は{TAKER}へ引き継ぐ。", True),
        (f"{TAKER}などに成果をつなげる。", True),
        (f"{TAKER}（町）へと橋渡しをする。", True),
        (f"{TAKER}に続き、広場の木を切る。", False),
        (f"{TAKER}を踏まえ、収入の増加につなげる。", False),
        ("成果を実用化につなげる。", False),
    ],
)
def test_handing_over_is_told_by_name(text: str, linked: bool) -> None:
    giver, taker = (
        one
        for heading, words in (("苗を育てる研究", text), (TAKER, "苗を配る。"))
        for one in read_measures(plan("p", measure(heading, text=words)))
    )
    assert hands_over(giver, taker) is linked
    assert not hands_over(taker, giver)
