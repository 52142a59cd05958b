"""Paragraphs that something interrupts: a figure with its labels, a box, a note at the foot of the page.

The lines of what stands between are not of the paragraph; it goes on behind them, in the middle of its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from policyalign.segment.blocks import Block
    from policyalign.segment.columns import PlacedLine

_MAX_BETWEEN = 60
"""Blocks that may stand between the two parts: the labels of one large figure."""
_SHORT = 40
_PROSE_LINES = 2
_MIN_LINE = 15
"""Lines of text have more characters, those of labels fewer."""

Joins: TypeAlias = "Callable[[Block, PlacedLine, PlacedLine | None, bool], bool]"
"""Whether a line and the one after it continue a block; the last says that only words that cannot stand alone
prove it."""


def rejoin(blocks: Sequence[Block], joins: Joins) -> list[Block]:
    """Put paragraphs together again that something interrupts; what stood between comes behind them."""
    rest = list(blocks)
    place = 0
    while place < len(rest):
        found = _continuation(rest, place, joins) if _is_unfinished(rest[place]) else None
        if found is None:
            place += 1
        else:
            rest[place].extend(rest.pop(found).lines)
    return rest


def _is_unfinished(block: Block) -> bool:
    """Whether a block is prose that lacks its end."""
    text = block.text.rstrip()
    if min(len(block.lines), len(text) / _MIN_LINE) < _PROSE_LINES:
        return False
    return text[-1:] not in "。｡．！？!?」』）)】〉》" and "." not in text[-3:]


def _continuation(blocks: Sequence[Block], place: int, joins: Joins) -> int | None:
    block = blocks[place]
    last = block.lines[-1]
    beside_prose = not _is_aside(blocks[place + 1], block) if place + 1 < len(blocks) else False
    for index in range(place + 2, min(place + 2 + _MAX_BETWEEN, len(blocks))):
        other = blocks[index]
        if other.first.page > last.page + 1:
            return None
        second = other.lines[1] if len(other.lines) > 1 else None
        if other.marker is None and joins(block, other.first, second, beside_prose):
            return index
        beside_prose = beside_prose or not _is_aside(other, block)
    return None


def _is_aside(other: Block, block: Block) -> bool:
    """Whether a block is set in another type than the paragraph, or is but a label."""
    differs = abs(other.size - block.size) > 0.05 * block.size or other.first.line.font != block.first.line.font
    return differs or ("。" not in other.text and len(other.text) < _SHORT)
