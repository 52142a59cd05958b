"""Characters of one line: drawn later into gaps, raised as exponents, turned against the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from layout.sheet import font_path

from support.pages import TREES, Sheet, body, read

EM = 10.5


def with_gaps(lines: tuple[str, ...], later: str, *, first: bool = False, font: str = "Other") -> bytes:
    """Lines in which the characters of ``later`` are drawn by themselves, before or after all others."""
    if font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, str(font_path())))
    sheet = Sheet()
    singles = [
        (60 + EM * k, 100 + 20 * row, c) for row, line in enumerate(lines) for k, c in enumerate(line) if c in later
    ]

    def fill() -> None:
        for x, top, char in singles:
            sheet.canvas.setFont(font, EM)
            sheet.canvas.drawString(x, sheet.size[1] - top - EM * 0.88, char)

    if first:
        fill()
    for row, line in enumerate(lines):
        sheet.text(60, 100 + 20 * row, "".join("　" if char in later else char for char in line))
    if not first:
        fill()
    return sheet.pdf()


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize(
    ("lines", "later"),
    [
        (("花壇・並木・芝生を、順に直す。", "木の名は㈲緑園が記す。"), "・㈲"),
        (("第一に①土を替え、②種をまき、③水をやる。",), "①②③"),
        (("植える木は、楠と髙野槙と﨑の松とする。",), "髙﨑"),
        (("花壇・並木・芝生・池・橋を順に直す。",), "花並芝池橋"),
    ],
)
def test_characters_of_another_font_go_into_their_gaps(
    tmp_path: Path, lines: tuple[str, ...], later: str, first: bool
) -> None:
    document = read(tmp_path, with_gaps(lines, later, first=first))
    assert [line.text for line in document.pages[0].lines if line.zone == "body"] == [*lines]


def test_lines_printed_over_each_other_stay_two(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "花壇の土を入れ替える。")
    sheet.text(63, 100, "並木の枝を切りそろえる。")
    lines = body(read(tmp_path, sheet.pdf())).split("\n")
    assert lines == ["花壇の土を入れ替える。", "並木の枝を切りそろえる。"]


def raised(*parts: tuple[str, bool]) -> bytes:
    sheet = Sheet()
    x = 60.0
    for text, up in parts:
        size = 6.5 if up else EM
        sheet.text(x, 100 - (2.5 if up else 0), text, size)
        x += pdfmetrics.stringWidth(text, "IPAexGothic", size)
    sheet.paragraph(60, 200, TREES, 40)
    return sheet.pdf()


@pytest.mark.parametrize(
    ("before", "figure", "after", "wanted"),
    [
        ("毎秒10", "15", "回の計算", "毎秒10¹⁵回の計算"),
        ("濃さは10", "-9", "に下げる", "濃さは10⁻⁹に下げる"),
        ("花壇は35m", "2", "ある", "花壇は35m²ある"),
        ("池は120 m", "3", "ある", "池は120 m³ある"),
        ("町は48km", "2", "ある", "町は48km²ある"),
        ("広さは９ｍ", "２", "とする", "広さは９ｍ²とする"),
        ("回転は20 s", "-1", "とする", "回転は20 s⁻¹とする"),
        ("揺れは9.8 m/s", "2", "とする", "揺れは9.8 m/s²とする"),
        ("花壇を直す。", "2", "並木は残す。", "花壇を直す。並木は残す。"),
        ("植樹の計画", "9", "を進める。", "植樹の計画を進める。"),
        ("2010年", "3", "に植えた。", "2010年に植えた。"),
        ("令和10", "1", "年度に植える。", "令和10¹年度に植える。"),
        ("緑化基金", "*2", "を使う。", "緑化基金を使う。"),
    ],
)
def test_exponents_stay_and_note_marks_go(tmp_path: Path, before: str, figure: str, after: str, wanted: str) -> None:
    document = read(tmp_path, raised((before, False), (figure, True), (after, False)))
    assert document.pages[0].lines[0].text == wanted


def vertical(lines: list[str], sheet: Sheet, x: float = 500.0) -> None:
    for line in lines:
        for place, char in enumerate(line):
            shift = 6.6 if char in "、。" else 0.0
            sheet.text(x + shift, 150 + place * 12.1 - shift, char, 11)
        x -= 20


def columns(text: str, count: int = 40) -> list[str]:
    return [text[start : start + count] for start in range(0, len(text), count)]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("caption", ["図二　公園の木の数の移り変わり", "花と木の便り　令和八年春の号"])
def test_level_lines_on_a_vertical_page(tmp_path: Path, caption: str, after: bool) -> None:
    sheet = Sheet()
    if not after:
        sheet.text(60, 100, caption)
    vertical(columns(TREES * 3), sheet)
    if after:
        sheet.text(60, 720, caption)
    document = read(tmp_path, sheet.pdf())
    level = [line for line in document.pages[0].lines if not line.vertical]
    assert [line.text for line in level] == [caption]
    upright = "".join(line.text for line in document.pages[0].lines if line.vertical)
    assert upright == TREES * 3


def test_a_turned_label_beside_a_chart_is_one_line(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES * 3, 40)
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(120, 300)
    canvas.rotate(90)
    canvas.setFont("IPAexGothic", 9)
    canvas.drawString(0, 0, "植えた木の数（本）")
    canvas.restoreState()
    lines = [line.text for line in read(tmp_path, sheet.pdf()).pages[0].lines]
    assert "植えた木の数（本）" in lines
    assert "".join(lines[:-1]) == TREES * 3
