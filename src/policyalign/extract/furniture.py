"""What is on a page but not of the text: running heads, feet, page numbers, side tabs; and footnotes.

Furniture is found by repetition over the pages of one document, never by wording alone: a line is set
apart only when its like stands in the same place on other pages too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Line, Page
from policyalign.extract.drawing import Rule
from policyalign.text.normalize import nfkc_key
from policyalign.values import Zone

# Heads and feet stand in the outer eighth of the height, side tabs in the outer tenth of the width.
_HEAD_BAND = 0.125
_FOOT_BAND = 0.10
_SIDE_BAND = 0.10
# The same words in the same place on this many pages are furniture.
_REPEATS = 3
# A place that is taken on this share of the pages, by words that recur, is a place for running heads.
_SLOT_SHARE = 0.5
_SLOT_POINTS = 6.0
# Shorter parts of a head (第１章) also begin lines of text.
_PART_LENGTH = 6

_DECORATION = r"[-‐–—―－ー～~〜()（）\[\]<>〈〉・.p頁ページ ]*"
_PAGE_NUMBER = re.compile(rf"{_DECORATION}(\d{{1,4}}|[ivxlc]{{1,6}})([/／](\d{{1,4}}))?{_DECORATION}")
_COMPOUND_NUMBER = re.compile(r"(第?\d{1,2}[章編部]?|[a-z]{1,3}|資料?\d*|参考?\d*)[-‐–—―－ー～~・](\d{1,4})")


def mark_furniture(pages: Sequence[Page]) -> list[Page]:
    """Set the zone of running heads, feet, page numbers and side tabs."""
    zones = _outermost_only(pages, _repeated(pages) | _page_numbers(pages))
    return [
        replace(
            page,
            lines=tuple(_with_zone(line, zones.get((page.number, i))) for i, line in enumerate(page.lines)),
        )
        for page in pages
    ]


def _outermost_only(pages: Sequence[Page], zones: dict[tuple[int, int], Zone]) -> dict[tuple[int, int], Zone]:
    """The zones without the heads that stand right below text of their page, as the same small title does on every
    sheet of a form."""
    kept = dict(zones)
    for page in pages:
        text = [line for i, line in enumerate(page.lines) if line.zone == "body" and (page.number, i) not in zones]
        for i, line in enumerate(page.lines):
            if zones.get((page.number, i)) == "head" and any(_is_right_above(other, line) for other in text):
                del kept[page.number, i]
    return kept


# White below a line of text, in em, in which the next belongs to it, and the shift of their left edges.
_NEXT = 2.0


def _is_right_above(text: Line, line: Line) -> bool:
    near = 0 <= line.box[1] - text.box[3] <= _NEXT * line.size
    return near and abs(text.box[0] - line.box[0]) <= _NEXT * line.size


def _with_zone(line: Line, zone: Zone | None) -> Line:
    return line if zone is None or line.zone != "body" else replace(line, zone=zone)


def _band(page: Page, line: Line) -> Zone | None:
    """The margin band that a line stands in, if any."""
    x0, top, x1, bottom = line.box
    if bottom <= _HEAD_BAND * page.height:
        return "head"
    if top >= (1 - _FOOT_BAND) * page.height:
        return "foot"
    if x1 <= _SIDE_BAND * page.width or x0 >= (1 - _SIDE_BAND) * page.width:
        return "side_tab"
    return None


def _banded(pages: Sequence[Page]) -> Iterator[tuple[Page, int, Line, Zone]]:
    for page in pages:
        for index, line in enumerate(page.lines):
            band = _band(page, line)
            # A sentence may end on the first line of several pages (する。); a head never is one.
            if line.zone == "body" and band is not None and not line.text.endswith("。"):
                yield page, index, line, band


def _page_numbers(pages: Sequence[Page]) -> dict[tuple[int, int], Zone]:
    """Lines that are the outermost of their page and count up with the pages; on sheets of two pages by two."""
    enough = 1 if len(pages) <= 2 else 2
    found: dict[tuple[int, int], Zone] = {}
    for step in (1, 2):
        offsets: dict[tuple[int, int], int] = {}
        for page in pages if step == 1 else [page for page in pages if page.width > page.height]:
            for index in _outermost(page):
                value = _number_in(page.lines[index])
                if value is not None:
                    offsets[page.number, index] = value - step * page.number
        common = Counter(offsets.values())
        found |= {key: "page_number" for key, offset in offsets.items() if common[offset] >= enough}
    return found


def _outermost(page: Page) -> list[int]:
    """Indices of the highest and the lowest body lines of a page (lines on one level count together)."""
    body = [i for i, line in enumerate(page.lines) if line.zone == "body" and _band(page, line)]
    if not body:
        return []
    lowest = max(page.lines[i].box[3] for i in body)
    highest = min(page.lines[i].box[1] for i in body)
    return [
        i
        for i in body
        if page.lines[i].box[3] >= lowest - _SLOT_POINTS or page.lines[i].box[1] <= highest + _SLOT_POINTS
    ]


def _number_in(line: Line) -> int | None:
    key = nfkc_key(line.text).lower()
    found = _PAGE_NUMBER.fullmatch(key)
    if found:
        return int(found[1]) if found[1].isdigit() else _roman(found[1])
    compound = _COMPOUND_NUMBER.fullmatch(key)
    return int(compound[2]) if compound else None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in text]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def _repeated(pages: Sequence[Page]) -> dict[tuple[int, int], Zone]:
    """Lines whose words come again in the same place and type on other pages, or which stand in a place that
    most pages use for words that recur (heads that change by chapter)."""
    same: defaultdict[tuple[Zone, str, int, int], set[tuple[int, bool]]] = defaultdict(set)
    slots: defaultdict[tuple[Zone, int, int], set[int]] = defaultdict(set)
    wording: defaultdict[tuple[Zone, str], set[int]] = defaultdict(set)
    lines = list(_banded(pages))
    for page, _, line, band in lines:
        slot, size = _slot(line, band), round(line.size)
        for place in (slot - 1, slot, slot + 1):
            slots[band, place, size].add(page.number)
            for words in _wordings(line, band):
                same[band, words, place, size].add((page.number, _is_right_page(page, line)))
        for words in _wordings(line, band):
            wording[band, words].add(page.number)
    zones: dict[tuple[int, int], Zone] = {}
    for page, index, line, band in lines:
        slot, size = _slot(line, band), round(line.size)
        repeats = max(len(same[band, words, slot, size]) for words in _wordings(line, band))
        in_slot = len(slots[band, slot, size]) >= max(_REPEATS, _SLOT_SHARE * len(pages))
        known = in_slot and any(len(wording[band, words]) >= 2 for words in _wordings(line, band))
        everywhere = repeats >= max(_REPEATS, _SLOT_SHARE * len(pages))
        if everywhere or ((repeats >= _REPEATS or known) and _stands_apart(page, line, band)):
            zones[page.number, index] = band
    return zones


def _is_right_page(page: Page, line: Line) -> bool:
    """Whether a line stands in the right half of a wide page, which may be the second of two on the sheet."""
    return page.width > page.height and line.box[0] > page.width / 2


def _wordings(line: Line, band: Zone) -> list[str]:
    """The wordings by which lines of other pages are the same: the whole line, and its parts where a head has
    one at either side. Feet often count pages in words."""
    parts = [line.text, *(line.text.split("\u3000") if band == "head" else ())]
    keys = [nfkc_key(part) for part in parts]
    masked = [re.sub(r"\d+", "#", key) if band == "foot" else key for key in keys]
    return masked[:1] + [key for key in masked[1:] if len(key) >= _PART_LENGTH]


def _slot(line: Line, band: Zone) -> int:
    return round((line.box[0] if band == "side_tab" else line.box[1]) / _SLOT_POINTS)


def _stands_apart(page: Page, line: Line, band: Zone) -> bool:
    """Whether a clear space parts a head or foot from the text, so that first and last lines of text that
    happen to recur (a heading, する。) are safe."""
    if band == "side_tab":
        return True
    gaps = [
        other.box[1] - line.box[3] if band == "head" else line.box[1] - other.box[3]
        for other in page.lines
        if other.zone == "body" and (other.box[1] > line.box[3] if band == "head" else other.box[3] < line.box[1])
    ]
    return not gaps or min(gaps) >= 1.2 * line.size


def body_size(pages: Sequence[Page]) -> float:
    """The size of type, in points, that covers most of the paper (notes have many letters, but small)."""
    sizes: defaultdict[float, float] = defaultdict(float)
    for page in pages:
        for line in page.lines:
            if line.zone == "body":
                sizes[round(line.size * 2) / 2] += len(line.text) * line.size**2
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


# Notes are set at least this much smaller than the text.
_NOTE_SIZE = 0.93
_NOTE_START = re.compile(
    r"(\d{1,3}(?![\d年月日%％.．兆億万千回件人度期つ])|[*＊※†‡]\d{0,2}|[(（]?注\d*[)）:：]?|[¹²³⁴-⁹]+|脚注)[\s\u3000]*\S"
)


def mark_footnotes(page: Page, rules: Sequence[Rule], size: float) -> Page:
    """Set apart the notes at the foot of a page: small type below a short rule, or small type that begins
    with a note mark, down to the end of the page."""
    body = [i for i, line in enumerate(page.lines) if line.zone == "body" and not line.vertical]
    body.sort(key=lambda i: page.lines[i].box[1])
    start = _note_start(page, body, rules, size)
    if start is None:
        return page
    notes = {i for i in body if page.lines[i].box[1] >= start - 1.0}
    return replace(
        page,
        lines=tuple(replace(line, zone="footnote") if i in notes else line for i, line in enumerate(page.lines)),
    )


def _note_start(page: Page, body: Sequence[int], rules: Sequence[Rule], size: float) -> float | None:
    small = [i for i in body if page.lines[i].size <= _NOTE_SIZE * size]
    tail: list[int] = []
    for i in reversed(body):
        if i not in small:
            break
        tail.append(i)
    tail.reverse()
    if not tail or page.lines[tail[0]].box[1] < 0.35 * page.height:
        return None
    if _below_short_rule(page, page.lines[tail[0]], rules):
        return page.lines[tail[0]].box[1]
    for i in tail:
        if _NOTE_START.match(nfkc_key(page.lines[i].text[:12])):
            return page.lines[i].box[1]
    return None


def _below_short_rule(page: Page, line: Line, rules: Sequence[Rule]) -> bool:
    """A separator of notes: thin, left, between a tenth and half of the page wide, just above the line."""
    return any(
        rule.horizontal
        and 0.1 * page.width <= rule.x1 - rule.x0 <= 0.5 * page.width
        and 0 <= line.box[1] - rule.bottom <= 2.0 * line.size
        and rule.x0 <= line.box[0] + 2 * line.size
        for rule in rules
    )
