"""Characters to runs to rows, by geometry.

A *run* is a stretch of characters that follow each other in the content stream and on the paper. Vertical and turned
pages are turned upright first (:mod:`policyalign.extract.turning`), so that everything here knows horizontal writing
only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from policyalign.domain import Box
from policyalign.extract.glyphs import Glyph

# All distances are in em (the size of the type).
_SAME_ROW = 0.35
_RUN_GAP = 1.2
_BACKSTEP = 0.9


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that touch each other; ``order`` is the place in the content stream."""

    glyphs: tuple[Glyph, ...]
    text: str
    box: Box
    size: float
    order: int


def build_runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Group characters that follow each other both in the stream and on the paper."""
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not printed:
        return []
    starts = [0, *_breaks(printed), len(printed)]
    return [make_run(printed[start:stop], order) for order, (start, stop) in enumerate(pairwise(starts))]


def make_run(glyphs: Sequence[Glyph], order: int) -> Run:
    """A run over the given characters."""
    texts, x0, top, x1, bottom, sizes, *_ = zip(*glyphs, strict=True)
    box = min(x0), min(top), max(x1), max(bottom)
    return Run(tuple(glyphs), "".join(texts), box, middle(sizes), order)


def middle(values: Sequence[float]) -> float:
    """The median; mostly all values are the same."""
    return values[0] if values.count(values[0]) == len(values) else median(values)


# A quick look at all characters at once pays from so many on.
_MANY = 64


def _breaks(glyphs: Sequence[Glyph]) -> list[int]:
    """The places of the characters that do not follow the one before them."""
    doubtful = _unusual(glyphs) if len(glyphs) >= _MANY else range(1, len(glyphs))
    return [place for place in doubtful if not _continues(glyphs[place - 1], glyphs[place])]


def _unusual(glyphs: Sequence[Glyph]) -> list[int]:
    """The places of the characters that are not of the size of the one before them, level with it and beside it; all
    others follow it for sure."""
    columns = list(zip(*glyphs, strict=True))
    x0, top, x1, size = (np.fromiter(columns[at], float, len(glyphs)) for at in (1, 2, 3, 5))
    em = np.maximum(size[1:], 1.0)
    gap = x0[1:] - x1[:-1]
    follows = (size[1:] == size[:-1]) & (np.abs(top[1:] - top[:-1]) < _SAME_ROW * em)
    follows &= (gap >= -_BACKSTEP * em) & (gap <= _RUN_GAP * em) & (x1[1:] > x0[:-1])
    doubtful: list[int] = (np.nonzero(~follows)[0] + 1).tolist()
    return doubtful


def _continues(a: Glyph, b: Glyph) -> bool:
    if a.size == b.size and a.top == b.top and 0 <= b.x0 - a.x1 <= a.size:  # the usual case
        return True
    em = max(min(a.size, b.size), 1.0)
    ratio = max(a.size, b.size) / em
    # A smaller character off the base line is a note mark or an index, not the next letter.
    if ratio > 1.35 or (ratio > 1.1 and abs(a.bottom - b.bottom) > 0.2 * em):
        return False
    return _on_one_row(a, b, em) and -_BACKSTEP * em <= b.x0 - a.x1 <= _RUN_GAP * em and b.x1 > a.x0


CLOSING = frozenset("、。，．）」』】〉》〕")
"""No space stands before these. In vertical writing they sit in the upper right corner of their cell, so that a row of
a page laid on its side finds them beside the line."""
_CORNER = 0.75


def _on_one_row(a: Glyph, b: Glyph, em: float) -> bool:
    # Punctuation and symbols often carry tight boxes, so any of the three lines may agree.
    shift = min(abs(a.top - b.top), abs(a.middle - b.middle), abs(a.bottom - b.bottom))
    corner = a.text in CLOSING or b.text in CLOSING
    return shift < (_CORNER if corner else _SAME_ROW) * em


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Cluster runs into rows from top to bottom; each row from left to right.

    Runs that lie over each other never share a row: they are lines printed on top of one another.
    """
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: ((run.box[1] + run.box[3]) / 2, run.order)):
        near = (row for row in reversed(rows[-_OVERPRINTS:]) if row.is_level_with(run) and not row.lies_under(run))
        row = next(near, None)
        if row is None:
            rows.append(_Row([run], run.box[1], run.box[3]))
        else:
            row.add(run)
    return [sorted(row.runs, key=lambda run: (run.box[0], run.order)) for row in rows]


# How many lines printed over each other are kept apart.
_OVERPRINTS = 8


@dataclass(slots=True)
class _Row:
    """Runs of one row, and where most of them begin and end from the top of the page."""

    runs: list[Run]
    top: float
    bottom: float

    def add(self, run: Run) -> None:
        self.runs.append(run)
        self.top = middle([other.box[1] for other in self.runs])
        self.bottom = middle([other.box[3] for other in self.runs])

    def is_level_with(self, run: Run) -> bool:
        _, top, _, bottom = run.box
        overlap = min(self.bottom, bottom) - max(self.top, top)
        return overlap >= 0.5 * min(self.bottom - self.top, bottom - top)

    def lies_under(self, run: Run) -> bool:
        """Whether the run lies over a run of the row by more than the overhang of neighbouring letters, and not in
        gaps that were left for it (a character of another font)."""
        return any(_lies_over(run, other) for other in self.runs)


def _lies_over(a: Run, b: Run) -> bool:
    slack = 0.6 * max(min(a.size, b.size), 1.0)
    if min(a.box[2], b.box[2]) - max(a.box[0], b.box[0]) <= slack:
        return False
    few, many = sorted((a.glyphs, b.glyphs), key=len)
    return any(min(g.x1, h.x1) - max(g.x0, h.x0) > 0.5 * min(g.x1 - g.x0, h.x1 - h.x0) for g in few for h in many)
