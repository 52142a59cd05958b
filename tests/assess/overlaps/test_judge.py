from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.overlaps.judge import SHOWN_REASONS, RelationJudge
from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import load_model
from policyalign.messages import all_codes, message

from support.relations import traits
from support.schedules import Measure, measure

WORDS = "衛星 画像 被害 市町村 判読 配信 集約"
SATELLITE = measure("衛星画像の配信システム", (4, None, None), words=WORDS, text="システムで配信する。")
MEASURES: tuple[Measure, ...] = (
    SATELLITE,
    measure("衛星画像の配信システム", (4, None, None), words=f"{WORDS} 災害", text="システムで配信する。"),
    measure("衛星画像を読む人材の育成", (2, None, None), words="衛星 画像 判読 研修", text="研修を行う。"),
    measure("港の施設整備", (3, None, None), words="港 岸壁 船", text="岸壁を改修する。"),
    measure("湖水機構の運営費交付金", words="費用 法人", text="機構の運営に要する費用。"),
    measure("水質の調査", (1, None, None), words="水質 湖", text="湖水機構が水質を調べる。"),
    measure("その他", text="行う。"),
)
TRAITS = traits(*MEASURES)
EVERY = [(one, other) for one in range(len(MEASURES)) for other in range(len(MEASURES)) if one != other]


def judge() -> RelationJudge:
    return RelationJudge(TRAITS, load_model())


def test_every_pair_has_probabilities_of_the_five_relations() -> None:
    for found in judge()(EVERY):
        assert tuple(found.probabilities) == RELATIONS
        assert sum(found.probabilities.values()) == pytest.approx(1.0, abs=1e-5)
        assert 0.0 <= found.close <= 1.0 + 1e-6


def test_the_same_in_other_words_is_closer_than_anything_else() -> None:
    twin, other, foreign = judge()([(0, 1), (0, 2), (0, 3)])
    assert twin.close > other.close > foreign.close
    assert twin.relation in ("duplicate", "similar")
    assert foreign.relation in ("related", "none")


def test_the_order_within_a_pair_does_not_matter() -> None:
    there, back = judge()(EVERY), judge()([(other, one) for one, other in EVERY])
    assert [one.relation for one in there] == [one.relation for one in back]
    assert [one.why for one in there] == [one.why for one in back]
    for one, other in zip(there, back, strict=True):
        assert dict(one.probabilities) == pytest.approx(dict(other.probabilities), abs=2e-6)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(EVERY), max_size=8))
def test_a_pair_is_judged_the_same_whatever_is_judged_with_it(pairs: list[tuple[int, int]]) -> None:
    alone = dict(zip(EVERY, judge()(EVERY), strict=True))
    assert judge()(pairs) == [alone[pair] for pair in pairs]


def test_reasons_can_be_told_in_both_languages() -> None:
    found = judge()(EVERY)
    reasons = [reason for one in found for reason in one.why]
    assert reasons
    assert max(len(one.why) for one in found) <= SHOWN_REASONS
    for code, detail in reasons:
        assert code in all_codes()
        for lang in ("ja", "en"):
            assert "{" not in message(code, lang, **detail)


def test_a_reason_is_told_once() -> None:
    for one in judge()(EVERY):
        codes = [code for code, _ in one.why]
        assert len(codes) == len(set(codes))


def test_the_same_body_is_a_reason_only_where_there_is_one() -> None:
    for (one, other), found in zip(EVERY, judge()(EVERY), strict=True):
        if "overlap_why_bodies" in dict(found.why):
            assert {one, other} == {4, 5}, (one, other)
