"""Whether a passage speaks of the object asked about, or of another to which the like is done."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Passage
from policyalign.match.arrays import Vectors
from policyalign.match.objects import UNNAMED, ObjectJudge
from policyalign.segment.matters import Matter
from policyalign.segment.requests import Request

from support.plans import make_plan

NEAR = ("病院", "医療施設")
REQUEST = Request(
    ("病院", "統合", "設備", "導入", "市町村"),
    ("病院", "統合", "設備", "導入", "市町村"),
    (1,) * 5,
    "市町村は病院の統合に合わせて設備を導入すべきである。",
    False,
    ("市町村",),
    (Matter("病院", ("病院",)), Matter("設備", ("設備",))),
)
PLAN_REQUEST = Request(
    ("対策", "計画", "策定", "財政", "支援"),
    ("対策", "計画", "策定", "財政", "支援"),
    (1,) * 5,
    "対策計画の策定に財政支援を行うべきである。",
    matters=(Matter("対策計画", ("対策", "計画")),),
)


def encode(words: list[str]) -> Vectors:
    """A direction of its own for every word, but one for the two that are near each other."""
    kinds = sorted({"近い" if word in NEAR else word for word in words})
    rows = np.zeros((len(words), len(kinds)), dtype=np.float32)
    for row, word in enumerate(words):
        rows[row, kinds.index("近い" if word in NEAR else word)] = 1.0
    return rows


def passage(*terms: str, sign: int = 1, heading: str = "施策") -> Passage:
    text = "".join(terms) + "を進める。"
    made = make_plan((heading, (text,)), role="measure").passages[0]
    starts = [text.index(term) for term in terms]
    phrases = tuple((start, start + len(term), 1) for start, term in zip(starts, terms, strict=True))
    return replace(made, terms=terms, phrases=phrases, directions=(sign,) * len(terms))


def judge(request: Request = REQUEST) -> ObjectJudge:
    return ObjectJudge(request, lambda _: 1.0, encode)


def test_the_same_object_carries_by_its_name_its_like_or_its_heading() -> None:
    assert judge()(passage("病院", "設備", "導入")) == 0
    assert judge()(passage("医療施設", "設備", "導入")) == 0
    assert judge()(passage("設備", "導入", heading="病院の統合")) == 0


@pytest.mark.parametrize("other", ["下水道", "学校"])
def test_another_object_does_not(other: str) -> None:
    assert judge()(passage(other, "設備", "統合", "導入")) is None


def test_what_only_mentions_it_does_not_and_what_undoes_it_may() -> None:
    assert judge()(passage("病院", "設備", sign=0)) is None
    refusal = replace(REQUEST, directions=(-1,) * 5, refuses=True)
    assert judge(refusal)(passage("病院", "設備", sign=-1)) == 0


def test_another_plan_of_the_same_kind_of_word_does_not() -> None:
    assert judge(PLAN_REQUEST)(passage("対策計画", "策定", "補助")) == 0
    assert judge(PLAN_REQUEST)(passage("都市計画", "策定", "補助")) is None


def test_a_part_of_its_name_is_a_broader_matter() -> None:
    assert judge(PLAN_REQUEST)(passage("計画", "策定", "補助")) is None


def test_money_and_a_change_are_met_by_nothing_else() -> None:
    assert judge(PLAN_REQUEST)(passage("対策計画", "策定", "連携")) is None
    reform = replace(REQUEST, asked=("病院", "設備", "見直し"), matters=REQUEST.matters)
    assert judge(reform)(passage("病院", "設備", "導入")) is None
    assert judge(reform)(passage("病院", "設備", "見直し")) == 0


def test_what_one_sentence_names_and_another_does_is_carried_by_none() -> None:
    made = make_plan(("施策", ("病院と設備がある。道路の導入を進める。",)), role="measure").passages[0]
    spans = ((0, 2, 1), (3, 5, 1), (9, 11, 1), (12, 14, 1))
    parted = replace(
        made,
        sentences=((0, 9), (9, 19)),
        terms=("病院", "設備", "道路", "導入"),
        phrases=spans,
        directions=(0, 0, 1, 1),
    )
    assert judge()(parted) is None


def test_a_request_about_nothing_is_answered_by_nothing() -> None:
    assert judge(replace(REQUEST, matters=()))(passage("病院", "設備", "導入")) is None


@given(st.lists(st.sampled_from(["病院", "設備", "下水道", "学校"]), min_size=1, unique=True))
def test_naming_more_never_leaves_more_unnamed(terms: list[str]) -> None:
    shares = [judge().unnamed(passage(*terms[:count]), 0) for count in range(1, len(terms) + 1)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    assert (judge()(passage(*terms, "導入")) is not None) <= (shares[-1] <= UNNAMED)
