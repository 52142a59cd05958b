"""Pages that are not written left to right: vertical writing (縦書き) and pages turned by a quarter.

Both are turned so that the rest of the layout knows horizontal lines only, and their boxes turned back.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from policyalign.domain import Box, Cell, Line, Table
from policyalign.extract.drawing import Rule
from policyalign.extract.glyphs import Glyph, PageContent
from policyalign.geometry import rounded
from policyalign.text.normalize import is_wide

# So many neighbours tell how a page is written when they all but agree.
_TELLING = 400


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether the page is written in vertical lines: most neighbours in the stream stand below each other."""
    across, down = _neighbours(glyphs[:_TELLING])
    if across <= 4 * down:
        across, down = _neighbours(glyphs)
    return down > 2 * across


def _neighbours(glyphs: Sequence[Glyph]) -> tuple[int, int]:
    """How many neighbours in the stream stand side by side, and how many below each other."""
    if len(glyphs) < 2:
        return 0, 0
    columns = list(zip(*glyphs, strict=True))
    x0, top, x1, bottom, size = (np.fromiter(columns[at], float, len(glyphs)) for at in range(1, 6))
    em = np.maximum(size[:-1], 1.0)
    dx, dy = np.diff(x0 + x1) / 2 / em, np.diff(top + bottom) / 2 / em
    across = (np.abs(dy) < 0.4) & (dx >= 0.3) & (dx <= 1.6)
    down = (np.abs(dx) < 0.4) & (dy >= 0.3) & (dy <= 1.6)
    return int(across.sum()), int(down.sum())


def quarter_turns(glyphs: Sequence[Glyph]) -> int:
    """By how many clockwise quarter turns most characters of the page are turned (0–3)."""
    turns = Counter(glyph.turn for glyph in glyphs)
    return max(range(4), key=lambda turn: (turns[turn], -turn))


# So many characters side by side are a level line; two or three figures stand upright in a vertical one (縦中横).
_LEVEL = 4


def split_level(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Part the level lines of a page of vertical writing (running head, caption) from the rest."""
    stretches: list[list[Glyph]] = []
    for glyph in glyphs:
        last = stretches[-1][-1] if stretches else None
        if last is not None and _stands_beside(last, glyph):
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    level = [len(stretch) >= _LEVEL for stretch in stretches]
    return (
        [glyph for stretch, is_level in zip(stretches, level, strict=True) if not is_level for glyph in stretch],
        [glyph for stretch, is_level in zip(stretches, level, strict=True) if is_level for glyph in stretch],
    )


def _stands_beside(a: Glyph, b: Glyph) -> bool:
    em = max(a.size, 1.0)
    return abs(b.middle - a.middle) < 0.4 * em and -0.3 * em <= b.x0 - a.x1 <= em


def split_turned(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], dict[int, list[Glyph]]]:
    """Part the characters that are turned against an upright page, by their quarter turns, from the rest."""
    if all(glyph.turn == 0 for glyph in glyphs):
        return list(glyphs), {}
    turned: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        turned[glyph.turn].append(glyph)
    return turned.pop(0, []), turned


def turn_box(box: Box, turns: int, width: float, height: float) -> Box:
    """The box on a page of ``width`` × ``height`` that has been turned counter-clockwise by quarter turns."""
    x0, top, x1, bottom = box
    if turns % 4 == 1:
        return top, width - x1, bottom, width - x0
    if turns % 4 == 2:
        return width - x1, height - bottom, width - x0, height - top
    if turns % 4 == 3:
        return height - bottom, x0, height - top, x1
    return box


def turn_content(content: PageContent, turns: int) -> PageContent:
    """The page turned counter-clockwise by ``turns`` quarters."""
    if turns % 4 == 0:
        return content
    width, height = content.width, content.height
    glyphs = tuple(_turn_glyph(glyph, turns, width, height) for glyph in content.glyphs)
    rules, areas, pictures = (
        tuple(Rule(*turn_box((rule.x0, rule.top, rule.x1, rule.bottom), turns, width, height)) for rule in drawn)
        for drawn in (content.rules, content.areas, content.pictures)
    )
    if turns % 2:
        width, height = height, width
    turned = replace(content, width=width, height=height, glyphs=glyphs)
    return replace(turned, rules=rules, areas=areas, pictures=pictures)


def _turn_glyph(glyph: Glyph, turns: int, width: float, height: float) -> Glyph:
    x0, top, x1, bottom = turn_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), turns, width, height)
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, turn=(glyph.turn - turns) % 4)


# Text aslant of so many different characters is no watermark.
_PROSE = 40


def straighten(content: PageContent) -> PageContent:
    """The page turned until its text is level, where most of it stands aslant. The boxes are those on the page
    turned so; what is drawn is left out."""
    texts = {glyph.text for glyph in content.slanted}
    if len(texts) < _PROSE or len(content.slanted) <= len(content.glyphs):
        return content
    x, y = content.width / 2, content.height / 2
    cos, sin = math.cos(content.slant), math.sin(content.slant)
    level = []
    for glyph in content.slanted:
        dx, dy = (glyph.x0 + glyph.x1) / 2 - x, glyph.middle - y
        middle, down = x + dx * cos - dy * sin, y + dx * sin + dy * cos
        half, width = glyph.size / 2, glyph.size / (2 if is_wide(glyph.text) else 4)
        level.append(glyph._replace(x0=middle - width, top=down - half, x1=middle + width, bottom=down + half, turn=0))
    return replace(content, glyphs=(*content.glyphs, *level), slanted=(), slant=0.0, rules=(), areas=(), pictures=())


def turn_back(
    lines: Sequence[Line], tables: Sequence[Table], turns: int, width: float, height: float
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Boxes on the page as it lies, from boxes on the page of ``width`` × ``height`` turned by ``turns``."""
    if turns % 4 == 0:
        return tuple(lines), tuple(tables)

    def back(box: Box) -> Box:
        return rounded(turn_box(box, -turns, width, height))

    def back_cell(cell: Cell) -> Cell:
        return replace(cell, box=back(cell.box))

    return (
        tuple(replace(line, box=back(line.box), vertical=turns % 2 == 1) for line in lines),
        tuple(
            replace(
                table,
                box=back(table.box),
                cells=tuple(back_cell(cell) for cell in table.cells),
                bars=tuple(back_cell(bar) for bar in table.bars),
            )
            for table in tables
        ),
    )
