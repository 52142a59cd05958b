"""Lists of measures, and how measures are called."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from policyalign.assess.measures.side import Side
from policyalign.assess.measures.side_rows import side_words
from policyalign.domain import Anchor, Interval, Measure, Passage, Plan, Section
from policyalign.segment.measures import measure_ids, read_measures
from policyalign.segment.sentences import split_sentences
from policyalign.values import PassageKind

ANCHOR = Anchor(1, (0.0, 0.0, 9.0, 9.0))
DATED = (Interval(2027, 2027, "2027年度", (0, 6)),)
Item = tuple[str, tuple[Interval, ...]]


def read(headings: Sequence[str], *texts: str | Item, kind: PassageKind = "item") -> tuple[Measure, ...]:
    """The measures of passages under the last of headings, each of which stands below the one before."""
    at = [None, *range(len(headings) - 1)]
    sections = tuple(Section("", heading, 1 + n, at[n], ANCHOR) for n, heading in enumerate(headings))
    passages = tuple(
        Passage(
            f"p-{n}", "p", kind, text, len(headings) - 1, tuple(headings), (ANCHOR,), split_sentences(text),
            role="measure", intervals=times,
        )
        for n, (text, times) in enumerate((one, ()) if isinstance(one, str) else one for one in texts)
    )  # fmt: skip
    plan = Plan("p", "0" * 64, "p.pdf", "計画", sections, passages, 1)
    found = read_measures(plan)
    assert measure_ids(plan) == {passage: one.id for one in found for passage in one.passages}
    return found


BULLETS = ("● 駅前の広場を造る【国土交通省】", ("● 花の博覧会で技術を広く紹介【農林水産省】", DATED))


@pytest.mark.parametrize(
    "heading",
    [
        "＜主要な政策対応＞ ※詳細は５（３）等に記載",
        "具体的な施策",
        "主な取組",
        "（2）今後の方向性",
        "＜主な施策例＞",
        "【関連施策】",
    ],
)
def test_items_that_name_ministries_under_a_general_heading_are_measures(heading: str) -> None:
    first, second = read(["地域の交通", heading], *BULLETS)
    assert [first.name, second.name] == ["駅前の広場を造る", "花の博覧会で技術を広く紹介"]
    assert [first.ministries, second.ministries] == [("国土交通省",), ("農林水産省",)]
    assert (first.intervals, len(second.intervals)) == ((), 1)


@pytest.mark.parametrize(
    ("headings", "texts"),
    [
        (["地域の交通"], BULLETS),
        (["地域の交通", "具体的な施策"], (*BULLETS, "担当：国土交通省。")),
        (["地域の交通", "具体的な施策"], ("● 広場を造る", "● 広場で催しを開く【国土交通省】")),
        (["地域の交通", "取組"], (("①設計を行う", DATED), ("②工事を行う", DATED))),
        (["駅前の広場", "今後の取組"], ("● 広場を造る", "● 木を植える")),
        (["駅前の広場の整備"], (("①設計を行う", DATED), ("②工事を行う", DATED))),
    ],
)
def test_parts_of_one_measure_stay_together(headings: list[str], texts: Sequence[str | Item]) -> None:
    assert len(read(headings, *texts)) == 1


def test_dated_items_are_measures_where_no_heading_names_what_they_are_of() -> None:
    assert len(read(["具体的な施策"], ("● 広場を造る", DATED), ("● 船を造る", DATED))) == 2


@pytest.mark.parametrize(
    ("headings", "text", "called"),
    [
        (["再生可能エネルギー", "総論"], "設備を導入する。", "再生可能エネルギー／総論"),
        (["地域別の姿", "農山村"], "設備を導入する。", "地域別の姿／農山村"),
        (["地域別の姿", "第一部のまとめ", "漁村"], "設備を導入する。", "地域別の姿／漁村"),
        (["農山村"], "小水力発電については、設備を導入する。", "小水力発電／農山村"),
        (["（自立した電源の導入）"], "設備を導入する。", "（自立した電源の導入）"),
        (["地域別の姿", "港の再生"], "設備を導入する。", "港の再生"),
        (["地域別の姿", "沿岸の町に置く小型の発電設備"], "設備を導入する。", "沿岸の町に置く小型の発電設備"),
        (["地域別の姿", "船を直す"], "設備を導入する。", "船を直す"),
        (["1."], "設備を導入する。次に、点検する。", "設備を導入する"),
    ],
)
def test_a_name_that_tells_no_act_stands_behind_the_heading_above(headings: list[str], text: str, called: str) -> None:
    (found,) = read(headings, text, kind="paragraph")
    assert side_words(Side(found), "a", "ja")["a"] == called
