"""One open page of a PDF, read with PDFium: characters, rules, pictures, and a small rendering of it."""

from __future__ import annotations

import pypdfium2 as pdfium

from policyalign.extract.characters import read_characters
from policyalign.extract.drawing import Drawing, page_box, read_drawing
from policyalign.extract.glyphs import PageContent
from policyalign.extract.hidden_text import Beholder
from policyalign.extract.thumbnail import Thumbnail, draw


def read_page(
    page: pdfium.PdfPage, number: int, *, max_chars: int, max_objects: int
) -> tuple[PageContent, Thumbnail | None]:
    """Read one open page, and render it small unless its pictures are too large for that.

    Raises:
        TooManyObjects: the page holds more than ``max_chars`` characters or ``max_objects`` objects.
    """
    sheet = page_box(page)
    characters = read_characters(page, sheet.place, (sheet.width, sheet.height), max_chars)
    drawing = read_drawing(page, sheet.locate, max_objects)
    thumbnail = draw(page, drawing.most_pixels)
    characters.drop_unseen(Beholder(page, thumbnail))
    return PageContent(
        number,
        sheet.width,
        sheet.height,
        characters.of(slanted=False),
        tuple(drawing.rules),
        characters.unreadable + characters.without_shape(),
        characters.off_page,
        _share(drawing, sheet.width * sheet.height),
        tuple(drawing.areas),
        characters.of(slanted=True),
        tuple(drawing.pictures),
        drawing.drawn,
        characters.unseen,
        characters.slant(),
    ), thumbnail


def _share(drawing: Drawing, sheet: float) -> float:
    """The share of the page that pictures cover."""
    pictured = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in drawing.pictures)
    return min(1.0, pictured / max(1.0, sheet))
