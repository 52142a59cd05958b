"""Breaks Japanese text into lines and draws them, with footnote marks and justified right edges.

Line breaking follows the usual kinsoku rules (JIS X 4051): some characters may not begin a line, some may
not end one, numbers and Latin words stay whole; everything else breaks anywhere, also inside a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from maker.content import note_number
from maker.fonts import NAME, advance, check_glyphs

NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》％ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々～")
NOT_LAST = frozenset("（「『【〔〈《")
MARK_SCALE = 0.6
WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%+/&-]*|.", re.DOTALL)


@dataclass(frozen=True)
class SetLine:
    """A line ready to be drawn; ``spacing`` (points between characters) makes it reach the edge."""

    text: str
    size: float
    indent: float = 0.0
    spacing: float = 0.0
    bold: bool = False

    @property
    def notes(self) -> tuple[int, ...]:
        return tuple(number for number in map(note_number, self.text) if number)


def width_of(text: str, size: float) -> float:
    """Width in points, footnote marks counted as the small figures that they become."""
    figures = "".join(str(note_number(char)) for char in text if note_number(char))
    plain = "".join(char for char in text if not note_number(char))
    return advance(plain, size) + advance(figures, size * MARK_SCALE)


def break_lines(
    text: str,
    width: float,
    size: float,
    *,
    first: float = 0.0,
    rest: float = 0.0,
    bold: bool = False,
    justify: bool = True,
) -> list[SetLine]:
    """Lines of ``text`` in a column ``width`` points wide; ``first`` and ``rest`` are indents in points."""
    lines: list[SetLine] = []
    words = WORD.findall(text)
    while words:
        indent = rest if lines else first
        count = _fitting(words, width - indent, size)
        line = "".join(words[:count])
        last = count == len(words)
        spacing = 0.0 if last or not justify else _spacing(line, width - indent, size)
        lines.append(SetLine(line, size, indent, spacing, bold))
        words = words[count:]
    return lines


def draw_line(canvas: Canvas, line: SetLine, x: float, baseline: float) -> None:
    """Draw ``line`` with its left edge at ``x`` (its indent is added) and its feet on ``baseline``."""
    pen = canvas.beginText(x + line.indent, baseline)
    pen.setCharSpace(line.spacing)
    canvas.setLineWidth(line.size / 36)
    # fill and stroke together stand in for a bold font without printing the text twice
    pen.setTextRenderMode(2 if line.bold else 0)
    for number, run in _runs(line.text):
        check_glyphs(run)
        pen.setFont(NAME, line.size * (MARK_SCALE if number else 1))
        pen.setRise(line.size * 0.4 if number else 0)
        pen.textOut(run)
    pen.setRise(0)
    pen.setCharSpace(0)
    pen.setTextRenderMode(0)
    canvas.drawText(pen)


def draw_text(canvas: Canvas, text: str, x: float, baseline: float, size: float, *, align: str = "left") -> None:
    """Draw one unbroken line ``left`` of, ``center``ed on or ``right``-aligned to ``x``."""
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width_of(text, size)
    draw_line(canvas, SetLine(text, size), x - shift, baseline)


def _fitting(words: list[str], width: float, size: float) -> int:
    """How many words go on one line: as many as fit, fewer where the break would be a forbidden one."""
    used, count = 0.0, 0
    while count < len(words):
        used += width_of(words[count], size)
        if used > width + 0.01:
            break
        count += 1
    if count == len(words):
        return count
    legal = count
    while legal > 1 and _forbidden(words[legal - 1], words[legal]):
        legal -= 1
    return max(legal, 1)


def _forbidden(before: str, after: str) -> bool:
    return before[-1] in NOT_LAST or after[0] in NOT_FIRST or bool(note_number(after[0]))


def _spacing(line: str, width: float, size: float) -> float:
    gaps = len(line) - 1
    return max(0.0, width - width_of(line, size)) / gaps if gaps > 0 else 0.0


def _runs(text: str) -> list[tuple[int, str]]:
    """Cut ``text`` into (0, plain text) and (footnote number, its figures)."""
    parts = re.split(r"([\ue001-\ue3e7])", text)
    runs = [(note_number(part), part) if len(part) == 1 else (0, part) for part in parts if part]
    return [(number, str(number) if number else part) for number, part in runs]
