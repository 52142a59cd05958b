"""How a plan came about (策定の経過): dates and what happened, and the members of a council (委員名簿)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from layout.kinds.base import B5, TEXTS, CellAt, Made, draw_grid, new_sheet, set_text
from layout.sheet import A4
from layout.styled_pages import BOLD

_EVENTS = (
    ("令和７年４月12日", "第１回の策定委員会", "計画の進め方"),
    ("令和７年６月３日", "町民への聞き取り", "暮らしの困り事"),
    ("令和７年８月20日", "第２回の策定委員会", "素案の検討"),
    ("令和７年11月５日", "意見の募集", "素案の公表"),
    ("令和８年２月18日", "第３回の策定委員会", "案の取りまとめ"),
)
_MEMBERS = (
    ("会長", "山川　一郎", "里山大学教授"),
    ("副会長", "谷口　花子", "商工会会長"),
    ("委員", "森　次郎", "農業協同組合理事"),
    ("委員", "川端　あき", "子育ての会代表"),
    ("委員", "島田　三郎", "老人会会長"),
)


def _draw(form: str, kind: str, page: tuple[float, float] = A4, size: float = 10.0) -> Made:
    sheet, made = new_sheet(page), Made()
    title = "計画の策定の経過" if kind == "events" else "策定委員会の委員"
    heads = ("年月日", "会議など", "内容") if kind == "events" else ("役職", "氏名", "所属")
    rows = _EVENTS if kind == "events" else _MEMBERS
    set_text(sheet, 60, 50, TEXTS[6], 40 * size, size)
    made.texts.append(TEXTS[6])
    sheet.text(60, 50 + 8 * size, title, 1.3 * size, font=BOLD)
    made.headings.append(title)
    widths = [11 * size, 12 * size, 14 * size]
    if form == "ruled":
        cells = [CellAt(0, place, head) for place, head in enumerate(heads)]
        cells += [CellAt(n, place, text) for n, row in enumerate(rows, start=1) for place, text in enumerate(row)]
        draw_grid(sheet, 60, 50 + 11 * size, widths, cells, size=size)
    else:
        top = 50 + 11 * size
        for row in [heads, *rows] if form == "headed" else rows:
            for place, text in enumerate(row):
                sheet.text(60 + sum(widths[:place]), top, text, size)
            top += 1.9 * size
    named = form in ("ruled", "headed")
    for row in rows:
        told = [f"{head}：{text}" if named else text for head, text in zip(heads, row, strict=True)]
        made.rows.append("；".join(told).replace("　", ""))
    made.pdf = sheet.pdf()
    return made


VARIANTS: Mapping[str, Callable[[], Made]] = {
    f"{kind}, {form}": partial(_draw, form, kind, B5 if form == "open" else A4)
    for kind in ("events", "members")
    for form in ("ruled", "headed", "open")
}
