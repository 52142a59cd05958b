"""Text that a PDF holds and nobody sees: painted in the colour of its paper, not painted, covered, cut off, or too
small to read. The layer that text recognition puts over a scan is not painted either, and yet says what is seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Box
from policyalign.extract.pdfium_calls import fill_colour, font_of, is_embedded, render_mode
from policyalign.extract.thumbnail import CloserLook, Thumbnail

if TYPE_CHECKING:
    from policyalign.extract.thumbnail import Boxes

Sight = Literal["seen", "unseen", "layer"]

_NOT_PAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
# Type of less than this many points cannot be read on paper.
_TINY = 2.0
# A colour of at least this in red, green and blue (0–255) is that of paper.
_PAPER = 245


class Beholder:
    """Tells of the text objects of one page whether they are seen. ``thumbnail`` is None where the page was not
    rendered; then only what is not painted or tiny is unseen."""

    def __init__(self, page: pdfium.PdfPage, thumbnail: Thumbnail | None) -> None:
        self._page = page
        self._thumbnail = thumbnail
        self._closer: CloserLook | None = None

    def surely_seen(self, addresses: Iterable[int], sizes: Iterable[float], boxes: Boxes) -> set[int]:
        """A quick look at one character each of many text objects, which answers for most: those that are painted, and
        of which something is seen in the middle of the character's box (a column of ``boxes``)."""
        if self._thumbnail is None:
            return set()
        shown = self._thumbnail.shows_in_middle(boxes).tolist()
        looked = compress(zip(addresses, sizes, strict=True), shown)
        return {address for address, em in looked if em >= _TINY and render_mode(address) not in _NOT_PAINTED}

    def sight(self, address: int, em: float, boxes: Sequence[Box]) -> Sight:
        """How the text object at ``address`` is seen; ``boxes`` are those of its characters that are no spaces,
        ``em`` the size of its type, both in points."""
        if not boxes:
            return "seen"
        painted = render_mode(address) not in _NOT_PAINTED
        if self._thumbnail is None:
            return "seen" if painted and em >= _TINY else "unseen"
        if em < _TINY and painted:
            return "unseen"
        shown = self._thumbnail.shows(boxes)
        if shown and not painted:
            return "layer"
        if shown or (painted and not self._must_show(address)):
            return "seen"
        self._closer = self._closer or CloserLook(self._page)
        return "seen" if self._closer.shows(boxes) else "unseen"

    def _must_show(self, address: int) -> bool:
        """Whether the text would show if it could be seen: a font that the file lacks may have no shapes here."""
        return is_embedded(font_of(address)) == 1 or _is_paper(address)


def _is_paper(address: int) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    fill_colour(address, *(ctypes.addressof(part) for part in parts))
    return min(part.value for part in parts[:3]) >= _PAPER
