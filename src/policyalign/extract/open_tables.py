"""Tables ruled level only: where their uprights would stand.

Rules of one length below each other are a table when what stands between them keeps clear of common gaps. The
uprights are put into the gaps, so that the table is found like any other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from policyalign.extract.drawing import Rule
from policyalign.extract.runs import Run, rows_of
from policyalign.extract.table_rows import Cells, Piece, extent, is_cut, part_rows, pieces_of, sides_of

_SAME = 3.0
_SHORTEST = 100.0
_RULES = 3
# A gap between columns is at least this wide, in em; a band between two rules at most so high, in points.
_GAP = 1.0
_HIGHEST = 240.0
# Share of the rows that fill their column, and their length in em, from which the columns are running text.
_FULL, _LONG = 0.5, 10
_PROSE_ROWS = 4


def missing_uprights(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """Rules to add to those of a page; empty when none of its tables lacks its uprights."""
    return [rule for group in _stacks(rules) for rule in _uprights(group, runs)]


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules of one length below each other, which no upright meets."""
    level = sorted((rule for rule in rules if rule.horizontal and rule.x1 - rule.x0 >= _SHORTEST), key=lambda r: r.top)
    upright = [rule for rule in rules if not rule.horizontal and rule.bottom - rule.top > _SAME]
    stacks: list[list[Rule]] = []
    for rule in level:
        stack = next((one for one in reversed(stacks) if _goes_on(one[-1], rule)), None)
        if stack is None:
            stacks.append([rule])
        elif rule.top - stack[-1].top > _SAME:
            stack.append(rule)
    return [stack for stack in stacks if len(stack) >= _RULES and not any(_meets(stack, rule) for rule in upright)]


def _goes_on(a: Rule, b: Rule) -> bool:
    return abs(a.x0 - b.x0) <= _SAME and abs(a.x1 - b.x1) <= _SAME and b.top - a.top <= _HIGHEST


def _meets(stack: Sequence[Rule], rule: Rule) -> bool:
    inside = stack[0].x0 - _SAME <= rule.x0 <= stack[0].x1 + _SAME
    return inside and rule.top < stack[-1].bottom and rule.bottom > stack[0].top


def _uprights(stack: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    x0, x1 = stack[0].x0, stack[0].x1
    bands = [_between(a, b, runs) for a, b in itertools.pairwise(stack)]
    filled = [band for band in bands if band]
    inside = [run for band in filled for run in band]
    if len(filled) < 2 or any(run.box[0] < x0 - _SAME or run.box[2] > x1 + _SAME for run in inside):
        return []
    gaps = _gaps(inside, x0, x1)
    split = sum(len({_column(run, gaps) for run in band}) > 1 for band in filled)
    if not gaps or split < 2 or split < 0.6 * len(filled) or any(_is_prose(band, gaps) for band in filled):
        return []
    top, bottom = stack[0].top, stack[-1].bottom
    sides = sides_of(_lines(inside), gaps)
    ruled = len(filled) > _HEAD_AND_FOOT
    across = [Rule(x0, y, x1, y) for band in filled for y in _row_edges(band, gaps, sides, ruled=ruled)]
    return [*(Rule(x, top, x, bottom) for x in (x0, *gaps, x1)), *across]


def _between(a: Rule, b: Rule, runs: Sequence[Run]) -> list[Run]:
    return [
        run
        for run in runs
        if a.bottom - 1 <= (run.box[1] + run.box[3]) / 2 <= b.top + 1 and run.box[0] < a.x1 and run.box[2] > a.x0
    ]


def _gaps(runs: Sequence[Run], x0: float, x1: float) -> list[float]:
    """The middles of the gaps that all runs keep clear of."""
    em = median(run.size for run in runs)
    gaps: list[float] = []
    end = x0
    for run in sorted(runs, key=lambda run: run.box[0]):
        if run.box[0] - end >= _GAP * em and end > x0:
            gaps.append((end + run.box[0]) / 2)
        end = max(end, run.box[2])
    return gaps


def _column(run: Run, gaps: Sequence[float]) -> int:
    return sum(gap < run.box[0] for gap in gaps)


def _is_prose(band: Sequence[Run], gaps: Sequence[float]) -> bool:
    """Whether two columns of a band are running text: many long rows that fill them."""
    columns = [[run for run in band if _column(run, gaps) == number] for number in range(len(gaps) + 1)]
    return sum(_is_running(column) for column in columns) >= 2


def _is_running(column: Sequence[Run]) -> bool:
    if len(column) < _PROSE_ROWS:
        return False
    edge = max(run.box[2] for run in column)
    full = [run for run in column if run.box[2] >= edge - 1.5 * run.size and len(run.glyphs) >= _LONG]
    return len(full) >= _FULL * len(column)


# Between rules above and below the heads and at the foot stand two bands.
_HEAD_AND_FOOT = 2


def _row_edges(
    band: Sequence[Run], gaps: Sequence[float], sides: Sequence[tuple[float, float]], *, ruled: bool
) -> list[float]:
    """Where rows without rules between them begin: each with a text in the first column and another beside it; where
    most rows are ``ruled``, also below cells that have ended."""
    rows = part_rows(_lines(band), gaps, sides=sides)
    return [
        (extent(above)[1] + extent(row)[0]) / 2
        for above, row in itertools.pairwise(rows)
        if row[0] and sum(map(bool, row)) > 1 and above[0] and not (ruled and _goes_below(above, row, sides))
    ]


def _goes_below(above: Cells, row: Cells, sides: Sequence[tuple[float, float]]) -> bool:
    pairs = zip(above, row, sides, strict=True)
    return any(cell and below and is_cut(cell, *side) for cell, below, side in pairs)


def _lines(runs: Sequence[Run]) -> list[list[Piece]]:
    return [[piece for run in row for piece in pieces_of(run, _GAP)] for row in rows_of(runs)]
