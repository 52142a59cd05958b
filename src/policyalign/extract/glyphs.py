"""What was read of a page of a PDF before it is laid out: its characters, and what is drawn on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policyalign.extract.drawing import Rule

UNREADABLE = "〓"
"""What stands for a character that cannot be read, as in print (ゲタ記号)."""


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
    """What PDFium returns of one page. ``mapping_errors`` counts characters that are seen but cannot be read,
    ``off_page`` those outside the page, ``unseen`` those that nobody sees on it, ``images`` the share of the page
    that pictures cover; ``areas`` are the boxes of coloured areas, ``pictures`` those of pictures, ``drawn`` counts
    paths that are neither rules nor areas; ``slanted`` are the characters that stand in no quarter turn (透かし), most
    of them turned by ``slant`` radians counter-clockwise."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    mapping_errors: int = 0
    off_page: int = 0
    images: float = 0.0
    areas: tuple[Rule, ...] = ()
    slanted: tuple[Glyph, ...] = ()
    pictures: tuple[Rule, ...] = ()
    drawn: int = 0
    unseen: int = 0
    slant: float = 0.0
