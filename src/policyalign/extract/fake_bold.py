"""Characters printed over each other to look bold (偽偽装装)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from policyalign.extract.glyphs import Glyph

# In em.
_FAKE_BOLD = 0.2
# By so much of the size may the type of a character that is printed twice differ.
_SIZE = 0.1
# In widths of the character: less than half, or ll would be one l.
_WIDTH = 0.45


def drop_fake_bold(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Keep one of characters printed over each other, and mark it as bold."""
    dropped: set[int] = set()
    thickened: set[int] = set()
    for places in _of_one_text(glyphs):
        for place, (x0, first) in enumerate(places[:-1]):
            if places[place + 1][0] - x0 > _FAKE_BOLD * max(glyphs[first].size, 1.0) or first in dropped:
                continue
            reach = _reach(glyphs[first])
            for other_x0, other in places[place + 1 :]:
                if other_x0 - x0 > reach:
                    break
                if abs(glyphs[other].top - glyphs[first].top) <= reach and _of_one_size(glyphs[first], glyphs[other]):
                    dropped.add(other)
                    thickened.add(first)
    if not dropped:
        return tuple(glyphs)
    return tuple(
        glyph._replace(bold=True) if index in thickened else glyph
        for index, glyph in enumerate(glyphs)
        if index not in dropped
    )


def _of_one_size(one: Glyph, other: Glyph) -> bool:
    """Whether two characters may be one printed twice: those of texts that overlap, each in its own type, are not."""
    return abs(one.size - other.size) <= _SIZE * max(one.size, other.size)


def _of_one_text(glyphs: Sequence[Glyph]) -> Iterator[list[tuple[float, int]]]:
    """The places of each character that may be doubled, from the left: where they begin, and their indices."""
    doubtful = _maybe_doubled(glyphs) if len(glyphs) > 1 else ()
    by_text: dict[str, list[tuple[float, int]]] = defaultdict(list)
    if doubtful:
        for index, glyph in enumerate(glyphs):
            if glyph.text in doubtful:
                by_text[glyph.text].append((glyph.x0, index))
    yield from map(sorted, by_text.values())


def _reach(glyph: Glyph) -> float:
    """How far off a character may be printed again."""
    width = glyph.bottom - glyph.top if glyph.turn % 2 else glyph.x1 - glyph.x0
    return min(_FAKE_BOLD * max(glyph.size, 1.0), _WIDTH * width)


# Squares are counted up to so many either way.
_FURTHEST = 1 << 19


def _maybe_doubled(glyphs: Sequence[Glyph]) -> set[str]:
    """The characters that may stand in reach of their like; a quick look, after which few remain. Two in reach of each
    other share a square of twice the reach, in one at least of four grids that lie half a square apart."""
    texts, *edges, size, _, turn, _ = zip(*glyphs, strict=True)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    if len(codes) != len(texts):
        return set(texts)
    x0, top, x1, bottom = (np.fromiter(edge, float, len(texts)) for edge in edges)
    width = np.where(np.array(turn) % 2, bottom - top, x1 - x0)
    reach = max(1.0, float(np.minimum(_FAKE_BOLD * np.maximum(size, 1.0), _WIDTH * width).max()))
    columns, rows = (np.clip(edge // reach, -_FURTHEST, _FURTHEST - 2).astype(np.int64) for edge in (x0, top))
    found: set[str] = set()
    for column, row in itertools.product((columns >> 1, (columns + 1) >> 1), (rows >> 1, (rows + 1) >> 1)):
        squares = (codes * 2 * _FURTHEST + column + _FURTHEST) * 2 * _FURTHEST + row + _FURTHEST
        ordered = np.sort(squares)
        shared = ordered[1:][ordered[1:] == ordered[:-1]]
        if shared.size:
            found.update(texts[at] for at in np.nonzero(np.isin(squares, shared))[0].tolist())
    return found
