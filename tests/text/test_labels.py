"""Short names made of requests: whole phrases, and a mark where something was left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.text.labels import LONGEST, given_label, short_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("石炭火力発電は2030年までに廃止すべきである。理由は別に述べる。", "石炭火力発電は2030年までに廃止"),
        (
            "環境省は、市町村の地球温暖化対策実行計画の策定に財政支援を行うべきである。",
            "環境省は、市町村の地球温暖化対策実行計画の…",
        ),
        (
            "全国で地域の受け入れ体制づくりと立ち上げ支援に取り組むべきである。",
            "全国で地域の受け入れ体制づくりと立ち上げ支援に…",
        ),
        ("新しい「地域循環共生圏の構築に向けたプラットフォーム」を広げてほしい。", "新しい「地域循環共生圏の構築に…"),
        ("屋根への太陽光パネルの設置を一層進めるべきである。", "屋根への太陽光パネルの設置"),
        ("量子ネットワーク", "量子ネットワーク"),
        ("Ministries should fund more research.", "Ministries should fund…"),
    ],
)
def test_a_label_ends_where_a_phrase_ends(text: str, label: str) -> None:
    assert short_label(text) == label


@given(st.text("港を直す船員の育成、「」。べきであるAB12", min_size=1, max_size=60))
def test_a_label_is_short_and_the_beginning_of_its_text(text: str) -> None:
    label = short_label(text)
    assert len(label) <= LONGEST
    assert label.removesuffix("…").strip() in text


def test_a_label_made_of_the_text_is_not_a_given_one() -> None:
    assert given_label(short_label("港を直すべきである。"), "港を直すべきである。") == ""
    assert given_label("港", "港を直すべきである。") == "港"
