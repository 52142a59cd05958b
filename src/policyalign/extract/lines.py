"""Runs of one row of one region to a line, with the spaces that gaps stand for."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from policyalign.domain import Box, Line
from policyalign.extract.glyphs import Glyph
from policyalign.extract.runs import CLOSING, Run, middle
from policyalign.extract.tenths import tenths
from policyalign.geometry import box_around
from policyalign.text.normalize import is_wide, strip_digit_spaces
from policyalign.values import Zone

# In em.
_WORD_GAP = 0.18
_WIDE_GAP = 1.2


def lines_of(rows: Sequence[Sequence[Run]], *, zone: Zone = "body", regions: Sequence[int] = ()) -> list[Line]:
    """A line from the runs of each row, with the spaces that the gaps stand for, in the region of each row (0 unless
    they are given)."""
    drafts = list(map(_draft, rows))
    edges = tenths([edge for draft in drafts for edge in draft.box])
    advances = iter(tenths([start for draft in drafts for start in draft.starts]))
    boxes = zip(edges[0::4], edges[1::4], edges[2::4], edges[3::4], strict=True)
    return [
        Line(text, box, size, bold, False, zone, region, tuple(itertools.islice(advances, len(text))), font)
        for (text, _, _, size, bold, font), box, region in zip(drafts, boxes, regions or [0] * len(rows), strict=True)
    ]


def text_of(row: Sequence[Run]) -> str:
    """The text of the line that a row makes."""
    return _draft(row).text


class _Draft(NamedTuple):
    """A line whose places are not yet rounded; ``starts`` are those of its characters."""

    text: str
    starts: list[float]
    box: Box
    size: float
    bold: bool
    font: str


def _draft(row: Sequence[Run]) -> _Draft:
    glyphs = [glyph for run in row for glyph in run.glyphs]
    if any(b.box[0] < a.box[2] - a.size for a, b in itertools.pairwise(row)):
        glyphs.sort(key=_LEFT)  # some stand in the gaps of others
    texts, x0, _, x1, _, sizes, bold, _, fonts = zip(*glyphs, strict=True)
    text, starts = "".join(texts), list(x0)
    spaces = [(at, space) for at in _gaps(x0, x1) if (space := _space_between(glyphs[at - 1], glyphs[at]))]
    if spaces:
        text, starts = _tidy(*_closed_up(*_spaced(texts, starts, x1, spaces)))
    box = row[0].box if len(row) == 1 else box_around(run.box for run in row)
    font = fonts[0] if fonts.count(fonts[0]) == len(fonts) else Counter(fonts).most_common(1)[0][0]
    return _Draft(text, starts, box, round(middle(sizes), 2), sum(bold) * 2 > len(bold), font)


_LEFT = attrgetter("x0")


def _spaced(
    texts: Sequence[str], starts: list[float], ends: Sequence[float], spaces: Sequence[tuple[int, str]]
) -> tuple[str, list[float]]:
    """The text with its spaces, each of which begins where the character before it ends."""
    chars = list(texts)
    for at, space in reversed(spaces):
        chars.insert(at, space)
        starts.insert(at, ends[at - 1])
    return "".join(chars), starts


def _gaps(x0: Sequence[float], x1: Sequence[float]) -> list[int]:
    """The places before which a gap may be wide enough for a space, from a fifth of a point on."""
    return [place for place, (a, b) in enumerate(zip(x1, x0[1:], strict=False), start=1) if b - a >= _WORD_GAP]


def _space_between(a: Glyph, b: Glyph) -> str:
    gap = (b.x0 - a.x1) / max(min(a.size, b.size), 1.0)
    # The cell of a punctuation mark is half empty, and a note mark set apart leaves a gap before one.
    if b.text in CLOSING or (a.text in CLOSING and gap < 1.5):
        return ""
    if gap >= _WIDE_GAP:
        return "\u3000"
    if gap >= _WORD_GAP and not (is_wide(a.text[-1]) and is_wide(b.text[0])):
        return " "
    # Between full-width characters only a gap of most of a cell was meant as a space.
    return "\u3000" if gap >= 0.7 else ""


# A number that a title may begin with, its own signs spread out or not; and what is spread out letter by letter.
_NUMBER = re.compile(
    r"第[ \u3000]*[0-9０-９一二三四五六七八九十][ \u3000]*[0-9０-９一二三四五六七八九十]?[ \u3000]*[部編章節款項条]"
    r"|[0-9０-９]{1,2}[.．、]?(?=[ \u3000])|[(（][0-9０-９]{1,2}[)）]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.．]?(?=[ \u3000])|[①-⑳]"
)
_SPREAD = re.compile(r"[\u3040-\u30ff々〇\u3400-\u9fff・，、（）()A-ZＡ-Ｚ]|[0-9０-９]{1,2}")
_FEWEST_SPREAD = 3


def _closed_up(text: str, advances: list[float]) -> tuple[str, list[float]]:
    """Take the spaces out of a line whose letters are spread out to fill it (均等割付), but for the one behind its
    number."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    parts = text[start:].split()
    spread_number = number is not None and any(char.isspace() for char in number.group())
    least = 2 if number else _FEWEST_SPREAD
    letters = sum(not part.isdigit() for part in parts)
    if len(parts) < least or letters < 2 or not all(_SPREAD.fullmatch(part) for part in parts):
        return text, advances
    if number and not spread_number and len(parts) < _FEWEST_SPREAD and len(text[start:].strip()) > 2 * len(parts):
        return text, advances
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    closed, places = "".join(text[index] for index in kept), [advances[index] for index in kept]
    if number:
        length = sum(not char.isspace() for char in number.group())
        closed = closed[:length] + "\u3000" + closed[length:]
        places.insert(length, advances[start - 1])
    return closed, places


_ENUMERATOR = re.compile(r"^第?[0-9０-９][0-9０-９.．\-－]*[ \u3000]")


def _tidy(text: str, advances: list[float]) -> tuple[str, list[float]]:
    """Strip CJK–digit spaces, except the one behind a leading number, which tells a heading from a sum."""
    lead = _ENUMERATOR.match(text)
    head = lead.group() if lead else ""
    tidy = head + strip_digit_spaces(text[len(head) :])
    if len(tidy) == len(text):
        return text, advances
    kept: list[float] = []
    place = 0
    for char, advance in zip(text, advances, strict=True):
        if place < len(tidy) and tidy[place] == char:
            kept.append(advance)
            place += 1
    return tidy, kept
