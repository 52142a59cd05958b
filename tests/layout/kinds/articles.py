"""Clauses (第１条), as rules at the end of a plan and ordinances have them: captions in brackets, paragraphs counted
from ２, items in kanji numerals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import B5, Made, new_sheet, set_text
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD

_ARTICLES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "設置",
        ("この計画の進み具合を確かめ、町長に意見を述べるため、里山町計画推進会議（以下「会議」という。）を置く。",),
        (),
    ),
    (
        "所掌事務",
        ("会議は、次に掲げる事務をつかさどる。",),
        (
            "計画に掲げた施策の実績を調べること。",
            "翌年度の重点を町長に進言すること。",
            "前二号に掲げるもののほか、町長が求める事項を審議すること。",
        ),
    ),
    (
        "組織",
        (
            "会議は、委員十二人以内で組織する。",
            "委員は、次に掲げる者のうちから、町長が委嘱する。",
            "委員の任期は、二年とする。ただし、欠けた委員を補うために委嘱された者の任期は、前の委員の残りの期間とし、"
            "再び委嘱することを妨げない。",
        ),
        ("住民を代表する者", "商工業又は農林業を営む者", "学識のある者"),
    ),
    (
        "会長",
        ("会議に会長を置き、委員の互選により定める。", "会長は、会務を総理し、会議を代表する。"),
        (),
    ),
    (
        "庶務",
        ("会議の庶務は、総務課において処理する。",),
        (),
    ),
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    caption: str = "（{}）"
    bold: bool = False
    hang: float = 1.0
    chapters: bool = False
    kanji: bool = True
    titled: bool = False
    measure: float = 40.0


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, left = way.size, 60.0
    width = min(way.measure * em, way.page[0] - 120)
    top = 60.0
    sheet.text(left + 3 * em, top, "里山町計画推進会議設置要綱", 14, font=BOLD)
    made.headings.append("里山町計画推進会議設置要綱")
    top += 36
    font = BOLD if way.bold else FONT

    def put(text: str, indent: float, hang: float) -> None:
        nonlocal top
        top = set_text(sheet, left, top, text, width, em, indent=indent, hang=hang)
        made.texts.append(text)

    for number, (caption, paragraphs, items) in enumerate(_ARTICLES, start=1):
        if way.chapters and number in (1, 3):
            title = f"第{1 if number == 1 else 2}章　{'総則' if number == 1 else '組織'}"
            sheet.text(left + 4 * em, top, title, em, font=font)
            made.headings.append(title.replace("　", " "))
            top += 2 * em
        first = paragraphs[0]
        if way.titled:
            title = f"第{number}条　{caption}"
            sheet.text(left, top, title, em, font=font)
            made.headings.append(title.replace("　", " "))
            top += 1.7 * em
            put(first, 1.0, 0.0)
        else:
            told = way.caption.format(caption)
            sheet.text(left + em, top, told, em, font=font)
            made.headings.append(told)
            top += 1.6 * em
            put(f"第{number}条　{first}", 0.0, way.hang)
        for place, text in enumerate(paragraphs[1:], start=2):
            put(f"{'０１２３４５'[place]}　{text}", 0.0, way.hang)
            if place == 2:
                for count, item in enumerate(items):
                    put(f"{'一二三'[count] + '　' if way.kanji else f'（{count + 1}）'}{item}", way.hang, 1 + way.hang)
        if len(paragraphs) == 1:
            for count, item in enumerate(items):
                put(f"{'一二三'[count] + '　' if way.kanji else f'（{count + 1}）'}{item}", way.hang, 1 + way.hang)
        top += 0.0 if way.size > 10 else 0.5 * em
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "captions": _Way(),
    "captions, bold": _Way(bold=True, kanji=False),
    "B5, captions": _Way(page=B5, size=9),
    "chapters": _Way(chapters=True),
    "titles": _Way(titled=True, kanji=False),
    "titles, bold": _Way(titled=True, bold=True),
    "small, wide": _Way(size=9, measure=50),
    "chapters, bold, B5": _Way(page=B5, size=9.5, chapters=True, bold=True, measure=38),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
