"""Regions of a page (columns, bands) and the order in which to read them.

Two orders are at hand: the stream order in which the file was written, and the geometry order of columns
and bands. Neither is always right (two columns and vertical text come out right in the stream; slides
whose boxes were drawn in any order do not), so each page takes the one that jumps less.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from policyalign.domain import Line
from policyalign.extract.lines import Run, line_of, rows_of
from policyalign.geometry import box_around

# A gutter between columns is at least this wide, in em.
_GUTTER = 1.2
# A column has at least this many rows and this share of the width of the page's text.
_COLUMN_ROWS = 3
_COLUMN_SHARE = 0.18
_MAX_DEPTH = 6
# Rows of a column fill this share of it. Where a side holds two columns whose lines are not level, a row is as wide
# as one of them.
_FILLED = 0.42


@dataclass(frozen=True, slots=True)
class _Gutter:
    x0: float
    x1: float


def read_in_order(runs: Sequence[Run]) -> tuple[list[Line], Literal["stream", "geometry"]]:
    """Lines of a page in reading order, each with its region number, and the order that was chosen."""
    regions = find_regions(runs)
    placed: list[tuple[int, Line]] = []
    for number, region in enumerate(regions):
        for row in rows_of(region):
            placed.append((min(run.order for run in row), line_of(row, region=number)))
    geometry = [line for _, line in placed]
    stream = [line for _, line in sorted(placed, key=lambda pair: pair[0])]
    if stream == geometry or jumps(stream) <= jumps(geometry):
        return stream, "stream"
    return geometry, "geometry"


def jumps(lines: Sequence[Line]) -> int:
    """How often reading the lines in this order has to jump: up inside a column, or across columns."""
    cost = 0
    for a, b in itertools.pairwise(lines):
        em = max(a.size, b.size, 1.0)
        beside = b.box[0] >= a.box[2] or b.box[2] <= a.box[0]
        upwards = b.box[1] < a.box[1] - 0.5 * em
        if beside:
            cost += 1
        elif upwards:
            cost += 2
    return cost


def find_regions(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """Split the runs of a page into regions of one column each, in geometry order."""
    rows = rows_of(runs)
    if depth >= _MAX_DEPTH or len(rows) < _COLUMN_ROWS:
        return [list(runs)] if runs else []
    found = _find_columns(rows)
    if found is None:
        return [list(runs)]
    first, last, gutter = found
    before = [run for row in rows[:first] for run in row]
    inside = [run for row in rows[first:last] for run in row]
    after = [run for row in rows[last:] for run in row]
    left = [run for run in inside if run.box[2] <= gutter.x1]
    right = [run for run in inside if run.box[2] > gutter.x1]
    parts = (before, left, right, after)
    return [region for part in parts for region in find_regions(part, depth + 1)]


def _find_columns(rows: Sequence[Sequence[Run]]) -> tuple[int, int, _Gutter] | None:
    """The longest stretch of rows that a gutter divides into two columns, as ``(first, last, gutter)``."""
    best: tuple[int, int, _Gutter] | None = None
    for gutter in _candidate_gutters(rows):
        for first, last in _stretches(rows, gutter):
            if best is not None and last - first <= best[1] - best[0]:
                continue
            if _is_columns(rows[first:last], gutter):
                best = (first, last, gutter)
    return best


def _candidate_gutters(rows: Sequence[Sequence[Run]]) -> list[_Gutter]:
    """Gaps inside rows, those at the same place merged to their common part."""
    gaps: list[list[float]] = []
    for row in rows:
        for a, b in itertools.pairwise(row):
            if b.box[0] - a.box[2] >= _GUTTER * max(a.size, b.size, 1.0):
                gaps.append([a.box[2], b.box[0]])
    gaps.sort(key=lambda gap: (gap[0] + gap[1]) / 2)
    merged: list[list[float]] = []
    for gap in gaps:
        if merged and min(merged[-1][1], gap[1]) - max(merged[-1][0], gap[0]) >= 4.0:
            merged[-1] = [max(merged[-1][0], gap[0]), min(merged[-1][1], gap[1])]
        else:
            merged.append(gap)
    return [_Gutter(x0, x1) for x0, x1 in merged[:40]]


def _stretches(rows: Sequence[Sequence[Run]], gutter: _Gutter) -> list[tuple[int, int]]:
    middle = (gutter.x0 + gutter.x1) / 2
    clear = [all(not run.box[0] < middle < run.box[2] for run in row) for row in rows]
    stretches: list[tuple[int, int]] = []
    first: int | None = None
    for index, free in enumerate([*clear, False]):
        if free and first is None:
            first = index
        elif not free and first is not None:
            stretches.append((first, index))
            first = None
    return stretches


def _is_columns(rows: Sequence[Sequence[Run]], gutter: _Gutter) -> bool:
    middle = (gutter.x0 + gutter.x1) / 2
    left = [side for row in rows if (side := [run for run in row if run.box[2] <= middle])]
    right = [side for row in rows if (side := [run for run in row if run.box[0] >= middle])]
    if min(len(left), len(right)) < _COLUMN_ROWS:
        return False
    whole = box_around(run.box for row in rows for run in row)
    return _is_filled(left, whole) and _is_filled(right, whole) and not _is_term_list(left, right)


def _is_filled(side: Sequence[Sequence[Run]], whole: tuple[float, float, float, float]) -> bool:
    boxes = [box_around(run.box for run in row) for row in side]
    extent = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    if extent < _COLUMN_SHARE * (whole[2] - whole[0]):
        return False
    return median(box[2] - box[0] for box in boxes) >= _FILLED * extent


def _is_term_list(left: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]]) -> bool:
    """Terms on the left, each beside the first line of its explanation: to be read row by row."""
    if len(left) > 0.6 * len(right):
        return False
    tops = sorted(row[0].box[1] for row in right)
    aligned = sum(any(abs(row[0].box[1] - top) < 0.4 * row[0].size for top in tops) for row in left)
    return aligned >= 0.8 * len(left)
