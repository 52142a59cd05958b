"""The seam (継ぎ目) between two lines: all the signs that speak for or against their being one paragraph.

:mod:`policyalign.segment.joining` weighs them; here they are only read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policyalign.domain import Line
from policyalign.segment.columns import LARGER, PlacedLine
from policyalign.segment.habits import Habits, Measure, indent_of, is_indent, measure_of, pitch_of, room, spare
from policyalign.segment.markers import ITEM_ONLY, read_marker
from policyalign.segment.seam_words import CLOSING, surface_ending
from policyalign.segment.units import first_unit

if TYPE_CHECKING:
    from policyalign.segment.blocks import Block

Place = Literal["below", "same_row", "column", "page", "interrupted", "apart"]
"""Where the next line stands: below, beside, at the head of another column or the next page, behind something
else, further off."""

Offset = Literal["continues", "hung", "outdented", "centred", "hangs", "opens", "flush", "elsewhere"]
"""Where the next line begins: as a further line of the block would, there and to the right of the number or bullet
that the block begins with, there and left of an indented first line,
in the middle below a centred line, further in as notes hang, set in by one em as a first line (字下げ), at the
edge in a text that sets first lines in, or anywhere else."""

Numbering = Literal["none", "alike", "closed", "new", "in_prose"]
"""Whether the next line begins with a number or bullet: none, the next of the block's own list, any behind a
title that is closed; another one behind a title or an item, or inside prose."""

Size = Literal["same", "near", "other"]
"""Whether two lines are set in one size of type."""

Face = Literal["same", "other_font", "other_weight"]
"""Whether two lines are set in one font, in two of one weight (a line may be mostly Latin), or bold and not."""


@dataclass(frozen=True, slots=True)
class Seam:
    """What is seen where a block's last line ends and the next line begins; lengths in em.

    ``room`` is left on the last line when the first unit of the next is set there, less the ``slack`` that
    lines of this text leave anyway; ``gap`` is the pitch in leadings (1 is plain), 0 across columns and pages.
    ``labelled``: the next line begins with 担当： or its like. ``stopped``: the block ends with a full stop,
    ``quoted``: with one inside a bracket, behind which the sentence may go on (…という。）に);
    ``in_prose``: it is prose that has not. ``titled``: it is numbered and has no full stop.
    """

    room: float
    habits: Habits
    gap: float
    place: Place
    offset: Offset
    numbering: Numbering
    labelled: bool
    stopped: bool
    quoted: bool
    bracket_open: bool
    in_prose: bool
    size: Size
    face: Face
    titled: bool


_SAME_EDGE = 0.6
_SAME_INDENT = 0.3
_MAX_OUTDENT = 2.6
_MAX_HANG = 5.5
_MIN_HANG = 1.6
_SAME_ROW = 0.4
_UNEVEN = 0.15
_LATIN_WORD = 2.0
_CLAUSE = 15
_SAME_SIZE = 0.05
# Lines that mix two sizes (smaller brackets or Latin words) differ so much at most, as their medians go.
_NEAR_SIZE = 0.16
# Recognised (OCR) lines have no font and a size that is only measured.
_MEASURED_SIZE = 0.25


def read_seam(
    block: Block, b: PlacedLine, c: PlacedLine | None, habits: Mapping[Measure, Habits], body_size: float
) -> Seam:
    """The seam between ``block`` and the line ``b``; ``c`` is the line after, ``body_size`` the size of the
    running text in points."""
    a = block.lines[-1]
    own = habits.get(measure_of(a), Habits())
    place = _place(a, b)
    return Seam(
        room=_room(a, b, own),
        habits=own,
        gap=_gap(a, b, own) if place == "below" else 0.0,
        place=place,
        offset=_offset(block, b, c, own),
        numbering=_numbering(block, b, body_size),
        labelled=bool(_LABEL.match(b.line.text)),
        stopped=surface_ending(block.text) == "stop",
        quoted=block.text.endswith(tuple(CLOSING)),
        bracket_open=is_open(block.text),
        in_prose=_in_prose(block, own),
        size=_size(block, b, c),
        face=_compare_face(a.line, b.line),
        titled=block.marker is not None and block.marker.value is not None and "。" not in block.text,
    )


def _in_prose(block: Block, habits: Habits) -> bool:
    """Whether the block is prose whose last sentence has not ended: it has had a full stop, or is unnumbered text
    with 、 over a line or more where texts end with one."""
    if surface_ending(block.text) == "stop":
        return False
    if not habits.stops and not is_open(block.text):
        return False
    return "。" in block.text or (block.marker is None and "、" in block.text and len(block.text) >= _CLAUSE)


def _room(a: PlacedLine, b: PlacedLine, habits: Habits) -> float:
    if habits.justified:
        # The lines of a justified paragraph are spread to the edge; only before Latin words some are not.
        left = room(a) - _SAME_EDGE
        return min(left, spare(a, b)) if first_unit(b.line) > _LATIN_WORD * b.line.size else left
    return spare(a, b) - habits.slack


def room_for_phrase(a: PlacedLine, b: PlacedLine, characters: int) -> float:
    """The room (em) left on ``a`` had the first phrase of ``b``, so many characters, been set there."""
    return room(a) - first_unit(b.line, characters) / max(b.line.size, 1.0)


def _gap(a: PlacedLine, b: PlacedLine, habits: Habits) -> float:
    pitch = pitch_of(a, b) or 0.0
    leading = habits.leading or a.leading
    # A little more is a raised or tall character, not white space.
    return 1.0 if pitch <= leading + _UNEVEN * a.line.size else pitch / max(leading, 1.0)


def _place(a: PlacedLine, b: PlacedLine) -> Place:
    if a.page != b.page:
        return "page" if b.page - a.page == 1 else "apart"
    if a.line.region != b.line.region or b.level < a.level - 0.5 * a.line.size:
        return "column"
    return "same_row" if b.level - a.level < _SAME_ROW * a.line.size else "below"


def _offset(block: Block, b: PlacedLine, c: PlacedLine | None, habits: Habits) -> Offset:
    em = max(b.line.size, 1.0)
    offset, first = (b.start - b.left) / em, (block.first.start - block.first.left) / em
    opens = c is not None and _opens(b, c, habits)
    if habits.centred and _is_centred(block.lines[-1], b, em):
        return "centred"
    if len(block.lines) >= 2:
        second = (block.lines[1].start - block.lines[1].left) / em
        if abs(offset - second) <= _SAME_EDGE:
            further: Offset = "hung" if _is_hung(block, second - first) else "continues"
            return "opens" if opens and not is_indent(first - second) else _flush_or(block, b, habits, further)
        return "opens" if opens or is_indent(offset - second) else "elsewhere"
    shift = _shift(block, b)
    both_set_in = block.marker is None and is_indent(first) and abs(shift) <= _SAME_INDENT
    if both_set_in and (habits.indents or surface_ending(block.text) == "stop"):
        return "opens"
    hung = _is_hung(block, shift)
    if opens and shift > -_SAME_EDGE and not (hung and _is_listed(block) and not habits.indents):
        return "opens"
    if hung:
        return "hung"
    if block.marker is not None and block.marker.text:
        return "continues" if -_MAX_OUTDENT <= shift <= _MAX_HANG else "elsewhere"
    if is_indent(-shift):
        return _flush_or(block, b, habits, "outdented")
    if -_MAX_OUTDENT <= shift <= _SAME_EDGE:
        return "continues"
    return "hangs" if _MIN_HANG <= shift <= _MAX_HANG else "opens" if is_indent(shift) else "elsewhere"


def _shift(block: Block, b: PlacedLine) -> float:
    """How far (em) to the right of the block's first line, in its column, a line begins."""
    return ((b.start - b.left) - (block.first.start - block.first.left)) / max(b.line.size, 1.0)


def _is_hung(block: Block, shift: float) -> bool:
    """Whether so far (em) to the right of a block's first line stand the further lines of an item."""
    if block.marker is None or not 0.8 <= shift <= _MAX_HANG:
        return False
    # 【用語】 before what it means hangs as a number does; alone on its line it is a title.
    return bool(block.marker.text) or (block.marker.style == "bracket" and not block.text.endswith(tuple(_CLOSING)))


def _flush_or(block: Block, b: PlacedLine, habits: Habits, other: Offset) -> Offset:
    """``flush`` where the block opened with an indent, as the text does, and a line of prose stands at the edge."""
    em = max(b.line.size, 1.0)
    opened = is_indent((block.first.start - block.first.left) / em)
    unnumbered = block.marker is None and read_marker(b.line.text) is None
    alike = unnumbered and measure_of(block.lines[-1]) == measure_of(b)
    at_edge = habits.indents and opened and alike and abs(b.start - b.left) <= 0.3 * em
    text = b.line.text
    prose = room(b) <= habits.slack + 1.0 or text.endswith("。") or (habits.by_phrase and len(text) >= _CLAUSE)
    # The last line of a phrase (体言止め) has nothing of prose but its type.
    prose = prose or (not habits.stops and _compare_face(block.lines[-1].line, b.line) == "same")
    return "flush" if at_edge and prose else other


def _opens(b: PlacedLine, c: PlacedLine, habits: Habits) -> bool:
    """Whether ``b`` is set in as the first line of a paragraph that goes on with ``c``."""
    if not is_indent(indent_of(b, c)) or read_marker(b.line.text) or read_marker(c.line.text):
        return False
    beside = _place(b, c) in ("below", "column", "page") and (_place(b, c) != "below" or _gap(b, c, habits) < 1.4)
    alike = _compare_size(b.line, c.line) == "same" and b.line.bold == c.line.bold
    return beside and alike and _room(b, c, habits) <= 1.0


def _is_centred(a: PlacedLine, b: PlacedLine, em: float) -> bool:
    return all(abs((line.start + line.stop) - (line.left + line.right)) / 2 <= 0.8 * em for line in (a, b))


def _numbering(block: Block, b: PlacedLine, body_size: float) -> Numbering:
    if block.marker is not None and block.marker.style == "paren_title":
        return "closed"
    marker = read_marker(b.line.text)
    if marker is None or _in_mid_title(block, b, body_size):
        return "none"
    if marker.style == "paren_title" and _is_listed(block) and _is_hung(block, _shift(block, b)):
        return "none"  # （令和９年度から） at the end of an item
    if block.marker is not None and marker.style == block.marker.style and _aligned(block, b):
        return "alike"
    prose = block.marker is None or "。" in block.text
    return "in_prose" if prose and not (_SIGN.match(b.line.text) and _may_end(block)) else "new"


# Signs that begin items and stand in no sentence, unless they stand for a name (○○市).
_SIGN = re.compile(r"([■◆◇□●◎▼▽▲△★☆▶▷➢❖✓○])(?!\1)")


def _may_end(block: Block) -> bool:
    """Whether the text does not break off with 、 or an open bracket."""
    return surface_ending(block.text) != "comma" and not is_open(block.text)


def _is_listed(block: Block) -> bool:
    return block.marker is not None and block.marker.style in ITEM_ONLY


def _aligned(block: Block, b: PlacedLine) -> bool:
    first = block.first
    return abs((b.start - b.left) - (first.start - first.left)) <= _SAME_EDGE * max(b.line.size, 1.0)


# 担当：, 出典：, 実施主体：
_LABEL = re.compile(r"[^\s、。：:「」（）()]{1,8}[：:](?!//)")
# The middle dot joins two words, or is a bullet; a bullet is mostly set off by a space.
_DOT = re.compile(r"[・･](?![ \u3000])")


def _in_mid_title(block: Block, b: PlacedLine, body_size: float) -> bool:
    """Whether a line that begins with a middle dot goes on with a numbered title that broke before the dot:
    one in type larger than the text, which no list is set in, or one whose bracket is still open."""
    if block.marker is None or block.marker.value is None or not _DOT.match(b.line.text):
        return False
    return b.line.size >= LARGER * body_size or is_open(block.text)


_OPENING, _CLOSING = "（(「『【〔［[", "）)」』】〕］]"


def is_open(text: str) -> bool:
    """Whether a bracket near the end of the text still waits for its closing: the next line then belongs."""
    tail = text[-40:]
    return sum(char in _OPENING for char in tail) > sum(char in _CLOSING for char in tail)


def _size(block: Block, b: PlacedLine, c: PlacedLine | None) -> Size:
    """The size of the line against the last two of the block: a line of mostly smaller letters may stand among
    larger ones, above as well as below."""
    sizes = [_compare_size(line.line, b.line) for line in block.lines[-2:]]
    if "same" in sizes:
        return "same"
    last = block.lines[-1].line
    among = c is not None and _is_among(last, b, c)
    return "near" if among or sizes[-1] == "near" else "other"


def _is_among(a: Line, b: PlacedLine, c: PlacedLine) -> bool:
    """Whether ``b`` stands between two lines of another size as if it were of their text; a note has a number."""
    between = _compare_size(a, c.line) == "same" and _place(b, c) == "below"
    return between and a.font == b.line.font and read_marker(b.line.text) is None


def _compare_face(a: Line, b: Line) -> Face:
    if a.font == b.font or not (a.font and b.font):
        return "same"
    return "other_font" if a.bold == b.bold else "other_weight"


def _compare_size(a: Line, b: Line) -> Size:
    if a.vertical != b.vertical:
        return "other"
    difference = abs(a.size - b.size) / max(a.size, b.size, 1.0)
    if difference <= (_SAME_SIZE if a.font and b.font else _MEASURED_SIZE):
        return "same"
    return "near" if difference <= _NEAR_SIZE else "other"
