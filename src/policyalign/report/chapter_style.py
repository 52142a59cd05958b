"""How the chapter looks: pages, type, and rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from policyalign.report.contents import add_styles
from policyalign.report.office import element, field, set_japanese

_MINCHO, _GOTHIC = "游明朝", "游ゴシック"


class Marked(NamedTuple):
    """A text in a bookmark of this name and number; in none where there is no name."""

    text: str
    name: str = ""
    number: int = 0


def table_row(cells: Sequence[Marked], widths: Sequence[int], *, heading: bool, upright: int = 0) -> Any:
    """A row, with the widths of its cells in millimetres, made directly: through python-docx, which counts the grid for
    every cell, it takes a hundred times as long. Cells but the first are written downwards, where ``upright`` says how
    many millimetres there are for it."""
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if upright:
        properties.append(element("trHeight", val=str(Mm(upright).twips), hRule="atLeast"))
    if heading:
        properties.append(element("tblHeader"))
    row.append(properties)
    for place, (told, width) in enumerate(zip(cells, widths, strict=True)):
        cell, size = element("tc"), element("tcPr")
        size.append(element("tcW", w=str(Mm(width).twips), type="dxa"))
        if upright and place:
            size.append(element("textDirection", val="tbRl"))
        cell.append(size)
        for line in told.text.split("\n"):
            cell.append(_paragraph(line, heading=heading))
        if told.name:
            first, last = cell[1], cell[-1]
            first.insert(1, element("bookmarkStart", id=str(told.number), name=told.name))
            last.append(element("bookmarkEnd", id=str(told.number)))
        row.append(cell)
    return row


def _paragraph(line: str, *, heading: bool) -> Any:
    paragraph, run = element("p"), element("r")
    style = element("pPr")
    style.append(element("pStyle", val="CellText"))
    if heading:
        style.append(element("keepNext"))
    if heading:
        bold = element("rPr")
        bold.append(element("b"))
        run.append(bold)
    run.append(element("t", line))
    paragraph.extend([style, run])
    return paragraph


def sized(table: Any, widths: Sequence[int]) -> None:
    """Give the columns of an empty table their widths in millimetres, which no program changes by what they hold."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def add_head(document: Any, text: str) -> None:
    """A line at the head of every page."""
    head = document.sections[0].header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head.add_run(text).font.size = Pt(9)


def add_chapter_styles(document: Any) -> None:
    """Pages of A4, Japanese type for every style that is used, and the styles of this chapter."""
    set_japanese(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(foot, "PAGE", "1")
    add_styles(document, section.page_width - section.left_margin - section.right_margin)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    for name, size in (("Lead", 10.5), ("Asked", 10.5), ("Judgement", 10.5), ("Cell Text", 8.5)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.font.size = normal, Pt(size)
        made.paragraph_format.space_after = Pt(0 if name == "Cell Text" else 4)
    styles["Cell Text"].element.set(qn("w:styleId"), "CellText")
    styles["Lead"].font.bold = True
    styles["Lead"].paragraph_format.keep_with_next = True
    styles["Asked"].font.color.rgb = RGBColor(0x40, 0x40, 0x40)
    styles["Judgement"].paragraph_format.space_before = Pt(6)
    styles["Quote"].font.italic = False  # slanted Japanese is no type of its own
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    gothic = {"Title", "Heading 1", "Heading 2", "Lead", "Caption"}
    for name in (*gothic, "Normal", "Quote", "List Bullet", "Asked", "Judgement", "Cell Text"):
        _japanese(styles[name], _GOTHIC if name in gothic else _MINCHO)


def _japanese(style: Any, font: str) -> None:
    """Type for Japanese (``w:eastAsia``), which themes would else choose; Word falls back to ＭＳ 明朝 itself."""
    style.font.name = "Times New Roman" if font == _MINCHO else "Arial"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
