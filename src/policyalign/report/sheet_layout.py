"""How wide the columns and how high the rows of a sheet are, so that no text is cut on the screen or on paper.

Excel works heights out when it opens a file, LibreOffice and printing from a server do not: they are told here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from math import ceil

LINE = 16.5
"""Points that a line of 游ゴシック of 10 points takes."""
HIGHEST = 409.0
"""Points that a row can have (Excel specifications and limits)."""
_LINES = int(HIGHEST // LINE)
_PADDING = 2
NARROWEST, WIDEST = 6, 110
"""Characters."""
_HEAD_LINES = 3


def width_of(text: str) -> int:
    """The widest line of a text in characters; those of Japanese count twice.

    >>> width_of("提言 P1"), width_of("量子\\n量子計算")
    (7, 8)
    """
    return max(map(_line_width, text.split("\n")))


def lines_in(text: str, width: int) -> int:
    """How many lines a text takes in a column, which has some blank at its edges.

    >>> lines_in("量子計算", 6), lines_in("a\\nb", 6)
    (2, 2)
    """
    room = max(1, width - 1)
    return sum(max(1, ceil(_line_width(line) / room)) for line in text.split("\n"))


def column_width(heading: str, cells: Iterable[str], most: int, utmost: int = WIDEST) -> int:
    """As wide as its cells and a heading of three lines need, up to ``most``; wider, up to ``utmost``, where one would
    not fit into a row else."""
    texts = [one for one in cells if one]
    needed = max((width_of(one) for one in texts), default=0) + _PADDING
    head = ceil(width_of(heading) / _HEAD_LINES) + _PADDING + 2
    width = max(NARROWEST, head, min(needed, most))
    longest = sorted(texts, key=_area)[-_HEAD_LINES:]
    while width < utmost and any(lines_in(one, width) > _LINES for one in longest):
        width += 4
    return width


def row_height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Points that the highest of the cells needs, up to what a row can have."""
    lines = max((lines_in(one, width) for one, width in zip(cells, widths, strict=True)), default=1)
    return min(HIGHEST, lines * LINE + 1)


def across(widths: Sequence[int], repeated: Collection[int], room: int) -> int:
    """How many pages side by side keep the type readable, of which each after the first repeats some columns."""
    again = sum(repeated)
    return max(1, ceil((sum(widths) - again) / max(1, room - again)))


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)


def _area(text: str) -> int:
    return _line_width(text) + 20 * text.count("\n")
