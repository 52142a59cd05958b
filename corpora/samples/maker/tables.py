"""Ruled tables and year tables (工程表), each drawn whole as one strip.

In a table's rows ``<`` continues the cell to its left and ``^`` the cell above (merged cells). A schedule's
row is a name, the bodies in charge and its bars ``[first year, last year, text]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from maker.lines import SetLine, break_lines, draw_line
from maker.looks import Look, TextStyle
from maker.strips import Draw, Strip, line_strips

PAD = 3.0
GREY = 0.9
Bar = tuple[float, float, float, float, str]
"""An arrow: left and top from the table's corner, width, height, its text."""


@dataclass(frozen=True)
class Box:
    """A cell on the page: offsets from the table's top left corner, size, its lines, shaded or not."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[SetLine, ...]
    shaded: bool = False


def table_strips(value: dict[str, Any], width: float, look: Look) -> list[Strip]:
    """A caption and a ruled table; ``widths`` are relative, ``header`` counts the shaded rows."""
    total = sum(value["widths"])
    widths = [width * share / total for share in value["widths"]]
    rows: list[list[str]] = value["rows"]
    heights = _row_heights(rows, widths, look.cell)
    boxes = _boxes(rows, widths, heights, look.cell, value.get("header", 1))
    return [*_caption(value, width, look), Strip(sum(heights) + 6, _boxes_drawer(boxes, look.cell), 2.0)]


def schedule_strips(value: dict[str, Any], width: float, look: Look) -> list[Strip]:
    """A caption and a 工程表: one column per fiscal year, bars over the years of each row."""
    years: list[int] = value["years"]
    names = width * 0.24, width * 0.14
    widths = [*names, *[(width - sum(names)) / len(years)] * len(years)]
    head = ["施策", "担当", *[value["year_style"].format(year=year, era=year - 2018) for year in years]]
    merged = value.get("merged", False)
    rows = [
        head,
        *[[name, bodies, *_year_cells(bars, years, merged)] for name, bodies, bars in value["rows"]],
    ]
    tracks = look.cell.leading * 2 + 4
    heights = [max(height, tracks) for height in _row_heights(rows, widths, look.cell)]
    boxes = _boxes(rows, widths, heights, look.cell, 1)
    bars = [] if merged else _all_bars(value["rows"], years, widths, heights)
    return [
        *_caption(value, width, look),
        Strip(sum(heights) + 6, _schedule_drawer(boxes, bars, look.cell), 2.0),
    ]


def _year_cells(bars: Sequence[Sequence[Any]], years: Sequence[int], merged: bool) -> list[str]:
    """The year columns of one row: each bar's text in one merged cell, or all empty under arrows."""
    cells = [""] * len(years)
    for first, last, text in bars if merged else []:
        start, end = years.index(first), years.index(last)
        cells[start : end + 1] = [text, *["<"] * (end - start)]
    return cells


def _caption(value: dict[str, Any], width: float, look: Look) -> list[Strip]:
    lines = break_lines(value["caption"], width, look.body.size - 0.5, bold=True)
    return line_strips(lines, look.body.leading, 6.0, keep=True)


def _cell_lines(text: str, width: float, size: float) -> list[SetLine]:
    """Narrow cells are set ragged: stretching their few characters would look like spaces."""
    return break_lines(text, width, size, justify=False)


def _row_heights(rows: Sequence[Sequence[str]], widths: Sequence[float], style: TextStyle) -> list[float]:
    heights = []
    for row_number, row in enumerate(rows):
        counts = [
            len(_cell_lines(text, _span_width(row, column, widths) - 2 * PAD, style.size))
            for column, text in enumerate(row)
            if text not in ("<", "^") and not _continues_below(rows, row_number, column)
        ]
        heights.append(max([1, *counts]) * style.leading + 2 * PAD)
    return heights


def _span_width(row: Sequence[str], column: int, widths: Sequence[float]) -> float:
    end = column + 1
    while end < len(row) and row[end] == "<":
        end += 1
    return sum(widths[column:end])


def _continues_below(rows: Sequence[Sequence[str]], row: int, column: int) -> bool:
    return row + 1 < len(rows) and rows[row + 1][column] == "^"


def _boxes(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    heights: Sequence[float],
    style: TextStyle,
    header: int,
) -> list[Box]:
    boxes = []
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            last = row_number
            while _continues_below(rows, last, column):
                last += 1
            width = _span_width(row, column, widths)
            lines = tuple(_cell_lines(text, width - 2 * PAD, style.size))
            height = sum(heights[row_number : last + 1])
            x, y = sum(widths[:column]), sum(heights[:row_number])
            boxes.append(Box(x, y, width, height, lines, shaded=row_number < header))
    return boxes


def _all_bars(
    rows: Sequence[Sequence[Any]], years: Sequence[int], widths: Sequence[float], heights: Sequence[float]
) -> list[Bar]:
    bars = []
    for place, (_, _, spans) in enumerate(rows, start=1):
        top, height = sum(heights[:place]), heights[place]
        for first, last, text in spans:
            left = sum(widths[: 2 + years.index(first)])
            right = sum(widths[: 3 + years.index(last)])
            bars.append((left + 2, top + 3, right - left - 4, height - 6, text))
    return bars


def _boxes_drawer(boxes: Sequence[Box], style: TextStyle) -> Draw:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(0.6)
        for box in boxes:
            canvas.setFillGray(GREY if box.shaded else 1)
            canvas.rect(x + box.x, top - box.y - box.height, box.width, box.height, fill=1, stroke=1)
        canvas.setFillGray(0)
        for box in boxes:
            _draw_lines(canvas, box.lines, x + box.x + PAD, top - box.y - PAD, style)

    return draw


def _schedule_drawer(boxes: Sequence[Box], bars: Sequence[Bar], style: TextStyle) -> Draw:
    draw_boxes = _boxes_drawer(boxes, style)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_boxes(canvas, x, top)
        for left, down, width, height, text in bars:
            canvas.setLineWidth(0.5)
            _arrow(canvas, x + left, top - down, width, height)
            lines = _cell_lines(text, width - 12, style.size - 1)
            rest = (height - len(lines) * (style.size + 1)) / 2
            _draw_lines(canvas, lines, x + left + 3, top - down - rest, TextStyle(style.size - 1, style.size + 1))

    return draw


def _draw_lines(canvas: Canvas, lines: Sequence[SetLine], x: float, top: float, style: TextStyle) -> None:
    for place, line in enumerate(lines):
        draw_line(canvas, line, x, top - place * style.leading - (style.leading + line.size * 0.76) / 2)


def _arrow(canvas: Canvas, x: float, top: float, width: float, height: float) -> None:
    """A block arrow pointing right, lightly filled."""
    tip = min(8.0, width / 4)
    path = canvas.beginPath()
    path.moveTo(x, top)
    for point in ((x + width - tip, top), (x + width, top - height / 2), (x + width - tip, top - height)):
        path.lineTo(*point)
    path.lineTo(x, top - height)
    path.close()
    canvas.setFillGray(GREY + 0.05)
    canvas.drawPath(path, fill=1, stroke=1)
    canvas.setFillGray(0)
