"""Regions of a page (columns, bands) and the order in which to read them.

Two orders are at hand: the stream order in which the file was written, and the geometry order of columns
and bands. Neither is always right (two columns and vertical text come out right in the stream; slides
whose boxes were drawn in any order do not), so each page takes the one that jumps less.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from policyalign.domain import Box, Line
from policyalign.extract.drawing import Rule
from policyalign.extract.lines import lines_of
from policyalign.extract.margins import split_margins
from policyalign.extract.panels import set_aside, split_panels, text_boxes, without_arrows
from policyalign.extract.runs import Run, rows_of
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
# Two lists side by side are told by their signs.
_ITEM_ROWS = 2
# Gaps that share so many points are one gutter.
_SAME_GUTTER = 4.0
# Type this much larger than the text is a heading's.
LARGER = 1.07


@dataclass(frozen=True, slots=True)
class _Gutter:
    x0: float
    x1: float


def read_in_order(
    runs: Sequence[Run], drawn: Sequence[Rule] = (), panels: Sequence[Box] = (), fold: float | None = None
) -> tuple[list[Line], Literal["stream", "geometry"]]:
    """Lines of a page in reading order, each with its region number, and the order that was chosen.

    ``drawn`` are level rules, coloured areas and pictures, which end columns where they lie across them;
    ``panels`` are boxes, which are read one by one where they stand beside each other; at the ``fold`` (points from
    the left) a page ends that is printed beside another one.
    """
    runs = without_arrows(runs)
    boxes = text_boxes(runs, panels)
    sides = [runs] if fold is None else _sides(runs, fold)
    panelled = [part for side in sides for aside in set_aside(side, boxes) for part in split_panels(aside, panels)]
    parts = [part for runs in panelled for part in split_margins(runs)]
    regions = [(region, part.is_title) for part in parts for region in find_regions(part.runs, drawn)]
    rows = [(number, row) for number, (region, _) in enumerate(regions) for row in region]
    geometry = lines_of([row for _, row in rows], regions=[number for number, _ in rows])
    geometry = _in_boxes(geometry, boxes) if boxes else geometry
    geometry = [replace(line, set_out=True) if regions[line.region][1] else line for line in geometry]
    if fold is not None or any(is_title for _, is_title in regions):
        return geometry, "geometry"
    first = [min(run.order for run in row) for _, row in rows]
    stream = [geometry[place] for place in sorted(range(len(rows)), key=first.__getitem__)]
    if stream == geometry or jumps(stream) <= jumps(geometry):
        return stream, "stream"
    return geometry, "geometry"


def _sides(runs: Sequence[Run], fold: float) -> list[list[Run]]:
    return [[run for run in runs if run.box[2] <= fold], [run for run in runs if run.box[2] > fold]]


def _in_boxes(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    """The lines with the number of the smallest box that each stands in; a box that a line runs out of is none."""
    kept = [box for box in boxes if not any(_runs_out(line.box, box) for line in lines)]
    return [
        replace(line, boxed=next((place for place, box in enumerate(kept, start=1) if _stands_in(line.box, box)), 0))
        for line in lines
    ]


def _stands_in(line: Box, box: Box) -> bool:
    return box[0] <= (line[0] + line[2]) / 2 <= box[2] and box[1] <= (line[1] + line[3]) / 2 <= box[3]


def _runs_out(line: Box, box: Box) -> bool:
    level = box[1] < (line[1] + line[3]) / 2 < box[3]
    return level and any(line[0] < edge - _SAME_GUTTER and edge + _SAME_GUTTER < line[2] for edge in (box[0], box[2]))


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


def find_regions(
    runs: Sequence[Run], drawn: Sequence[Rule] = (), known: tuple[_Gutter, ...] = (), depth: int = 0
) -> list[list[list[Run]]]:
    """Split the runs of a page into regions of one column each, in geometry order, and these into rows.

    ``known`` are the gutters of columns found beside these runs: where one goes on, a single row is enough.
    """
    rows = rows_of(runs)
    if depth >= _MAX_DEPTH or len(rows) < (1 if known else _COLUMN_ROWS):
        return [rows] if runs else []
    found = _find_columns(rows, drawn, known)
    if found is None:
        return [rows]
    first, last, gutter = found
    before, inside, after = (
        [run for row in part for run in row] for part in (rows[:first], rows[first:last], rows[last:])
    )
    left = [run for run in inside if run.box[2] <= gutter.x1]
    right = [run for run in inside if run.box[2] > gutter.x1]
    beside = (*known, gutter)
    return [
        region
        for part, gutters in ((before, beside), (left, ()), (right, ()), (after, beside))
        for region in find_regions(part, drawn, gutters, depth + 1)
    ]


def _find_columns(
    rows: Sequence[Sequence[Run]], drawn: Sequence[Rule], known: Sequence[_Gutter]
) -> tuple[int, int, _Gutter] | None:
    """The longest stretch of rows that a gutter divides into two columns, as ``(first, last, gutter)``."""
    best: tuple[int, int, _Gutter] | None = None
    for gutter in _candidate_gutters(rows):
        goes_on = any(min(gutter.x1, other.x1) - max(gutter.x0, other.x0) >= _SAME_GUTTER for other in known)
        for first, last in _stretches(rows, gutter, drawn):
            if best is not None and last - first <= best[1] - best[0]:
                continue
            if _is_columns(rows[first:last], gutter, 1 if goes_on else _COLUMN_ROWS):
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
        if merged and min(merged[-1][1], gap[1]) - max(merged[-1][0], gap[0]) >= _SAME_GUTTER:
            merged[-1] = [max(merged[-1][0], gap[0]), min(merged[-1][1], gap[1])]
        else:
            merged.append(gap)
    return [_Gutter(x0, x1) for x0, x1 in merged[:40]]


def _stretches(rows: Sequence[Sequence[Run]], gutter: _Gutter, drawn: Sequence[Rule]) -> list[tuple[int, int]]:
    """The stretches of rows, as ``[first, last)``, that no text and nothing drawn across the gutter interrupts."""
    middle = (gutter.x0 + gutter.x1) / 2
    clear = [all(not run.box[0] < middle < run.box[2] for run in row) for row in rows]
    cuts = _cuts(rows, gutter, drawn)
    stretches: list[tuple[int, int]] = []
    first: int | None = None
    for index, free in enumerate([*clear, False]):
        if first is not None and (not free or index in cuts):
            stretches.append((first, index))
            first = None
        if free and first is None:
            first = index
    return stretches


# What lies across a gutter reaches this far into both columns, in em; the ground of one column may overlap the gutter.
_REACH = 2.0
# What is higher than this (points) holds rows of its own: a figure, a box.
_BAND = 40.0


def _cuts(rows: Sequence[Sequence[Run]], gutter: _Gutter, drawn: Sequence[Rule]) -> set[int]:
    """The rows before which something drawn lies across the gutter, or which are a heading across it."""
    levels = [_level(row) for row in rows]
    reach = _REACH * median(run.size for row in rows for run in row)
    cuts: set[int] = set()
    for rule in drawn:
        if rule.x0 < gutter.x0 - reach and rule.x1 > gutter.x1 + reach:
            low = rule.bottom - rule.top <= _BAND
            edges = ((rule.top + rule.bottom) / 2,) if low else (rule.top, rule.bottom)
            cuts.update(bisect.bisect_left(levels, edge) for edge in edges)
    for index in range(1, len(rows)):
        if _is_heading_across(rows, index, gutter):
            cuts |= {index, index + 1}
    return cuts


def _level(row: Sequence[Run]) -> float:
    box = box_around(run.box for run in row)
    return (box[1] + box[3]) / 2


def _is_heading_across(rows: Sequence[Sequence[Run]], index: int, gutter: _Gutter) -> bool:
    """Whether a row is set larger than the text and stands alone in a space that both columns leave."""
    row, size = rows[index], rows[index][0].size
    near = [run for other in (*rows[max(0, index - 3) : index], *rows[index + 1 : index + 4]) for run in other]
    if not near or size < LARGER * median(run.size for run in near):
        return False
    if any(run.box[2] > gutter.x0 + size for run in row):
        return False
    top, bottom = min(run.box[1] for run in row) - 0.4 * size, max(run.box[3] for run in row) + 0.4 * size
    right = [run for run in near if run.box[0] >= gutter.x0]
    beside = any(run.box[3] > top and run.box[1] < bottom for run in right)
    return not beside and any(run.box[3] <= top for run in right) and any(run.box[1] >= bottom for run in right)


def _is_columns(rows: Sequence[Sequence[Run]], gutter: _Gutter, least: int) -> bool:
    middle = (gutter.x0 + gutter.x1) / 2
    left = [side for row in rows if (side := [run for run in row if run.box[2] <= middle])]
    right = [side for row in rows if (side := [run for run in row if run.box[0] >= middle])]
    lists = bool(left and right) and _begins_item(left[0]) and _begins_item(right[0])
    least = min(least, _ITEM_ROWS) if lists else least
    if min(len(left), len(right)) < least:
        return False
    whole = box_around(run.box for row in rows for run in row)
    filled = _is_filled(left, whole) and _is_filled(right, whole)
    return filled and (lists or not (_is_term_list(left, right) or _are_labels(left, right)))


def _is_filled(side: Sequence[Sequence[Run]], whole: tuple[float, float, float, float]) -> bool:
    boxes = [box_around(run.box for run in row) for row in side]
    extent = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    if extent < _COLUMN_SHARE * (whole[2] - whole[0]):
        return False
    return median(box[2] - box[0] for box in boxes) >= _FILLED * extent or _is_prose(side) or _holds_columns(side)


# Short paragraphs below titles and the items of lists leave many short rows; so many full ones tell them from labels.
_FULL_ROWS, _FULL_SHARE, _FULL_LENGTH = 2, 0.25, 12


def _is_prose(side: Sequence[Sequence[Run]]) -> bool:
    """Whether a side holds sentences in rows that reach its edge."""
    edge = max(row[-1].box[2] for row in side)
    long = [row for row in side if sum(len(run.glyphs) for run in row) >= _FULL_LENGTH]
    full = [row for row in long if row[-1].box[2] >= edge - 1.5 * row[-1].size]
    told = any("。" in run.text for row in side for run in row)
    return told and len(full) >= max(_FULL_ROWS, _FULL_SHARE * len(side))


def _holds_columns(side: Sequence[Sequence[Run]]) -> bool:
    """Whether a side is columns itself over all its rows, lines of which end anywhere (ragged, broken by phrase)."""
    return any(
        (0, len(side)) in _stretches(side, gutter, ()) and _is_columns(side, gutter, _COLUMN_ROWS)
        for gutter in _candidate_gutters(side)
    )


def _is_term_list(left: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]]) -> bool:
    """Terms on the left, each beside the first line of its explanation: to be read row by row."""
    if len(left) > 0.6 * len(right):
        return False
    tops = sorted(row[0].box[1] for row in right)
    aligned = sum(any(abs(row[0].box[1] - top) < 0.4 * row[0].size for top in tops) for row in left)
    return aligned >= 0.8 * len(left)


# Share of the rows that stand beside each other, and of those that fill their column as running text does.
_BESIDE, _RUNNING = 0.8, 0.5


def _are_labels(left: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]]) -> bool:
    """Short texts in pairs, a label and its value, each to be read across; lists of items on both sides are
    columns."""
    em = left[0][0].size
    pairs = sum(any(abs(_level(a) - _level(b)) < 0.4 * em for b in right) for a in left)
    if pairs < _BESIDE * max(len(left), len(right)) or _runs_full(left) or _runs_full(right):
        return False
    if any(row[-1].text.endswith(("。", "、")) for row in left):
        return False
    return not all(sum(_begins_item(row) for row in side) >= 0.5 * len(side) for side in (left, right))


def _runs_full(side: Sequence[Sequence[Run]]) -> bool:
    edge = max(row[-1].box[2] for row in side)
    return sum(row[-1].box[2] >= edge - 1.5 * row[-1].size for row in side) > _RUNNING * len(side)


_ITEM = re.compile(r"[【・○●◎◯■□◆◇▪•➢✓※①-⑳-]|[(（]?[0-9０-９]{1,2}[)）.．]")


def _begins_item(row: Sequence[Run]) -> bool:
    return _ITEM.match(row[0].text) is not None
