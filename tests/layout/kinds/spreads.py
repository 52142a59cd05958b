"""Two pages on one sheet (見開き): each with a head, a number and one or two columns of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A3_WIDE, A4_WIDE, TEXTS, TITLES, CellAt, Made, draw_grid, new_sheet
from layout.sheet import FONT
from layout.styled_pages import BOLD, Align, break_lines

_AREAS = ("東の", "西の", "南の", "北の", "山の", "川の", "海の", "谷の", "丘の", "森の", "里の")


@dataclass(frozen=True)
class _Way:
    sheet: tuple[float, float] = A3_WIDE
    size: float = 10.5
    columns: int = 1
    head: bool = True
    bold: bool = True
    order: str = "pages"
    align: Align = "justified"
    table: bool = False
    sheets: int = 3


_TOP = 80.0


class _Spread:
    """Fills the columns of two pages on one sheet, and begins the next."""

    def __init__(self, way: _Way) -> None:
        self.way, self.sheet, self.half = way, new_sheet(way.sheet), way.sheet[0] / 2
        gutter, self.margin = 2.2 * way.size, 56.0 if way.sheet is A3_WIDE else 40.0
        self.width = (self.half - 2 * self.margin - (way.columns - 1) * gutter) / way.columns // way.size * way.size
        steps = [self.margin + column * (self.width + gutter) for column in range(way.columns)]
        self.spots = [page * self.half + step for page in range(2) for step in steps]
        self.lines: list[tuple[float, float, str, float, float, str]] = []
        self.spot, self.top, self.number = 0, _TOP, 1

    @property
    def left(self) -> float:
        return self.spots[self.spot]

    def make_room(self, height: float) -> None:
        if self.top + height <= self.way.sheet[1] - _TOP:
            return
        self.spot, self.top = self.spot + 1, _TOP
        if self.spot == len(self.spots):
            self.turn()
            self.spot = 0

    def put(self, left: float, text: str, size: float, spread: float = 0.0, font: str = FONT) -> None:
        self.lines.append((self.left + left, self.top, text, size, spread, font))

    def turn(self) -> None:
        ordered = sorted(self.lines, key=lambda one: (round(one[1]), one[0]))
        for x, y, text, size, spread, font in ordered if self.way.order == "rows" else self.lines:
            self.sheet.text(x, y, text, size, width=spread or None, font=font)
        for page in range(2):
            if self.way.head:
                self.sheet.text(page * self.half + self.margin, 36, "里山町まちづくり計画", 8)
            number = f"- {self.number + page} -"
            self.sheet.text(page * self.half + self.half / 2 - 8, self.way.sheet[1] - 44, number, 9)
        self.number += 2
        self.lines.clear()
        self.sheet.turn()


def _draw(way: _Way) -> Made:
    spread, made, em = _Spread(way), Made(beside=["里山町まちづくり計画"]), way.size
    for place, text in enumerate([*TEXTS] * (way.sheets if way.columns == 1 else way.sheets + 2)):
        title = f"第{place + 1}節　{_AREAS[place % 11]}{TITLES[place % 10]}"
        spread.make_room(4.5 * em)
        spread.put(0.0, title, em * (1.15 if way.bold else 1.0), font=BOLD if way.bold else FONT)
        made.headings.append(title.replace("　", " "))
        spread.top += 2.2 * em
        made.texts.append(text.replace("町", f"第{place + 1}地区の町", 1))
        for piece, left, width in break_lines(made.texts[-1], spread.width, em, em, 0.0, way.align):
            spread.make_room(1.6 * em)
            spread.put(left, piece, em, width)
            spread.top += 1.6 * em
        spread.top += 0.6 * em
        if way.table and place % 4 == 1 and spread.top + 200 < way.sheet[1]:
            _table(spread, made, place)
    spread.turn()
    made.pdf = spread.sheet.pdf()
    return made


def _table(spread: _Spread, made: Made, place: int) -> None:
    rows = (("施策", "担当"), (f"第{place}の見回り", "総務課"), (f"第{place}の点検", "環境課"))
    cells = [CellAt(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    widths = [spread.width * 0.6, spread.width * 0.3]
    spread.top = draw_grid(spread.sheet, spread.left, spread.top, widths, cells) + 14
    made.rows += [f"施策：{name}；担当：{bureau}" for name, bureau in rows[1:]]


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
