"""Characters, boxes and rules of one page, read with PDFium.

PDFium returns characters in the order of the content stream. Spaces and line ends that PDFium made up
are dropped here; :mod:`policyalign.extract.lines` rebuilds both from the geometry.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Box
from policyalign.text.normalize import fold

# Form XObjects may nest without end in hostile files; real ones nest two or three deep.
_MAX_FORM_DEPTH = 6


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


class Rule(NamedTuple):
    """A straight horizontal or vertical stroke (or a thin filled bar) with its box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageContent:
    """What PDFium returns of one page. ``mapping_errors`` counts characters without a Unicode value,
    ``off_page`` those outside the page, ``images`` the share of the page that pictures cover."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    mapping_errors: int = 0
    off_page: int = 0
    images: float = 0.0


class TooManyObjects(Exception):
    """A page holds more characters or drawing objects than the reader is allowed to take."""


def read_page(page: pdfium.PdfPage, number: int, *, max_chars: int, max_objects: int) -> PageContent:
    """Read one open page.

    Raises:
        TooManyObjects: the page holds more than ``max_chars`` characters or ``max_objects`` objects.
    """
    width, height = page.get_size()
    locate = _locator(page)
    glyphs, errors, off_page = _read_glyphs(page, locate, (width, height), max_chars)
    rules, images = _read_drawing(page, locate, max_objects)
    share = min(1.0, images / max(1.0, width * height))
    return PageContent(number, width, height, tuple(glyphs), tuple(rules), errors, off_page, share)


Locator = Callable[[float, float], tuple[float, float]]


def _locator(page: pdfium.PdfPage) -> Locator:
    """Map PDF user space (origin bottom left of the media box) to points from the page's top left."""
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, Locator] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation() % 360]


def _placed(locate: Locator, left: float, bottom: float, right: float, top: float) -> Box:
    ax, ay = locate(left, bottom)
    bx, by = locate(right, top)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _read_glyphs(
    page: pdfium.PdfPage, locate: Locator, size: tuple[float, float], max_chars: int
) -> tuple[list[Glyph], int, int]:
    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage)
    if count > max_chars:
        raise TooManyObjects(str(count))
    fonts = _FontReader(textpage, page.get_rotation() // 90)
    rect = raw.FS_RECTF()
    # PDFium sorts objects that lie on one line by place, which mixes lines printed over each other; every text
    # object is put together again, in the order in which the objects first appear.
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
        box = _placed(locate, rect.left, rect.bottom, rect.right, rect.top)
        if not (0 <= (box[0] + box[2]) / 2 <= size[0] and 0 <= (box[1] + box[3]) / 2 <= size[1]):
            off_page += 1
            continue
        objects.setdefault(key, []).append(Glyph(fold(chr(code)), *box, em, bold, turn, font))
    textpage.close()
    return [glyph for part in objects.values() for glyph in part], errors, off_page


_BOLD_NAME = re.compile(r"bold|heavy|black|-[EHU]B?$", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")


class _FontReader:
    """Em size, boldness, turn and font per character, asked once for each text object since the calls are dear."""

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


def _read_drawing(page: pdfium.PdfPage, locate: Locator, max_objects: int) -> tuple[list[Rule], float]:
    """Rules and the area of pictures, in square points."""
    rules: list[Rule] = []
    images = 0.0
    for seen, (handle, kind, matrix) in enumerate(_drawing_objects(page)):
        if seen > max_objects:
            raise TooManyObjects(str(seen))
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_path_rules(handle, matrix, locate))
        else:
            x0, top, x1, bottom = _object_box(handle, matrix, locate)
            images += (x1 - x0) * (bottom - top)
    return rules, images


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (
        a * m + b * o,
        a * n + b * p,
        c * m + d * o,
        c * n + d * p,
        e * m + f * o + q,
        e * n + f * p + r,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _matrix_of(handle: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _drawing_objects(page: pdfium.PdfPage) -> Iterator[tuple[object, int, Matrix]]:
    """Paths and images with the matrix of the forms around them, in stream order."""
    stack = [
        (raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)
        for index in reversed(range(raw.FPDFPage_CountObjects(page)))
    ]
    while stack:
        handle, outer, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(handle)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield handle, kind, outer
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
            inner = _compose(_matrix_of(handle), outer)
            count = raw.FPDFFormObj_CountObjects(handle)
            stack.extend(
                (raw.FPDFFormObj_GetObject(handle, index), inner, depth + 1)
                for index in reversed(range(count))
            )


def _object_box(handle: object, outer: Matrix, locate: Locator) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = [_apply(outer, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return _placed(locate, min(xs), min(ys), max(xs), max(ys))


# A bar thinner than this is a drawn rule, not a filled area (pdfplumber's snap tolerance is 3 points).
_THIN = 3.0
# Shorter strokes are dashes, ticks and parts of drawn letters.
_SHORT = 4.0


def _path_rules(handle: object, outer: Matrix, locate: Locator) -> list[Rule]:
    box = _object_box(handle, outer, locate)
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) < _SHORT:
        return []
    if min(width, height) <= _THIN:
        return [Rule(*box)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if not stroke.value:
        return []
    matrix = _compose(_matrix_of(handle), outer)
    return [rule for rule in _segments(handle, matrix, locate) if max(rule[2] - rule[0], rule[3] - rule[1]) >= _SHORT]


# Maps and drawings have paths of thousands of segments; table rules and frames have a handful.
_MAX_SEGMENTS = 64


def _segments(handle: object, matrix: Matrix, locate: Locator) -> Iterator[Rule]:
    count = raw.FPDFPath_CountSegments(handle)
    if count > _MAX_SEGMENTS:
        return
    start = here = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = locate(*_apply(matrix, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(here, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _straight(point, start)
        here = point


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    if abs(a[0] - b[0]) <= 1.0 or abs(a[1] - b[1]) <= 1.0:
        yield Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
