"""Headings set upright (縦書き) in a bar left of the level text that they head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, B5, TEXTS, Made, new_sheet, set_text, shade
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD

_HEADS = ("現状と課題", "施策の方向", "主な取組", "町民の役割")


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    head: float = 12.0
    ground: bool = True
    frame: bool = False
    bold: bool = True
    texts: int = 2
    inset: float = 60.0


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, top = way.size, 60.0
    for place, head in enumerate(_HEADS):
        if top > way.page[1] - 200:
            sheet.turn()
            top = 60.0
        start = top
        inner = way.inset + 2.6 * way.head
        width = ((way.page[0] - inner - 60) // em) * em
        texts = TEXTS[place * 2 : place * 2 + way.texts]
        probe = top
        lines = [(text, probe) for text in texts]
        for text, _ in lines:
            top = set_text(sheet, inner, top, text, width, em)
        height = max(top - start, len(head) * 1.15 * way.head + 8)
        if way.ground:
            shade(sheet, way.inset, start - 3, 1.7 * way.head, height + 4, 0.8)
        if way.frame:
            sheet.box(way.inset, start - 3, 1.7 * way.head, height + 4)
        first = start + (height - len(head) * 1.15 * way.head) / 2
        for step, char in enumerate(head):
            sheet.text(
                way.inset + 0.35 * way.head,
                first + step * 1.15 * way.head,
                char,
                way.head,
                font=BOLD if way.bold else FONT,
            )
        made.headings.append(head)
        made.texts += texts
        top = start + height + 1.4 * em
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "A4, ground": _Way(),
    "A4, without ground": _Way(ground=False),
    "A4, frame, type of the text": _Way(ground=False, frame=True, bold=False, head=10.5),
    "B5": _Way(page=B5, size=9, head=10, inset=40),
    "wide": _Way(page=A4_WIDE, head=14),
    "one text each": _Way(texts=1, size=11),
    "B5, frame": _Way(page=B5, size=8.5, head=11, ground=False, frame=True),
    "large words, three texts each": _Way(head=18, texts=3, size=9),
    "ground, type of the text": _Way(bold=False, head=10.5),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
