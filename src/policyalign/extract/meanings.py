"""What the codes of characters mean, as PDFium gives them."""

from __future__ import annotations

import ctypes
import unicodedata

from policyalign.extract.glyphs import UNREADABLE
from policyalign.extract.pdfium_calls import is_generated, tight_box
from policyalign.text.normalize import UNSEEN, fold


class _Readable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        text = "" if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0xFFFE else fold(chr(code))
        found = self[code] = "" if text.isspace() or text in UNSEEN or unicodedata.combining(text[:1] or " ") else text
        return found


READABLE = _Readable()
"""Folded characters by their codes; empty for what needs a second look."""

# PDFium's sign for a hyphen at the end of a line, and the hyphen that Word breaks words with.
_HYPHENS = (2, 0xAD)


def meaning(page: int, place: int, code: int, *, lost: bool) -> str:
    """What the character at a ``place`` of the text page says that is no plain letter, or that its font has no code for
    (``lost``); empty where nothing is seen."""
    if code in _HYPHENS and not lost:
        return "-" if _has_ink(page, place) else ""
    text = "" if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0xFFFE else fold(chr(code))
    if text in UNSEEN:
        return ""
    if lost or not text or text.isspace():
        if is_generated(page, place) == 1:
            return ""
        return UNREADABLE if _has_ink(page, place) else text if text.isspace() else ""
    return text


# A true space has an empty tight box; ink smaller than this, in points, is none.
_INK = 0.1


def _has_ink(page: int, place: int) -> bool:
    edges = [ctypes.c_double() for _ in range(4)]
    tight_box(page, place, *(ctypes.addressof(edge) for edge in edges))
    left, right, bottom, top = (edge.value for edge in edges)
    return right - left > _INK and top - bottom > _INK
