"""Paragraphs that something interrupts: a figure with its labels, a box, a note at the foot of the page.

The lines of what stands between are not of the paragraph; it goes on behind them, in the middle of its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policyalign.segment.habits import room
from policyalign.segment.titles import is_caption

if TYPE_CHECKING:
    from policyalign.segment.blocks import Block, Joiner
    from policyalign.segment.columns import PlacedLine

_MAX_BETWEEN = 60
"""Blocks that may stand between the two parts: the labels of one large figure."""
_SHORT = 40
_PROSE_LINES = 2
_MIN_LINE = 15
"""Lines of text have more characters, those of labels fewer."""
_FULL = 1.0
"""A single line of text goes on only where no more room (em) is left on it."""


def rejoin(blocks: Sequence[Block], joiner: Joiner, followers: Mapping[int, PlacedLine]) -> list[Block]:
    """Put paragraphs together again that something interrupts; what stood between comes behind them.

    ``followers`` gives by the ``id`` of a line the one that follows it in reading order.
    """
    rest = list(blocks)
    place = 0
    while place < len(rest):
        found = _continuation(rest, place, joiner, followers) if is_unfinished(rest[place]) else None
        if found is None:
            place += 1
        else:
            rest[place].extend(rest.pop(found).lines)
    return rest


def is_unfinished(block: Block) -> bool:
    """Whether a block is prose that lacks its end."""
    text = block.text.rstrip()
    if len(text) < _PROSE_LINES * _MIN_LINE:
        return False
    if len(block.lines) < _PROSE_LINES and ("、" not in text or room(block.lines[-1]) > _FULL):
        return False
    return text[-1:] not in "。｡．！？!?」』）)】〉》" and "." not in text[-3:]


def _continuation(
    blocks: Sequence[Block], place: int, joiner: Joiner, followers: Mapping[int, PlacedLine]
) -> int | None:
    """The index of the block that goes on with an unfinished one. Where prose stands between, or the first part is but
    a line, only words that cannot stand alone prove it."""
    block = blocks[place]
    last = block.lines[-1]
    # Where texts end without a full stop, a lack of it proves nothing.
    beside_prose = len(block.lines) < _PROSE_LINES or not joiner.ends_with_stops(last)
    for index in range(place + 1, min(place + 1 + _MAX_BETWEEN, len(blocks))):
        other = blocks[index]
        if other.first.page > last.page + 1:
            return None
        beside = followers.get(id(last)) is not other.first
        if beside and other.marker is None and not is_caption(other.text):
            second = other.lines[1] if len(other.lines) > 1 else None
            decision = joiner.weigh(block, other.first, second, interrupted=True)
            if decision.joined and (decision.proven or not beside_prose):
                return index
        beside_prose = beside_prose or not _is_aside(other, block)
    return None


def _is_aside(other: Block, block: Block) -> bool:
    """Whether a block is set in another type than the paragraph, or in a box, or is but a label."""
    if other.first.line.boxed and not block.first.line.boxed:
        return True
    differs = abs(other.size - block.size) > 0.05 * block.size or other.first.line.font != block.first.line.font
    return differs or ("。" not in other.text and len(other.text) < _SHORT)
