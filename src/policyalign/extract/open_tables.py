"""Tables that lack uprights: where they would stand.

Of many tables the sides are left open (左右の縦線なし): they are closed where the outermost level rules end. Of others
there are level rules only: rules of one length below each other are a table when what stands between them keeps clear
of common gaps. The uprights are put into the gaps, so that the table is found like any other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from policyalign.extract.drawing import Rule
from policyalign.extract.margins import heads_paragraphs
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
    level = [rule for rule in _merged_level(rules) if rule.x1 - rule.x0 >= _SHORTEST]
    upright = [rule for rule in rules if not rule.horizontal and rule.bottom - rule.top > _SAME]
    sides = _open_sides(level, upright, runs) if len(level) * len(upright) <= _MOST else []
    stacks = _stacks(level, upright)
    shorter = [rule for rule in level if not any(rule in stack for stack in stacks)]
    return [*sides, *(rule for stack in stacks for rule in _uprights(stack, shorter, runs))]


# Ends of the borders of neighbouring cells meet within so many points.
_JOINT = 1.5


def _merged_level(rules: Sequence[Rule]) -> list[Rule]:
    """Level rules; those of cells beside each other as one."""
    merged: list[Rule] = []
    for rule in sorted((rule for rule in rules if rule.horizontal), key=lambda rule: (round(rule.top), rule.x0)):
        last = merged[-1] if merged else None
        if last is not None and abs(rule.top - last.top) <= _JOINT and rule.x0 <= last.x1 + _JOINT:
            merged[-1] = Rule(last.x0, last.top, max(last.x1, rule.x1), last.bottom)
        else:
            merged.append(rule)
    return merged


# More crossings to look for than these are a drawing's.
_MOST = 40_000
# The columns beside open sides are at least so wide, in points.
_COLUMN = 18.0


def _open_sides(level: Sequence[Rule], upright: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The missing sides of tables that have uprights between their columns."""
    found: list[Rule] = []
    for group in _crossed(level, upright):
        inner = [rule for rule in upright if any(_crosses(rule, other) for other in group)]
        x0, x1 = min(rule.x0 for rule in group), max(rule.x1 for rule in group)
        for at, edge in ((x0, min(rule.x0 for rule in inner)), (x1, max(rule.x1 for rule in inner))):
            ends = [rule for rule in group if min(abs(rule.x0 - at), abs(rule.x1 - at)) <= _SAME]
            top, bottom = min(rule.top for rule in ends), max(rule.bottom for rule in ends)
            beside = [
                run
                for run in runs
                if min(at, edge) <= (run.box[0] + run.box[2]) / 2 <= max(at, edge)
                and top <= (run.box[1] + run.box[3]) / 2 <= bottom
            ]
            if len(ends) >= _RULES and abs(at - edge) >= _COLUMN and beside:
                found.append(Rule(at, top, at, bottom))
    return found


def _crossed(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules that the same uprights meet, together."""
    groups: list[list[Rule]] = []
    for rule in upright:
        met = [other for other in level if _crosses(rule, other)]
        if not met:
            continue
        joined = [group for group in groups if any(other in group for other in met)]
        groups = [group for group in groups if group not in joined]
        groups.append(list(dict.fromkeys([other for group in joined for other in group] + met)))
    return groups


def _crosses(upright: Rule, level: Rule) -> bool:
    across = level.x0 - _SAME <= upright.x0 <= level.x1 + _SAME
    return across and upright.top - _SAME <= level.top <= upright.bottom + _SAME


def _stacks(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules of one length below each other, which no upright meets."""
    stacks: list[list[Rule]] = []
    for rule in level:
        stack = next((one for one in reversed(stacks) if _goes_on(one[-1], rule)), None)
        if stack is None:
            stacks.append([rule])
        elif rule.top - stack[-1].top > _SAME:
            stack.append(rule)
    stacks = [stack for stack in stacks if len(stack) >= _RULES]
    whole = [stack for stack in stacks if not any(_lies_in(stack, other) for other in stacks)]
    return [stack for stack in whole if not any(_meets(stack, rule) for rule in upright)]


def _lies_in(stack: Sequence[Rule], other: Sequence[Rule]) -> bool:
    """Whether the rules of a stack part cells of another, which has cells over several of these rows beside them."""
    (a0, a1), (b0, b1) = ((one[0].x0, one[0].x1) for one in (stack, other))
    inside = b0 - _SAME <= a0 and a1 <= b1 + _SAME and a1 - a0 < b1 - b0 - 2 * _SAME
    return inside and other[0].top - _SAME <= stack[0].top and stack[-1].top <= other[-1].top + _SAME


def _goes_on(a: Rule, b: Rule) -> bool:
    return abs(a.x0 - b.x0) <= _SAME and abs(a.x1 - b.x1) <= _SAME and b.top - a.top <= _HIGHEST


def _meets(stack: Sequence[Rule], rule: Rule) -> bool:
    inside = stack[0].x0 - _SAME <= rule.x0 <= stack[0].x1 + _SAME
    return inside and rule.top < stack[-1].bottom and rule.bottom > stack[0].top


def _uprights(stack: Sequence[Rule], shorter: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The uprights of a stack, and rules between its rows; ``shorter`` are rules below cells that others span."""
    x0, x1 = stack[0].x0, stack[0].x1
    bands = [_between(a, b, runs) for a, b in itertools.pairwise(stack)]
    filled = [band for band in bands if band]
    inside = [run for band in filled for run in band]
    if (
        len(filled) < 2
        or heads_paragraphs(inside)
        or any(run.box[0] < x0 - _SAME or run.box[2] > x1 + _SAME for run in inside)
    ):
        return []
    parting = [rule for rule in shorter if x0 - _SAME <= rule.x0 and rule.x1 <= x1 + _SAME and _is_between(rule, stack)]
    gaps = _gaps(inside, x0, x1, [end for rule in parting for end in (rule.x0, rule.x1)])
    split = sum(len({_column(run, gaps) for run in band}) > 1 for band in filled)
    if not gaps or split < 2 or split < 0.6 * len(filled) or any(_is_prose(band, gaps) for band in filled):
        return []
    top, bottom = stack[0].top, stack[-1].bottom
    sides = sides_of(_lines(inside), gaps)
    ruled = len(filled) > _HEAD_AND_FOOT
    across = [
        Rule(x0, y, x1, y)
        for band in filled
        if not any(_runs_through(rule, band) for rule in parting)
        for y in _row_edges(band, gaps, sides, ruled=ruled)
    ]
    return [*(Rule(x, top, x, bottom) for x in (x0, *gaps, x1)), *across]


def _is_between(rule: Rule, stack: Sequence[Rule]) -> bool:
    return stack[0].top < rule.top < stack[-1].bottom


def _runs_through(rule: Rule, band: Sequence[Run]) -> bool:
    return min(run.box[1] for run in band) < rule.top < max(run.box[3] for run in band)


def _between(a: Rule, b: Rule, runs: Sequence[Run]) -> list[Run]:
    return [
        run
        for run in runs
        if a.bottom - 1 <= (run.box[1] + run.box[3]) / 2 <= b.top + 1 and run.box[0] < a.x1 and run.box[2] > a.x0
    ]


def _gaps(runs: Sequence[Run], x0: float, x1: float, ends: Sequence[float]) -> list[float]:
    """The gaps that all runs keep clear of: where rules end in them, or else their middles. A gap may be narrower where
    a rule ends in it."""
    em = median(run.size for run in runs)
    gaps: list[float] = []
    end = x0
    for run in sorted(runs, key=lambda run: run.box[0]):
        told = [at for at in ends if end - _SAME <= at <= run.box[0] + _SAME]
        if end > x0 and (run.box[0] - end >= _GAP * em or (told and run.box[0] > end)):
            gaps.append(told[0] if told else (end + run.box[0]) / 2)
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
