"""Bars and arrows (工程表の線) that are drawn over the year columns of a table, with their labels.

A bar is a filled shape, a stroke that ends at no rule of the table, or a run of arrow characters. It is kept
as a cell that spans the columns it is drawn over; its label is the text on it, above it or left of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyalign.domain import Box, Cell
from policyalign.extract.drawing import Rule
from policyalign.extract.glyphs import Glyph
from policyalign.extract.lines import text_of
from policyalign.extract.runs import Run, build_runs, rows_of
from policyalign.geometry import box_around, rounded

# Dashes are an arrow with its head, or three of them; one alone says that there is nothing.
_ARROWS = re.compile(r"[―—－ー‐–=＝-]*[→⇒⇨➡➔➜▶►▷━─]+|[―—－=＝]{3,}")
# A bar is drawn by hand: it counts for a column of which it covers this share (chosen; half a year is .5).
_COVERED = 0.4
_TOUCHES = 2.0
_BOUNDS = 1.5
# Bars are lower than this many points; higher areas are backgrounds.
_HIGHEST = 40.0
# How far from its bar a label may stand, in em.
_LABEL_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns and rows of a table by their edges in points; years are told from ``first_column`` and
    ``first_row`` on."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    first_column: int
    first_row: int

    @property
    def area(self) -> Box:
        return self.xs[self.first_column], self.ys[self.first_row], self.xs[-1], self.ys[-1]


def split_bars(rules: Sequence[Rule], shapes: Sequence[Rule]) -> tuple[list[Box], list[Rule]]:
    """What may be bars, and the rules that are not part of them."""
    verticals = [rule for rule in rules if not rule.horizontal]
    bars = [shape for shape in shapes if shape.bottom - shape.top <= _HIGHEST and _is_free(shape, rules)]
    frames = {id(rule) for rule in rules for bar in bars if _outlines(rule, bar)}
    rest = [rule for rule in rules if id(rule) not in frames]
    strokes = [rule for rule in rest if rule.horizontal and _is_stroke(rule, rest, verticals)]
    return [_box(bar) for bar in (*bars, *strokes)], [rule for rule in rest if rule not in strokes]


def _box(rule: Rule) -> Box:
    return rule.x0, rule.top, rule.x1, rule.bottom


def _is_free(shape: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a vertical rule runs across the shape, or no rule bounds it above and below: the ground of a
    cell ends at the rules of its cell."""
    crossed = any(
        not rule.horizontal
        and shape.x0 + _TOUCHES < rule.x0 < shape.x1 - _TOUCHES
        and rule.top < shape.top - 1
        and rule.bottom > shape.bottom + 1
        for rule in rules
    )
    others = [rule for rule in rules if rule.horizontal and not _outlines(rule, shape)]
    return crossed or not any(
        min(abs(rule.top - edge), abs(rule.bottom - edge)) <= _BOUNDS and rule.x0 < shape.x1 and rule.x1 > shape.x0
        for rule in others
        for edge in (shape.top, shape.bottom)
    )


def _is_stroke(rule: Rule, rules: Iterable[Rule], verticals: Sequence[Rule]) -> bool:
    """Whether both ends stand clear of the vertical rules beside it, and no other lines are ruled alike."""
    beside = [other for other in verticals if other.top < rule.top - 1 and other.bottom > rule.bottom + 1]
    clear = bool(beside) and not any(min(abs(other.x0 - rule.x0), abs(other.x0 - rule.x1)) <= 1.0 for other in beside)
    alike = sum(other.horizontal and abs(other.x0 - rule.x0) <= 1 and abs(other.x1 - rule.x1) <= 1 for other in rules)
    return clear and alike <= 2


def _outlines(rule: Rule, bar: Rule) -> bool:
    return rule.x0 >= bar.x0 - 1 and rule.x1 <= bar.x1 + 1 and rule.top >= bar.top - 1 and rule.bottom <= bar.bottom + 1


def read_bars(grid: Grid, candidates: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[tuple[Cell, ...], list[Glyph]]:
    """The bars of a table with their labels, from the top left, and the characters that are none of these."""
    inside = [glyph for glyph in glyphs if _holds(grid.area, glyph)]
    arrow_glyphs = list(_arrow_glyphs(inside))
    of_arrows = {id(glyph) for glyph in arrow_glyphs}
    other = [glyph for glyph in inside if id(glyph) not in of_arrows]
    arrows = [run for run in build_runs(arrow_glyphs) if not _is_inline(run, other)]
    texts = build_runs(other)
    drawn = [_Bar(box) for box in _merged(box for box in candidates if _is_over(grid, box))]
    placed = [
        (bar, cell)
        for bar in (*_labelled(drawn, texts), *_typed(arrows, texts))
        if (cell := _cell(grid, bar)) is not None
    ]
    used = {id(glyph) for bar, _ in placed for run in (*bar.label, *bar.arrows) for glyph in run.glyphs}
    cells = sorted((cell for _, cell in placed), key=lambda cell: (cell.row, cell.column, cell.box[1]))
    return tuple(cells), [glyph for glyph in glyphs if id(glyph) not in used]


def _arrow_glyphs(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The characters that arrows are made of."""
    for run in build_runs(glyphs):
        of_text = [glyph for glyph in run.glyphs for _ in glyph.text]
        for found in _ARROWS.finditer(run.text):
            yield from dict.fromkeys(of_text[found.start() : found.end()])


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar with the runs of its label, and the arrow characters that it is made of, if any."""

    box: Box
    label: tuple[Run, ...] = ()
    arrows: tuple[Run, ...] = ()


def _holds(area: Box, glyph: Glyph) -> bool:
    x = (glyph.x0 + glyph.x1) / 2
    return area[0] <= x < area[2] and area[1] <= glyph.middle < area[3]


def _is_over(grid: Grid, box: Box) -> bool:
    """Whether a shape lies within the years and is no ground of one cell."""
    x0, top, x1, bottom = grid.area
    middle = (box[1] + box[3]) / 2
    within = x0 - _TOUCHES <= box[0] and box[2] <= x1 + _TOUCHES and top <= middle < bottom
    narrowest = min(b - a for a, b in zip(grid.xs[grid.first_column :], grid.xs[grid.first_column + 1 :], strict=False))
    return within and box[2] - box[0] >= _COVERED * narrowest


def _merged(boxes: Iterable[Box]) -> list[Box]:
    """Shapes that lie on one another (a bar and its frame, a stroke and its head) as one."""
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[0], box[1], box[2])):
        over = next((other for other in merged if _lie_on(other, box)), None)
        if over is None:
            merged.append(box)
        else:
            merged[merged.index(over)] = box_around((over, box))
    return merged


def _lie_on(a: Box, b: Box) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across >= 0.5 * min(a[2] - a[0], b[2] - b[0]) and down >= -1.0


def _is_inline(arrow: Run, others: Iterable[Glyph]) -> bool:
    """An arrow between two words of one cell (案→成案) is no bar."""
    return any(
        -1.0 <= glyph.x0 - arrow.box[2] <= 0.6 * arrow.size and arrow.box[1] < glyph.middle < arrow.box[3]
        for glyph in others
    )


def _shares_height(a: Box, b: Box) -> bool:
    return min(a[3], b[3]) - max(a[1], b[1]) > 0.3 * min(a[3] - a[1], b[3] - b[1])


def _labelled(bars: Sequence[_Bar], texts: Sequence[Run]) -> list[_Bar]:
    """Every bar with the runs that stand on it, or else above it, left of it or below it."""
    labels: dict[int, list[Run]] = {}
    for run in texts:
        ranked = [
            (distance, index) for index, bar in enumerate(bars) if (distance := _distance(run, bar.box)) is not None
        ]
        if ranked:
            labels.setdefault(min(ranked)[1], []).append(run)
    return [replace(bar, label=tuple(labels.get(index, ()))) for index, bar in enumerate(bars)]


def _distance(run: Run, box: Box) -> float | None:
    """How far a label stands from its bar, in em: 0 on it; ``None`` when it is no label of it."""
    x0, top, x1, bottom = run.box
    em = max(run.size, 1.0)
    across = min(x1, box[2]) - max(x0, box[0])
    if across > 0.5 * min(x1 - x0, box[2] - box[0]):
        middle = (top + bottom) / 2
        gap = max(box[1] - middle, middle - box[3], 0.0) / em
        # Type stands above its line as a rule: of two bars the one below is nearer.
        return gap if gap <= _LABEL_GAP and middle <= box[1] else (gap + 0.5 if gap <= 1.0 else None)
    left = (box[0] - x1) / em
    return 1.0 + left if -0.5 <= left <= _LABEL_GAP and _shares_height(run.box, box) else None


def _typed(arrows: Sequence[Run], texts: Sequence[Run]) -> Iterator[_Bar]:
    """Arrow characters with the text before them: 実証 | → | → is one bar from its first cell on."""
    for row in rows_of([*arrows, *texts]):
        bar: _Bar | None = None
        before: Run | None = None
        for run in sorted(row, key=lambda run: run.box[0]):
            if run not in arrows:
                if bar is not None:
                    yield bar
                bar, before = None, run
            elif bar is None:
                label = () if before is None else (before,)
                bar = _Bar(box_around(part.box for part in (*label, run)), label, (run,))
            else:
                bar = _Bar(box_around((bar.box, run.box)), bar.label, (*bar.arrows, run))
        if bar is not None:
            yield bar


def _cell(grid: Grid, bar: _Bar) -> Cell | None:
    """The bar as a cell over the columns that it is drawn over; ``None`` where it covers none."""
    columns = [column for column in range(grid.first_column, len(grid.xs) - 1) if _covers(grid, column, bar)]
    if not columns:
        return None
    middle = (bar.box[1] + bar.box[3]) / 2
    row = max(index for index, y in enumerate(grid.ys[:-1]) if y <= middle)
    text = "".join(text_of(line) for line in rows_of(bar.label))
    return Cell(text, rounded(bar.box), row, columns[0], column_span=columns[-1] - columns[0] + 1)


def _covers(grid: Grid, column: int, bar: _Bar) -> bool:
    """Whether a bar counts for a column; type set into a cell does wherever it stands there."""
    left, right = grid.xs[column], grid.xs[column + 1]
    common = min(right, bar.box[2]) - max(left, bar.box[0])
    if bar.arrows:
        return common > _TOUCHES
    return common >= _COVERED * min(right - left, bar.box[2] - bar.box[0])
