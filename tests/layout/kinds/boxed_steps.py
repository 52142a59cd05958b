"""現状, 課題, 取組 side by side, with and without boxes, arrows between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, Made, new_sheet, shade
from layout.sheet import A4, FONT, SLIDE, Sheet
from layout.styled_pages import BOLD, break_lines

_PARTS = (
    ("現状", ("空き店舗は二百軒を超え、十年前の二倍になった。", "駅前の通りを歩く人の数は、平日で千人を下回る。")),
    ("課題", ("持ち主が町の外に住み、貸す相手を探せない。", "商いを始めたい人に、家賃の目安が伝わっていない。")),
    ("取組", ("空き店舗の図面と家賃を一つの台帳にまとめる。", "開業の初めの一年は、家賃の三割を町が持つ。")),
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = SLIDE
    size: float = 12.0
    frame: str = "ruled"
    arrows: bool = True
    items: bool = True
    heads: str = "inside"
    by_row: bool = False
    rows: int = 1


def _ground(sheet: Sheet, way: _Way, box: tuple[float, float, float, float]) -> None:
    x, top, width, _ = box
    if way.frame == "ruled":
        sheet.box(*box)
    elif way.frame == "tinted":
        shade(sheet, *box, 0.92)
    if way.heads == "bar":
        shade(sheet, x, top, width, 1.9 * way.size, 0.7)


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em = way.size
    margin, gap = 40.0, 26.0
    width = (way.page[0] - 2 * margin - 2 * gap) / 3
    top = 40.0
    strings: list[tuple[int, float, float, str, str]] = []
    for row in range(way.rows):
        title = ("商いのにぎわい", "歩く人のにぎわい")[row]
        sheet.text(margin, top, title, em * 1.5, font=BOLD)
        made.headings.append(title)
        top += 3.2 * em
        height = 13 * em
        for place, (head, texts) in enumerate(_PARTS):
            x = margin + place * (width + gap)
            start = top
            _ground(sheet, way, (x, top, width, height))
            if way.arrows and place:
                strings.append((3, x - gap + 8, top + height / 2, "→", FONT))
            strings.append((place, x + 8, start + 5, head, BOLD))
            made.headings.append(head)
            level = start + 2.4 * em
            for text in texts:
                told = ("・" if way.items else "") + (text.replace("町", "村") if row else text)
                if row:
                    told = told.replace("家賃", "地代")
                for line, left, _ in break_lines(
                    told, (width - 16) // em * em, em, 0 if way.items else em, em if way.items else 0, "ragged"
                ):
                    strings.append((place, x + 8 + left, level, line, FONT))
                    level += 1.45 * em
                made.texts.append(told)
        for _, x, y, text, font in sorted(strings, key=lambda one: (one[2], one[1])) if way.by_row else strings:
            sheet.text(x, y, text, em, font=font)
        strings.clear()
        top += height + 1.6 * em
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "slide, ruled": _Way(),
    "slide, tinted": _Way(frame="tinted", arrows=False),
    "slide, ruled, written across": _Way(by_row=True),
    "slide, bars over texts": _Way(frame="ruled", heads="bar", items=False),
    "A4, ruled": _Way(page=A4, size=9.5),
    "A4 wide, without boxes": _Way(page=A4_WIDE, frame="", arrows=False),
    "A4 wide, without boxes, written across": _Way(page=A4_WIDE, frame="", arrows=True, by_row=True),
    "two rows of boxes": _Way(rows=2, page=A4_WIDE, size=11),
    "A4, tinted, small": _Way(page=A4, size=8.5, frame="tinted"),
    "A4 wide, without boxes, no items": _Way(page=A4_WIDE, frame="", items=False, arrows=False),
    "two rows, without boxes": _Way(rows=2, page=A4_WIDE, size=10, frame="", arrows=False),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
