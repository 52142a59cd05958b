"""Ruled tables: pdfplumber's table finder on PDFium's rules, filled with PDFium's characters.

pdfplumber turns rules into cells by edges → intersections → cells → tables; only its parser is slow, so
the finder gets a page-like object that holds the edges and nothing else.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as PlumberTable
from pdfplumber.table import TableFinder

from policyalign.domain import PARAGRAPH, Box, Cell, Table
from policyalign.extract.aligned_tables import Grid as AlignedGrid
from policyalign.extract.aligned_tables import find_aligned_tables
from policyalign.extract.bars import Grid, read_bars, split_bars
from policyalign.extract.drawing import Rule
from policyalign.extract.forms import is_form
from policyalign.extract.glyphs import Glyph, PageContent
from policyalign.extract.lines import text_of
from policyalign.extract.open_tables import missing_uprights
from policyalign.extract.runs import Run, build_runs, rows_of
from policyalign.extract.trees import Tree, find_trees
from policyalign.extract.year_tables import rules_of_year_tables
from policyalign.geometry import box_around, rounded
from policyalign.text.years import years_of_heads

# pdfplumber's default (3 points): rules closer than this are one.
_SNAP = 3.0
# The finder's cost grows with the square of the edges; a page beyond this is a drawing, not a table.
_MAX_EDGES = 4000


@dataclass(frozen=True, slots=True)
class _RuledPage:
    """The part of a pdfplumber page that its table finder looks at."""

    edges: list[dict[str, Any]]
    bbox: Box


def find_tables(content: PageContent, runs: Sequence[Run]) -> tuple[list[Table], list[Glyph]]:
    """Tables of a page, which has these ``runs``, and the characters that stand in none of them.

    A frame with a single cell, or with one row of boxes, is not a table; its text stays with the page. What
    is drawn over the years of a time line is read a second time, apart from the rules.
    """
    added = missing_uprights(content.rules, runs) if len(content.rules) >= 3 else []
    rows = rows_of(runs)
    added += rules_of_year_tables((*content.rules, *added), rows)
    content = replace(content, rules=(*content.rules, *added)) if added else content
    tables, rest = _tables_with_bars(content)
    drawn = [*(rule for rule in content.rules if rule.horizontal), *content.areas]
    rows = rows if len(rest) == len(content.glyphs) else rows_of(build_runs(rest))
    trees = find_trees(rows)
    for tree in trees:
        table, rest = _fill_tree(tree, rest)
        tables.append(table)
    for grid in find_aligned_tables(rows_of(build_runs(rest)) if trees else rows, drawn):
        table, rest = _fill_aligned(grid, rest)
        tables.append(table)
    return tables, rest


def _fill_aligned(grid: AlignedGrid, glyphs: Sequence[Glyph]) -> tuple[Table, list[Glyph]]:
    boxes = list(grid.cells)
    contents, outside = _sort_into(boxes, glyphs)
    cells = _cells(boxes, contents, grid.xs, grid.ys, ruled=False)
    box = rounded((grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]))
    return Table(box, len(grid.ys) - 1, len(grid.xs) - 1, cells, grid.header_rows), outside


# Letters may reach beyond the box of their name by so many points.
_AROUND = 1.0


def _fill_tree(tree: Tree, glyphs: Sequence[Glyph]) -> tuple[Table, list[Glyph]]:
    """A row for each leaf of a tree, over which the names stretch that hold it."""
    top = int(bool(tree.heads))
    names = [(column, 0, 1, head) for column, head in enumerate(tree.heads)]
    names += [
        (column, top + name.first, name.count, name) for column, found in enumerate(tree.columns) for name in found
    ]
    names.sort(key=lambda one: (one[1], one[0]))
    boxes = [_grown(name.box) for *_, name in names]
    contents, outside = _sort_into(boxes, glyphs)
    cells = tuple(
        Cell(cell_text(inside), rounded(name.box), row, column, row_span=count)
        for (column, row, count, name), inside in zip(names, contents, strict=True)
    )
    rows = top + len(tree.columns[-1])
    return Table(rounded(box_around(boxes)), rows, len(tree.columns), cells, top), outside


def _grown(box: Box) -> Box:
    return box[0] - _AROUND, box[1] - _AROUND, box[2] + _AROUND, box[3] + _AROUND


def _tables_with_bars(content: PageContent) -> tuple[list[Table], list[Glyph]]:
    """The ruled tables of a page, and the characters that stand in none; what is drawn over years is read apart."""
    tables, rest = _ruled_tables(content, content.rules, [])
    boxes = [table.box for table in tables if _first_year(table.cells, table.header_rows) is not None]
    if not boxes:
        return tables, rest
    areas = [area for area in content.areas if _is_inside(area, boxes)]
    bars, grid = split_bars([rule for rule in content.rules if _is_inside(rule, boxes)], areas)
    others = [rule for rule in content.rules if not _is_inside(rule, boxes)]
    return _ruled_tables(content, [*grid, *others], bars)


def _is_inside(rule: Rule, boxes: Sequence[Box]) -> bool:
    return any(
        rule.x0 >= box[0] - _SNAP
        and rule.x1 <= box[2] + _SNAP
        and rule.top >= box[1] - _SNAP
        and rule.bottom <= box[3] + _SNAP
        for box in boxes
    )


def _ruled_tables(content: PageContent, rules: Sequence[Rule], bars: Sequence[Box]) -> tuple[list[Table], list[Glyph]]:
    width, height = content.width, content.height
    inside = [rule for rule in rules if rule.x1 >= 0 and rule.x0 <= width and rule.bottom >= 0 and rule.top <= height]
    if len(inside) < 4 or len(inside) > _MAX_EDGES:
        return [], list(content.glyphs)
    page = _RuledPage([_edge(rule) for rule in inside], (0.0, 0.0, width, height))
    finder = TableFinder(cast(PlumberPage, page), {"snap_tolerance": _SNAP})
    rest = list(content.glyphs)
    tables: list[Table] = []
    for found in sorted(finder.tables, key=lambda table: (table.bbox[1], table.bbox[0])):
        table, outside = _fill(found, bars, rest)
        if table is not None:
            tables.append(table)
            rest = outside
    return tables, rest


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule in pdfplumber's form: a line through the middle of the stroke."""
    edge: dict[str, Any] = {"object_type": "line"}
    if rule.horizontal:
        middle = (rule.top + rule.bottom) / 2
        edge |= {"orientation": "h", "x0": rule.x0, "x1": rule.x1, "top": middle, "bottom": middle}
    else:
        middle = (rule.x0 + rule.x1) / 2
        edge |= {"orientation": "v", "x0": middle, "x1": middle, "top": rule.top, "bottom": rule.bottom}
    return edge | {"width": edge["x1"] - edge["x0"], "height": edge["bottom"] - edge["top"]}


def _fill(found: PlumberTable, drawn: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[Table | None, list[Glyph]]:
    boxes = [cast(Box, cell) for cell in found.cells]
    xs = _grid(value for box in boxes for value in (box[0], box[2]))
    ys = _grid(value for box in boxes for value in (box[1], box[3]))
    rows, columns = len(ys) - 1, len(xs) - 1
    contents, outside = _sort_into(boxes, glyphs)
    cells = _cells(boxes, contents, xs, ys)
    if not _is_table(rows, columns, cells):
        return None, list(glyphs)
    header_rows = _header_rows(cells, columns)
    bars: tuple[Cell, ...] = ()
    first = _first_year(cells, header_rows)
    if first is not None and header_rows < rows:
        bars, unused = read_bars(Grid(tuple(xs), tuple(ys), first, header_rows), drawn, glyphs)
        contents, _ = _sort_into(boxes, unused)
        cells = _cells(boxes, contents, xs, ys)
    return Table(rounded(cast(Box, found.bbox)), rows, columns, cells, header_rows, bars), outside


def _cells(
    boxes: Sequence[Box],
    contents: Sequence[Sequence[Glyph]],
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    ruled: bool = True,
) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            text=cell_text(contents[index], box, ruled=ruled),
            box=rounded(box),
            row=_grid_index(ys, box[1]),
            column=_grid_index(xs, box[0]),
            row_span=max(1, _grid_index(ys, box[3]) - _grid_index(ys, box[1])),
            column_span=max(1, _grid_index(xs, box[2]) - _grid_index(xs, box[0])),
        )
        for index, box in sorted(enumerate(boxes), key=lambda pair: (_grid_index(ys, pair[1][1]), pair[1][0]))
    )


# Fewer years than this at the top of a table are no time line.
_TIME_LINE = 2


def _first_year(cells: Sequence[Cell], header_rows: int) -> int | None:
    """The first of the columns that years head, when there is a time line."""
    heads = [cell for cell in cells if cell.row < header_rows]
    years = years_of_heads([cell.text for cell in heads])
    columns = [cell.column for cell, year in zip(heads, years, strict=True) if year is not None]
    return min(columns) if len(columns) >= _TIME_LINE else None


def _is_table(rows: int, columns: int, cells: Sequence[Cell]) -> bool:
    """Two rows and columns at least, or a ruled list of short entries; a frame around text is neither."""
    filled = [cell.text for cell in cells if cell.text]
    if columns == 1:
        return len(filled) >= 3 and max(len(text) for text in filled) <= _LIST_ENTRY
    return rows >= 2 and columns >= 2 and len(filled) >= 3


# Longer texts between rules are paragraphs.
_LIST_ENTRY = 40


def _grid(values: Any) -> list[float]:
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > _SNAP:
            lines.append(value)
    return lines


def _grid_index(grid: Sequence[float], value: float) -> int:
    """The line of a sorted grid that is nearest to a value, of two the first."""
    after = bisect.bisect_left(grid, value)
    near = range(max(0, after - 1), min(len(grid), after + 1))
    return min(near, key=lambda index: abs(grid[index] - value))


# Text that runs on over a rule (a label on a bar of a 工程表) belongs to the cell in which it begins; texts
# of neighbouring cells keep at least this distance, in em.
_CELL_GAP = 0.3


def _sort_into(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Characters per box by their middle, and those in no box."""
    contents: list[list[Glyph]] = [[] for _ in boxes]
    outside: list[Glyph] = []
    before: Glyph | None = None
    last: int | None = None
    for glyph, place in zip(glyphs, _places(boxes, glyphs), strict=True):
        if place != last and last is not None and before is not None and _runs_on(before, glyph):
            place = last
        if place is None:
            outside.append(glyph)
        else:
            contents[place].append(glyph)
        before, last = glyph, place
    return contents, outside


# So many characters are held against all boxes at once, which keeps the memory small.
_AT_ONCE = 256


def _places(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> list[int | None]:
    """For each character the first of the boxes that holds its middle."""
    if not boxes:
        return [None] * len(glyphs)
    x0, top, x1, bottom = np.array(boxes).T
    places: list[int | None] = []
    for start in range(0, len(glyphs), _AT_ONCE):
        part = glyphs[start : start + _AT_ONCE]
        x = np.array([(glyph.x0 + glyph.x1) / 2 for glyph in part])[:, None]
        y = np.array([glyph.middle for glyph in part])[:, None]
        inside = (x0 <= x) & (x < x1) & (top <= y) & (y < bottom)
        first = np.where(inside.any(axis=1), inside.argmax(axis=1), -1).tolist()
        places += [None if place < 0 else place for place in first]
    return places


def _runs_on(a: Glyph, b: Glyph) -> bool:
    em = max(min(a.size, b.size), 1.0)
    return abs(a.middle - b.middle) <= 0.2 * em and -0.3 * em <= b.x0 - a.x1 <= _CELL_GAP * em


_BULLET = re.compile(r"[・○●◎◯■□◆◇▪•➢✓※①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]")


# A body that a line of a cell ends with; and the share of the cell, and em, that such a line leaves free.
_BODY = re.compile(r"(?:[課室部局省庁府院係署所]|センター|委員会|協議会|本部|市|町|村|都|道|県)$")
_FREE, _FREE_EM = 0.3, 3.0


def cell_text(glyphs: Sequence[Glyph], box: Box | None = None, *, ruled: bool = True) -> str:
    """The text of a cell: its rows joined, parted where a bullet or a paragraph begins; a space where a row that ends
    in the name of a body leaves much of its ``box`` free (防災課 above 土木課). Where cells are not ruled it tells
    nothing of paragraphs.
    """
    text = ""
    before: list[Run] = []
    rows = rows_of(build_runs(glyphs))
    left = min((row[0].box[0] for row in rows), default=0.0)
    for row in rows:
        line = text_of(row)
        begins = bool(text) and (
            _BULLET.match(line) is not None or (ruled and _begins_paragraph(before, row, left, box))
        )
        joint = _body_joint(text, line, before, box) or (PARAGRAPH if begins else _latin_joint(text, line))
        text += joint + line
        before = row
    return text


# In em: a paragraph begins this far in; a row that ends with a full stop and leaves so much free ends one.
_SET_IN, _STOPPED_EM = (0.6, 1.6), 2.5
# What goes on in the next row.
_GOES_ON = re.compile(r"(?:[、，・（(「『をがのにはへとで]|及び|並びに|又は)$")
_LEANS = re.compile(r"[をがにへで、。，．）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]|の(?![りびみ])|と(?![りびけ])")


def _begins_paragraph(before: Sequence[Run], row: Sequence[Run], left: float, box: Box | None) -> bool:
    """Whether a row is set in below one that ends with a full stop, or stands below one that has ended: it leaves much
    of its ``box`` free. Words in the middle of their cell are broken anywhere."""
    if box is None or not before:
        return False
    above, em = text_of(before), max(row[0].size, 1.0)
    shift = (row[0].box[0] - left) / em
    free = box[2] - max(run.box[2] for run in before)
    if above.endswith("。") and (_SET_IN[0] <= shift <= _SET_IN[1] or free >= _STOPPED_EM * em):
        return True
    flush = before[0].box[0] - left <= _SET_IN[1] * em and shift <= _SET_IN[1]
    wide = box[2] - box[0] >= _WIDE_CELL * em and free >= max(_FREE * (box[2] - box[0]), _FREE_EM * em)
    if not (flush and wide) or _GOES_ON.search(above):
        return False
    return not _LEANS.match(text_of(row))


# In narrower cells, in em, rows are broken by hand.
_WIDE_CELL = 12.0


def _body_joint(text: str, line: str, before: Sequence[Run], box: Box | None) -> str:
    """A space between two bodies that stand below each other."""
    if box is None or not (_BODY.search(text) and _BODY.search(line)):
        return ""
    free = box[2] - max(run.box[2] for run in before)
    return " " if free >= max(_FREE * (box[2] - box[0]), _FREE_EM * before[0].size) else ""


def _latin_joint(text: str, line: str) -> str:
    """A space where a Latin word ends one row and another begins the next."""
    ends = bool(text) and text[-1].isascii() and text[-1].isalnum()
    return " " if ends and line[:1].isascii() and line[:1].isalnum() else ""


def _header_rows(cells: Sequence[Cell], columns: int) -> int:
    """How many rows at the top name the columns: those that the first column's first cell spans, when they
    look like names (short, or years) and something follows below."""
    first = [cell for cell in cells if cell.row == 0]
    if is_form(cells, columns):
        return 0
    last_row = max(cell.row + cell.row_span for cell in cells)
    depth = max((cell.row_span for cell in first if cell.column == 0), default=1)
    if depth >= last_row:
        return 0
    head = [cell.text for cell in cells if cell.row < depth and cell.text]
    named = sum(len(text) <= 20 and not text.endswith(("。", "．")) for text in head)
    return depth if head and named == len(head) and len(first) >= min(2, columns) else 0
