"""Headings that only a coloured ground or a rule sets out: they are in the type of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, B5, TEXTS, TITLES, Made, line, new_sheet, set_text, shade, width_of
from layout.sheet import A4, Sheet


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    ground: str = "line"
    grey: float = 0.85
    number: str = ""
    white: bool = False
    texts: int = 1
    columns: int = 1


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em = way.size
    gutter = 26.0
    whole = way.page[0] - 110
    width = ((whole - (way.columns - 1) * gutter) / way.columns // em) * em
    column, top, place = 0, 60.0, 0
    while place < 9:
        texts = TEXTS[place : place + way.texts]
        title = way.number.format(len(made.headings) + 1) + TITLES[place]
        place += len(texts)
        if top > way.page[1] - 60 - 34 * em / way.columns:
            column, top = column + 1, 60.0
            if column == way.columns:
                sheet.turn()
                column = 0
        x = 55 + column * (width + gutter)
        _head(sheet, way, x, top, width, title)
        made.headings.append(title)
        top += 2.2 * em
        for text in texts:
            top = set_text(sheet, x, top, text, width, em)
            made.texts.append(text)
        top += 0.8 * em
    made.pdf = sheet.pdf()
    return made


def _head(sheet: Sheet, way: _Way, x: float, top: float, width: float, title: str) -> None:
    em = way.size
    if way.ground == "line":
        shade(sheet, x, top - 3, width, 1.7 * em, way.grey)
    elif way.ground == "words":
        shade(sheet, x - 2, top - 2, width_of(title, em) + 10, 1.5 * em, way.grey)
    elif way.ground == "below":
        line(sheet, x, top + 1.35 * em, x + width, top + 1.35 * em, 0.8)
    elif way.ground == "frame":
        sheet.box(x, top - 3, width, 1.7 * em)
    elif way.ground == "edge":
        shade(sheet, x, top - 2, 4, 1.5 * em, 0.2)
    sheet.canvas.setFillGray(int(way.white))
    sheet.text(x + (8 if way.ground == "edge" else 4), top, title, em)
    sheet.canvas.setFillGray(0)


_WAYS = {
    "across the line": _Way(),
    "across the line, pale": _Way(grey=0.95),
    "dark, white words": _Way(grey=0.3, white=True),
    "behind the words": _Way(ground="words"),
    "rule below": _Way(ground="below"),
    "frame": _Way(ground="frame"),
    "bar before": _Way(ground="edge"),
    "numbered": _Way(number="（{}）"),
    "figured": _Way(number="{}　", ground="line"),
    "two texts each, B5": _Way(page=B5, size=9, texts=2),
    "wide, two columns": _Way(page=A4_WIDE, columns=2, size=9.5),
    "frame, numbered, two columns": _Way(ground="frame", number="（{}）", columns=2, page=A4_WIDE, size=9),
    "rule below, B5": _Way(ground="below", page=B5, size=8.5, texts=2),
    "bar before, numbered": _Way(ground="edge", number="{}　"),
    "behind the words, larger type": _Way(ground="words", size=12),
}

VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
