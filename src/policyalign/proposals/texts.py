"""Units of a text file: numbered items, paragraphs between blank lines, or requests one per line (意見一覧).

Lines that mail programs have broken are joined; which lines belong together is told by blank lines, numbers and the
width of the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.proposals.records import Unit
from policyalign.proposals.requests import asks
from policyalign.proposals.units import as_unit, is_label
from policyalign.text.normalize import fold, is_wide

_NARROWEST = 40
_FULL = 0.75
"""A line was broken, and goes on in the next, when it is so wide (half-width cells) and reaches so far of the widest
line around it. Mail is broken at 60 to 76 cells, the names of a list are shorter than 40."""

_CLOSING = ("以上", "敬具", "記")
Line = tuple[int, str]


def text_units(lines: Sequence[str]) -> Iterator[Unit]:
    """The units of a text, by the number (from 1) of their first line."""
    blocks = list(_blocks(lines))
    for block in blocks:
        for number, part in enumerate(_parts(block)):
            made = list(_units(part, alone=len(blocks) == 1))
            yield from (replace(made[0], apart=number == 0), *made[1:])


def _blocks(lines: Sequence[str]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, line in enumerate(lines, 1):
        text = fold(line).strip()
        if text.strip("-=＝―─━*＊_~～・. ") and text.strip("。 ") not in _CLOSING:
            block.append((number, text))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parts(block: Sequence[Line]) -> Iterator[list[Line]]:
    """A block parted ahead of every line with a number or sign."""
    part: list[Line] = []
    for number, line in block:
        if part and _is_marked(line):
            yield part
            part = []
        part.append((number, line))
    if part:
        yield part


def _is_marked(line: str) -> bool:
    return as_unit(line, 1).kind == "item"


def _units(part: Sequence[Line], *, alone: bool) -> Iterator[Unit]:
    first, line = part[0]
    if _is_marked(line):
        head = as_unit(line, first)
        below = _joined([text for _, text in part[1:]])
        if below and is_label(head.text, below) and _width(line) < _NARROWEST + len(head.mark):
            yield head
            yield from _units(part[1:], alone=False)
        else:
            yield as_unit(_joined([text for _, text in part]), first)
    elif alone:
        yield from (as_unit(text, number) for number, text in _unbroken(part))
    elif len(part) > 1 and all(asks(text) for _, text in part):
        yield from (as_unit(text, number) for number, text in part)
    else:
        yield as_unit(_joined([text for _, text in part]), first)


def _unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """One text per line, lines that were broken put together."""
    widest = max(_width(line) for _, line in lines)
    first, text, last = *lines[0], lines[0][1]
    for number, line in lines[1:]:
        if _goes_on(last, widest):
            text = _joined([text, line])
        else:
            yield first, text
            first, text = number, line
        last = line
    yield first, text


def _goes_on(line: str, widest: int) -> bool:
    ended = line.endswith(("。", "！", "？", "!", "?")) or asks(line)
    return not ended and _width(line) >= max(_NARROWEST, _FULL * widest)


def _joined(lines: Sequence[str]) -> str:
    """Lines as one text; where a sentence ends with a line, the line ends too."""
    joined = ""
    for line in lines:
        gap = "\n" if joined.endswith("。") else " " if joined and joined[-1].isascii() and line[0].isascii() else ""
        joined += gap + line
    return joined


def _width(line: str) -> int:
    return sum(2 if is_wide(char) else 1 for char in line)
