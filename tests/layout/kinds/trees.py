"""体系図 without boxes: goals, pillars and measures in columns, each set level with the middle of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, B5, MEASURES, TEXTS, Made, line, new_sheet, set_text, width_of
from layout.sheet import A4, Sheet
from layout.styled_pages import break_lines

_GOALS = (
    ("暮らしを支える", (("商いの再生", MEASURES[0:2]), ("子供の見守り", MEASURES[2:4]))),
    ("命を守る", (("水の安全", MEASURES[4:6]), ("災害への備え", MEASURES[6:8]))),
    ("つながりを育てる", (("移動の手段", MEASURES[8:10]), ("食と農の結び付き", MEASURES[10:12]))),
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.0
    lines: bool = True
    depth: int = 3
    heads: bool = False
    numbers: bool = False
    at_top: bool = False
    order: str = "tree"
    widths: tuple[float, ...] = (11.0, 12.0, 16.0)
    pitch: float = 2.0


_HEADS = ("基本目標", "施策の柱", "主な施策")
_Drawn = tuple[float, float, str]
_Wire = tuple[float, float, float, float]


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made(texts=[TEXTS[0], TEXTS[3]])
    left, em, width = 60.0, way.size, way.page[0] - 120
    top = set_text(sheet, left, 60, TEXTS[0], width) + 10
    widths = way.widths[3 - way.depth :]
    lefts = [left + (sum(widths[:place]) + 3.0 * place) * em for place in range(way.depth)]
    drawn: list[_Drawn] = []
    if way.heads:
        made.beside += _HEADS[3 - way.depth :]
        drawn += [(x, top, head) for x, head in zip(lefts, _HEADS[3 - way.depth :], strict=True)]
        top += 2.2 * em
    wires: list[_Wire] = []
    for number, (goal, pillars) in enumerate(_GOALS, start=1):
        goal = f"{number}　{goal}" if way.numbers else goal
        levels = []
        for count, (pillar, measures) in enumerate(pillars, start=1):
            names = [goal, f"{number}-{count}　{pillar}" if way.numbers else pillar]
            leaves = [top + place * way.pitch * em for place in range(len(measures))]
            for level, measure in zip(leaves, measures, strict=True):
                told = f"（{len(made.rows) + 1}）{measure}" if way.numbers else measure
                drawn.append((lefts[-1], level, told))
                made.rows.append(_told([*names, told], way))
            top = leaves[-1] + way.pitch * em
            levels.append(_level(leaves, way))
            drawn.append((lefts[-2], levels[-1], names[1]))
            wires += _wires(lefts[-2] + width_of(names[1], em) + 3, lefts[-1] - 4, levels[-1], leaves, em)
        if way.depth == 3:
            at = _level(levels, way)
            lines = break_lines(goal, widths[0] * em, em, 0, 0, "ragged")
            drawn += [(lefts[0], at + place * 1.3 * em, text) for place, (text, _, _) in enumerate(lines)]
            wires += _wires(lefts[0] + width_of(goal, em) + 3, lefts[1] - 4, at, levels, em)
        top += 0.6 * em
    _write(sheet, way, drawn, wires)
    set_text(sheet, left, top + 12, TEXTS[3], width)
    made.pdf = sheet.pdf()
    return made


def _level(children: list[float], way: _Way) -> float:
    return children[0] if way.at_top else (children[0] + children[-1]) / 2


def _write(sheet: Sheet, way: _Way, drawn: list[_Drawn], wires: list[_Wire]) -> None:
    if way.order == "columns":
        drawn.sort(key=lambda one: one[:2])
    elif way.order == "rows":
        drawn.sort(key=lambda one: (round(one[1]), one[0]))
    for x, level, text in drawn:
        sheet.text(x, level, text, way.size)
    for wire in wires if way.lines else ():
        line(sheet, *wire)


def _told(names: list[str], way: _Way) -> str:
    told = [f"{head}：{name}" for head, name in zip(_HEADS, names, strict=True)] if way.heads else names
    return "；".join(told[3 - way.depth :]).replace("　", " ")


def _wires(x0: float, x1: float, at: float, levels: list[float], em: float) -> list[_Wire]:
    middle = (x0 + x1) / 2 if x1 > x0 else x1 - 2
    half = 0.5 * em
    wires = [(middle, levels[0] + half, middle, levels[-1] + half)]
    wires += [(middle, level + half, x1, level + half) for level in levels]
    return [*wires, (x0, at + half, middle, at + half)]


_WAYS = {
    "A4, wired": _Way(),
    "A4, without wires": _Way(lines=False),
    "wide, wired, heads": _Way(page=A4_WIDE, heads=True, size=11),
    "B5, two columns of names": _Way(page=B5, depth=2, size=9, widths=(11, 14, 16)),
    "numbered": _Way(numbers=True, widths=(12, 14, 18), size=9),
    "names at the top": _Way(at_top=True, heads=True),
    "written column by column": _Way(order="columns"),
    "written row by row": _Way(order="rows", lines=False),
    "close": _Way(pitch=1.45, size=9.5),
    "B5, wired, small": _Way(page=B5, size=7.5, widths=(9, 12, 14), heads=True),
    "wide, apart": _Way(page=A4_WIDE, size=12, widths=(10, 12, 16), pitch=2.6, lines=False),
    "two columns at the top": _Way(depth=2, at_top=True),
    "narrow names, wrapped": _Way(widths=(5, 12, 16), size=9.5),
}

VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
