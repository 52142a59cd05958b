"""Characters to runs to lines, by geometry.

A *run* is a stretch of characters that follow each other in the content stream and on the paper. Runs of
one row of one region become a *line*. Vertical and turned pages are turned upright first
(:mod:`policyalign.extract.turning`), so that everything here knows horizontal writing only.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policyalign.domain import Box, Line
from policyalign.extract.glyphs import Glyph
from policyalign.geometry import box_around, rounded
from policyalign.text.normalize import is_wide, strip_digit_spaces
from policyalign.values import Zone

# All distances are in em (the size of the type).
_SAME_ROW = 0.35
_RUN_GAP = 1.2
_BACKSTEP = 0.9
_WORD_GAP = 0.18
_WIDE_GAP = 1.2
_FAKE_BOLD = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that touch each other; ``order`` is the place in the content stream."""

    glyphs: tuple[Glyph, ...]
    box: Box
    size: float
    order: int

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def drop_fake_bold(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Keep one of characters printed over each other to look bold (偽偽装装), and mark it as bold."""
    by_text: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        by_text[glyph.text].append((glyph.x0, index))
    dropped: set[int] = set()
    thickened: set[int] = set()
    for places in by_text.values():
        places.sort()
        for place, (x0, first) in enumerate(places[:-1]):
            if places[place + 1][0] - x0 > _FAKE_BOLD * max(glyphs[first].size, 1.0) or first in dropped:
                continue
            reach = _reach(glyphs[first])
            for other_x0, other in places[place + 1 :]:
                if other_x0 - x0 > reach:
                    break
                if abs(glyphs[other].top - glyphs[first].top) <= reach:
                    dropped.add(other)
                    thickened.add(first)
    if not dropped:
        return tuple(glyphs)
    return tuple(
        glyph._replace(bold=True) if index in thickened else glyph
        for index, glyph in enumerate(glyphs)
        if index not in dropped
    )


def _reach(glyph: Glyph) -> float:
    """How far off a character may be printed again: less than half its own width, or ll would be one l."""
    width = glyph.bottom - glyph.top if glyph.turn % 2 else glyph.x1 - glyph.x0
    return min(_FAKE_BOLD * max(glyph.size, 1.0), 0.45 * width)


def build_runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Group characters that follow each other both in the stream and on the paper."""
    runs: list[Run] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        if current and not _continues(current[-1], glyph):
            runs.append(make_run(current, len(runs)))
            current = []
        current.append(glyph)
    if current:
        runs.append(make_run(current, len(runs)))
    return runs


def make_run(glyphs: Sequence[Glyph], order: int) -> Run:
    """A run over the given characters."""
    box = box_around((g.x0, g.top, g.x1, g.bottom) for g in glyphs)
    return Run(tuple(glyphs), box, _middle([glyph.size for glyph in glyphs]), order)


def _middle(values: Sequence[float]) -> float:
    """The median; mostly all values are the same."""
    return values[0] if values.count(values[0]) == len(values) else median(values)


def _continues(a: Glyph, b: Glyph) -> bool:
    if a.size == b.size and a.top == b.top and 0 <= b.x0 - a.x1 <= a.size:  # the usual case
        return True
    em = max(min(a.size, b.size), 1.0)
    ratio = max(a.size, b.size) / em
    # A smaller character off the base line is a note mark or an index, not the next letter.
    if ratio > 1.35 or (ratio > 1.1 and abs(a.bottom - b.bottom) > 0.2 * em):
        return False
    return _on_one_row(a, b, em) and -_BACKSTEP * em <= b.x0 - a.x1 <= _RUN_GAP * em and b.x1 > a.x0


# No space stands before these. In vertical writing they sit in the upper right corner of their cell, so that
# a row of a page laid on its side finds them beside the line.
_CLOSING = frozenset("、。，．）」』】〉》〕")
_CORNER = 0.75


def _on_one_row(a: Glyph, b: Glyph, em: float) -> bool:
    # Punctuation and symbols often carry tight boxes, so any of the three lines may agree.
    shift = min(abs(a.top - b.top), abs(a.middle - b.middle), abs(a.bottom - b.bottom))
    corner = a.text in _CLOSING or b.text in _CLOSING
    return shift < (_CORNER if corner else _SAME_ROW) * em


# A tab at the edge of the page is a stack of single characters in the outer part of its width.
_TAB_BAND = 0.09


def mark_tabs(runs: Sequence[Run], width: float) -> tuple[list[Run], list[list[Run]]]:
    """Split off vertical tabs in the margins, which would else join the lines that they stand beside.

    Returns ``(kept, tabs)``; a tab is two or more short runs under each other.
    """
    tabs: list[list[Run]] = []
    narrow = [run for run in runs if len(run.glyphs) <= 2 and _in_margin(run, width)]
    for run in sorted(narrow, key=lambda run: (round(run.box[0] / 4), run.box[1])):
        if tabs and _stands_under(tabs[-1][-1], run):
            tabs[-1].append(run)
        else:
            tabs.append([run])
    tabs = [tab for tab in tabs if len(tab) >= 2]
    taken = {run.order for tab in tabs for run in tab}
    return [run for run in runs if run.order not in taken], tabs


def _in_margin(run: Run, width: float) -> bool:
    return run.box[2] <= _TAB_BAND * width or run.box[0] >= (1 - _TAB_BAND) * width


def _stands_under(a: Run, b: Run) -> bool:
    em = max(a.size, 1.0)
    return abs(a.box[0] - b.box[0]) <= 0.5 * em and 0 < b.box[1] - a.box[1] <= 2.5 * em


_KANA = re.compile(r"[\u3040-\u30ff・ー]+")
_NOTE_MARK = re.compile(r"[0-9０-９¹²³⁴-⁹*＊※†‡,、()（）注\-－−–]{1,6}")


def mark_small_print(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Split off ruby (振り仮名) and raised note marks: small runs that ride on a larger one. Exponents stay, as
    the raised figures of Unicode.

    Returns ``(kept, set apart)``.
    """
    kept: list[Run] = []
    apart: list[Run] = []
    for run in runs:
        ruby = bool(_KANA.fullmatch(run.text))
        mark = bool(_NOTE_MARK.fullmatch(run.text))
        larger = [base for base in runs if base.size * 0.9 >= run.size] if ruby or mark else []
        raised_on = next((base for base in larger if mark and _is_raised(run, base)), None)
        if raised_on is not None and _is_exponent(run.text, raised_on.text):
            kept.append(replace(run, glyphs=tuple(glyph._replace(text=_raised(glyph.text)) for glyph in run.glyphs)))
        elif raised_on is not None or any(ruby and _is_ruby(run, base) for base in larger):
            apart.append(run)
        else:
            kept.append(run)
    return kept, apart


# 10 to the power of, and units of area, volume and acceleration; a figure behind anything else is a note.
_POWER_BASE = re.compile(r"(?<![0-9０-９.．,，年第])(?:10|１０)$")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcdmμµn]?m|[㎞㎝㎜]|[ｋｃｍ]?ｍ|ft|s|sec|h|秒|日|年)$|(?<=[a-zA-Z])[/／](?:s|h)$")
_LENGTH_OR_RATE = re.compile(r"[mｍ㎞㎝㎜t/]")
_SMALL_POWER = re.compile(r"[23２３²³]|[-－−–][1-9１-９]")
_FIGURES = re.compile(r"[-－−–+]?[0-9０-９]{1,3}")


def _is_exponent(figure: str, before: str) -> bool:
    """Whether a raised figure belongs to the number or unit before it (10の18乗, km²) and is no note mark."""
    if _POWER_BASE.search(before):
        return _FIGURES.fullmatch(figure) is not None
    unit = _UNIT.search(before)
    if unit is None or not _SMALL_POWER.fullmatch(figure):
        return False
    return figure[:1] in "-－−–" or _LENGTH_OR_RATE.search(unit.group()) is not None


_RAISED = str.maketrans("0123456789０１２３４５６７８９-－−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁻⁺")


def _raised(text: str) -> str:
    return text.translate(_RAISED)


def _is_ruby(run: Run, base: Run) -> bool:
    """Ruby stands over its base: between an em above it and its upper half, in type of at most 3/4."""
    x0, top, x1, bottom = run.box
    bx0, btop, bx1, _ = base.box
    em = base.size
    over = bx0 - em < (x0 + x1) / 2 < bx1 + em
    return run.size <= 0.75 * em and over and btop - 0.9 * em <= top and bottom <= btop + 0.45 * em


def _is_raised(run: Run, base: Run) -> bool:
    """A note mark follows its word at once and stands above the base line."""
    x0, _, _, bottom = run.box
    _, btop, bx1, bbottom = base.box
    em = base.size
    return -0.3 * em <= x0 - bx1 <= 0.6 * em and btop <= bottom <= bbottom - 0.15 * em


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Cluster runs into rows from top to bottom; each row from left to right.

    Runs that lie over each other never share a row: they are lines printed on top of one another.
    """
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: ((run.box[1] + run.box[3]) / 2, run.order)):
        near = (row for row in reversed(rows[-_OVERPRINTS:]) if _in_row(run, row) and not _covers(run, row))
        row = next(near, None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return [sorted(row, key=lambda run: (run.box[0], run.order)) for row in rows]


# How many lines printed over each other are kept apart.
_OVERPRINTS = 8


def _covers(run: Run, row: Sequence[Run]) -> bool:
    """Whether the run lies over a run of the row by more than the overhang of neighbouring letters, and not in
    gaps that were left for it (a character of another font)."""
    return any(_lies_over(run, other) for other in row)


def _lies_over(a: Run, b: Run) -> bool:
    slack = 0.6 * max(min(a.size, b.size), 1.0)
    if min(a.box[2], b.box[2]) - max(a.box[0], b.box[0]) <= slack:
        return False
    few, many = sorted((a.glyphs, b.glyphs), key=len)
    return any(min(g.x1, h.x1) - max(g.x0, h.x0) > 0.5 * min(g.x1 - g.x0, h.x1 - h.x0) for g in few for h in many)


def _in_row(run: Run, row: Sequence[Run]) -> bool:
    top = _middle([other.box[1] for other in row])
    bottom = _middle([other.box[3] for other in row])
    overlap = min(bottom, run.box[3]) - max(top, run.box[1])
    return overlap >= 0.5 * min(bottom - top, run.box[3] - run.box[1])


def line_of(row: Sequence[Run], *, zone: Zone = "body", region: int = 0) -> Line:
    """One line from the runs of a row, with the spaces that the gaps stand for."""
    glyphs = [glyph for run in row for glyph in run.glyphs]
    if any(b.box[0] < a.box[2] - a.size for a, b in itertools.pairwise(row)):
        glyphs.sort(key=lambda glyph: glyph.x0)  # some stand in the gaps of others
    chars: list[str] = []
    advances: list[float] = []
    for index, glyph in enumerate(glyphs):
        space = _space_between(glyphs[index - 1], glyph) if index else ""
        if space:
            chars.append(space)
            advances.append(round(glyphs[index - 1].x1, 1))
        chars.append(glyph.text)
        advances.append(round(glyph.x0, 1))
    text, advances = _tidy(*_closed_up("".join(chars), advances))
    box = box_around(run.box for run in row)
    size = _middle([glyph.size for glyph in glyphs])
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    font = Counter(glyph.font for glyph in glyphs).most_common(1)[0][0]
    return Line(text, rounded(box), round(size, 2), bold, False, zone, region, tuple(advances), font)


def _space_between(a: Glyph, b: Glyph) -> str:
    gap = b.x0 - a.x1
    if gap < _WORD_GAP:  # the usual case: less than a fifth of a point
        return ""
    gap /= max(min(a.size, b.size), 1.0)
    # The cell of a punctuation mark is half empty, and a note mark set apart leaves a gap before one.
    if b.text in _CLOSING or (a.text in _CLOSING and gap < 1.5):
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
