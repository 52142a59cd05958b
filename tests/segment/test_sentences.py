from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.segment.sentences import MAX_SENTENCE, split_sentences

from support.limits import HANGS


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("計画を定める。進める。", ["計画を定める。", "進める。"]),
        ("「始める。」と述べた。次の文。", ["「始める。」と述べた。", "次の文。"]),
        ("育てる（別に定める。）仕組み。次。", ["育てる（別に定める。）仕組み。", "次。"]),
        ("進める。（注：見直した。）その後。", ["進める。", "（注：見直した。）", "その後。"]),
        ("『一。二。』を掲げる。", ["『一。二。』を掲げる。"]),
        ("「外（中。）外。」とした。終わり。", ["「外（中。）外。」とした。", "終わり。"]),
        ("どうするか？進める。", ["どうするか？", "進める。"]),
        ("進めよう！と呼びかける。", ["進めよう！と呼びかける。"]),
        ("①調べる。②試す。", ["①調べる。", "②試す。"]),
        ("（1）調べる。（2）試す。", ["（1）調べる。", "（2）試す。"]),
        ("※別に定める。 ○第一の事業 ○第二の事業", ["※別に定める。", "○第一の事業", "○第二の事業"]),
        ("・海の観測\n・空の観測\n→ 公表", ["・海の観測", "・空の観測", "→ 公表"]),
        ("手順\nア）調べる\nイ）試す", ["手順", "ア）調べる", "イ）試す"]),
        ("課題は、① 人材、 ② 資金である。", ["課題は、① 人材、 ② 資金である。"]),
        ("公表・周知を行う。", ["公表・周知を行う。"]),
        ("  前後の空白。 \u3000", ["前後の空白。"]),
        ("終わりのない文", ["終わりのない文"]),
        ("本当か。。。次。", ["本当か。。。", "次。"]),
    ],
)
def test_policy_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["「閉じない文。次の文。", "（閉じない文。次の文。", "閉じない（文。「次」の文。"])
def test_a_bracket_that_never_closes_swallows_nothing(text: str) -> None:
    assert len(sentences(text)) == 2


def test_a_bracket_that_closes_too_far_away_protects_nothing() -> None:
    text = "「" + "長い文を続ける。" * 100 + "」と結んだ。"
    assert len(sentences(text)) > 90


def test_a_stray_closing_bracket_stays_with_its_sentence() -> None:
    assert sentences("改めた。）次の文。") == ["改めた。）", "次の文。"]


@pytest.mark.parametrize("text", ["", "   ", "\u3000\n"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert split_sentences(text) == ()


def test_overlong_sentences_are_cut_after_a_comma() -> None:
    text = ("観測網を整え、" * 1_500) + "終わる。"
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= MAX_SENTENCE for piece in pieces)
    assert all(piece.endswith("、") for piece in pieces[:-1])


@given(st.text(st.sampled_from("あ亜a1。！？「」（）()『』【】、・○①※→\n \u3000ア"), max_size=120))
def test_spans_hold_every_character_that_is_no_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end and text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {position for start, end in spans for position in range(start, end)}
    assert all(position in covered for position, char in enumerate(text) if not char.isspace())


@pytest.mark.parametrize("unit", ["「", "「）", "（）", " ●", "\n", "。", "「（」", "・\n", "あ。」"])
def test_hostile_text_is_split_in_linear_time(unit: str) -> None:
    started = time.process_time()
    split_sentences(unit * 100_000)
    assert time.process_time() - started < HANGS
