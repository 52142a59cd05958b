"""Sheets of measures (施策シート): a title bar, who is in charge and since when in a small table, texts under small
titles, and the sources at the foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import B5, BUREAUS, MEASURES, TEXTS, CellAt, Made, draw_grid, new_sheet, set_text, shade
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.0
    bar: bool = True
    signs: str = "■"
    bold: bool = True
    source: bool = True
    table: bool = True


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, width = way.size, ((way.page[0] - 110) // way.size) * way.size
    for number in range(3):
        top = 56.0
        title = f"施策{number + 1}-1　{MEASURES[number * 3]}"
        if way.bar:
            shade(sheet, 50, top - 5, width + 10, 2.2 * em, 0.8)
        sheet.text(56, top, title, 1.2 * em, font=BOLD)
        made.headings.append(title)
        top += 3 * em
        if way.table:
            values = ("担当", BUREAUS[number], "期間", f"令和{number + 8}年度～令和12年度")
            cells = [CellAt(0, place, text) for place, text in enumerate(values)]
            cells += [CellAt(1, 0, "対象"), CellAt(1, 1, "町内に住む人"), CellAt(1, 2, "財源"), CellAt(1, 3, "町の税")]
            top = draw_grid(sheet, 56, top, [50, 130, 50, 150], cells, size=0.9 * em) + 1.4 * em
            made.rows += ["；".join(values), "対象；町内に住む人；財源；町の税"]
        for place, head in enumerate(("現状と課題", "取組の内容")):
            told = way.signs + head
            sheet.text(56, top, told, em, font=BOLD if way.bold else FONT)
            made.headings.append(told)
            top = set_text(sheet, 56, top + 1.7 * em, TEXTS[number * 2 + place], width, em) + 0.8 * em
            made.texts.append(TEXTS[number * 2 + place])
        if way.source:
            text = f"資料：里山町「暮らしの調べ」第{number + 1}表"
            sheet.text(56, way.page[1] - 70, text, 0.8 * em)
            made.beside.append(text)
        sheet.text(way.page[0] / 2, way.page[1] - 40, str(number + 21), 9)
        sheet.turn()
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "A4": _Way(),
    "B5, plain titles": _Way(page=B5, size=9, bold=False, signs="◆"),
    "without a bar": _Way(bar=False, signs=""),
    "without a table": _Way(table=False, signs="●"),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
