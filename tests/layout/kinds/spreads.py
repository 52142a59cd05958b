"""Two pages on one sheet (見開き): each with a head, a number and one or two columns of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A3_WIDE, A4_WIDE, TEXTS, TITLES, CellAt, Made, draw_grid, new_sheet
from layout.sheet import FONT
from layout.styled_pages import BOLD, break_lines

_AREAS = ("東の", "西の", "南の", "北の", "山の", "川の", "海の", "谷の", "丘の", "森の", "里の")


@dataclass(frozen=True)
class _Way:
    sheet: tuple[float, float] = A3_WIDE
    size: float = 10.5
    columns: int = 1
    head: bool = True
    bold: bool = True
    order: str = "pages"
    align: str = "justified"
    table: bool = False
    sheets: int = 3


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.sheet), Made(beside=["里山町まちづくり計画"])
    em, half = way.size, way.sheet[0] / 2
    gutter, margin = 2.2 * em, 56.0 if way.sheet is A3_WIDE else 40.0
    width = ((half - 2 * margin - (way.columns - 1) * gutter) / way.columns // em) * em
    spots = [page * half + margin + column * (width + gutter) for page in range(2) for column in range(way.columns)]
    texts = [*TEXTS] * (way.sheets if way.columns == 1 else way.sheets + 2)
    lines: list[tuple[float, float, str, float, float, str]] = []
    spot, top, number = 0, 80.0, 1
    bottom = way.sheet[1] - 80

    def flush() -> None:
        nonlocal number
        ordered = sorted(lines, key=lambda one: (round(one[1]), one[0])) if way.order == "rows" else lines
        for x, y, text, size, spread, font in ordered:
            sheet.text(x, y, text, size, width=spread or None, font=font)
        for page in range(2):
            if way.head:
                sheet.text(page * half + margin, 36, "里山町まちづくり計画", 8)
            sheet.text(page * half + half / 2 - 8, way.sheet[1] - 44, f"- {number + page} -", 9)
        number += 2
        lines.clear()
        sheet.turn()

    for place, text in enumerate(texts):
        title = f"第{place + 1}節　{_AREAS[place % 11]}{TITLES[place % 10]}"
        needed = 4.5 * em
        if top + needed > bottom:
            spot, top = spot + 1, 80.0
            if spot == len(spots):
                flush()
                spot = 0
        size = em * (1.15 if way.bold else 1.0)
        lines.append((spots[spot], top, title, size, 0.0, BOLD if way.bold else FONT))
        made.headings.append(title.replace("　", " "))
        top += 2.2 * em
        text = text.replace("町", f"第{place + 1}地区の町", 1)
        made.texts.append(text)
        for piece, left, spread in break_lines(text, width, em, em, 0.0, way.align):  # type: ignore[arg-type]
            if top + 1.6 * em > bottom:
                spot, top = spot + 1, 80.0
                if spot == len(spots):
                    flush()
                    spot = 0
            lines.append((spots[spot] + left, top, piece, em, spread, FONT))
            top += 1.6 * em
        top += 0.6 * em
        if way.table and place % 4 == 1 and top + 120 < bottom and way.columns == 1:
            cells = [
                CellAt(0, 0, "施策"),
                CellAt(0, 1, "担当"),
                CellAt(1, 0, f"第{place}の見回り"),
                CellAt(1, 1, "総務課"),
            ]
            cells += [CellAt(2, 0, f"第{place}の点検"), CellAt(2, 1, "環境課")]
            top = draw_grid(sheet, spots[spot], top, [width * 0.6, width * 0.3], cells) + 14
            made.rows += [f"施策：第{place}の見回り；担当：総務課", f"施策：第{place}の点検；担当：環境課"]
    flush()
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "A3": _Way(),
    "A3, ragged": _Way(align="ragged"),
    "A3, two columns each": _Way(columns=2, size=9.5),
    "A3, written across": _Way(order="rows"),
    "A3, two columns each, written across": _Way(columns=2, size=9.5, order="rows"),
    "A4 wide, small": _Way(sheet=A4_WIDE, size=8),
    "A3, without heads, plain titles": _Way(head=False, bold=False),
    "A3, tables": _Way(table=True),
    "A3, small, ragged, two columns each": _Way(size=8, columns=2, align="ragged"),
    "A4 wide, tables": _Way(sheet=A4_WIDE, size=7.5, table=True),
    "A3, phrases": _Way(align="phrases", size=11),
}

VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
