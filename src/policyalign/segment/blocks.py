"""Lines joined into blocks (paragraphs, items, headings) by geometry, across lines, columns and pages.

A line goes on into the next when it reaches the right edge of its column and the next line begins where a
second line of that block would begin. The length of the line and the words in it are not asked, except
that a bullet or number at a place where blocks begin begins one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from statistics import median

from policyalign.domain import Anchor, Box, Line
from policyalign.geometry import box_around
from policyalign.segment.columns import LARGER, PlacedLine, text_size
from policyalign.segment.markers import read_marker
from policyalign.text.normalize import is_wide

# In em. Ragged lines end up to this far before the edge, since words and brackets are not broken there.
_FULL = 1.6
# A line that stops further from the edge still goes on when it breaks off inside a phrase.
_RAGGED = 4.5
_SAME_EDGE = 0.6
_MAX_OUTDENT = 2.6
_MAX_HANG = 5.5
_SENTENCE_END = ("。", "．", "。」", "。）", "！", "？")
_PHRASE_BREAK = frozenset("、，がのをにはでともやへ・（「『")


class Block:
    """Lines that belong together, their text, and the marker that the text begins with."""

    def __init__(self, first: PlacedLine) -> None:
        self.lines = [first]
        self.text = first.line.text
        self.marker = read_marker(self.text)

    def extend(self, lines: Sequence[PlacedLine]) -> None:
        for placed in lines:
            self.lines.append(placed)
            self.text = join(self.text, placed.line.text)
        self.marker = read_marker(self.text)

    def give_back(self) -> PlacedLine:
        """Take the last line off again."""
        *kept, last = self.lines
        self.lines, self.text = [kept[0]], kept[0].line.text
        self.extend(kept[1:])
        return last

    @property
    def first(self) -> PlacedLine:
        return self.lines[0]

    @property
    def size(self) -> float:
        return median(placed.line.size for placed in self.lines)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """One box per page and column that the block stands in."""
        boxes: dict[tuple[int, int], list[Box]] = {}
        for placed in self.lines:
            boxes.setdefault((placed.page, placed.line.region), []).append(placed.line.box)
        return tuple(Anchor(page, box_around(group)) for (page, _), group in boxes.items())


def join(head: str, tail: str) -> str:
    """Two lines as one text: a space only between Latin words, none at a hyphen."""
    if not head or not tail:
        return head or tail
    if is_wide(head[-1]) or is_wide(tail[0]) or head[-1].isspace():
        return head + tail.lstrip("\u3000 ")
    if head.endswith("-") and len(head) > 1 and head[-2].isalpha() and tail[0].islower():
        return head[:-1] + tail
    return f"{head} {tail}" if head[-1].isalnum() or head[-1] in ",.;:)" else head + tail


# Share of paragraph beginnings that are indented in a text whose paragraphs are set that way.
_INDENT_SHARE = 0.6


def build_blocks(lines: Iterable[PlacedLine]) -> list[Block]:
    """Join placed lines into blocks."""
    lines = [placed for placed in lines if placed.line.text.strip()]
    indented, body_size = _indents_paragraphs(lines), text_size(lines)
    blocks: list[Block] = []
    for placed in lines:
        block = blocks[-1] if blocks else None
        if block is None:
            blocks.append(Block(placed))
        elif _goes_on(block, placed, body_size) or (indented and _is_flush_after_stop(block, placed)):
            block.extend([placed])
        elif _was_indent(block, placed):
            blocks.append(Block(block.give_back()))
            blocks[-1].extend([placed])
        else:
            blocks.append(Block(placed))
    return blocks


def _indents_paragraphs(lines: Sequence[PlacedLine]) -> bool:
    """Whether the text marks paragraphs by an indent (字下げ): most unnumbered lines behind a sentence that
    ended short of the edge begin one em in."""
    starts = [
        (b.start - b.left) / max(b.line.size, 1.0)
        for a, b in itertools.pairwise(lines)
        if a.line.text.endswith("。") and not _reaches_edge(a, a.line.size) and read_marker(b.line.text) is None
    ]
    return len(starts) >= 5 and sum(0.5 <= start <= 1.5 for start in starts) >= _INDENT_SHARE * len(starts)


def _is_flush_after_stop(block: Block, b: PlacedLine) -> bool:
    """In an indented text a flush line of prose does not begin a paragraph, even where the line before it
    ended early (a line break inside the paragraph)."""
    a = block.lines[-1]
    em = max(b.line.size, 1.0)
    flush = abs(b.start - b.left) <= 0.3 * em
    opened = 0.5 <= (block.first.start - block.first.left) / em <= 1.5
    if not (flush and opened and block.marker is None and a.line.text.endswith("。")):
        return False
    prose = _reaches_edge(b, em) or b.line.text.endswith("。")
    return prose and _same_type(a.line, b.line) and _next_to(a, b, em) and read_marker(b.line.text) is None


# 【環境省】 alone on a line, set to the right: who is in charge of the item before it.
_IN_CHARGE = re.compile(r"[【［〔][^】］〕]*(?:省|庁|府|院|委員会|等)[】］〕]")


def _goes_on(block: Block, b: PlacedLine, body_size: float) -> bool:
    """Whether line ``b`` continues the block; ``body_size`` is the size of the running text in points."""
    a = block.lines[-1]
    em = max(min(a.line.size, b.line.size), 1.0)
    in_charge = block.marker is not None and bool(_IN_CHARGE.fullmatch(b.line.text.strip()))
    loose = in_charge or _is_open(block.text)
    if not _same_type(a.line, b.line, loose=loose) or not _next_to(a, b, em):
        return False
    if in_charge:
        return True
    if not (_reaches_edge(a, em) or _has_no_room(a, b, em) or _is_open(block.text)):
        return False
    if _is_closed(block) or not _begins_as_continuation(block, b, em):
        return False
    if read_marker(b.line.text) is None or _in_mid_sentence(block, b):
        return True
    return _in_mid_title(block, b, body_size)


def _is_closed(block: Block) -> bool:
    """A title in brackets ends with its bracket."""
    return block.marker is not None and block.marker.style == "paren_title"


def _in_mid_sentence(block: Block, b: PlacedLine) -> bool:
    """Whether a line that begins like a number or bullet goes on with a sentence of the block instead."""
    text = block.text
    if text.endswith(_SENTENCE_END) or _lists_alike(block, b):
        return False
    if block.marker is not None and "。" not in text:
        return text[-1] in _PHRASE_BREAK
    return True


# The middle dot joins two words, or is a bullet; a bullet is mostly set off by a space.
_DOT = re.compile(r"[・･](?![ \u3000])")


def _in_mid_title(block: Block, b: PlacedLine, body_size: float) -> bool:
    """Whether a line that begins with a middle dot goes on with a numbered title that broke before the dot:
    one in type larger than the text, which no list is set in, or one whose bracket is still open."""
    if block.marker is None or block.marker.value is None or not _DOT.match(b.line.text):
        return False
    return b.line.size >= LARGER * body_size or _is_open(block.text)


def _was_indent(block: Block, b: PlacedLine) -> bool:
    """Whether the last line of a numbered block was in truth the indented first line of a paragraph that goes
    on with ``b``: a heading that happens to fill its line looks like one that runs over."""
    if len(block.lines) < 2 or block.marker is None or read_marker(b.line.text) is not None:
        return False
    a = block.lines[-1]
    em = max(a.line.size, 1.0)
    indent = ((a.start - a.left) - (b.start - b.left)) / em
    return 0.5 <= indent <= 1.5 and _same_type(a.line, b.line) and _next_to(a, b, em) and _reaches_edge(a, em)


_OPENING, _CLOSING = "（(「『【〔［[", "）)」』】〕］]"


def _is_open(text: str) -> bool:
    """Whether a bracket near the end of the text still waits for its closing: the next line then belongs."""
    tail = text[-40:]
    return sum(char in _OPENING for char in tail) > sum(char in _CLOSING for char in tail)


def _has_no_room(a: PlacedLine, b: PlacedLine, em: float) -> bool:
    """Whether the word that begins ``b`` is unbroken Latin and would not have fitted behind ``a``."""
    word = re.match(r"[!-~]+", b.line.text)
    if word is None or len(b.line.advances) <= word.end():
        return False
    return b.line.advances[word.end()] - b.start > a.right - a.stop - 0.5 * em


def _same_type(a: Line, b: Line, *, loose: bool = False) -> bool:
    # Recognised (OCR) lines have no font and a size that is only measured.
    tolerance = 0.05 if a.font and b.font and not loose else 0.25
    if a.vertical != b.vertical or abs(a.size - b.size) > tolerance * max(a.size, b.size):
        return False
    return a.bold == b.bold or a.font == b.font


def _next_to(a: PlacedLine, b: PlacedLine, em: float) -> bool:
    """Whether no blank line stands between; a new column or page does not part a paragraph."""
    if a.page != b.page or a.line.region != b.line.region or b.level < a.level:
        return b.page - a.page <= 1
    return b.level - a.level <= max(1.45 * a.leading, a.leading + 0.5 * em)


def _reaches_edge(a: PlacedLine, em: float) -> bool:
    short = (a.right - a.stop) / em
    if short <= _FULL:
        return True
    return short <= _RAGGED and a.line.text[-1:] in _PHRASE_BREAK


def _begins_as_continuation(block: Block, b: PlacedLine, em: float) -> bool:
    """Whether ``b`` begins where a further line of the block would, by the offsets from the column's left."""
    offset = (b.start - b.left) / em
    first = (block.first.start - block.first.left) / em
    if len(block.lines) >= 2:
        return abs(offset - (block.lines[1].start - block.lines[1].left) / em) <= _SAME_EDGE
    shift = offset - first
    if block.marker is not None and block.marker.text:
        return -_MAX_OUTDENT <= shift <= _MAX_HANG
    # Notes and definitions hang; an offset of one em is a new paragraph's instead.
    hangs = 1.6 <= shift <= _MAX_HANG and not block.text.endswith(_SENTENCE_END)
    return -_MAX_OUTDENT <= shift <= _SAME_EDGE or hangs


def _lists_alike(block: Block, b: PlacedLine) -> bool:
    marker = read_marker(b.line.text)
    if marker is None or block.marker is None or marker.style != block.marker.style:
        return False
    em = max(b.line.size, 1.0)
    return abs((b.start - b.left) - (block.first.start - block.first.left)) <= _SAME_EDGE * em
