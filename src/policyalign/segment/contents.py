"""The table of contents (目次): found by its leaders and page numbers, left out of the text, and used to
check which lines are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyalign.segment.columns import PlacedLine
from policyalign.text.normalize import nfkc_key

_LEADER = re.compile(
    r"(?:[.．…‥・･·⋯\-－─―_＿][ \u3000]*){4,}[ \u3000(（]*[\divxIVX０-９\-－]*[)）ページ頁]*$"
    r"|[・…‥]{2,}[ \u3000]*[\d０-９]{1,3}$"
)
# Below the word 目次 a number at the end of a line is a page number even where the leader is a drawing.
_TRAILING_NUMBER = re.compile(r"(?<![\d０-９.．])(?:[PpＰｐ][.．]?)?[0-9０-９]{1,3}$")
_NUMBER = re.compile(r"(?<![\d-])(\d{1,3})\D*$")
_TITLE = re.compile(r"[〔【［\[<＜(（]?(?:目次|contents|もくじ)[〕】］\]>＞)）]?")
# A page with this many entries is a page of the contents even where it does not say so.
_ENTRIES = 3
# Share of the lines of the contents that end with a page number; wrapped entries make up the others.
_DENSITY = 0.4
_LONGEST_ENTRY = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: its wording, whole where it is wrapped, and the printed page (紙面) that it names."""

    wording: str
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: the comparison keys of its lines, and the entries that name a page."""

    keys: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()


def split_contents(lines: Sequence[PlacedLine]) -> tuple[list[PlacedLine], Contents]:
    """Take the table of contents out of the lines.

    Returns the other lines (the line 目次 itself stays, as a heading) and the contents.
    """
    rest: list[PlacedLine] = []
    keys: list[str] = []
    entries: list[Entry] = []
    wordings = Counter(nfkc_key(placed.line.text) for placed in lines)
    goes_on = False
    for page in sorted({placed.page for placed in lines}):
        on_page = [placed for placed in lines if placed.page == page]
        first, last = _extent(on_page, goes_on=goes_on)
        if first == last:
            first, last = _unnumbered(on_page, wordings, frozenset(keys), goes_on=goes_on)
        goes_on = last > 0 and last >= len(on_page) - 1
        rest += on_page[:first] + on_page[last:]
        keys_here, entries_here = _entries(on_page[first:last])
        keys += keys_here
        entries += entries_here
    return rest, Contents(frozenset(key for key in keys if len(key) >= 3), tuple(entries))


def is_entry(text: str) -> bool:
    """Whether a text of its own is an entry of the contents: a leader, and a page number behind it."""
    return len(text) <= _LONGEST_ENTRY and bool(_LEADER.search(text)) and text[-1:].isdecimal()


def _is_title(placed: PlacedLine) -> bool:
    return bool(_TITLE.fullmatch(nfkc_key(placed.line.text).lower()))


def _extent(lines: Sequence[PlacedLine], *, goes_on: bool) -> tuple[int, int]:
    """The stretch of a page's lines that belongs to the contents, as ``[first, last)``.

    ``goes_on`` says that the page before ended inside the contents.
    """
    start = next((i + 1 for i, placed in enumerate(lines) if _is_title(placed)), 0 if goes_on else None)
    leaders = [i for i, placed in enumerate(lines) if _LEADER.search(placed.line.text)]
    if start is None:
        return (leaders[0], leaders[-1] + 1) if len(leaders) >= _ENTRIES else (0, 0)
    marks = [i for i in range(start, len(lines)) if i in leaders or _TRAILING_NUMBER.search(lines[i].line.text)]
    while marks and len(marks) < _DENSITY * (marks[-1] + 1 - start):
        marks.pop()
    return (start, marks[-1] + 1) if marks else (0, 0)


# Share of the lines of contents without page numbers whose wording comes again in the text.
_COMES_AGAIN = 0.6


def _unnumbered(
    lines: Sequence[PlacedLine], wordings: Mapping[str, int], listed: frozenset[str], *, goes_on: bool
) -> tuple[int, int]:
    """The stretch of a page below 目次 whose lines come again as headings, where no page numbers stand; it ends
    where an entry comes again, be it one ``listed`` on the pages before."""
    start = next((i + 1 for i, placed in enumerate(lines) if _is_title(placed)), 0 if goes_on else None)
    if start is None:
        return 0, 0
    seen = set(listed)
    again: list[int] = []
    for index in range(start, len(lines)):
        key = nfkc_key(lines[index].line.text)
        if key in seen or key.endswith("。"):  # the text itself begins
            break
        seen.add(key)
        if wordings[key] > 1:
            again.append(index)
    while again and len(again) < _COMES_AGAIN * (again[-1] + 1 - start):
        again.pop()
    return (start, again[-1] + 1) if len(again) >= _ENTRIES else (0, 0)


def _entries(lines: Sequence[PlacedLine]) -> tuple[list[str], list[Entry]]:
    """The keys of every line, without leader and page number, and of every wrapped entry as a whole; and the entries
    that name a page."""
    keys: list[str] = []
    entries: list[Entry] = []
    pending = ""
    for placed in lines:
        text = placed.line.text
        cut = _LEADER.search(text) or _TRAILING_NUMBER.search(text)
        if cut is None:
            keys.append(nfkc_key(text))
            pending += text
            continue
        whole = pending + text[: cut.start()]
        keys += [nfkc_key(text[: cut.start()]), nfkc_key(whole)]
        number = _NUMBER.search(nfkc_key(cut.group()))
        if number is not None:
            entries.append(Entry(whole.strip(), int(number.group(1))))
        pending = ""
    return keys, entries
