"""Time lines (工程表) without rules: where their rules would stand.

A row of years, or of 短期・中期・長期, over rows that begin with a name and have words or arrows below the years is a
table, though only the places of its words show it. Its columns part where the words keep clear; the rules that it
lacks are put there, so that it is found and read like a ruled one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from policyalign.extract.drawing import Rule
from policyalign.extract.runs import Run
from policyalign.geometry import box_around
from policyalign.text.time_cells import says_what_is_done
from policyalign.text.years import years_of_heads

# Heads of a time line that name no year.
_TERM = re.compile(
    r"[（(]?(?:[短中長]期|[前後]期|第?[1-9１-９一二三四五ⅠⅡⅢI]+期|(?:フェーズ|ステップ)\s?[1-9１-９ⅠⅡⅢ])[）)]?"
)
# A line of running text that names a year, beside others in columns: 令和９年度まで、 | 行う。令和15年度に実証を
_CLAUSE = re.compile(r"。|、(?:$|.*[ぁ-ん])|[をはがのでとに]$|年度?末?(?:に|までに?|から).*[ぁ-ん]{2}|.{24}")
_REMARK = re.compile(r"[（(〔\[].{1,16}[）)〕\]]")
_HEADS, _ROWS = 2, 2
# So many columns before the years name the measure, its number and who is in charge.
_NAMES = 4
# In em: how near to each other heads stand at least, and how far below each other rows stand at most.
_APART, _HIGHEST = 1.0, 9.0
# A stretch of white this many times as high as the usual one ends a table.
_BREAK = 2.6
# Lines of one cell stand closer than those of two rows by this factor.
_CLOSER = 1.2
# Share of the cells below the years that say what is done: the others hold amounts, and the table is a statistic.
_SAYING = 0.5
_MARGIN = 2.0


@dataclass
class _Lines:
    """The lines of a table: its heads, those of the years first, and what stands below them, from the top."""

    names: list[Run]
    heads: list[Run]
    head_lines: list[list[Run]]
    body: list[list[Run]] = field(default_factory=list)

    @property
    def em(self) -> float:
        return median(run.size for run in self.heads)

    @property
    def pitch(self) -> float:
        return median(_centre(b) - _centre(a) for a, b in itertools.pairwise(self.heads))

    @property
    def right(self) -> float:
        """Where the last column ends: it is as wide as the others, or as its head."""
        return max(_centre(self.heads[-1]) + self.pitch, self.heads[-1].box[2] + _MARGIN)


def rules_of_year_tables(rules: Sequence[Rule], rows: Sequence[Sequence[Run]]) -> list[Rule]:
    """Rules to add to those of a page, whose runs stand in these ``rows``; empty where no time line lacks its own."""
    added: list[Rule] = []
    at = 0
    while at < len(rows):
        lines = _head_at(rows, at)
        if lines is not None and not _is_ruled(lines, rules):
            _take_body(lines, rows[at + len(lines.head_lines) :])
            found = list(_rules(lines))
            added += found
            at += len(lines.body) if found else 0
        at += 1
    return added


# --- heads -------------------------------------------------------------------------------------------------


def _head_at(rows: Sequence[Sequence[Run]], at: int) -> _Lines | None:
    """The heads that a row holds, with the lines below that belong to them."""
    if len(rows[at]) < _HEADS:
        return None
    row = sorted(rows[at], key=lambda run: run.box[0])
    told = [bool(_TERM.fullmatch(run.text.strip())) for run in row]
    years = years_of_heads([run.text.strip() for run in row])
    starts = [year.start_fy for year in years if year is not None and year.start_fy is not None]
    is_head = [
        term or (year is not None and not _CLAUSE.search(run.text.strip()))
        for run, term, year in zip(row, told, years, strict=True)
    ]
    if sum(is_head) < _HEADS or starts != sorted(set(starts)):
        return None
    first = is_head.index(True)
    last = first + len(list(itertools.takewhile(bool, is_head[first:])))
    heads, names = row[first:last], row[:first]
    if len(heads) < _HEADS or len(names) > _NAMES or any(len(run.text.strip()) > _LONGEST_NAME for run in names):
        return None
    if any(b.box[0] - a.box[2] < _APART * a.size for a, b in itertools.pairwise(heads)):
        return None
    return _Lines(names, heads, [list(row), *_head_lines_below(rows[at + 1 :], heads)])


_LONGEST_NAME = 12


def _head_lines_below(rows: Sequence[Sequence[Run]], heads: Sequence[Run]) -> Iterator[list[Run]]:
    """Lines that go on with the heads: （令和８年度） below 2026年度."""
    for row in rows:
        below = all(any(_shares_width(run, head) for head in heads) for run in row)
        if not below or not all(_REMARK.fullmatch(run.text.strip()) for run in row):
            return
        yield list(row)


def _shares_width(a: Run, b: Run) -> bool:
    return min(a.box[2], b.box[2]) - max(a.box[0], b.box[0]) > 0


def _is_ruled(lines: _Lines, rules: Sequence[Rule]) -> bool:
    """Whether an upright stands among the heads: the table has rules of its own."""
    x0, top, x1, bottom = box_around(run.box for run in (*lines.names, *lines.heads))
    middle = (top + bottom) / 2
    return any(
        not rule.horizontal and rule.top <= middle <= rule.bottom and x0 - 2 * lines.em <= rule.x0 <= x1 + 2 * lines.em
        for rule in rules
    )


# --- rows --------------------------------------------------------------------------------------------------


def _take_body(lines: _Lines, rows: Sequence[Sequence[Run]]) -> None:
    """The lines below the heads, up to white space, a line of prose, or the next heads."""
    above = max(run.box[3] for line in lines.head_lines for run in line)
    gaps: list[float] = []
    for place, row in enumerate(rows):
        inside = [run for run in row if run.box[0] < lines.right]
        gap = min(run.box[1] for run in row) - above
        usual = max(median(gaps), 0.5 * lines.em) if len(gaps) > 1 else _HIGHEST * lines.em
        if not inside or gap > min(_HIGHEST * lines.em, _BREAK * usual + lines.em):
            return
        if any(_is_prose(lines, run) for run in inside) or _head_at(rows, place) is not None:
            return
        lines.body.append(inside)
        gaps.append(gap)
        above = max(run.box[3] for run in row)


def _is_prose(lines: _Lines, run: Run) -> bool:
    """Whether a run begins before the years and goes on below them."""
    first = lines.heads[0]
    return run.box[0] < first.box[0] - lines.em and run.box[2] > first.box[2] + lines.em


def _grouped(lines: _Lines, first: float) -> list[list[list[Run]]]:
    """The lines of every row. Where some stand closer than others, these are lines of one row; else each line
    with a name begins a row."""
    gaps = [_top(b) - _top(a) for a, b in itertools.pairwise(lines.body)]
    closest = min(gaps, default=0.0)
    spaced = [gap > _CLOSER * closest for gap in gaps]
    told = any(spaced) and not all(spaced) and closest <= 2.0 * lines.em
    groups: list[list[list[Run]]] = []
    for place, line in enumerate(lines.body):
        named = any(_centre(run) < first for run in line)
        if not groups or ((spaced[place - 1] if told and place else named) and (named or not told)):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _top(line: Sequence[Run]) -> float:
    return min(run.box[1] for run in line)


# --- rules -------------------------------------------------------------------------------------------------


def _rules(lines: _Lines) -> Iterator[Rule]:
    """The rules of the table; none where it is no time line."""
    body = [run for line in lines.body for run in line]
    if not body:
        return
    left = min(run.box[0] for run in (*lines.names, *body)) - _MARGIN
    first = _cut(max(left, lines.heads[0].box[0] - lines.pitch), _centre(lines.heads[0]), [*lines.heads, *body])
    groups = _grouped(lines, first)
    while groups and not any(_centre(run) > first for line in groups[-1] for run in line):
        groups.pop()
    if not _is_time_line(groups, first):
        return
    body = [run for group in groups for line in group for run in line]
    cuts = [_cut(_centre(a), _centre(b), [*lines.heads, *body]) for a, b in itertools.pairwise(lines.heads)]
    names = list(_name_cuts(lines, first, body))
    right = max(lines.right - lines.pitch / 2, *(run.box[2] + _MARGIN for run in (*lines.heads, *body)))
    edges = [left, *names, first, *cuts, right]
    bands = [
        [run for line in lines.head_lines for run in line],
        *([run for line in group for run in line] for group in groups),
    ]
    levels = _levels(bands)
    for y in levels:
        yield Rule(left, y, right, y)
    for band, (top, bottom) in zip(bands, itertools.pairwise(levels), strict=True):
        for x in edges:
            if not any(run.box[0] + _MARGIN < x < run.box[2] - _MARGIN for run in band):
                yield Rule(x, top, x, bottom)


def _is_time_line(groups: Sequence[Sequence[Sequence[Run]]], first: float) -> bool:
    """Whether rows have a name and, below the years, say what is done."""
    rows = [[run for line in group for run in line] for group in groups]
    cells = [run for row in rows for run in row if _centre(run) > first]
    named = sum({_centre(run) < first for run in row} == {True, False} for row in rows)
    saying = sum(says_what_is_done(run.text.strip()) for run in cells)
    return named >= _ROWS and saying >= _SAYING * len(cells)


def _name_cuts(lines: _Lines, first: float, body: Sequence[Run]) -> Iterator[float]:
    """Where the columns before the years part: between their heads."""
    runs = [run for run in (*lines.names, *body) if _centre(run) < first]
    for a, b in itertools.pairwise(lines.names):
        yield _cut(_centre(a), _centre(b), runs)


def _levels(bands: Sequence[Sequence[Run]]) -> list[float]:
    """The edges of the rows, half way between what stands in them."""
    tops = [min(run.box[1] for run in band) for band in bands]
    bottoms = [max(run.box[3] for run in band) for band in bands]
    between = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    return [tops[0] - _MARGIN, *between, bottoms[-1] + _MARGIN]


def _cut(low: float, high: float, runs: Sequence[Run]) -> float:
    """The middle of the widest stretch between two places that the fewest runs lie across."""
    edges = sorted({low, high, *(edge for run in runs for edge in (run.box[0], run.box[2]) if low < edge < high)})
    stretches = [
        (sum(run.box[0] < (a + b) / 2 < run.box[2] for run in runs), a - b, (a + b) / 2)
        for a, b in itertools.pairwise(edges)
    ]
    return min(stretches)[2] if stretches else (low + high) / 2


def _centre(run: Run) -> float:
    return (run.box[0] + run.box[2]) / 2
