"""Rows against columns (表の図): where their names and cells stand on sheets of A4 width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from policyalign.assess.drawing.colours import RULE, SOFT
from policyalign.assess.drawing.lettering import balanced, fitting, width_of
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Box, Drawing, Line, Shape, Text
from policyalign.assess.drawing.sheet import Frame, paged, titled

_SIZE, _HEAD_SIZE = 7.0, 7.0
_LINE = 8.5
_LOWEST, _ROW = 8.8, 10.4
"""Of a row in points: as low as type of 7 points takes where that spares a sheet, else as is easy to read."""
_NAMES = 166.0
"""Points for the names of rows: 21 full-width characters."""
_NARROWEST, _WIDEST = 8.6, 72.0
"""Of a column: one line of type, and as much as a mark can fill."""
_LEVEL = 48.0
"""From this width on the name of a column is written level."""
_TALLEST = 132.0
"""Of names that run upwards, in points: 18 full-width characters."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """A row by its name, with what stands in it column by column; without cells it is a heading. ``more`` stands at
    its right edge, in a column of its own."""

    name: str
    cells: Sequence[T] = ()
    more: str = ""


DrawRow = Callable[[Sequence[tuple[Box, T]]], Iterable[Shape]]
"""Draws what stands in the cells of a row, each in its box."""


@dataclass(frozen=True)
class Grid(Generic[T]):
    """The columns of a grid, by name, and how its rows are drawn. ``more`` heads the column at the right edge."""

    frame: Frame
    columns: Sequence[str]
    draw: DrawRow[T]
    more: str = ""

    @cached_property
    def column(self) -> float:
        """The width of a column in points."""
        room = WIDTH - _NAMES - self._margin
        return min(max(room / max(len(self.columns), 1), _NARROWEST), _WIDEST)

    @property
    def width(self) -> float:
        """That of the sheet: wider than A4 only where there are more columns than it holds."""
        return max(WIDTH, _NAMES + self.column * len(self.columns) + self._margin)

    @property
    def _margin(self) -> float:
        return width_of(self.more, _SIZE) + 10 if self.more else 6.0

    def pages(self, rows: Sequence[Row[T]]) -> tuple[Drawing, ...]:
        """The grid on as many sheets as it needs, its columns named on each."""
        room = self.frame.room(PAGE) - self._head_height
        height = min(_ROW, room / max(len(rows), 1))
        height = height if height >= _LOWEST else _ROW
        pages = paged(rows, [height] * len(rows), room + 0.01)
        return tuple(
            self._page(page, height, titled(self.frame.title, number, len(pages)))
            for number, page in enumerate(pages, 1)
        )

    def _page(self, rows: Sequence[Row[T]], height: float, title: str) -> Drawing:
        frame = replace(self.frame, title=title)
        _, top = frame.head(self.width)
        start = top + self._head_height
        body = [*self._heads(start), *self._ruled(start, start + len(rows) * height)]
        for place, row in enumerate(rows):
            body += self._row(row, start + place * height, height)
        return frame.around(body, start + len(rows) * height, self.width)

    def _row(self, row: Row[T], top: float, height: float) -> Iterator[Shape]:
        middle = top + height / 2
        if not row.cells:
            yield Text(4, middle, fitting(row.name, _SIZE, _NAMES - 8), _SIZE, colour=SOFT)
            return
        yield Text(_NAMES - 4, middle, fitting(row.name, _SIZE, _NAMES - 8), _SIZE, "end")
        boxes = (Box(_NAMES + place * self.column, top, self.column, height) for place in range(len(self.columns)))
        yield from self.draw(tuple(zip(boxes, row.cells, strict=True)))
        if row.more:
            yield Text(self.width - 4, middle, row.more, _SIZE, "end", SOFT)

    def _ruled(self, top: float, bottom: float) -> Iterator[Shape]:
        """A line below every column of names, so that the eye stays in its row and column."""
        right = _NAMES + self.column * len(self.columns)
        yield Line(_NAMES, top, right, top, RULE)
        for place in range(len(self.columns) + 1):
            x = _NAMES + place * self.column
            yield Line(x, top, x, bottom, RULE, 0.3)

    # --- the names of columns -------------------------------------------------------------------------------

    @cached_property
    def _level(self) -> bool:
        return self.column >= _LEVEL

    @cached_property
    def _heads_lines(self) -> list[list[str]]:
        if self._level:
            return [balanced(name, _HEAD_SIZE, self.column - 4, 5) for name in self.columns]
        most = max(1, int((self.column - 1) // _LINE))
        return [balanced(name, _HEAD_SIZE, _TALLEST, most) for name in self.columns]

    @cached_property
    def _head_height(self) -> float:
        lines = self._heads_lines
        if self._level:
            return max((len(one) for one in lines), default=1) * _LINE + 4
        return max((width_of(line, _HEAD_SIZE) for one in lines for line in one), default=0.0) + 8

    def _heads(self, bottom: float) -> Iterator[Shape]:
        """Level names end above their column; others run upwards from there."""
        for place, lines in enumerate(self._heads_lines):
            middle = _NAMES + (place + 0.5) * self.column
            for number, line in enumerate(lines):
                if self._level:
                    y = bottom - 4 - (len(lines) - number - 0.5) * _LINE
                    yield Text(middle, y, line, _HEAD_SIZE, "middle")
                else:
                    x = middle + (number - (len(lines) - 1) / 2) * _LINE
                    yield Text(x, bottom - 4, line, _HEAD_SIZE, turned=True)
        if self.more:
            yield Text(self.width - 4, bottom - 6, self.more, _SIZE, "end", SOFT)
