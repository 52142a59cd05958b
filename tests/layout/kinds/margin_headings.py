"""Headings in the left margin (見出しが左余白), level with the first line of their text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, B5, TEXTS, TITLES, Made, line, new_sheet, set_text
from layout.sheet import A4, FONT, Sheet
from layout.styled_pages import BOLD, break_lines


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    head: float = 10.5
    bold: bool = True
    numbers: bool = False
    rules: str = ""
    margin: float = 9.0
    first: str = "heading"
    texts: int = 2
    between: float = 1.0
    indent: float = 1.0


def _write_head(sheet: Sheet, way: _Way, left: float, top: float, lines: list[str]) -> None:
    for step, text in enumerate(lines):
        sheet.text(left, top + step * 1.4 * way.head, text, way.head, font=BOLD if way.bold else FONT)


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, left = way.size, 48.0
    inner = left + way.margin * way.head + 2.0 * em
    width = ((way.page[0] - inner - 48) // em) * em
    top, place, number = 60.0, 0, 0
    while place < 9:
        title = TITLES[place]
        if way.numbers:
            number += 1
            title = f"（{number}）{title}"
        texts = TEXTS[place : place + (way.texts if place % 2 == 0 else 1)]
        place += len(texts)
        if top > way.page[1] - 190:
            sheet.turn()
            top = 60.0
        heads = break_lines(title, way.margin * way.head, way.head, 0, 0, "ragged")

        start, written = top, [text for text, _, _ in heads]
        if way.first == "heading":
            _write_head(sheet, way, left, start, written)
        for text in texts:
            top = set_text(sheet, inner, top, text, width, em, indent=way.indent)
        if way.first == "text":
            _write_head(sheet, way, left, start, written)
        if way.rules == "level":
            line(sheet, left, start - 5, inner + width, start - 5)
        if way.rules == "upright":
            line(sheet, inner - em, start - 2, inner - em, top)
        if way.indent:
            made.headings.append(title)
            made.texts += texts
        else:  # nothing tells this from a table of terms
            made.rows += [f"{title}；{text}" for text in texts]
        top = max(top, start + len(heads) * 1.4 * way.head) + way.between * em
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "A4, bold": _Way(),
    "A4, upright rule": _Way(rules="upright"),
    "A4, level rules": _Way(rules="level"),
    "type of the text": _Way(bold=False),
    "type of the text, numbered": _Way(bold=False, numbers=True, margin=11),
    "larger": _Way(head=13, bold=False, margin=8),
    "B5, narrow margin": _Way(page=B5, size=9, head=9, margin=5),
    "text written first": _Way(first="text"),
    "wide": _Way(page=A4_WIDE, size=11, head=12, margin=10),
    "one text each, not indented": _Way(texts=1, indent=0.0, between=1.6),
    "three texts each": _Way(texts=3, size=9.5, head=9.5),
    "wrapped, right of a rule": _Way(margin=4.5, rules="upright", size=10, head=11),
    "numbered, larger, wide": _Way(page=A4_WIDE, numbers=True, head=13, margin=9),
    "level rules, type of the text": _Way(rules="level", bold=False, size=10),
}

VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
