"""Where the rows of a table part whose cells hold several lines and which has no rules between them.

The white between two rows tells, where it is wider than that between the lines of a cell. Where all lines stand
equally far apart, what stands at a seam tells: a cell whose line ends short of its column has ended, one whose line
is full goes on.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.extract.runs import Run

# All in em. White this much wider than that inside a cell parts rows; lines nearer than this lie side by side.
_WIDER, _LEVEL = 0.2, 0.08
# A line that ends this near to the edge of its column is full; of a narrow column only a shorter line tells.
_FULL, _NARROW, _SHORT = 1.6, 5.0, 0.9
# Half of the height of a letter: the boxes of fonts are higher than their letters.
_HALF = 0.45
_BODY = re.compile(r"[省庁府都道県市区町村課室部局院]等?$")
_MARKS = "。）」』)"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one line of a cell: text, left and right edge and middle in points, and the size of its type."""

    text: str
    x0: float
    x1: float
    middle: float
    size: float

    @property
    def top(self) -> float:
        return self.middle - _HALF * self.size

    @property
    def bottom(self) -> float:
        return self.middle + _HALF * self.size


def pieces_of(run: Run, gap: float) -> list[Piece]:
    """The parts of a run between which stands white of ``gap`` em."""
    white = gap * max(run.size, 1.0)
    _, starts, _, ends, *_ = zip(*run.glyphs, strict=True)
    places = [place for place, (a, b) in enumerate(zip(ends, starts[1:], strict=False), start=1) if b - a >= white]
    middle = (run.box[1] + run.box[3]) / 2
    if not places:
        return [Piece(run.text, run.box[0], run.box[2], middle, run.size)]
    return [
        Piece("".join(glyph.text for glyph in part), part[0].x0, part[-1].x1, middle, run.size)
        for start, stop in itertools.pairwise([0, *places, len(run.glyphs)])
        if (part := run.glyphs[start:stop])
    ]


Cells = list[list[Piece]]
"""What stands at one height of a table, or in one of its rows, by column."""


def part_rows(
    lines: Sequence[Sequence[Piece]],
    cuts: Sequence[float],
    edges: Sequence[float] = (),
    sides: Sequence[tuple[float, float]] = (),
) -> list[Cells]:
    """The rows of a table, each by column.

    ``lines`` are its lines from the top, ``cuts`` say where its columns part, ``edges`` at which heights something
    drawn lies across it; ``sides`` are the left and right edges of its columns where these lines are a part of it.
    """
    strata = [by_column(line, cuts) for line in _strata(lines)]
    if not strata:
        return []
    starts = _starts(strata, sides or sides_of(lines, cuts), edges)
    rows = [strata[0]]
    for cells, begins in zip(strata[1:], starts, strict=True):
        if begins:
            rows.append(cells)
        else:
            rows[-1] = [above + below for above, below in zip(rows[-1], cells, strict=True)]
    return rows


def sides_of(lines: Sequence[Sequence[Piece]], cuts: Sequence[float]) -> list[tuple[float, float]]:
    """The left and the right edge of each column; both 0 where it is empty."""
    cells = [by_column(line, cuts) for line in lines]
    columns = [[piece for row in cells for piece in row[place]] for place in range(len(cuts) + 1)]
    return [
        (min((piece.x0 for piece in column), default=0.0), max((piece.x1 for piece in column), default=0.0))
        for column in columns
    ]


def by_column(line: Sequence[Piece], cuts: Sequence[float]) -> Cells:
    """The pieces of a line by the column that their middle stands in."""
    cells: Cells = [[] for _ in range(len(cuts) + 1)]
    for piece in line:
        cells[sum(cut < (piece.x0 + piece.x1) / 2 for cut in cuts)].append(piece)
    return cells


def extent(cells: Cells) -> tuple[float, float]:
    """The top of the highest and the bottom of the lowest piece."""
    pieces = [piece for cell in cells for piece in cell]
    return min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)


def _strata(lines: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Lines, those together that no white parts: cells set in the middle of their row stand between lines."""
    strata: list[list[Piece]] = []
    bottom = 0.0
    for line in lines:
        top = min(piece.top for piece in line)
        if strata and top - bottom < _LEVEL * line[0].size:
            strata[-1].extend(line)
        else:
            strata.append(list(line))
        bottom = max(bottom, *(piece.bottom for piece in line))
    return strata


# Where so many lines fill so many columns all of them, none goes on with the one above: cells differ in length.
_FULL_ROWS, _FULL_COLUMNS = 4, 3
_NO_WORDS = re.compile(r"[。、]|^[・○●◎■□◆◇▪•※①-⑳]|.{17}")


def _is_full_row(cells: Cells) -> bool:
    """Whether every column holds a few words: no lines of text, no items."""
    return all(cells) and not any(_NO_WORDS.search("".join(piece.text for piece in cell)) for cell in cells)


def _starts(strata: Sequence[Cells], sides: Sequence[tuple[float, float]], edges: Sequence[float]) -> list[bool]:
    """For each seam of two heights whether a row begins below it."""
    spans = [extent(cells) for cells in strata]
    drawn = [any(a[1] - 2 <= edge <= b[0] + 2 for edge in edges) for a, b in itertools.pairwise(spans)]
    if sum(drawn) >= _ENOUGH:  # every row is drawn
        return drawn
    if len(strata) >= _FULL_ROWS and len(strata[0]) >= _FULL_COLUMNS and all(map(_is_full_row, strata)):
        return [True] * (len(strata) - 1)
    em = median(piece.size for cells in strata for cell in cells for piece in cell)
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(spans)]
    spaced = _spaced([gap for gap, is_drawn in zip(gaps, drawn, strict=True) if not is_drawn], em)
    told = [is_drawn or (spaced is not None and gap > spaced) for gap, is_drawn in zip(gaps, drawn, strict=True)]
    if spaced is not None and sum(told) >= _ENOUGH:
        return told
    scores = [_score(a, b, sides) for a, b in itertools.pairwise(strata)]
    return [begins or score > 0 for begins, score in zip(told, scores, strict=True)]


# So many seams between rows, of which one may stand below the heads, tell how rows part.
_ENOUGH = 2


def _spaced(gaps: Sequence[float], em: float) -> float | None:
    """The white that is wider than any inside a cell and narrower than any between rows, where the two differ."""
    ordered = sorted(gaps)
    steps = [(b - a, (a + b) / 2) for a, b in itertools.pairwise(ordered)]
    widest = max(steps, default=(0.0, 0.0))
    return widest[1] if widest[0] >= _WIDER * em else None


def _score(above: Cells, below: Cells, sides: Sequence[tuple[float, float]]) -> float:
    """What the columns say for (more than 0) or against a row that begins between two heights."""
    told = [_ends(a, side) if a else 1.0 for a, b, side in zip(above, below, sides, strict=True) if b]
    if above[0] and below[0] and all(_BODY.search(cells[0][-1].text) for cells in (above, below)):
        told[0] = 1  # 北の村 above 南の町
    score = sum(told)
    if below[0]:  # names begin rows: one that has ended is weighed twice
        return score + (1 if not above[0] or told[0] == 1 else 0)
    return score - 2 if above[0] else score


def _ends(line: Sequence[Piece], side: tuple[float, float]) -> float:
    """1 where a line ends short of its column, -1 where it is full; a narrow column tells less."""
    left, right = side
    last = max(line, key=lambda piece: piece.x1)
    if right - left < _NARROW * last.size:
        return 1 if last.x1 <= right - _SHORT * last.size else 0.5
    if not is_full(last, right):
        return 1
    return 0 if last.text[-1] in _MARKS else -1


def is_full(piece: Piece, right: float) -> bool:
    """Whether a line reaches the right edge of its column."""
    return piece.x1 >= right - _FULL * piece.size


def is_cut(cell: Sequence[Piece], left: float, right: float) -> bool:
    """Whether a cell seems to go on below: its last line is full and ends no sentence."""
    last = max(cell, key=lambda piece: (piece.middle, piece.x1))
    return right - left >= _NARROW * last.size and is_full(last, right) and last.text[-1] not in _MARKS
