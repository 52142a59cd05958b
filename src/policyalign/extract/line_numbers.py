"""Numbers beside every line (行番号), as drafts for comment have them: set apart from the lines they count.

They are told from the numbers of a list by the whole document: they stand in one column left or right of all
text, on most pages, count every line by one step, and do so beside running text. Where only every fifth line has
one, so many lines lie between two of them: nothing else in a document is counted so.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from policyalign.domain import Line, Page
from policyalign.text.normalize import is_wide

Side = Literal["left", "right"]
# Set off from the text by a gap.
_LEADING = re.compile(r"[0-9０-９]{1,4}(?![0-9０-９])")
_TRAILING = re.compile(r"(?<![0-9０-９.．])[0-9０-９]{1,4}$")
_GAP = 0.25
_STEPS = (1, 2, 5, 10)
# Fewer numbers than this in the document are no column of numbers (chosen: two short pages); of numbers beside
# every fifth line, a page has no more than six, and the lines between them tell as much.
_ENOUGH, _ENOUGH_APART = 8, 4
# Share of the stretches between two numbers that have exactly as many lines as the numbers say: labels of figures
# and tables are not counted.
_EXACT = 0.5
# Shares, chosen: of steps that must fit, of lines that must be counted, of pages, of lines as long as the column.
_FITTING, _COUNTED, _PAGES, _PROSE = 0.9, 0.8, 0.5, 0.25
# A line of running text, in em.
_LONG = 20
_ALIGNED = 4.0
_ROW = 4.0


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at one end of a line: the line's index, its value, how many characters it has, and where its
    first and last digit stand."""

    line: int
    value: int
    length: int
    first: float
    last: float
    middle: float


def mark_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """Part line numbers from their lines; they become lines of their own in the zone ``line_number``."""
    for side in ("left", "right"):
        found = {page.number: numbers for page in pages if (numbers := _column(page, side))}
        step = _common_step(found)
        if step is None:
            continue
        found |= _single_numbers(pages, found, step, side)
        if _is_numbering(pages, found, step):
            return [_parted(page, found.get(page.number, []), side) for page in pages]
    return list(pages)


def _common_step(found: Mapping[int, Sequence[_Number]]) -> int | None:
    """The step by which nearly all numbers follow each other; ``None`` where there is no such step."""
    pairs = [pair for column in found.values() for pair in itertools.pairwise(column)]
    steps = Counter(b.value - a.value for a, b in pairs if b.value > a.value)
    if not steps:
        return None
    step, fitting = steps.most_common(1)[0]
    return step if step in _STEPS and fitting >= _FITTING * len(pairs) else None


def _single_numbers(
    pages: Sequence[Page], found: Mapping[int, Sequence[_Number]], step: int, side: Side
) -> dict[int, list[_Number]]:
    """Pages so short that they hold one number only, in the column of the other pages."""
    columns = [number for column in found.values() for number in column]
    single: dict[int, list[_Number]] = {}
    for page in pages:
        for number in () if page.number in found else _numbers(page, side):
            aligned = any(
                min(abs(number.first - other.first), abs(number.last - other.last)) <= _ALIGNED for other in columns
            )
            if aligned and number.value % step == columns[0].value % step and _stands_outside(page, [number], side):
                single[page.number] = [number]
    return single


def _column(page: Page, side: Side) -> list[_Number]:
    """The numbers of a page that stand under each other beyond all text, from the top."""
    numbers = sorted(_numbers(page, side), key=lambda number: number.middle)
    groups: defaultdict[int, list[_Number]] = defaultdict(list)
    for number in numbers:
        for place in {round(number.first / _ALIGNED), round(number.last / _ALIGNED + 0.5) + 100_000}:
            for near in (place - 1, place, place + 1):
                groups[near].append(number)
    column = max(groups.values(), key=len, default=[])
    return column if len(column) >= 2 and _stands_outside(page, column, side) else []


def _numbers(page: Page, side: Side) -> Iterator[_Number]:
    for index, line in enumerate(page.lines):
        if line.zone != "body" or line.vertical:
            continue
        found = _LEADING.match(line.text) if side == "left" else _TRAILING.search(line.text)
        if found and (_is_followed_by_gap(line, found.end()) if side == "left" else _is_set_off(line, found.start())):
            first, last = line.advances[found.start()], line.advances[found.end() - 1]
            yield _Number(index, int(found.group()), len(found.group()), first, last, (line.box[1] + line.box[3]) / 2)


def _is_followed_by_gap(line: Line, end: int) -> bool:
    if end == len(line.text) or line.text[end].isspace():
        return True
    return line.advances[end] - line.advances[end - 1] >= line.size


def _is_set_off(line: Line, start: int) -> bool:
    """Whether a gap stands before a character; the spaces between ideographs and figures are not kept there."""
    if start == 0 or line.text[start - 1].isspace():
        return True
    width = 1.0 if is_wide(line.text[start - 1]) else 0.6
    return line.advances[start] - line.advances[start - 1] >= (width + _GAP) * line.size


def _stands_outside(page: Page, column: Sequence[_Number], side: Side) -> bool:
    """Whether the text keeps clear of the column, but for some heads and feet."""
    counted = {number.line: number for number in column}
    edge = max(number.last for number in column) if side == "left" else min(number.first for number in column)
    body = [(index, line) for index, line in enumerate(page.lines) if line.zone == "body" and line.text.strip()]
    inside = 0
    for index, line in body:
        text = _rest(line, counted[index].length, side) if index in counted else line
        inside += text is not None and (text.box[0] < edge if side == "left" else text.box[2] > edge)
    return inside <= (1 - _FITTING) * len(body)


def _is_numbering(pages: Sequence[Page], found: Mapping[int, Sequence[_Number]], step: int) -> bool:
    count = sum(map(len, found.values()))
    if step == 1:
        if count < _ENOUGH:
            return False
    elif count < _ENOUGH_APART or not _counts_lines(pages, found, step):
        return False
    rows = {page.number: _rows(page) for page in pages}
    # The last lines of a page have no number where they are fewer than the step.
    counted = sum(min(rows[number], len(column) * step + step - 1) for number, column in found.items())
    lines = sum(rows[number] for number in found)
    with_text = [page for page in pages if rows[page.number] >= max(5, step)]
    on_most = len(found) >= _PAGES * len(with_text)
    return on_most and counted >= _COUNTED * lines and _is_prose(pages, found)


def _counts_lines(pages: Sequence[Page], found: Mapping[int, Sequence[_Number]], step: int) -> bool:
    """Whether so many lines as the numbers say lie between two of them."""
    between: list[int] = []
    for page in pages:
        middles = sorted((line.box[1] + line.box[3]) / 2 for line in page.lines if line.zone == "body")
        levels = [b for a, b in itertools.pairwise([-_ROW, *middles]) if b - a > _ROW]
        places = [
            min(range(len(levels)), key=lambda place: abs(levels[place] - number.middle))
            for number in found.get(page.number, ())
        ]
        between += (b - a for a, b in itertools.pairwise(places))
    return (
        bool(between)
        and sum(lines >= step for lines in between) >= _FITTING * len(between)
        and between.count(step) >= _EXACT * len(between)
    )


def _rows(page: Page) -> int:
    """How many lines a page has, those on one level as one."""
    return len({round(line.box[3] / _ROW) for line in page.lines if line.zone == "body" and len(line.text) > 4})


def _is_prose(pages: Sequence[Page], found: Mapping[int, Sequence[_Number]]) -> bool:
    """Whether many of the lines are long, as those of paragraphs are and those of lists are not."""
    lines = [line for page in pages if page.number in found for line in page.lines if len(line.text) > 4]
    return sum(line.box[2] - line.box[0] >= _LONG * line.size for line in lines) >= _PROSE * len(lines)


def _parted(page: Page, column: Sequence[_Number], side: Side) -> Page:
    counted = {number.line: number for number in column}
    lines: list[Line] = []
    numbers: list[Line] = []
    for index, line in enumerate(page.lines):
        number = counted.get(index)
        if number is None:
            lines.append(line)
            continue
        rest = _rest(line, number.length, side)
        if rest is not None:
            lines.append(rest)
        numbers.append(_rest(line, len(line.text) - number.length, "right" if side == "left" else "left") or line)
    return replace(page, lines=(*lines, *(replace(line, zone="line_number") for line in numbers)))


def _rest(line: Line, length: int, side: Side) -> Line | None:
    """The line without its first or last characters; ``None`` when nothing else is left."""
    text = line.text
    start, stop = (length, len(text)) if side == "left" else (0, len(text) - length)
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start >= stop:
        return None
    x0, top, x1, bottom = line.box
    left = line.advances[start] if start else x0
    right = line.advances[stop] if stop < len(text) else x1
    advances = line.advances[start:stop]
    size = line.size if stop - start > length else _type_size(text[start:stop], (*advances, right), line.size)
    return replace(line, text=text[start:stop], advances=advances, box=(left, top, right, bottom), size=size)


def _type_size(text: str, edges: Sequence[float], default: float) -> float:
    """The size of the type of few characters (ぶ。), to which the size of their line is that of the number beside
    them: ideographs and kana are as wide as they are large."""
    widths = [b - a for char, (a, b) in zip(text, itertools.pairwise(edges), strict=True) if is_wide(char)]
    return round(median(widths), 2) if widths else default
