"""Rows of ruled tables as texts: every cell under the head of its column.

A cell or a bar that spans several columns takes the heads of the first and the last, so that a bar in a
工程表 reads 「2025年度～2027年度：実証」.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from policyalign.domain import PARAGRAPH, Box, Cell, Interval, Step, Table
from policyalign.geometry import box_around
from policyalign.segment.timelines import Part, row_schedule
from policyalign.text.years import years_of_heads

_SAME_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table as text, with the box of its cells in points; ``number`` counts from 0, heads too.

    ``cells`` are the ``(start, end)`` in ``text`` of what each cell holds itself, without the head of its column;
    ``paragraphs`` are the offsets at which further paragraphs of a cell begin, behind a blank that is not printed.
    In a table whose columns are years, ``intervals`` and ``steps`` say what the row schedules.
    """

    text: str
    box: Box
    intervals: tuple[Interval, ...] = ()
    steps: tuple[Step, ...] = ()
    number: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with the number and the height (points) of its page."""

    table: Table
    page: int
    height: float


# A table that is cut by the page ends in the lowest part of one page and goes on in the highest of the next.
_LOWEST = 0.75
_HIGHEST = 0.20


def carry_header(previous: PlacedTable | None, placed: PlacedTable) -> tuple[tuple[str, ...], int]:
    """Column heads and how many rows at the top hold them.

    A table that goes on from the page before under the same columns takes that table's heads.
    """
    heads = column_heads(placed.table)
    if previous is None or not _goes_on(previous, placed):
        return heads, placed.table.header_rows
    earlier = column_heads(previous.table)
    return (heads, placed.table.header_rows) if heads == earlier or not any(earlier) else (earlier, 0)


def _goes_on(a: PlacedTable, b: PlacedTable) -> bool:
    return (
        b.page == a.page + 1
        and a.table.box[3] >= _LOWEST * a.height
        and b.table.box[1] <= _HIGHEST * b.height
        and a.table.columns == b.table.columns
        and abs(a.table.box[0] - b.table.box[0]) <= _SAME_EDGE
        and abs(a.table.box[2] - b.table.box[2]) <= _SAME_EDGE
    )


def column_heads(table: Table) -> tuple[str, ...]:
    """The head of every column; heads over heads are joined (全体／内訳)."""
    heads: list[list[str]] = [[] for _ in range(table.columns)]
    spans = _spans_of_heads(table)
    for cell in table.cells:
        if cell.row >= table.header_rows or not cell.text:
            continue
        for column in range(cell.column, min(cell.column + spans.get(cell, cell.column_span), table.columns)):
            heads[column].append(_flat(cell.text))
    return tuple("／".join(parts) for parts in heads)


def _spans_of_heads(table: Table) -> dict[Cell, int]:
    """How many columns those heads span that stand over the first of several years, or of what is told of an indicator,
    and beside empty cells: nothing is drawn between the years that 目標値 stands over."""
    heads = [cell for cell in table.cells if cell.row < table.header_rows]
    if table.header_rows < _HEAD_ROWS:
        return {}
    lowest = [cell for cell in heads if cell.row == table.header_rows - 1]
    names = [_flat(cell.text) for cell in lowest]
    years = zip(lowest, names, years_of_heads(names), strict=True)
    dated = {cell.column for cell, name, year in years if year is not None or _OF_INDICATOR.fullmatch(name)}
    above = {cell.column: cell for cell in heads if cell.row == table.header_rows - _HEAD_ROWS}
    spans: dict[Cell, int] = {}
    for column, cell in above.items():
        end = column + cell.column_span
        while cell.text and column in dated and end in dated and end in above and not above[end].text:
            end += above[end].column_span
        if end > column + cell.column_span:
            spans[cell] = end - column
    return spans


_HEAD_ROWS = 2
_OF_INDICATOR = re.compile(r"(?:指標)?(?:名称?|単位)|(?:現状|基準|中間|最終|実績|計画|目標|見込み?)(?:値|年度?)?")


def read_rows(table: Table, heads: Sequence[str], header_rows: int) -> list[Row]:
    """The rows below the head as texts; a cell over several rows belongs to each of them."""
    rows: list[Row] = []
    for number in range(header_rows, table.rows):
        cells = [cell for cell in (*table.cells, *table.bars) if cell.row <= number < cell.row + cell.row_span]
        said = [cell for cell in cells if cell.text or cell in table.bars]
        said.sort(key=lambda cell: (cell.column, cell.box[1]))
        parts = [_part(cell, heads, is_bar=cell in table.bars) for cell in said]
        if parts:
            text = _SEPARATOR.join(part.text for part in parts)
            box = box_around([cell.box for cell in said])
            told = _cells(parts)
            begins = tuple(at for cell, (start, _) in zip(said, told, strict=True) for at in _paragraphs(cell, start))
            rows.append(Row(text, box, *row_schedule(parts, heads, len(_SEPARATOR)), number, told, begins))
    return rows


def _paragraphs(cell: Cell, start: int) -> list[int]:
    """The offsets at which the further paragraphs of a cell begin that itself begins at ``start``."""
    *parts, _ = _parts_of(cell.text)
    return [start + end for end in accumulate(len(part) + len(_BLANK) for part in parts)]


def _cells(parts: Sequence[Part]) -> tuple[tuple[int, int], ...]:
    ends = accumulate(len(part.text) + len(_SEPARATOR) for part in parts)
    return tuple(
        (end - len(_SEPARATOR) - len(part.label), end - len(_SEPARATOR)) for part, end in zip(parts, ends, strict=True)
    )


_SEPARATOR = "；"
_BLANK = "\u3000"


def _part(cell: Cell, heads: Sequence[str], *, is_bar: bool) -> Part:
    last = min(cell.column + cell.column_span, len(heads)) - 1
    first_head = heads[cell.column] if cell.column < len(heads) else ""
    last_head = heads[last] if last >= 0 else ""
    names_rows = cell.column == 0 and last == len(heads) - 1 > 0 and years_of_heads([first_head])[0] is None
    across = names_rows and not is_bar
    head = "" if across else f"{first_head}～{last_head}" if last_head and last_head != first_head else first_head
    label = _BLANK.join(_parts_of(cell.text))
    return Part(head if head != label else "", label, cell.column, last, is_bar)


def _parts_of(text: str) -> list[str]:
    """The paragraphs of a cell."""
    return [flat for part in text.split(PARAGRAPH) if (flat := _flat(part))] or [""]


def _flat(text: str) -> str:
    return "".join(text.replace(PARAGRAPH, "\n").split("\n")).replace("\u3000", "").strip()
