"""Tables whose columns only their alignment shows, set in many ways, and running text in columns to tell them from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from layout.sheet import Sheet, wrap

Row = tuple[str, ...]

_MEASURES: tuple[Row, ...] = (
    (
        "橋の点検の改善",
        "小型の飛行機で橋の裏側を撮り、ひびの長さを画像から測る。足場を組む回数を減らし、通行止めの日を半分にする",
        "土木課",
    ),
    ("川の水位の見張り", "水位を測る柱を橋のたもとに立て、十分ごとに電波で送る", "防災課、河川管理室"),
    (
        "森林の境の確定",
        "航空機から測った地形の図を使って境を推し量り、持ち主の立会いの下で確かめる。終わった山から間伐の道を開く",
        "農林課",
    ),
    ("港の荷役の順番の自動化", "船の位置を三十分ごとに取り込み、順番を自動で組み替える仕組みを整える", "港湾局"),
    ("図書の貸出しの拡大", "郷土の記録を選び出し、町の歴史を学ぶ授業に貸し出す", "図書館"),
)
_YEARS = ("令和８年度～10年度", "令和９年度～", "令和８年度", "令和10年度まで", "令和８～12年度")
_GOALS = ("点検率100％", "柱80本", "210ha", "６港", "年間1,200冊")

HEADS: dict[int, Row] = {
    2: ("施策", "内容"),
    3: ("施策", "内容", "担当"),
    4: ("施策", "内容", "担当", "期間"),
    5: ("施策", "内容", "担当", "期間", "目標"),
}


def rows_of_measures(columns: int) -> list[Row]:
    """Five rows of two to five cells."""
    return [(*measure, year, goal)[:columns] for measure, year, goal in zip(_MEASURES, _YEARS, _GOALS, strict=True)]


@dataclass(frozen=True)
class Setting:
    """How a table is set: ``widths`` in em, the white between columns and between rows in em, what is drawn, where
    the lines of a cell stand in their row, and in which order they are written into the file."""

    widths: tuple[float, ...]
    size: float = 9.5
    gap: float = 1.6
    between: float = 0.6
    head: bool = True
    drawn: Literal["nothing", "level rules", "head and foot", "shades"] = "nothing"
    middle: bool = False
    order: Literal["cells", "lines", "columns"] = "cells"


SETTINGS: dict[str, Setting] = {
    "two columns": Setting((10, 32)),
    "two columns, tight": Setting((12, 30), between=0.0),
    "three columns": Setting((9, 24, 8)),
    "three columns, line by line": Setting((9, 24, 8), order="lines"),
    "three columns, column by column": Setting((9, 24, 8), order="columns"),
    "three columns, tight": Setting((12, 22, 9), between=0.0),
    "three columns, close": Setting((9, 24, 8), gap=1.0),
    "three columns, no head": Setting((9, 24, 8), head=False),
    "three columns, in the middle": Setting((7, 24, 8), middle=True),
    "three columns, level rules": Setting((9, 24, 8), drawn="level rules"),
    "three columns, rules of head and foot": Setting((9, 24, 8), drawn="head and foot"),
    "three columns, shades": Setting((9, 24, 8), drawn="shades", between=0.8),
    "four columns": Setting((8, 18, 6, 8), size=9),
    "four columns, tight": Setting((12, 16, 10, 11), size=8.5, between=0.0),
    "four columns, shades, middle": Setting((8, 18, 6, 8), size=9, drawn="shades", middle=True, between=0.8),
    "five columns": Setting((7, 16, 6, 6, 5), size=8.5),
    "five columns, level rules, middle": Setting((7, 16, 6, 6, 5), size=8.5, drawn="level rules", middle=True),
    "five columns, no head": Setting((7, 16, 6, 6, 5), size=8.5, head=False, gap=1.2),
}


def draw_table(sheet: Sheet, top: float, rows: Sequence[Row], setting: Setting, x: float = 62) -> float:
    """Draw the rows from ``top`` on; returns where the next text may begin."""
    size, leading = setting.size, setting.size * 1.35
    starts = [x + size * (sum(setting.widths[:place]) + setting.gap * place) for place in range(len(setting.widths))]
    right = starts[-1] + setting.widths[-1] * size
    cells = [[wrap(text, int(width)) for text, width in zip(row, setting.widths, strict=False)] for row in rows]
    drawn: list[tuple[int, int, int, float, float, str]] = []
    edges = [top]
    for number, row in enumerate(cells):
        high = max(map(len, row))
        inner = top + setting.between * size / 2
        for column, lines in enumerate(row):
            shift = (high - len(lines)) * leading / 2 if setting.middle else 0.0
            for place, line in enumerate(lines):
                drawn.append((number, column, place, starts[column], inner + shift + place * leading, line))
        if setting.drawn == "shades" and number % 2 == 0:
            height = high * leading + setting.between * size
            sheet.canvas.setFillGray(0.9)
            sheet.canvas.rect(x - 3, sheet.size[1] - top - height, right - x + 6, height, fill=1, stroke=0)
            sheet.canvas.setFillGray(0)
        top += high * leading + setting.between * size
        edges.append(top)
    keys = {
        "cells": lambda one: one[:3],
        "lines": lambda one: (round(one[4], 1), one[1]),
        "columns": lambda one: (one[1], one[0], one[2]),
    }
    for *_, left, level, line in sorted(drawn, key=keys[setting.order]):
        sheet.text(left, level, line, size)
    ruled = {"level rules": edges, "head and foot": [edges[0], edges[1], edges[-1]]}.get(setting.drawn, [])
    for y in ruled:
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.line(x - 3, sheet.size[1] - y + 1, right + 3, sheet.size[1] - y + 1)
    return top


def table_page(setting: Setting, before: str, after: str) -> tuple[bytes, list[str]]:
    """A page with a table between two paragraphs, and its rows as they are to be read."""
    columns = len(setting.widths)
    rows, heads = rows_of_measures(columns), HEADS[columns]
    sheet = Sheet()
    top = sheet.paragraph(60, 60, before, 44) + 10
    top = draw_table(sheet, top, [heads, *rows] if setting.head else rows, setting)
    sheet.paragraph(60, top + 14, after, 44)
    told = [
        "；".join(f"{head}：{cell}" if setting.head else cell for head, cell in zip(heads, row, strict=True))
        for row in rows
    ]
    return sheet.pdf(), told
