"""A page to draw single strings on, measured from the top left corner in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import files
from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)
SLIDE = (720.0, 540.0)
FONT = "IPAexGothic"
LEADING = 1.62
"""Distance from line to line, in type sizes."""
ASCENT = 0.88
"""Share of the type size between the top of a line and its baseline."""


def font_path() -> Path:
    """The font file in the wheel of ``matplotlib-fontja``; never one of the machine's own fonts."""
    found = [entry for entry in files("matplotlib-fontja") or [] if entry.name == "ipaexg.ttf"]
    return Path(str(found[0].locate()))


@dataclass
class Sheet:
    """A PDF in the making. Every ``text`` call is one text object, so stream order is call order."""

    size: tuple[float, float] = A4
    buffer: BytesIO = field(default_factory=BytesIO)
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        if FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(FONT, str(font_path())))
        self.canvas = Canvas(self.buffer, pagesize=self.size, invariant=1, pageCompression=1)

    def text(
        self, x: float, top: float, text: str, size: float = 10.5, *, width: float | None = None, font: str = FONT
    ) -> None:
        """Draw ``text``; where ``width`` is given, its characters are set apart to fill it."""
        self.canvas.setFont(font, size)
        spare = 0.0 if width is None else width - pdfmetrics.stringWidth(text, font, size)
        spacing = spare / max(len(text) - 1, 1)
        self.canvas.drawString(x, self.size[1] - top - size * ASCENT, text, charSpace=spacing)

    def paragraph(self, x: float, top: float, text: str, count: int, size: float = 10.5) -> float:
        """Set ``text`` in a column ``count`` full-width characters wide; returns where the next begins."""
        *full, last = wrap(text, count)
        for place, line in enumerate(full):
            self.text(x, top + place * size * LEADING, line, size, width=count * size)
        self.text(x, top + len(full) * size * LEADING, last, size)
        return top + (len(full) + 1) * size * LEADING

    def box(self, x: float, top: float, width: float, height: float, grey: float | None = None) -> None:
        """A ruled box, filled with ``grey`` (0 black to 1 white) where given."""
        self.canvas.setLineWidth(0.6)
        self.canvas.setFillGray(1 if grey is None else grey)
        self.canvas.rect(x, self.size[1] - top - height, width, height, fill=int(grey is not None), stroke=1)
        self.canvas.setFillGray(0)

    def picture(self, png: bytes, x: float, top: float, width: float, height: float) -> None:
        self.canvas.drawImage(ImageReader(BytesIO(png)), x, self.size[1] - top - height, width, height)

    def turn(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def wrap(text: str, count: int) -> list[str]:
    """Lines of at most ``count`` full-width characters, broken inside words but never before 、 or 。."""
    lines, line = [], ""
    for char in text:
        if pdfmetrics.stringWidth(line + char, FONT, 1.0) > count:
            carried = line[-1] if char in "、。" else ""
            lines.append(line.removesuffix(carried))
            line = carried
        line += char
    return [*lines, line]
