"""Em size, boldness, turn and font of the text objects of a page."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from policyalign.extract.pdfium_calls import TextCalls, font_info, font_of, font_weight

_BOLD_NAME = re.compile(r"bold|heavy|black|-[EHU]B?$", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
# Text turned by more than this from a quarter turn (radians; 10°) lies aslant; scanners turn pages by 1° or 2°.
_SLANT = math.radians(10)


class Style(NamedTuple):
    """What the characters of a text object share; ``angle`` is in radians, counter-clockwise on the page."""

    em: float
    bold: bool
    turn: int
    font: str
    slanted: bool
    angle: float


def read_styles(calls: TextCalls, firsts: Sequence[int], addresses: Sequence[int], page_turn: int) -> list[Style]:
    """The styles of the text objects at ``addresses``, of each of which one character is named, on a page that is
    shown turned clockwise by ``page_turn`` quarters."""
    fonts, sizes = list(map(font_of, addresses)), calls.sizes(firsts)
    matrices = calls.matrices(firsts)[:, :4].T.tolist()
    keys = list(zip(fonts, sizes, *matrices, strict=True))
    faces = {font: _face(calls.address, first) for font, first in dict(zip(fonts, firsts, strict=True)).items()}
    styles = {key: _style(faces[key[0]], key[1], key[2:], page_turn) for key in set(keys)}
    return list(map(styles.__getitem__, keys))


def _style(face: tuple[str, bool], size: float, matrix: Sequence[float], page_turn: int) -> Style:
    a, b, c, d = matrix
    quarters = -math.atan2(b, a) / (math.pi / 2)
    slanted = abs(quarters - round(quarters)) * (math.pi / 2) > _SLANT
    turn = (round(quarters) + page_turn) % 4
    angle = round(math.atan2(b, a) - page_turn * (math.pi / 2), 3)
    return Style(size * math.sqrt(abs(a * d - b * c)), face[1], turn, face[0], slanted, angle)


def _face(textpage: int, place: int) -> tuple[str, bool]:
    """The family of the font of a character, and whether it is bold."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    font_info(textpage, place, ctypes.addressof(name), 128, ctypes.addressof(flags))
    family = name.value.decode("utf-8", "replace")
    bold = bool(_BOLD_NAME.search(family)) or font_weight(textpage, place) >= 700
    return _SUBSET_TAG.sub("", family), bold
