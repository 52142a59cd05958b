"""Titles across the page over texts in two columns, with a chart or a table across both between them, as in magazines
and white papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, TEXTS, TITLES, CellAt, Made, draw_grid, line, new_sheet, set_text
from layout.sheet import A4, Sheet
from layout.styled_pages import BOLD


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 9.5
    between: str = "table"
    indent: float = 1.0
    gutter: float = 2.4
    rule: bool = False


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, left = way.size, 50.0
    width = ((way.page[0] - 2 * left - way.gutter * way.size) / 2 // em) * em
    right = left + width + way.gutter * em
    top = 56.0
    for part in range(2):
        title = f"第{part + 1}章　{TITLES[part * 4]}"
        sheet.text(left, top, title, 1.4 * em, font=BOLD)
        made.headings.append(title)
        top += 3 * em
        ends = []
        for x, texts in ((left, TEXTS[part * 4 : part * 4 + 2]), (right, TEXTS[part * 4 + 2 : part * 4 + 4])):
            level = top
            for text in texts:
                level = set_text(sheet, x, level, text, width, em, indent=way.indent)
                made.texts.append(text)
            ends.append(level)
        if way.rule:
            line(sheet, right - way.gutter * em / 2, top, right - way.gutter * em / 2, max(ends), 0.4)
        top = max(ends) + em
        if way.between == "table" and part == 0:
            cells = [CellAt(0, 0, "施策"), CellAt(0, 1, "担当"), CellAt(1, 0, "空き店舗の台帳"), CellAt(1, 1, "商工課")]
            top = draw_grid(sheet, left, top, [width, width], cells, size=em) + 1.5 * em
            made.rows.append("施策：空き店舗の台帳；担当：商工課")
        if way.between == "chart" and part == 0:
            top = _chart(sheet, made, left, top, 2 * width, em)
    made.pdf = sheet.pdf()
    return made


def _chart(sheet: Sheet, made: Made, x: float, top: float, width: float, em: float) -> float:
    """Bars with years below and amounts above, a caption and a source."""
    for place, height in enumerate((30, 46, 58, 71)):
        at = x + 30 + place * width / 4
        sheet.canvas.setFillGray(0.6)
        sheet.canvas.rect(at, sheet.size[1] - top - 90, 30, height, fill=1, stroke=0)
        sheet.canvas.setFillGray(0)
        sheet.text(at + 4, top + 90 - height - 10, str(height * 3), 0.8 * em)
        sheet.text(at, top + 94, f"令和{place + 4}年", 0.8 * em)
        made.beside += [str(height * 3), f"令和{place + 4}年"]
    line(sheet, x, top + 90, x + width, top + 90)
    caption, source = "図１　空き店舗の数の移り変わり", "資料：里山町「商いの調べ」"
    sheet.text(x + width / 3, top + 108, caption, 0.9 * em)
    sheet.text(x, top + 122, source, 0.8 * em)
    made.beside += [caption, source, "令和4年令和5年令和6年令和7年"]
    return top + 122 + 3 * em


_WAYS = {
    "A4, table": _Way(),
    "A4, chart": _Way(between="chart"),
    "wide, rule between": _Way(page=A4_WIDE, size=9, rule=True, between=""),
    "not indented, narrow gutter": _Way(indent=0.0, gutter=1.6, between=""),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
