"""Names are found, and what only looks like one is not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.links.grammar import find_mentions
from policyalign.assess.links.known_names import KnownNames

from support.limits import HANGS
from support.yaml_data import read_yaml

CASES: dict[str, Any] = read_yaml(Path(__file__).parent / "citations.yaml")
NONE = KnownNames()


def names(text: str, known: KnownNames = NONE) -> list[str]:
    return [mention.name for mention in find_mentions(text, known)]


@pytest.mark.parametrize("sentence", CASES["names"])
def test_names_are_read_as_written(sentence: str) -> None:
    assert names(sentence) == CASES["names"][sentence]


@pytest.mark.parametrize("sentence", CASES["none"])
def test_what_names_no_one_document_is_no_citation(sentence: str) -> None:
    assert names(sentence) == []


def test_a_name_known_from_elsewhere_needs_nothing_beside_it() -> None:
    assert names("港と暮らしのビジョンもある。") == []
    assert names("港と暮らしのビジョンもある。", KnownNames(["港と暮らしのビジョン"])) == ["港と暮らしのビジョン"]


def test_a_known_name_within_a_longer_one_is_not_taken_out_of_it() -> None:
    known = KnownNames(["灯台と港の再生計画"])
    assert names("旧灯台と港の再生計画に触れる。", known) == []


def test_brackets_behind_a_name_are_kept_apart() -> None:
    (mention,) = find_mentions(
        "港湾再生基本計画（令和5年6月13日港湾再生推進本部決定。以下「再生計画」という。）を改める。", NONE
    )
    assert (mention.name, mention.decision, mention.defines) == (
        "港湾再生基本計画",
        "令和5年6月13日港湾再生推進本部決定",
        ("再生計画",),
    )


def test_quotation_marks_within_quotation_marks_give_one_name() -> None:
    assert names("「「港湾再生」推進基本計画」に基づき進める。") == ["「港湾再生」推進基本計画"]


PIECES = st.sampled_from(
    [
        *(
            "「",
            "」",
            "『",
            "』",
            "（",
            "）",
            "、",
            "。",
            "・",
            "及び",
            "に基づき",
            "の",
            "を踏まえ",
            "以下「",
            "という。",
        ),
        *(
            "港湾",
            "再生",
            "灯台",
            "宇宙",
            "第",
            "７",
            "期",
            "本",
            "同",
            " ",
            "令和5年",
            "閣議決定",
            "㍿",
            "ｶﾞ",
        ),
        *("計画", "基本計画", "戦略", "基本方針", "法", "法律", "推進本部", "会議", "工程表", "2.0"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_every_mention_stands_where_it_is_said_to(text: str) -> None:
    """Whatever the text: names are parts of it, in order, without overlap, and reading is repeatable."""
    found = find_mentions(text, NONE)
    assert found == find_mentions(text, NONE)
    end = 0
    for mention in found:
        assert mention.start >= end
        assert text[mention.start :].startswith(mention.name)
        assert mention.name.strip()
        end = mention.start + len(mention.name)


@pytest.mark.parametrize(
    "piece",
    [
        "「計画」",
        "計画",
        "計画・",
        "あ・",
        "（計画",
        "「計画",
        "「",
        "第6期基本計画（",
        "令和第1条計画及",
        "のための法律",
        "以下「",
        "本計画に基づき",
    ],
)
def test_endless_names_are_read_in_linear_time(piece: str) -> None:
    """As many characters again take as long again, not four times as long: else this would take a minute."""
    text = piece * (10_000 // len(piece))
    started = time.process_time()
    find_mentions(text, NONE)
    assert time.process_time() - started < HANGS
