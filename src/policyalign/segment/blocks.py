"""Lines joined into blocks (paragraphs, items, headings), across lines, columns and pages.

How the text is set is measured first (:mod:`~policyalign.segment.habits`); at every seam of two lines the signs
are read (:mod:`~policyalign.segment.seams`) and weighed (:mod:`~policyalign.segment.joining`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from policyalign.domain import Anchor, Box
from policyalign.geometry import box_around
from policyalign.segment.asides import is_unfinished, rejoin
from policyalign.segment.columns import PlacedLine, text_size
from policyalign.segment.habits import Habits, Measure, measure_of, read_habits
from policyalign.segment.joining import Decision, decide
from policyalign.segment.markers import read_marker
from policyalign.segment.ministry_labels import ministry_label
from policyalign.segment.seam_words import read_words
from policyalign.segment.seams import read_seam, room_for_phrase
from policyalign.text.facets import states_charge
from policyalign.text.normalize import count_printed, is_wide


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

    @property
    def turns(self) -> tuple[tuple[int, int], ...]:
        """Where the block goes on on a further page: how many characters of its text, spaces not counted, stand
        before, and the number of that page."""
        text, found = self.first.line.text, []
        for a, b in itertools.pairwise(self.lines) if self.lines[-1].page != self.first.page else ():
            text = join(text, b.line.text)  # a hyphen at the end of a line may go
            if a.page != b.page:
                found.append((count_printed(text) - count_printed(b.line.text), b.page))
        return tuple(found)


# An address that the line ends in: with its scheme, as www.…, as that of a mail, or with a path.
_ADDRESS = re.compile(
    r"(?:[a-z]+://|www\.|[\w.-]+@)[!-~]*$|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[!-~]*$", re.IGNORECASE | re.ASCII
)


def join(head: str, tail: str) -> str:
    """Two lines as one text: a space only between Latin words, none at a hyphen, which goes unless it is one of an
    address (https://…/port-)."""
    if not head or not tail:
        return head or tail
    if is_wide(head[-1]) or is_wide(tail[0]) or head[-1].isspace():
        return head + tail.lstrip("\u3000 ")
    if head.endswith("-") and len(head) > 1 and head[-2].isalpha() and tail[0].islower():
        return head + tail if _ADDRESS.search(head) else head[:-1] + tail
    return f"{head} {tail}" if head[-1].isalnum() or head[-1] in ",.;:)" else head + tail


def build_blocks(lines: Iterable[PlacedLine]) -> list[Block]:
    """Join placed lines into blocks."""
    lines = [placed for placed in lines if placed.line.text.strip()]
    joiner = Joiner(read_habits(lines), text_size(lines))
    blocks: list[Block] = []
    last: Block | None = None
    for b, c in itertools.zip_longest(lines, lines[1:]):
        block = joiner.block_for(b, c, blocks, last)
        if block is None:
            block = Block(b)
            blocks.append(block)
        else:
            block.extend([b])
        last = block
    followers = {id(a): b for a, b in itertools.pairwise(lines)}
    return rejoin(blocks, joiner, followers)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins lines of one text: how it is set, and the size of its running text in points."""

    habits: Mapping[Measure, Habits]
    body_size: float

    def weigh(self, block: Block, b: PlacedLine, c: PlacedLine | None, *, interrupted: bool = False) -> Decision:
        """Whether line ``b`` continues the block; ``c`` is the line after it; ``interrupted`` says that something
        else stands between."""
        if _box_parts(block.lines[-1], b) or block.lines[-1].line.set_out != b.line.set_out:
            return Decision(False, ())
        if not interrupted and _names_who_is_in_charge(block, b):
            return Decision(True, ())
        if _tells_charge(block, b) or _heads(block.text) or _heads(b.line.text):
            return Decision(False, ())
        seam = read_seam(block, b, c, self.habits, self.body_size)
        return decide(
            replace(seam, place="interrupted", gap=0.0) if interrupted else seam,
            lambda: read_words(block.text, b.line.text),
            lambda characters: room_for_phrase(block.lines[-1], b, characters),
        )

    def ends_with_stops(self, line: PlacedLine) -> bool:
        """Whether the paragraphs of a text set like this line end with a full stop."""
        return self.habits.get(measure_of(line), Habits()).stops

    def block_for(
        self, b: PlacedLine, c: PlacedLine | None, blocks: Sequence[Block], last: Block | None
    ) -> Block | None:
        """The block that a line continues, if any: mostly that of the line before, ``last``.

        At the head of a column it may be another one that the column before left unfinished, where sections that
        begin in mid-page are each set in balanced columns (段組みの途中の見出し).
        """
        if last is None:
            return None
        decision = self.weigh(last, b, c)
        if not decision.proven and _heads_column(last.lines[-1], b):
            for block in reversed(blocks[-_WAITING:]):
                if block is last or not is_unfinished(block) or not _same_column(block, last):
                    continue
                other = self.weigh(block, b, c)
                if other.joined and other.proven:
                    return block
        return last if decision.joined else None


_WAITING = 12
"""Blocks of a column that are looked through for an unfinished one."""


# Lines that follow each other this closely (leadings), at one edge (em), go on over the edge of a coloured ground.
_CLOSE, _SAME_EDGE = 1.1, 0.3


def _box_parts(a: PlacedLine, b: PlacedLine) -> bool:
    """Whether one of two lines stands in a box that the other does not stand in; a box may go on on the next page."""
    if a.page != b.page:
        return bool(a.line.boxed) != bool(b.line.boxed)
    if a.line.boxed == b.line.boxed:
        return False
    close = 0 < b.level - a.level <= _CLOSE * max(a.leading, a.line.size) and a.line.region == b.line.region
    return not (close and abs(a.start - b.start) <= _SAME_EDGE * a.line.size)


def _heads_column(a: PlacedLine, b: PlacedLine) -> bool:
    return a.page == b.page and a.line.region != b.line.region


def _same_column(block: Block, other: Block) -> bool:
    a, b = block.lines[-1], other.lines[-1]
    return (a.page, a.line.region) == (b.page, b.line.region)


# 【環境省】 or （環境省） alone on a line, set to the right: who is in charge of what is said before it.
_IN_CHARGE = re.compile(
    r"[【［〔][^】］〕]*(?:省|庁|府|院|委員会|等)[】］〕]|[（(](?:[^）)、，]{1,12}(?:省|庁|府|院|委員会|本部)等?[、，]?)+[）)]"
)


def _tells_charge(block: Block, b: PlacedLine) -> bool:
    """Whether a line that closes a measure (担当：…。) begins here, behind an item without a full stop."""
    return states_charge(b.line.text.strip()) and block.text.rstrip()[-1:] not in "（(［[「【・、主副"


def _heads(text: str) -> bool:
    """Whether a line only names the ministry of what follows (環境省：), which may be a table."""
    return text.rstrip().endswith(("：", ":")) and ministry_label(text) is not None


def _names_who_is_in_charge(block: Block, b: PlacedLine) -> bool:
    a = block.lines[-1]
    near = b.page - a.page <= 1 and (b.page != a.page or b.level - a.level <= 1.45 * a.leading)
    alike = abs(a.line.size - b.line.size) <= 0.25 * a.line.size
    said = block.marker is not None or block.text.endswith("。")
    return said and near and alike and bool(_IN_CHARGE.fullmatch(b.line.text.strip()))
