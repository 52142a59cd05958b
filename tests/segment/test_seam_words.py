"""What the words at a seam tell: whether a word, a phrase or a sentence ends there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.segment.seam_words import read_words


@pytest.mark.parametrize(
    ("before", "after"),
    [("港の水位を着", "実に測る。"), ("コンピュータ・シス", "テムを入れ替える"), ("支援の体制を整え", "る。")],
)
def test_a_word_that_is_parted_is_seen(before: str, after: str) -> None:
    assert read_words(before, after).inside_word


@pytest.mark.parametrize(
    ("before", "after"),
    [("添付するもの", "申請者の名簿"), ("第１節　現状", "我が国では、"), ("堤防の整備", "備えを固める")],
)
def test_two_words_that_meet_are_not_one(before: str, after: str) -> None:
    assert not read_words(before, after).inside_word


@pytest.mark.parametrize(
    ("before", "after"), [("港の整備", "に努める。"), ("支援を推進", "する。"), ("灯りを見付け", "出すとともに")]
)
def test_what_leans_on_the_word_before_is_bound(before: str, after: str) -> None:
    assert read_words(before, after).bound


@pytest.mark.parametrize(
    ("before", "ending"),
    [
        ("港を整える。", "stop"),
        ("港を整える（令和９年度まで。）", "stop"),
        ("港を整え、", "comma"),
        ("港の水位を", "leaning"),
        ("港の整備に", "open"),
        ("港の整備", "noun"),
        ("港を整える", "predicate"),
    ],
)
def test_endings(before: str, ending: str) -> None:
    assert read_words(before, "").ending == ending


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_asked(before: str, after: str) -> None:
    words = read_words(before, after)
    assert words.phrase >= 1
    assert not (words.inside_word and words.bound)
