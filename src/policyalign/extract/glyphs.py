"""Characters of one page with their boxes, read with PDFium.

PDFium returns characters in the order of the content stream. Spaces and line ends that PDFium made up
are dropped here; :mod:`policyalign.extract.lines` rebuilds both from the geometry.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.extract.drawing import Locator, Rule, TooManyObjects, locator, placed, read_drawing
from policyalign.text.normalize import fold


class Glyph(NamedTuple):
    """One printed character: folded text, box in points from the top left, em size, boldness, by how many
    quarter turns (clockwise) it is turned, and the family of its font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int = 0
    font: str = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageContent:
    """What PDFium returns of one page. ``mapping_errors`` counts characters without a Unicode value,
    ``off_page`` those outside the page, ``images`` the share of the page that pictures cover; ``areas`` are
    the boxes of coloured areas."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    mapping_errors: int = 0
    off_page: int = 0
    images: float = 0.0
    areas: tuple[Rule, ...] = ()


def read_page(page: pdfium.PdfPage, number: int, *, max_chars: int, max_objects: int) -> PageContent:
    """Read one open page.

    Raises:
        TooManyObjects: the page holds more than ``max_chars`` characters or ``max_objects`` objects.
    """
    width, height = page.get_size()
    locate = locator(page)
    glyphs, errors, off_page = _read_glyphs(page, locate, (width, height), max_chars)
    rules, areas, images = read_drawing(page, locate, max_objects)
    share = min(1.0, images / max(1.0, width * height))
    return PageContent(number, width, height, tuple(glyphs), tuple(rules), errors, off_page, share, tuple(areas))


def _read_glyphs(
    page: pdfium.PdfPage, locate: Locator, size: tuple[float, float], max_chars: int
) -> tuple[list[Glyph], int, int]:
    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage)
    if count > max_chars:
        raise TooManyObjects(str(count))
    fonts = _FontReader(textpage, page.get_rotation() // 90)
    rect = raw.FS_RECTF()
    # PDFium sorts objects that lie on one line by place, which mixes lines printed over each other; every
    # text object is put together again, in the order in which the objects first appear.
    objects: dict[int, list[Glyph]] = {}
    errors = off_page = 0
    for index in range(count):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xE000 or code == 0xFFFE or code == 0xFFFF:
            errors += 1
            continue
        if code < 0x20:
            continue
        errors += raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        raw.FPDFText_GetLooseCharBox(textpage, index, rect)
        key, (em, bold, turn, font) = fonts.style(index)
        box = placed(locate, rect.left, rect.bottom, rect.right, rect.top)
        if not (0 <= (box[0] + box[2]) / 2 <= size[0] and 0 <= (box[1] + box[3]) / 2 <= size[1]):
            off_page += 1
            continue
        objects.setdefault(key, []).append(Glyph(fold(chr(code)), *box, em, bold, turn, font))
    textpage.close()
    return [glyph for part in objects.values() for glyph in part], errors, off_page


_BOLD_NAME = re.compile(r"bold|heavy|black|-[EHU]B?$", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")


class _FontReader:
    """Em size, boldness, turn and font per character, asked once for each text object: the calls are dear."""

    def __init__(self, textpage: pdfium.PdfTextPage, page_turn: int) -> None:
        self._textpage = textpage
        self._page_turn = page_turn
        self._object = 0
        self._style = (0.0, False, 0, "")
        self._name = ctypes.create_string_buffer(128)
        self._matrix = raw.FS_MATRIX()
        self._flags = ctypes.c_int()

    def style(self, index: int) -> tuple[int, tuple[float, bool, int, str]]:
        """The text object of a character, by its address, and the style of its characters."""
        handle = raw.FPDFText_GetTextObject(self._textpage, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address != self._object or not address:
            self._object = address
            self._style = self._read(index)
        return self._object, self._style

    def _read(self, index: int) -> tuple[float, bool, int, str]:
        nominal = raw.FPDFText_GetFontSize(self._textpage, index)
        raw.FPDFText_GetMatrix(self._textpage, index, self._matrix)
        matrix = self._matrix
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        raw.FPDFText_GetFontInfo(self._textpage, index, self._name, 128, self._flags)
        weight = raw.FPDFText_GetFontWeight(self._textpage, index)
        name = self._name.value.decode("utf-8", "replace")
        bold = bool(_BOLD_NAME.search(name)) or weight >= 700
        turn = round(-math.atan2(matrix.b, matrix.a) / (math.pi / 2)) + self._page_turn
        return nominal * scale, bold, turn % 4, _SUBSET_TAG.sub("", name)
