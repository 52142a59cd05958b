"""Columns in boxes (コラム), quotations of people, and notes with marks beside a running text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import B5, TEXTS, TITLES, Made, height_of, new_sheet, set_text, shade
from layout.sheet import A4
from layout.styled_pages import BOLD


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    frame: str = "ruled"
    title: str = "コラム　{}"
    column_size: float = 9.5


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, width = way.size, ((way.page[0] - 120) // way.size) * way.size
    top = 56.0
    for part in range(2):
        head = f"（{part + 1}）{TITLES[part * 3]}"
        sheet.text(60, top, head, em, font=BOLD)
        made.headings.append(head)
        top = set_text(sheet, 60, top + 1.8 * em, TEXTS[part * 3], width, em)
        made.texts.append(TEXTS[part * 3])
        title, text = way.title.format(TITLES[part * 3 + 1]), TEXTS[part * 3 + 1]
        inner = ((width - 24) // way.column_size) * way.column_size
        high = height_of(text, inner, way.column_size) + 4.2 * way.column_size
        top += em
        if way.frame == "ruled":
            sheet.box(60, top, width, high)
        else:
            shade(sheet, 60, top, width, high, 0.9)
        sheet.text(72, top + 6, title, way.column_size * 1.1, font=BOLD)
        made.headings.append(title)
        set_text(sheet, 72, top + 2.4 * way.column_size, text, inner, way.column_size, indent=0.0)
        made.texts.append(text)
        top = set_text(sheet, 60, top + high + em, TEXTS[part * 3 + 2], width, em) + em
        made.texts.append(TEXTS[part * 3 + 2])
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "ruled": _Way(),
    "tinted": _Way(frame="tinted"),
    "B5, tinted, size of the text": _Way(page=B5, size=9, column_size=9, frame="tinted", title="【事例】{}"),
    "ruled, small": _Way(column_size=8, title="＜町の声＞{}"),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
