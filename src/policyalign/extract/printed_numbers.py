"""The numbers that the pages of a PDF bear in print (紙面), which analysts cite, beside the physical ones.

They stand at the head or foot of the page and count up with the pages; a page between two of one count that shows
none has its place in it all the same. Where a page shows none, the label that the file gives it (/PageLabels).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pypdfium2 as pdfium

from policyalign.domain import Page, Place
from policyalign.text.normalize import nfkc_key

_EDGES = re.compile(
    r"^[^0-9A-Za-z\u3040-\u9fff]+|[^0-9A-Za-z\u3040-\u9fff]+$|^(?:page|pp?\.)|(?:頁|ページ)$", re.IGNORECASE
)
_TOTAL = re.compile(r"[/／]\d+$")


def printed_places(pages: Sequence[Page], pdf: pdfium.PdfDocument) -> tuple[Place, ...]:
    """The place of every page; empty where no page bears another number than its own."""
    labels = _labels(pdf, len(pages))
    shown = _with_gaps_filled([_shown(page) for page in pages])
    numbers = [number or label for number, label in zip(shown, labels, strict=True)]
    if all(number in ("", str(page.number)) for number, page in zip(numbers, pages, strict=True)):
        return ()
    return tuple(Place("page", number) for number in numbers)


def _labels(pdf: pdfium.PdfDocument, count: int) -> list[str]:
    try:
        return [pdf.get_page_label(index).strip() if index < len(pdf) else "" for index in range(count)]
    except (pdfium.PdfiumError, ValueError, UnicodeError):
        return [""] * count


def _shown(page: Page) -> str:
    """The number at the foot of a page, or else at its head; both (4-5) where two pages stand on one sheet."""
    lines = [line for line in page.lines if line.zone == "page_number"]
    if not lines:
        return ""
    lowest = max(line.box[3] for line in lines)
    numbers = [_bare(line.text) for line in sorted(lines, key=lambda line: line.box) if line.box[3] >= lowest - _LEVEL]
    if len(numbers) == 2 and all(map(str.isdecimal, numbers)) and int(numbers[1]) == int(numbers[0]) + 1:
        return "-".join(numbers)
    return numbers[0]


# Numbers so near to one height, in points, are those of pages beside each other.
_LEVEL = 3.0


def _bare(number: str) -> str:
    """A page number without its signs and the total."""
    text = _TOTAL.sub("", nfkc_key(number))
    while (shorter := _EDGES.sub("", text)) != text:
        text = _TOTAL.sub("", shorter)
    return text


def _with_gaps_filled(shown: Sequence[str]) -> list[str]:
    """Pages without a number between two that count on over them are counted along."""
    filled = list(shown)
    counted = [(index, int(text)) for index, text in enumerate(shown) if text.isdecimal()]
    for (start, first), (stop, last) in itertools.pairwise(counted):
        if last - first == stop - start:
            for index in range(start + 1, stop):
                filled[index] = filled[index] or str(first + index - start)
    return filled
