"""KPI tables: 現状値 and 目標値 over years, with units, sources below the table and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, TEXTS, CellAt, Made, draw_grid, new_sheet, set_text
from layout.sheet import A4

_NAMES = (
    ("空き店舗の台帳に載る店の数", "軒", "38", "80", "120"),
    ("登下校の見守りに立つ人の数", "人", "112", "150", "200"),
    ("硝酸の値が基準を超える井戸の割合", "％", "9.4", "7.0", "5.0"),
    ("救急車が着くまでの平均の時間", "分", "11.8", "10.5", "9.0"),
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    over: bool = True
    units: str = "column"
    source: bool = True
    borders: str = "strokes"
    middle: bool = True
    pillar: bool = False
    years: tuple[str, str, str] = ("令和６年度", "令和９年度", "令和12年度")


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made(texts=[TEXTS[4], TEXTS[5]])
    width = way.page[0] - 120
    top = set_text(sheet, 60, 50, TEXTS[4], width) + 10
    first = 1 if way.pillar else 0
    names = ["指標", *(["単位"] if way.units == "column" else [])]
    depth = 2 if way.over else 1
    cells = [CellAt(0, 0, "分野", rows=depth)] if way.pillar else []
    cells += [CellAt(0, first + place, name, rows=depth) for place, name in enumerate(names)]
    at = first + len(names)
    if way.over:
        cells += [CellAt(0, at, "現状値"), CellAt(0, at + 1, "目標値", columns=2)]
        cells += [CellAt(1, at + place, year) for place, year in enumerate(way.years)]
        heads = [f"現状値／{way.years[0]}", f"目標値／{way.years[1]}", f"目標値／{way.years[2]}"]
    else:
        heads = [f"現状値（{way.years[0]}）", f"中間値（{way.years[1]}）", f"目標値（{way.years[2]}）"]
        cells += [CellAt(0, at + place, head) for place, head in enumerate(heads)]
    if way.pillar:
        cells += [CellAt(depth, 0, "暮らし", rows=2), CellAt(depth + 2, 0, "安全", rows=2)]
    for place, (name, unit, *values) in enumerate(_NAMES):
        told = [name, unit] if way.units == "column" else [f"{name}（{unit}）" if way.units == "name" else name]
        values = [value + (unit if way.units == "values" else "") for value in values]
        cells += [CellAt(depth + place, first + column, text) for column, text in enumerate((*told, *values))]
        parts = [f"分野：{'暮らし' if place < 2 else '安全'}"] if way.pillar else []
        parts += [f"{head}：{text}" for head, text in zip([*names, *heads], [*told, *values], strict=True)]
        made.rows.append("；".join(parts))
    widths = [*([50.0] if way.pillar else []), 170.0, *([36.0] if way.units == "column" else []), 72.0, 72.0, 72.0]
    top = draw_grid(sheet, 60, top, widths, cells, borders=way.borders, middle=way.middle)
    if way.source:
        sheet.text(60, top + 4, "資料：里山町「町民の暮らしの調べ」（令和７年３月）", 8)
        made.beside.append("資料：里山町「町民の暮らしの調べ」（令和７年３月）")
    set_text(sheet, 60, top + 30, TEXTS[5], width)
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "years below": _Way(),
    "years below, pillars": _Way(pillar=True),
    "years in brackets": _Way(over=False, units="values"),
    "units in names": _Way(units="name", years=("R6", "R9", "R12")),
    "western years": _Way(years=("2024", "2027", "2030"), units="values", page=A4_WIDE),
    "open sides": _Way(borders="open sides", units="name"),
    "level rules": _Way(borders="level", over=False, units="values"),
    "level rules, years below": _Way(borders="level", units="column", middle=False),
    "open sides, pillars": _Way(borders="open sides", pillar=True, page=A4_WIDE),
    "level rules, units in names": _Way(borders="level", units="name", years=("R6", "R9", "R12")),
    "bars, years below": _Way(borders="bars", units="values", middle=False),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
