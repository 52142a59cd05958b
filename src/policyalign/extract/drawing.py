"""Drawn rules and pictures of one page, read with PDFium, and the page's coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Box
from policyalign.extract.pdfium_calls import object_at, objects_of_form, objects_of_page

# Form XObjects may nest without end in hostile files; real ones nest two or three deep.
_MAX_FORM_DEPTH = 6


class Rule(NamedTuple):
    """A straight horizontal or vertical stroke (or a thin filled bar) with its box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


class TooManyObjects(Exception):
    """A page holds more characters or drawing objects than the reader is allowed to take."""


Locator = Callable[[float, float], tuple[float, float]]
Place = Callable[[Any, Any, Any, Any], tuple[Any, Any, Any, Any]]
"""Takes numbers, or arrays of them, and returns the like."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The visible part of a page: its size in points as it lies, and how to map PDF user space (origin bottom
    left) to points from its top left corner; ``place`` maps left, bottom, right, top of a box."""

    width: float
    height: float
    locate: Locator
    place: Place


def page_box(page: pdfium.PdfPage) -> Sheet:
    """The crop box within the media box, either of which a page may inherit from the page tree."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    turns: dict[int, Locator] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    boxes: dict[int, Place] = {
        0: lambda x0, y1, x1, y0: (x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y1, x1, y0: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y1, x1, y0: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y1, x1, y0: (top - y1, right - x1, top - y0, right - x0),
    }
    turn = page.get_rotation() % 360
    width, height = page.get_size()
    return Sheet(width, height, turns[turn], boxes[turn])


def placed(locate: Locator, left: float, bottom: float, right: float, top: float) -> Box:
    ax, ay = locate(left, bottom)
    bx, by = locate(right, top)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class Drawing(NamedTuple):
    """What is drawn on a page: rules, the boxes of coloured areas and of pictures, how many paths are neither
    (letters as outlines, maps), and the pixels of the largest picture."""

    rules: list[Rule]
    areas: list[Rule]
    pictures: list[Rule]
    drawn: int
    most_pixels: int


def read_drawing(page: pdfium.PdfPage, locate: Locator, max_objects: int) -> Drawing:
    """Everything drawn on a page but its text."""
    rules: list[Rule] = []
    areas: list[Rule] = []
    pictures: list[Rule] = []
    drawn = most_pixels = 0
    for seen, (handle, kind, matrix) in enumerate(_drawing_objects(page)):
        if seen > max_objects:
            raise TooManyObjects(str(seen))
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found, filled = _path_rules(handle, matrix, locate), list(_path_area(handle, matrix, locate))
            rules += found
            areas += filled
            drawn += not found and not _is_rectangle(handle)
        else:
            pictures.append(Rule(*_object_box(handle, matrix, locate)))
            most_pixels = max(most_pixels, _pixels(handle))
    return Drawing(rules, areas, pictures, drawn, most_pixels)


def _pixels(handle: object) -> int:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(handle, width, height)
    return width.value * height.value


# A rectangle is five points, the first of which may come twice.
_CORNERS = 6


def _is_rectangle(handle: object) -> bool:
    return int(raw.FPDFPath_CountSegments(handle)) <= _CORNERS


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
    stack = [(address, kind, _IDENTITY, 0) for address, kind in reversed(objects_of_page(page))]
    while stack:
        address, kind, outer, depth = stack.pop()
        handle = object_at(address)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield handle, kind, outer
        elif depth < _MAX_FORM_DEPTH:
            inner = _compose(_matrix_of(handle), outer)
            stack.extend((part, kind, inner, depth + 1) for part, kind in reversed(objects_of_form(handle)))


def _object_box(handle: object, outer: Matrix, locate: Locator) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = [_apply(outer, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return placed(locate, min(xs), min(ys), max(xs), max(ys))


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


# A fill lighter than this in all of red, green and blue (0–255) is paper.
_PAPER = 245


def _path_area(handle: object, outer: Matrix, locate: Locator) -> Iterator[Rule]:
    """The box of a path that is filled with a colour, unless it is as thin as a rule."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    if not fill.value or not alpha.value or min(red.value, green.value, blue.value) >= _PAPER:
        return
    box = _object_box(handle, outer, locate)
    if min(box[2] - box[0], box[3] - box[1]) > _THIN:
        yield Rule(*box)


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
