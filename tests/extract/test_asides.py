"""What is printed on a page but is no part of its text: watermarks, crossed-out words, line numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from layout.sheet import wrap
from policyalign.domain import Document
from policyalign.text.normalize import nfkc_key

from support.pages import FLOWERS, TREES, Sheet, body, codes, read, read_plan

ROWS = (TREES + FLOWERS) * 3


def squeezed(document: Document, number: int = 1) -> str:
    return body(document, number).replace("\n", "")


def across(sheet: Sheet, text: str, size: float, angle: float, x: float = 150, y: float = 300) -> None:
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.setFont("IPAexGothic", size)
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("text", "size", "angle"),
    [("検討用資料", 70, 45), ("取扱注意", 90, 30), ("DRAFT", 120, 60), ("未公表", 60, -45), ("見本", 150, 0)],
)
def test_words_across_the_page_are_no_text(tmp_path: Path, text: str, size: float, angle: float, first: bool) -> None:
    sheet = Sheet()
    if first:
        across(sheet, text, size, angle)
    sheet.text(60, 60, "第１章　花と木", 16)
    sheet.paragraph(60, 100, ROWS, 40)
    sheet.paragraph(60, 450, ROWS, 40)
    if not first:
        across(sheet, text, size, angle)
    document = read(tmp_path, sheet.pdf())
    assert squeezed(document) == "第1章花と木" + ROWS * 2
    assert body(document, zone="slanted").replace("\n", "") == text
    (problem,) = document.problems
    assert (problem.code, problem.severity, problem.detail["text"]) == ("text_slanted", "note", text)


def test_a_watermark_is_told_once_for_all_pages(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(4):
        across(sheet, "検討用資料", 70, 45)
        sheet.paragraph(60, 100, ROWS, 40)
        sheet.turn()
    document = read(tmp_path, sheet.pdf())
    (problem,) = document.problems
    assert problem.page == 1
    assert problem.detail == {"text": "検討用資料", "count": "4"}


def test_a_watermark_on_a_cover_is_not_the_title(tmp_path: Path) -> None:
    sheet = Sheet()
    across(sheet, "素案（協議中）", 60, 45)
    sheet.text(100, 200, "花と木の基本計画", 24)
    sheet.text(100, 260, "令和８年３月", 14)
    sheet.turn()
    sheet.text(60, 60, "第１章　花と木", 16)
    sheet.paragraph(60, 100, ROWS, 40)
    assert read_plan(tmp_path, sheet.pdf()).title == "花と木の基本計画"


@pytest.mark.parametrize("angle", [0.5, -1.5, 2])
def test_a_page_laid_askew_by_the_scanner_is_text(tmp_path: Path, angle: float) -> None:
    sheet = Sheet()
    sheet.canvas.rotate(angle)
    sheet.paragraph(60, 100, TREES, 40)
    document = read(tmp_path, sheet.pdf())
    assert squeezed(document) == TREES
    assert codes(document) == set()


def test_a_large_title_over_a_coloured_ground_is_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.box(50, 50, 400, 80, 0.8)
    sheet.text(60, 60, "花と木の計画", 40)
    sheet.paragraph(60, 200, ROWS, 40)
    assert squeezed(read(tmp_path, sheet.pdf())).startswith("花と木の計画公園の木は")


GONE, STAYS = "古い花壇を取り壊し、令和９年度に駐車場とする。", "古い花壇を残し、令和９年度に植え替える。"


def strike(sheet: Sheet, x: float, top: float, text: str, size: float = 10.5, *, double: bool = False) -> None:
    width = pdfmetrics.stringWidth(text, "IPAexGothic", size)
    sheet.canvas.setLineWidth(0.7)
    for share in (0.42, 0.58) if double else (0.52,):
        y = sheet.size[1] - top - share * size
        sheet.canvas.line(x, y, x + width, y)


@pytest.mark.parametrize("double", [False, True])
def test_struck_words_are_no_measure_and_are_told(tmp_path: Path, double: bool) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.text(60, 200, GONE)
    strike(sheet, 60, 200, GONE, double=double)
    sheet.text(60, 220, STAYS)
    plan = read_plan(tmp_path, sheet.pdf())
    texts = [passage.text for passage in plan.passages]
    assert STAYS in texts
    assert not any("駐車場" in text for text in texts)
    assert [(one.code, one.page, one.detail["text"]) for one in plan.problems] == [("text_struck", 1, GONE)]


def test_a_part_of_a_line_is_struck(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    x = 60.0
    for text, gone in (("花壇は、", False), ("十年", True), ("五年", False), ("ごとに直す。", False)):
        sheet.text(x, 200, text)
        if gone:
            strike(sheet, x, 200, text)
        x += pdfmetrics.stringWidth(text, "IPAexGothic", 10.5)
    document = read(tmp_path, sheet.pdf())
    assert "花壇は、五年ごとに直す。" in body(document).replace(" ", "")
    assert body(document, zone="struck") == "十年"


def underlined(sheet: Sheet) -> None:
    sheet.canvas.line(60, sheet.size[1] - 212, 60 + 10.5 * len(STAYS), sheet.size[1] - 212)


def under_a_long_rule(sheet: Sheet) -> None:
    sheet.canvas.line(40, sheet.size[1] - 205.5, 550, sheet.size[1] - 205.5)


def between_rules(sheet: Sheet) -> None:
    for top in (197, 215):
        sheet.canvas.line(60, sheet.size[1] - top, 500, sheet.size[1] - top)


@pytest.mark.parametrize("draw", [underlined, under_a_long_rule, between_rules])
def test_other_rules_strike_nothing_out(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.text(60, 200, STAYS)
    draw(sheet)
    document = read(tmp_path, sheet.pdf())
    assert nfkc_key(STAYS) in body(document)
    assert codes(document) == set()


def chapter_lines(chapter: int) -> list[str]:
    return wrap(ROWS[7 * chapter : 200].lstrip("、。"), 36)


def numbered(start: int, x: float, *, step: int = 1, restart: bool = False, pages: int = 3, size: float = 8) -> bytes:
    """Pages of paragraphs with a number beside every ``step``-th line."""
    sheet = Sheet()
    number = start
    for page in range(pages):
        number = start if restart else number
        top = 60.0
        for chapter in (2 * page + 1, 2 * page + 2):
            lines = [f"第{chapter}章　花と木の{chapter}", *chapter_lines(chapter)]
            for place, line in enumerate(lines):
                if number % step == 0:
                    sheet.text(x, top + 2, str(number), size)
                sheet.text(90, top, line, 10.5 if place else 12)
                number += 1
                top += 19
        sheet.turn()
    return sheet.pdf()


@pytest.mark.parametrize(
    ("start", "x", "step", "restart"),
    [
        (1, 50, 1, False),
        (1, 76, 1, True),
        (93, 70, 1, False),
        (995, 60, 1, False),
        (5, 60, 5, False),
        (1, 540, 1, True),
        (1, 60, 5, True),
        (3, 540, 5, False),
        (991, 60, 5, False),
    ],
)
def test_line_numbers_are_set_apart(tmp_path: Path, start: int, x: float, step: int, restart: bool) -> None:
    document = read(tmp_path, numbered(start, x, step=step, restart=restart))
    for number, page in enumerate(document.pages, start=1):
        first, second = 2 * number - 1, 2 * number
        wanted = [f"第{k}章花と木の{k}" + "".join(chapter_lines(k)) for k in (first, second)]
        assert squeezed(document, number) == "".join(wanted)
        assert all(len(line.text) == len(line.advances) for line in page.lines)
    told = [line.text for page in document.pages for line in page.lines if line.zone == "line_number"]
    assert told[:2] == [str(value) for value in range(start, start + 20) if value % step == 0][:2]


def test_the_only_number_of_a_short_page_is_set_apart(tmp_path: Path) -> None:
    lines = wrap(ROWS * 2, 36)
    sheet = Sheet()
    for page in (lines[:30], lines[:7]):
        for place, line in enumerate(page, start=1):
            sheet.text(90, 60 + 19 * place, line)
            if place % 5 == 0:
                sheet.text(60, 62 + 19 * place, str(place), 7)
        sheet.turn()
    document = read(tmp_path, sheet.pdf())
    assert [squeezed(document, number) for number in (1, 2)] == ["".join(lines[:30]), "".join(lines[:7])]


def test_the_last_word_of_a_paragraph_has_the_type_of_its_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    for place, line in enumerate((*wrap(ROWS, 36), "る。") * 2, start=1):
        sheet.text(90, 60 + 17 * place, line)
        sheet.text(60, 62 + 17 * place, str(place), 7)
    (page,) = read(tmp_path, sheet.pdf()).pages
    assert {round(line.size, 1) for line in page.lines if line.zone == "body"} == {10.5}


@pytest.mark.parametrize("numbers", [(5, 10, 15, 20, 25, 30), (2000, 2005, 2010, 2015, 2020, 2025)])
@pytest.mark.parametrize("lines", [1, 3])
def test_numbers_by_fives_that_count_no_lines_are_text(tmp_path: Path, numbers: tuple[int, ...], lines: int) -> None:
    sheet = Sheet()
    for _ in range(2):
        top = 60.0
        for number in numbers:
            sheet.text(60, top, str(number))
            for line in wrap(ROWS, 36)[:lines]:
                sheet.text(100, top, line)
                top += 19
        sheet.turn()
    assert str(numbers[1]) in squeezed(read(tmp_path, sheet.pdf()))


def test_headings_beside_line_numbers_are_headings(tmp_path: Path) -> None:
    plan = read_plan(tmp_path, numbered(95, 60))
    assert [section.heading for section in plan.sections] == [f"第{k}章 花と木の{k}" for k in range(1, 7)]


def test_the_numbers_of_a_list_are_its_own(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(3):
        for place, name in enumerate(
            ("桜", "梅", "松", "竹", "柳の並木", "杉", "菊の花壇", "藤棚", "楓", "桐"), start=1
        ):
            sheet.text(60, 60 + 20 * place, f"{place}")
            sheet.text(90, 60 + 20 * place, f"{name}の手入れ")
        sheet.turn()
    document = read(tmp_path, sheet.pdf())
    assert not any(line.zone == "line_number" for page in document.pages for line in page.lines)


def test_years_that_begin_lines_are_no_line_numbers(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(3):
        for place in range(12):
            sheet.text(60, 60 + 20 * place, f"{2001 + place + 12 * page}")
            sheet.text(100, 60 + 20 * place, "年に植えた。")
        sheet.paragraph(60, 400, ROWS, 40)
        sheet.turn()
    assert "2001" in squeezed(read(tmp_path, sheet.pdf()))
