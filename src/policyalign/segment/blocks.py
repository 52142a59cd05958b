"""Lines joined into blocks (paragraphs, items, headings), across lines, columns and pages.

How the text is set is measured first (:mod:`~policyalign.segment.habits`); at every seam of two lines the signs
are read (:mod:`~policyalign.segment.seams`) and weighed (:mod:`~policyalign.segment.joining`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from policyalign.domain import Anchor, Box
from policyalign.geometry import box_around
from policyalign.segment.asides import rejoin
from policyalign.segment.columns import PlacedLine, text_size
from policyalign.segment.habits import Habits, Measure, read_habits
from policyalign.segment.joining import Decision, decide
from policyalign.segment.markers import read_marker
from policyalign.segment.seam_words import read_words
from policyalign.segment.seams import read_seam, room_for_phrase
from policyalign.text.normalize import is_wide


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


def build_blocks(lines: Iterable[PlacedLine]) -> list[Block]:
    """Join placed lines into blocks."""
    lines = [placed for placed in lines if placed.line.text.strip()]
    habits, body_size = read_habits(lines), text_size(lines)
    blocks: list[Block] = []
    for b, c in itertools.zip_longest(lines, lines[1:]):
        if blocks and goes_on(blocks[-1], b, c, habits, body_size).joined:
            blocks[-1].extend([b])
        else:
            blocks.append(Block(b))

    def joins(block: Block, b: PlacedLine, c: PlacedLine | None, needs_proof: bool) -> bool:
        decision = goes_on(block, b, c, habits, body_size, interrupted=True)
        return decision.joined and (decision.proven or not needs_proof)

    return rejoin(blocks, joins)


def goes_on(
    block: Block,
    b: PlacedLine,
    c: PlacedLine | None,
    habits: Mapping[Measure, Habits],
    body_size: float,
    *,
    interrupted: bool = False,
) -> Decision:
    """Whether line ``b`` continues the block; ``c`` is the line after it, ``body_size`` the size of the running
    text in points; ``interrupted`` says that something else stands between."""
    if not interrupted and _names_who_is_in_charge(block, b):
        return Decision(True, ())
    seam = read_seam(block, b, c, habits, body_size)
    return decide(
        replace(seam, place="interrupted", gap=0.0) if interrupted else seam,
        lambda: read_words(block.text, b.line.text),
        lambda characters: room_for_phrase(block.lines[-1], b, characters),
    )


# 【環境省】 or （環境省） alone on a line, set to the right: who is in charge of what is said before it.
_IN_CHARGE = re.compile(
    r"[【［〔][^】］〕]*(?:省|庁|府|院|委員会|等)[】］〕]|[（(](?:[^）)、，]{1,12}(?:省|庁|府|院|委員会|本部)等?[、，]?)+[）)]"
)


def _names_who_is_in_charge(block: Block, b: PlacedLine) -> bool:
    a = block.lines[-1]
    near = b.page - a.page <= 1 and (b.page != a.page or b.level - a.level <= 1.45 * a.leading)
    alike = abs(a.line.size - b.line.size) <= 0.25 * a.line.size
    said = block.marker is not None or block.text.endswith("。")
    return said and near and alike and bool(_IN_CHARGE.fullmatch(b.line.text.strip()))
