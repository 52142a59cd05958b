from __future__ import annotations

import pytest

from policyalign.segment.markers import read_marker


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("第１部　総論", "part", 1),
        ("第十二章 計画の推進", "chapter", 12),
        ("第３節施策の方向", "section", 3),
        ("Ⅲ　重点施策", "roman", 3),
        ("１．はじめに", "decimal1", 1),
        ("3 現状と課題", "decimal1", 3),
        ("１.２　適用範囲", "decimal2", 2),
        ("３－１．人材の育成", "decimal2", 1),
        ("2.1.4 研究基盤", "decimal3", 4),
        ("（10）国際連携", "paren", 10),
        ("⑴ 体制", "paren", 1),
        ("③ 評価", "circled", 3),
        ("（1）ものづくりの道具", "paren", 1),
        ("（2）にぎわいの場", "paren", 2),
        ("（3）へき地の医療", "paren", 3),
        ("ア　調査", "kana", 1),
        ("（イ）試行", "paren_kana", 2),
        ("【文部科学省】", "bracket", None),
        ("＜目標＞", "angle", None),
        ("■ 事例", "symbol", None),
        ("・ 相談窓口を置く", "bullet", None),
        ("✓ 点検する", "bullet", None),
        ("※ 令和６年度の値", "note", None),
        ("はじめに", "named", None),
        ("別添１　一覧", "named", None),
        ("（基本的な考え方）", "paren_title", None),
    ],
)
def test_numbering_styles_of_plans(text: str, style: str, value: int | None) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.style, marker.value) == (style, value)


@pytest.mark.parametrize(
    "text",
    [
        "2030年度までに半減する。",
        "第２章で述べたとおり、",
        "第１節及び第２節に掲げる",
        "（1）のとおり進める。",
        "（1）により定める。",
        "（1）とともに進める。",
        "①から③までの取組",
        "3.5％の増加",
        "50 %を超える",
        "12月に決定した。",
        "10件の採択",
        "参考人から聴き取る。",
        "研究開発を推進する。",
        "",
    ],
)
def test_quantities_dates_and_references_are_no_markers(text: str) -> None:
    assert read_marker(text) is None
