"""The one font of the sample plans: IPAexGothic, as packed in the wheel of ``matplotlib-fontja``.

The font comes from a package and not from the machine, so that every machine makes the same files. The IPA
Font License v1.0, article 2, lets a document with embedded subsets be passed on without further duty.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import files
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "IPAexGothic"


class GlyphError(ValueError):
    """A text holds a character that the font cannot draw."""


def font_path() -> Path:
    """Where the font file lies; found by the package's file list, since importing it loads matplotlib."""
    found = [entry for entry in files("matplotlib-fontja") or [] if entry.name == "ipaexg.ttf"]
    return Path(str(found[0].locate()))


@cache
def font() -> TTFont:
    """The font, registered with reportlab."""
    loaded = TTFont(NAME, str(font_path()))
    pdfmetrics.registerFont(loaded)
    return loaded


def check_glyphs(text: str) -> None:
    """Raise :class:`GlyphError` rather than print an empty box (豆腐)."""
    missing = sorted({char for char in text if ord(char) not in font().face.charToGlyph})
    if missing:
        raise GlyphError(f"no glyph for {missing} in {text[:40]!r}")


def advance(text: str, size: float) -> float:
    """Width of ``text`` in points."""
    font()
    return pdfmetrics.stringWidth(text, NAME, size)
