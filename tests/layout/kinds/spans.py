"""Tables with cells over several rows or columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from layout.kinds.base import A4_WIDE, BUREAUS, MEASURES, TEXTS, CellAt, Made, draw_grid, new_sheet, set_text
from layout.sheet import A4


def _body(names: int) -> list[tuple[str, str, str]]:
    return [
        (MEASURES[place], f"{TITLES[place % 3]}のための仕組みを令和{place + 8}年度までに整える", BUREAUS[place % 6])
        for place in range(names)
    ]


TITLES = ("にぎわい", "見守り", "水の検査")


def _rows_first(borders: str = "strokes", middle: bool = False, page: tuple[float, float] = A4) -> Made:
    """A pillar over three rows, then over two, in the first column."""
    cells = [CellAt(0, place, head) for place, head in enumerate(("柱", "施策", "内容", "担当"))]
    cells += [CellAt(1, 0, "暮らしを支える", rows=3), CellAt(4, 0, "命を守る", rows=2)]
    rows = []
    for place, (name, what, who) in enumerate(_body(5)):
        cells += [CellAt(place + 1, 1, name), CellAt(place + 1, 2, what), CellAt(place + 1, 3, who)]
        pillar = "暮らしを支える" if place < 3 else "命を守る"
        rows.append(f"柱：{pillar}；施策：{name}；内容：{what}；担当：{who}")
    return _made(page, [80, 110, 190, 80], cells, rows, borders=borders, middle=middle)


def _rows_last(borders: str = "strokes") -> Made:
    """One office in charge of several rows, in the last column."""
    cells = [CellAt(0, place, head) for place, head in enumerate(("施策", "内容", "担当"))]
    cells += [CellAt(1, 2, "商工課", rows=2), CellAt(3, 2, "学校教育課", rows=3)]
    rows = []
    for place, (name, what, _) in enumerate(_body(5)):
        cells += [CellAt(place + 1, 0, name), CellAt(place + 1, 1, what)]
        rows.append(f"施策：{name}；内容：{what}；担当：{'商工課' if place < 2 else '学校教育課'}")
    return _made(A4, [130, 240, 90], cells, rows, borders=borders, middle=True)


def _heads(borders: str = "strokes", shaded: int = 0, page: tuple[float, float] = A4_WIDE) -> Made:
    """Heads over heads: 目標 over 現状 and 目標値."""
    cells = [CellAt(0, 0, "施策", rows=2), CellAt(0, 1, "指標", columns=3), CellAt(0, 4, "担当", rows=2)]
    cells += [CellAt(1, 1, "名称"), CellAt(1, 2, "現状"), CellAt(1, 3, "目標")]
    rows = []
    for place in range(4):
        name, who = MEASURES[place * 2], BUREAUS[place]
        what, now, goal = f"{TITLES[place % 3]}の件数", f"{place + 3}件", f"{place * 4 + 9}件"
        cells += [CellAt(place + 2, column, text) for column, text in enumerate((name, what, now, goal, who))]
        rows.append(f"施策：{name}；指標／名称：{what}；指標／現状：{now}；指標／目標：{goal}；担当：{who}")
    return _made(page, [130, 120, 60, 60, 90], cells, rows, borders=borders, shaded=shaded)


def _across() -> Made:
    """A pillar in a row of its own across all columns."""
    cells = [CellAt(0, place, head) for place, head in enumerate(("施策", "内容", "担当"))]
    rows: list[str] = []
    number = 1
    for pillar, names in (("柱１暮らしを支える", range(2)), ("柱２命を守る", range(2, 5))):
        cells.append(CellAt(number, 0, pillar, columns=3))
        rows.append(pillar)
        for place in names:
            number += 1
            name, what, who = _body(5)[place]
            cells += [CellAt(number, 0, name), CellAt(number, 1, what), CellAt(number, 2, who)]
            rows.append(f"施策：{name}；内容：{what}；担当：{who}")
        number += 1
    return _made(A4, [130, 240, 90], cells, rows)


def _over_pages() -> Made:
    """A pillar over the rows of two pages; the second page has it again, and the heads too."""
    sheet, made = new_sheet(), Made()
    made.texts = [TEXTS[1], TEXTS[2]]
    top = set_text(sheet, 60, 60, TEXTS[1], 460)
    top = max(top, 640)
    heads = ("柱", "施策", "内容")
    for page, names in ((0, range(2)), (1, range(2, 5))):
        if page:
            sheet.turn()
            top = 50
        cells = [CellAt(0, place, head) for place, head in enumerate(heads)]
        cells.append(CellAt(1, 0, "暮らしを支える", rows=len(names)))
        for row, place in enumerate(names, start=1):
            name, what, _ = _body(5)[place]
            cells += [CellAt(row, 1, name), CellAt(row, 2, what)]
            made.rows.append(f"柱：暮らしを支える；施策：{name}；内容：{what}")
        top = draw_grid(sheet, 60, top, [80, 130, 240], cells)
    set_text(sheet, 60, top + 20, TEXTS[2], 460)
    made.pdf = sheet.pdf()
    return made


def _without_uprights() -> Made:
    """Level rules only: those of the rows begin right of the cell that spans them."""
    sheet, made = new_sheet(), Made(texts=[TEXTS[1], TEXTS[2]])
    from layout.kinds.base import line

    top = set_text(sheet, 60, 60, TEXTS[1], 460) + 16
    x, right, inner, size = 60.0, 520.0, 150.0, 9.5
    for at, head in ((x, "柱"), (inner, "施策"), (350.0, "担当")):
        sheet.text(at + 4, top + 4, head, size)
    line(sheet, x, top, right, top, 1.0)
    top += 20
    line(sheet, x, top, right, top)
    for pillar, names in (("暮らしを支える", range(3)), ("命を守る", range(3, 6))):
        first = top
        for place in names:
            sheet.text(inner + 4, top + 4, MEASURES[place], size)
            sheet.text(354.0, top + 4, BUREAUS[place], size)
            made.rows.append(f"柱：{pillar}；施策：{MEASURES[place]}；担当：{BUREAUS[place]}")
            top += 20
            line(sheet, inner if place != names[-1] else x, top, right, top)
        sheet.text(x + 4, (first + top) / 2 - size / 2, pillar, size)
    set_text(sheet, 60, top + 20, TEXTS[2], 460)
    made.pdf = sheet.pdf()
    return made


def _made(
    page: tuple[float, float],
    widths: list[float],
    cells: list[CellAt],
    rows: list[str],
    *,
    borders: str = "strokes",
    middle: bool = False,
    shaded: int = 0,
) -> Made:
    sheet = new_sheet(page)
    width = page[0] - 120
    top = set_text(sheet, 60, 60, TEXTS[1], width) + 14
    top = draw_grid(sheet, 60, top, widths, cells, borders=borders, middle=middle, shaded_rows=shaded)
    set_text(sheet, 60, top + 18, TEXTS[2], width)
    return Made(sheet.pdf(), texts=[TEXTS[1], TEXTS[2]], rows=rows)


VARIANTS: Mapping[str, Callable[[], Made]] = {
    "rows, first column": _rows_first,
    "rows, first column, bars, middle": partial(_rows_first, "bars", middle=True),
    "rows, first column, open sides": partial(_rows_first, "open sides"),
    "rows, first column, wide": partial(_rows_first, page=A4_WIDE, middle=True),
    "rows, last column": _rows_last,
    "rows, last column, open sides": partial(_rows_last, "open sides"),
    "heads over heads": _heads,
    "heads over heads, shaded": partial(_heads, shaded=2, page=A4),
    "heads over heads, open sides": partial(_heads, "open sides"),
    "across all columns": _across,
    "over two pages": _over_pages,
    "level rules, some shorter": _without_uprights,
    "rows, last column, bars": partial(_rows_last, "bars"),
    "heads over heads, bars": partial(_heads, "bars", shaded=2),
    "rows, first column, level rules": partial(_rows_first, "level"),
    "heads over heads, level rules": partial(_heads, "level"),
}
