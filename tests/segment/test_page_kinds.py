"""Kinds of pages that plans of towns have are read whole, and what only looks like one of them is not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.kinds import KINDS
from layout.kinds.base import TEXTS, line, new_sheet, set_text, shade
from layout.kinds.scores import differences
from layout.sheet import SLIDE
from layout.styled_pages import BOLD
from policyalign.domain import Plan

from support.pages import FLOWERS, TREES, Sheet, read_plan

WAYS = [(kind, way) for kind, ways in KINDS.items() for way in ways]


def texts_of(plan: Plan) -> list[str]:
    return [passage.text for passage in plan.passages if passage.kind != "row"]


def headings_of(plan: Plan) -> list[str]:
    return [section.heading for section in plan.sections]


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_every_kind_in_every_way(tmp_path: Path, kind: str, way: str) -> None:
    made = KINDS[kind][way]()
    assert list(differences(made, read_plan(tmp_path, made.pdf))) == []


@pytest.mark.parametrize("numbered", [True, False])
def test_a_wide_page_without_numbers_of_two_pages_is_one(tmp_path: Path, numbered: bool) -> None:
    """A slide whose text runs over the middle, with amounts at the foot of either half."""
    sheet = new_sheet(SLIDE)
    set_text(sheet, 40, 60, TREES + FLOWERS, 640, 14)
    if numbered:
        sheet.text(178, 500, "4", 10)
        sheet.text(538, 500, "5", 10)
    assert texts_of(read_plan(tmp_path, sheet.pdf()))[0] == TREES + FLOWERS


def test_a_spread_is_cited_by_both_numbers(tmp_path: Path) -> None:
    made = KINDS["spreads"]["A3"]()
    plan = read_plan(tmp_path, made.pdf)
    assert [place.number for place in plan.places] == ["1-2", "3-4"]


def test_those_who_speak_in_minutes_are_no_headings(tmp_path: Path) -> None:
    sheet = new_sheet()
    top = 60.0
    for place, who in enumerate(("議長", "谷口委員", "事務局", "谷口委員")):
        sheet.text(60, top, who)
        top = set_text(sheet, 150, top, TEXTS[place], 380) + 6
    assert headings_of(read_plan(tmp_path, sheet.pdf())) == []


def test_letters_spread_out_over_two_lines_are_no_upright_words(tmp_path: Path) -> None:
    sheet = new_sheet()
    for level, word in ((60.0, "里山町"), (78.0, "総務課")):
        for place, letter in enumerate(word):
            sheet.text(80 + 24 * place, level, letter)
    set_text(sheet, 60, 120, TREES, 420)
    told = "".join([*texts_of(read_plan(tmp_path, sheet.pdf()))]).replace("　", "")
    assert "里山町" in told
    assert "総務課" in told


def test_underlined_words_and_fields_to_fill_in_are_no_headings(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet.text(60, 60, "井戸の検査の日")
    line(sheet, 60, 73, 60 + 7 * 10.5, 73)
    top = set_text(sheet, 60, 80, TREES, 420) + 10
    sheet.text(60, top, "届け出る人の名")
    line(sheet, 140, top + 13, 300, top + 13)
    set_text(sheet, 60, top + 30, FLOWERS, 420)
    assert headings_of(read_plan(tmp_path, sheet.pdf())) == []


def test_the_last_line_of_a_text_on_a_ground_drawn_line_by_line_is_no_heading(tmp_path: Path) -> None:
    sheet = new_sheet()
    foot = set_text(sheet, 60, 60, TREES, 420, indent=0)
    sheet = new_sheet()
    for level in range(60, int(foot), 17):
        shade(sheet, 56, level - 2, 430, 16.8, 0.9)
    set_text(sheet, 60, 60, TREES.rstrip("。"), 420, indent=0)
    set_text(sheet, 60, foot + 20, FLOWERS, 420)
    plan = read_plan(tmp_path, sheet.pdf())
    assert headings_of(plan) == []
    assert texts_of(plan) == [TREES.rstrip("。"), FLOWERS]


def test_short_lines_of_text_in_columns_are_no_tree(tmp_path: Path) -> None:
    sheet = new_sheet()
    set_text(sheet, 60, 60, TEXTS[0], 210, indent=0)
    set_text(sheet, 310, 60, TEXTS[1], 210, indent=0)
    assert texts_of(read_plan(tmp_path, sheet.pdf())) == [TEXTS[0], TEXTS[1]]


def test_names_whose_places_do_not_fit_are_no_tree(tmp_path: Path) -> None:
    """Each name is told by itself, since nothing shows what holds what."""
    sheet = new_sheet()
    for level, name in ((60, "暮らし"), (137, "安全")):
        sheet.text(60, level, name)
    for place, name in enumerate(("見守りの旗", "井戸の札", "柵の見回り", "雪の記録", "名簿の更新")):
        sheet.text(220, 60 + 22 * place, name)
    plan = read_plan(tmp_path, sheet.pdf())
    assert [passage.kind for passage in plan.passages if passage.kind == "row"] == []


def test_the_last_item_of_a_list_before_another_number_is_no_heading(tmp_path: Path) -> None:
    sheet = new_sheet()
    top = set_text(sheet, 60, 60, "２　委員は、次に掲げる者のうちから、町長が委嘱する。", 440, indent=0, hang=1)
    for item in ("（1）住民を代表する者", "（2）学識のある者"):
        top = set_text(sheet, 60, top, item, 440, indent=1, hang=2)
    set_text(sheet, 60, top, "３　委員の任期は、二年とする。", 440, indent=0, hang=1)
    assert headings_of(read_plan(tmp_path, sheet.pdf())) == []


def test_phrases_without_full_stops_are_not_joined_over_what_stands_between(tmp_path: Path) -> None:
    """In a text without full stops, a lack of one does not tell that something goes on further below."""
    phrases = [sentence for text in TEXTS for sentence in text.split("。") if len(sentence) > 8]
    sheet = new_sheet()
    top = 60.0
    for place, phrase in enumerate(phrases):
        if place == 4:
            sheet.text(60, top, "写真　冬の町", 8)
            top += 20
        top = set_text(sheet, 60, top, phrase, 21 * 10.5)
    found = texts_of(read_plan(tmp_path, sheet.pdf()))
    assert [text for text in found if len(text) > 8] == phrases


@pytest.mark.parametrize("bold", [True, False])
def test_paragraphs_of_a_cell_end_sentences(tmp_path: Path, bold: bool) -> None:
    sheet = new_sheet()
    for row, (label, items) in enumerate(
        (("現状", ("空き店舗の台帳", "通りの人の数")), ("取組", ("台帳の公開", "家賃の補助")))
    ):
        sheet.box(60, 60 + 50 * row, 80, 50)
        sheet.box(140, 60 + 50 * row, 300, 50)
        sheet.text(64, 64 + 50 * row, label, font=BOLD if bold else "IPAexGothic")
        for place, item in enumerate(items):
            sheet.text(144, 64 + 50 * row + 18 * place, item)
    set_text(sheet, 60, 180, TREES, 420)
    rows = [passage for passage in read_plan(tmp_path, sheet.pdf()).passages if passage.kind == "row"]
    assert [row.quoted_sentences for row in rows] == [
        ("現状／空き店舗の台帳", "通りの人の数"),
        ("取組／台帳の公開", "家賃の補助"),
    ]


def test_an_arrow_between_columns_is_not_read_with_the_line_beside_it(tmp_path: Path) -> None:
    sheet = Sheet(SLIDE)
    for x, text in ((40, TEXTS[0]), (400, TEXTS[1])):
        set_text(sheet, x, 60, text, 270, 12, indent=0)
    sheet.text(350, 98, "→", 12)
    assert texts_of(read_plan(tmp_path, sheet.pdf())) == [TEXTS[0], TEXTS[1]]
