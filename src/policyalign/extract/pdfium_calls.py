"""The PDFium functions that are called for every character and object, without pypdfium2's conversion of each argument.

They take the address of a text page (:func:`address_of`) in place of its handle, and addresses of buffers in
place of pointers; a text object comes back as its address, 0 for a character that PDFium made up.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from typing import Any

import pypdfium2.raw as raw


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


unicode_of = _plain(raw.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
lacks_code = _plain(raw.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
is_generated = _plain(raw.FPDFText_IsGenerated, c_int, c_void_p, c_int)
loose_box = _plain(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
tight_box = _plain(raw.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
text_object = _plain(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
font_of = _plain(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
fill_colour = _plain(raw.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
is_embedded = _plain(raw.FPDFFont_GetIsEmbedded, c_int, c_void_p)
font_weight = _plain(raw.FPDFText_GetFontWeight, c_int, c_void_p, c_int)
font_info = _plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong, c_void_p, c_int, c_void_p, ctypes.c_ulong, c_void_p)
font_size = _plain(raw.FPDFText_GetFontSize, c_double, c_void_p, c_int)
text_matrix = _plain(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)

page_object = _plain(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
object_kind = _plain(raw.FPDFPageObj_GetType, c_int, c_void_p)
form_object = _plain(raw.FPDFFormObj_GetObject, c_void_p, c_void_p, ctypes.c_ulong)

FourFloats = c_float * 4
"""Left, top, right, bottom, as in ``FS_RECTF``."""
SixFloats = c_float * 6
"""a, b, c, d, e, f, as in ``FS_MATRIX``."""


def object_at(address: int) -> Any:
    """The handle for pypdfium2 of a page object."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def address_of(handle: Any) -> int:
    """The address that a handle of pypdfium2 holds, 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0
