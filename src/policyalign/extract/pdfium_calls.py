"""The PDFium functions that are called for every character and object, without pypdfium2's conversion of each argument.

PDFium has no call that tells of all characters of a page at once, so each costs a call for each thing that is asked.
:class:`TextCalls` makes those in bulk: the loop runs inside ``map``, and every argument is made once, so that a call
costs an eighth of a microsecond. The other functions take the address of an object (:func:`address_of`) in place of
its handle, and addresses of buffers in place of pointers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import c_double, c_float, c_int, c_size_t, c_uint, c_void_p
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function with arguments that ctypes converts itself. Where none are named, it takes ints (of 32 bits) and
    what ``byref`` returns, and converts nothing."""
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_unicode = _plain(raw.FPDFText_GetUnicode, c_uint)
_lacks_code = _plain(raw.FPDFText_HasUnicodeMapError, c_int)
_loose_box = _plain(raw.FPDFText_GetLooseCharBox, c_int)
_text_object = _plain(raw.FPDFText_GetTextObject, c_size_t)
_font_size = _plain(raw.FPDFText_GetFontSize, c_double)
_text_matrix = _plain(raw.FPDFText_GetMatrix, c_int)

is_generated = _plain(raw.FPDFText_IsGenerated, c_int, c_void_p, c_int)
tight_box = _plain(raw.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
font_of = _plain(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
fill_colour = _plain(raw.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
is_embedded = _plain(raw.FPDFFont_GetIsEmbedded, c_int, c_void_p)
font_weight = _plain(raw.FPDFText_GetFontWeight, c_int, c_void_p, c_int)
font_info = _plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong, c_void_p, c_int, c_void_p, ctypes.c_ulong, c_void_p)

_page_object = _plain(raw.FPDFPage_GetObject, c_size_t)
_object_kind = _plain(raw.FPDFPageObj_GetType, c_int, c_void_p)
_form_object = _plain(raw.FPDFFormObj_GetObject, c_size_t, c_void_p, ctypes.c_ulong)


class TextCalls:
    """What PDFium tells of the characters of an open text page, all of one thing at a time."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self.address = address_of(textpage.raw)
        self._page = ctypes.byref(ctypes.c_char.from_address(self.address))

    def codes(self, places: Sequence[int]) -> list[int]:
        """UTF-16 codes."""
        return list(map(_unicode, repeat(self._page), places))

    def lacking(self, places: Sequence[int]) -> list[int]:
        """1 for each character whose font does not say what it means, else 0."""
        return list(map(_lacks_code, repeat(self._page), places))

    def objects(self, places: Sequence[int]) -> list[int]:
        """The addresses of the text objects; 0 for a space or line end that PDFium made up."""
        return list(map(_text_object, repeat(self._page), places))

    def sizes(self, places: Sequence[int]) -> list[float]:
        """The sizes of the fonts, before their matrices."""
        return list(map(_font_size, repeat(self._page), places))

    def boxes(self, places: Sequence[int]) -> NDArray[np.float64]:
        """Left, top, right and bottom in user space, a column for each character."""
        return self._floats(_loose_box, 4, places).T

    def matrices(self, places: Sequence[int]) -> NDArray[np.float64]:
        """a to f of the text matrices, a row for each character."""
        return self._floats(_text_matrix, 6, places)

    def _floats(self, call: Callable[..., int], count: int, places: Sequence[int]) -> NDArray[np.float64]:
        buffer, pointers = _buffer(count)
        found = np.empty((len(places), count))
        for start in range(0, len(places), _AT_ONCE):
            part = places[start : start + _AT_ONCE]
            if not all(map(call, repeat(self._page), part, pointers)):
                raise ValueError("PDFium does not know one of the characters")
            found[start : start + len(part)] = np.frombuffer(buffer, np.float32).reshape(-1, count)[: len(part)]
        return found


_AT_ONCE = 2048


@cache
def _buffer(count: int) -> tuple[Any, list[Any]]:
    """Room for ``count`` floats of so many characters, and the pointers to each."""
    buffer = (c_float * (count * _AT_ONCE))()
    size = ctypes.sizeof(c_float) * count
    return buffer, [ctypes.byref(buffer, size * place) for place in range(_AT_ONCE)]


# Text is read from the text page, and shadings are not read.
_DRAWN = frozenset((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM))


def objects_of_page(page: pdfium.PdfPage) -> list[tuple[int, int]]:
    """Addresses and kinds of the paths, images and forms of a page, in stream order."""
    pointer = ctypes.byref(ctypes.c_char.from_address(address_of(page.raw)))
    return _drawn(list(map(_page_object, repeat(pointer), range(raw.FPDFPage_CountObjects(page)))))


def objects_of_form(form: Any) -> list[tuple[int, int]]:
    """The same of a form, whose parts are in its own space."""
    places = range(raw.FPDFFormObj_CountObjects(form))
    return _drawn(list(map(_form_object, repeat(address_of(form)), places)))


def _drawn(addresses: list[int]) -> list[tuple[int, int]]:
    kinds = map(_object_kind, addresses)
    return [(address, kind) for address, kind in zip(addresses, kinds, strict=True) if kind in _DRAWN]


def object_at(address: int) -> Any:
    """The handle for pypdfium2 of a page object."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def address_of(handle: Any) -> int:
    """The address that a handle of pypdfium2 holds, 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0
