"""Headings, title and edition of pages that are set in other ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.pages import FLOWERS, TREES, Sheet, read_plan

TITLES = ["第１章　並木の手入れ", "第２章　花壇の手入れ", "第３章　土の手入れ", "第４章　水の手入れ"]


def headings(folder: Path, sheet: Sheet) -> list[str]:
    return [section.heading for section in read_plan(folder, sheet.pdf()).sections]


def chapters(sheet: Sheet, top: float = 60.0, titles: list[str] = TITLES) -> None:
    for title in titles:
        sheet.text(60, top, title, 14)
        top = sheet.paragraph(60, top + 28, TREES + FLOWERS, 40) + 14


@pytest.mark.parametrize("word", ["目次", "目　　次", "もくじ", "【目次】"])
@pytest.mark.parametrize("own_page", [True, False])
def test_contents_without_page_numbers_are_no_headings(tmp_path: Path, word: str, own_page: bool) -> None:
    sheet = Sheet()
    sheet.text(60, 60, word, 14)
    for place, title in enumerate(TITLES):
        sheet.text(70, 95 + 20 * place, title)
    if own_page:
        sheet.turn()
    chapters(sheet, 60.0 if own_page else 220.0)
    found = headings(tmp_path, sheet)
    assert [one for one in found if one.startswith("第")] == [title.replace("　", " ") for title in TITLES]


def test_chapters_below_the_word_contents_of_something_else_stay(tmp_path: Path) -> None:
    sheet = Sheet()
    chapters(sheet)
    assert headings(tmp_path, sheet) == [title.replace("　", " ") for title in TITLES]


@pytest.mark.parametrize("space", ["　", " ", "　　"])
def test_letters_spread_out_are_closed_up(tmp_path: Path, space: str) -> None:
    sheet = Sheet()
    sheet.text(60, 40, space.join("花と木の基本計画"), 20)
    top = 90.0
    for title in ("はじめに", "第１章目的", "令和８年度の取組"):
        sheet.text(60, top, space.join(title), 14)
        top = sheet.paragraph(60, top + 30, TREES, 40) + 20
    plan = read_plan(tmp_path, sheet.pdf())
    if len(space) == 1 and space == " ":
        assert plan.title.replace(" ", "") == "花と木の基本計画"
        return
    assert plan.title == "花と木の基本計画"
    assert [section.heading for section in plan.sections][1:] == ["はじめに", "第１章 目的", "令和８年度の取組"]


def test_letters_set_apart_by_the_typesetter_are_closed_up(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 40, "花と木の基本計画", 20, width=400)
    sheet.paragraph(60, 100, TREES, 40)
    assert read_plan(tmp_path, sheet.pdf()).title == "花と木の基本計画"


@pytest.mark.parametrize("line", ["桜　梅の林　松", "1　2　3　4", "Ａ案　Ｂ案　Ｃ案", "○　×　○", "花壇　並木　芝生"])
def test_words_and_signs_set_apart_stay_apart(tmp_path: Path, line: str) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.text(60, 200, line)
    sheet.paragraph(60, 240, FLOWERS, 40)
    plan = read_plan(tmp_path, sheet.pdf())
    texts = " ".join([*(one.text for one in plan.passages), *(one.heading for one in plan.sections)])
    assert line in texts or not any(char.isalpha() for char in line)


def test_labels_beside_a_long_annex_in_small_print_are_no_headings(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 60, "第１章　調べた木", 16)
    top = sheet.paragraph(60, 95, TREES + FLOWERS, 40)
    labels = ["桜 40本", "楓 25本", "その他の木", "枯れた木 ３本"]
    for place, label in enumerate(labels):
        sheet.text(120 + 130 * (place % 2), top + 40 + 45 * place, label)
    sheet.paragraph(60, top + 260, FLOWERS + TREES, 40)
    sheet.turn()
    for number in (1, 2, 3):
        sheet.text(60, 50, f"資料{number}　当番の日誌", 9)
        for place in range(10):
            sheet.paragraph(60, 75 + 60 * place, (TREES + FLOWERS) * 2, 68, 7)
        sheet.turn()
    found = headings(tmp_path, sheet)
    assert not set(found) & {label.replace("　", " ") for label in labels}
    assert found[0] == "第１章 調べた木"


def cover(title: str, *lines: str, size: float = 24.0) -> Sheet:
    sheet = Sheet()
    sheet.text(60, 160, title, size)
    for place, line in enumerate(lines):
        sheet.text(60, 260 + 30 * place, line, 12)
    sheet.turn()
    sheet.text(60, 60, TITLES[0], 14)
    sheet.paragraph(60, 95, TREES * 3, 40)
    return sheet


@pytest.mark.parametrize(
    ("title", "lines", "wanted"),
    [
        ("第四次花と木の基本計画", (), "第四次"),
        ("花と木の基本計画（第２期）", (), "第2期"),
        ("花と木の基本計画", ("（素案）",), "案"),
        ("花と木の基本計画", ("令和６年改定",), "令和6年改定"),
        ("花と木の基本計画", ("第３次植樹ブームの歩みを振り返って",), ""),
        ("花と木の基本計画", ("第２期の当番の名簿を添える。",), ""),
        ("花と木のこれから", ("第１次産業と公園",), ""),
    ],
)
def test_the_edition_is_that_of_the_plan(tmp_path: Path, title: str, lines: tuple[str, ...], wanted: str) -> None:
    assert read_plan(tmp_path, cover(title, *lines).pdf()).edition.endswith(wanted)
    assert bool(read_plan(tmp_path, cover(title, *lines).pdf()).edition) == bool(wanted)


@pytest.mark.parametrize("size", [22, 28, 31])
def test_a_cover_smaller_than_the_heads_of_the_slides_is_the_title(tmp_path: Path, size: float) -> None:
    sheet = Sheet((720, 540))
    sheet.text(60, 180, "花と木のこれからについて", size)
    sheet.text(60, 300, "緑の課", 16)
    sheet.turn()
    for head in ("並木の計画を見直すわけ", "花壇を増やす", "土を替える"):
        sheet.text(40, 30, head, 32)
        sheet.paragraph(60, 100, "・" + TREES, 34, 16)
        sheet.turn()
    assert read_plan(tmp_path, sheet.pdf()).title == "花と木のこれからについて"
