"""Plans that are not written to their end: headings without text, and places kept for text that is to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.assess.gaps.find import reading_doubt
from policyalign.config import AssessSettings
from policyalign.domain import Plan
from policyalign.messages import message

from support.pages import FLOWERS, TREES, Sheet, read_plan

PROSE = TREES + FLOWERS
CHAPTERS = (
    "第１章　並木の手入れ",
    "第２章　花壇の手入れ",
    "第３章　土をつくる人",
    "第４章　水を引く人",
    "第５章　進め方",
)

WHOLE_AT_ANY_LENGTH = AssessSettings(min_passages=0, min_characters=0)


def made(folder: Path, *lines: str) -> Plan:
    """A plan of four whole chapters, and these lines: - turns the page, + is a paragraph of prose, | a gap as high as a
    picture."""
    sheet = Sheet()
    sheet.text(180, 60, "緑の町づくり基本計画", 20)
    top = 110.0
    for line in (*(part for title in CHAPTERS[:4] for part in (title, "+", "+")), *lines):
        if line == "-" or top > 680:
            sheet.turn()
            top = 60.0
        if line == "-":
            continue
        if line == "+":
            top = sheet.paragraph(60, top, PROSE, 40) + 14
        elif line == "|":
            top += 160
        else:
            heading = line.startswith(("第", "（１", "（２", "（３", "（４", "はじめに"))
            sheet.text(60, top, line, 14 if heading else 10.5)
            top += 26
    return read_plan(folder, sheet.pdf())


def told(plan: Plan) -> dict[str, str]:
    codes = ("chapters_empty", "text_pending")
    return {one.code: f"p.{one.page} {one.detail['names']}" for one in plan.problems if one.code in codes}


def test_chapters_without_text_leave_no_gap_and_are_named_with_their_page(tmp_path: Path) -> None:
    plan = made(tmp_path, "-", "第５章　苗を育てる場", "第６章　道具の貸し出し", "第７章　進め方と見直し")
    found = told(plan)["chapters_empty"]
    assert found.startswith(f"p.{plan.page_count} ")
    assert "第５章 苗を育てる場" in found
    doubt = reading_doubt(plan, WHOLE_AT_ANY_LENGTH)
    assert doubt is not None
    assert doubt.status == "undetermined"
    reason = message(doubt.reason, "ja", **doubt.detail)
    assert f"p.{plan.page_count}" in reason
    assert "苗を育てる場" in reason


def test_sections_without_text_in_a_row_are_told_of(tmp_path: Path) -> None:
    rows = ("第５章　苗を育てる場", "（１）苗床の広さ", "（２）苗床の番人", "（３）苗床の水", "第６章　進め方", "+")
    assert "苗床の広さ" in told(made(tmp_path, *rows))["chapters_empty"]


@pytest.mark.parametrize(
    "rows",
    [
        ("第５章　進め方", "+"),
        # a chapter that opens with its sections, and one without text
        ("第５章　苗を育てる場", "（１）苗床の広さ", "+", "（２）苗床の番人", "+"),
        ("第５章　苗を育てる場", "第６章　進め方", "+"),
        # told again with the text
        ("第５章　苗床", "（１）広さの目安", "（２）番人の仕事", "（３）水の引き方", "-",
         "（１）広さの目安", "+", "（２）番人の仕事", "+", "（３）水の引き方", "+"),
        # pictures below headings
        ("第５章　苗床", "（１）広さの図", "|", "（２）番人の図", "|", "（３）水路の図", "|", "第６章　進め方", "+"),
        ("第５章　土づくり（再掲）", "第６章　並木（再掲）", "第７章　進め方", "+"),
    ],
)  # fmt: skip
def test_chapters_with_text_or_pictures_are_whole(tmp_path: Path, rows: tuple[str, ...]) -> None:
    plan = made(tmp_path, *rows)
    assert told(plan) == {}
    assert reading_doubt(plan, WHOLE_AT_ANY_LENGTH) is None


@pytest.mark.parametrize(
    "place",
    [
        "（調整中）",
        "※調整中",
        "【Ｐ】",
        "（本章は現在検討中）",
        "（苗木の数について記載予定）",
        "後日追記",
        "TBD",
        "本節は協議の結果を踏まえ追記する予定である。",
        "※以下は前の計画の見出しを記載",
        "苗木の数を●●％増やすことを目指し、町の各所で植え付けを進める。",
    ],
)
def test_a_place_kept_for_text_leaves_no_gap(tmp_path: Path, place: str) -> None:
    plan = made(tmp_path, "第５章　苗を育てる場", "+", place, "第６章　進め方", "+")
    assert set(told(plan)) == {"text_pending"}
    doubt = reading_doubt(plan, WHOLE_AT_ANY_LENGTH)
    assert doubt is not None
    assert doubt.reason == "text_pending_here"


@pytest.mark.parametrize(
    "title", ["第５章　苗を育てる場（調整中）", "第５章　苗を育てる場　※今後精査し追記予定", "第５章　〇〇〇〇"]
)
def test_a_heading_may_be_such_a_place(tmp_path: Path, title: str) -> None:
    assert "text_pending" in told(made(tmp_path, title, "+", "第６章　進め方", "+"))


@pytest.mark.parametrize(
    "text",
    [
        "苗木の配り方の見直しを検討中であり、町の審議会で議論を進めている。",
        "詳しい手順は別に定める手引き（作成中）によるものとし、町の担当課が示す。",
        "細かな基準を定める（詳細は実施要領に記載予定）こととし、町の担当課が進める。",
        "窒素（Ｎ）とリン（Ｐ）を減らす。",
        "計画（Ｐ）、実行（Ｄ）、点検（Ｃ）、改善（Ａ）を繰り返す。",
        "申請書の例では、〇〇町の住所を書く。",
        "・苗木を配る○人材を育てる",
        "○○町から受けた苗木を植える。",
        "関係者と調整中の課題を洗い出す。",
    ],
)
def test_what_is_under_way_is_not_what_is_to_be_written(tmp_path: Path, text: str) -> None:
    plan = made(tmp_path, "第５章　苗を育てる場", "+", text, "第６章　進め方", "+")
    assert told(plan) == {}
