"""The table of contents (目次): found by its leaders and page numbers, left out of the text, and used to
check which lines are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policyalign.segment.blocks import PlacedLine
from policyalign.text.normalize import nfkc_key

_LEADER = re.compile(r"(?:[.．…‥・･·⋯\-－─―_＿][ \u3000]*){4,}[ \u3000(（]*[\divxIVX０-９\-－]*[)）ページ頁]*$")
_TRAILING_NUMBER = re.compile(r"[ \u3000](?:[PpＰｐ][.．]?)?[0-9０-９]{1,3}$")
_TITLE = re.compile(r"(目次|contents|もくじ)")
# A page with this many entries is a page of the contents even where it does not say so.
_ENTRIES = 3


def split_contents(lines: Sequence[PlacedLine]) -> tuple[list[PlacedLine], frozenset[str]]:
    """Take the table of contents out of the lines.

    Returns the other lines (the line 目次 itself stays, as a heading) and the comparison keys of the entries.
    """
    entries = Counter(placed.page for placed in lines if _LEADER.search(placed.line.text))
    titled = {placed.page for placed in lines if _is_title(placed)}
    rest: list[PlacedLine] = []
    keys: list[str] = []
    for page in sorted({placed.page for placed in lines}):
        on_page = [placed for placed in lines if placed.page == page]
        first, last = _extent(on_page, entries[page], page in titled)
        rest += on_page[:first] + on_page[last:]
        keys += _entry_keys(on_page[first:last])
    return rest, frozenset(key for key in keys if len(key) >= 3)


def _is_title(placed: PlacedLine) -> bool:
    return bool(_TITLE.fullmatch(nfkc_key(placed.line.text).lower()))


def _extent(lines: Sequence[PlacedLine], entries: int, titled: bool) -> tuple[int, int]:
    """The stretch of a page's lines that belongs to the contents, as ``[first, last)``."""
    if entries < _ENTRIES and not titled:
        return 0, 0
    start = next((i + 1 for i, placed in enumerate(lines) if _is_title(placed)), None)
    marks = [
        i
        for i, placed in enumerate(lines)
        if _LEADER.search(placed.line.text)
        or (start is not None and i >= start and _TRAILING_NUMBER.search(placed.line.text))
    ]
    if not marks:
        return 0, 0
    return (start if start is not None and start <= marks[0] else marks[0]), marks[-1] + 1


def _entry_keys(lines: Sequence[PlacedLine]) -> list[str]:
    """Wording of every entry without leader and page number; wrapped entries are joined."""
    keys: list[str] = []
    pending = ""
    for placed in lines:
        text = placed.line.text
        cut = _LEADER.search(text) or _TRAILING_NUMBER.search(text)
        if cut is None:
            keys.append(nfkc_key(text))
            pending += text
            continue
        keys += [nfkc_key(text[: cut.start()]), nfkc_key(pending + text[: cut.start()])]
        pending = ""
    return keys
