"""Turns blocks into strips: pieces of a page that are drawn whole, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from maker.content import Block, without_marks
from maker.lines import SetLine, break_lines, draw_line
from maker.looks import Look, TextStyle

Draw = Callable[[Canvas, float, float], None]
"""Draws with the strip's left edge at the first and its top at the second number (PDF coordinates)."""


@dataclass(frozen=True)
class Strip:
    """A piece ``height`` points high; ``before`` is white space above it, dropped at the top of a page."""

    height: float
    draw: Draw
    before: float = 0.0
    notes: tuple[int, ...] = ()
    keep_with_next: bool = False
    break_before: bool = False
    heading: str = ""
    level: int = 0


def line_strips(lines: Iterable[SetLine], leading: float, before: float = 0.0, *, keep: bool = False) -> list[Strip]:
    """One strip per line, ``leading`` points from line to line."""
    return [
        Strip(leading, _drawer(line, leading), before if place == 0 else 0.0, line.notes, keep)
        for place, line in enumerate(lines)
    ]


def _drawer(line: SetLine, leading: float) -> Draw:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_line(canvas, line, x, top - (leading + line.size * 0.76) / 2)

    return draw


def _text(text: str, width: float, style: TextStyle, indent: float = 0.0, hang: float = 0.0) -> list[Strip]:
    lines = break_lines(text, width, style.size, first=indent, rest=indent + hang, bold=style.bold)
    return line_strips(lines, style.leading, style.before, keep=style.keep)


def paragraph_strips(text: str, width: float, look: Look) -> list[Strip]:
    """A paragraph, its first line set in by a full-width space as in real plans."""
    return _text("　" + text, width, look.body)


def item_strips(text: str, width: float, look: Look) -> list[Strip]:
    """A list item: its mark hangs to the left of the following lines."""
    depth = look.item_depth.get(text[0], 1)
    return _text(text, width, look.item, depth * look.body.size, look.body.size)


def heading_strips(block: Block, width: float, look: Look) -> list[Strip]:
    """A heading; it stays with what follows and may begin a page."""
    style = look.headings[block.level]
    hang = style.size * 2
    first, *rest = _text(block.value, width, style, look.heading_indent * (block.level - 1), hang)
    opening = Strip(
        first.height,
        first.draw,
        first.before,
        first.notes,
        keep_with_next=True,
        break_before=block.level == 1 and look.chapters_on_new_page,
        heading=without_marks(block.value),
        level=block.level,
    )
    return [opening, *rest]
