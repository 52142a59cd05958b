"""Whether a file is only a part (抜粋) of the plan whose table of contents (目次) it holds: what the contents place on
pages that the file does not have, and the text does not hold either, was never there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyalign.domain import Document, Problem
from policyalign.messages import ReadingCode
from policyalign.segment.columns import PlacedLine
from policyalign.segment.contents import Entry
from policyalign.segment.markers import read_marker
from policyalign.text.normalize import nfkc_key

# What is handed out apart from a plan, and holds no measures of its own.
_ANNEX = re.compile(
    r"資料|参考|付録|附録|附属|付属|別添|別紙|別表|索引|用語|名簿|経緯|奥付|巻末|図表|一覧|コラム|引用|文献"
)
# A shorter wording (はじめに, 結び) says too little to be missed.
_LEAST = 5
# Pages are known by their printed numbers where so many of them bear one: plans count their pages in arabic numbers
# from the first page of the text on, others by chapter (2-14), or not at all.
_NUMBERED = 0.5


def excerpt_problem(entries: Sequence[Entry], lines: Sequence[PlacedLine], document: Document) -> Iterator[Problem]:
    """A problem of the plan where entries of its contents lie on pages that the file lacks. ``lines`` are those of the
    text besides the contents, in reading order. Where pages were not read, nothing is said: what the contents name
    may stand on them."""
    there = _printed(document)
    outside = [one for one in entries if there and one.page not in there and not _ANNEX.search(one.wording)]
    if not outside or document.unread_pages:
        return
    read = "".join(nfkc_key(placed.line.text) for placed in lines)
    missing = [one for one in outside if len(_name(one)) >= _LEAST and _name(one) not in read]
    if missing:
        detail = {
            "entries": str(len(entries)),
            "missing": str(len(missing)),
            "first": missing[0].wording,
            "page": str(missing[0].page),
            "begin": str(min(there)),
            "end": str(max(there)),
        }
        yield Problem(ReadingCode.excerpt, "partial", None, detail)


def _printed(document: Document) -> frozenset[int]:
    """The numbers that the pages of the file bear, their physical ones where they bear no others; empty where they are
    not known."""
    if not document.places:
        return frozenset(page.number for page in document.pages)
    numbers = [int(place.number) for place in document.places if place.unit == "page" and place.number.isdecimal()]
    return frozenset(numbers) if len(numbers) >= _NUMBERED * len(document.pages) else frozenset()


def _name(entry: Entry) -> str:
    """The wording without its number, which the text may set otherwise."""
    marker = read_marker(entry.wording)
    return nfkc_key(entry.wording[marker.end :] if marker is not None else entry.wording)
