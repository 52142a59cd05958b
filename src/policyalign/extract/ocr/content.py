"""Recognised lines as the characters of a page, so that order, columns and notes are found as on any page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.extract.glyphs import Glyph, PageContent
from policyalign.extract.ocr.records import RecognisedLine
from policyalign.text.normalize import is_wide

# Types that are measured within this share of each other are the same type.
_SAME_TYPE = 0.12


def recognised_content(content: PageContent, lines: Sequence[RecognisedLine]) -> PageContent:
    """The page with the recognised characters in place of its own; pictures, which hold them, are left out."""
    sizes = _sizes(lines)
    glyphs = tuple(glyph for line, size in zip(lines, sizes, strict=True) for glyph in _glyphs(line, size))
    return replace(content, glyphs=glyphs, slanted=(), slant=0.0, mapping_errors=0, pictures=())


def _sizes(lines: Sequence[RecognisedLine]) -> list[float]:
    """The type of every line in points. Measured ones scatter: those near a more frequent one are taken for it."""
    measured = [_measured(line) for line in lines]
    weights: dict[float, int] = {}
    for line, size in zip(lines, measured, strict=True):
        weights[size] = weights.get(size, 0) + len(line.text)
    types: list[float] = []
    for size in sorted(weights, key=lambda size: (-_weight_near(size, weights), size)):
        if not any(abs(size - other) <= _SAME_TYPE * other for other in types):
            types.append(size)
    return [min(types, key=lambda other: (abs(size - other), other)) for size in measured]


def _weight_near(size: float, weights: dict[float, int]) -> int:
    return sum(weight for other, weight in weights.items() if abs(size - other) <= _SAME_TYPE / 2 * size)


def _measured(line: RecognisedLine) -> float:
    """Type in halves of a point, by the length of the line and not more than its height. Boxes have as much room at
    their ends as above and below: the line is longer than the type is high by one em for every further character."""
    x0, top, x1, bottom = line.box
    length, height = (bottom - top, x1 - x0) if line.vertical else (x1 - x0, bottom - top)
    further = sum(_advances(line)) - 1
    by_length = (length - height) / further if further >= 1 else height
    return max(1.0, round(min(by_length, height) * 2) / 2)


def _advances(line: RecognisedLine) -> list[float]:
    """How far every character goes, in em; in a vertical line all stand on a square."""
    return [1.0 if line.vertical or is_wide(char) else 0.5 for char in line.text]


def _glyphs(line: RecognisedLine, size: float) -> Iterator[Glyph]:
    """The characters spread over the line."""
    x0, top, x1, bottom = line.box
    advances = _advances(line)
    length = bottom - top if line.vertical else x1 - x0
    em = length / max(1.0, sum(advances))
    start = 0.0
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    for char, advance in zip(line.text, advances, strict=True):
        if not unicodedata.category(char).startswith("C"):
            a, b = start * em, (start + advance) * em
            if line.vertical:
                yield Glyph(char, x - size / 2, top + a, x + size / 2, top + b, size, False)
            else:
                yield Glyph(char, x0 + a, y - size / 2, x0 + b, y + size / 2, size, False)
        start += advance
