"""体系図 without boxes: goals, pillars and measures in columns, each set level with the middle of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import A4_WIDE, B5, MEASURES, TEXTS, Made, line, new_sheet, set_text, width_of
from layout.sheet import A4
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


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    left, em = 60.0, way.size
    width = way.page[0] - 120
    before, after = TEXTS[0], TEXTS[3]
    top = set_text(sheet, left, 60, before, width) + 10
    gap = 3.0 * em
    lefts = [left + sum(way.widths[:place]) * em + place * gap for place in range(3)][3 - way.depth :]
    lefts = [x - lefts[0] + left for x in lefts]
    drawn: list[tuple[int, float, float, str]] = []
    if way.heads:
        for x, head in zip(lefts, ("基本目標", "施策の柱", "主な施策")[3 - way.depth :], strict=True):
            drawn.append((0, x, top, head))
            made.beside.append(head)
        top += 2.2 * em
    wires: list[tuple[float, float, float, float]] = []
    count = 0
    for goal_number, (goal, pillars) in enumerate(_GOALS, start=1):
        goal_at = top
        pillar_levels = []
        for pillar_number, (pillar, measures) in enumerate(pillars, start=1):
            levels = []
            for measure in measures:
                count += 1
                told = f"（{count}）{measure}" if way.numbers else measure
                drawn.append((3, lefts[-1], top, told))
                levels.append(top)
                names = [f"{goal_number}　{goal}" if way.numbers else goal, pillar, told]
                if way.numbers:
                    names[1] = f"{goal_number}-{pillar_number}　{pillar}"
                made.rows.append(_told(names, way))
                top += way.pitch * em
            at = levels[0] if way.at_top else (levels[0] + levels[-1]) / 2
            drawn.append((2, lefts[-2], at, names[1]))
            pillar_levels.append(at)
            wires += _wires(lefts[-2] + width_of(names[1], em) + 3, lefts[-1] - 4, at, levels, em)
        if way.depth == 3:
            at = goal_at if way.at_top else (pillar_levels[0] + pillar_levels[-1]) / 2
            for place, (text, _, _) in enumerate(break_lines(names[0], way.widths[0] * em, em, 0, 0, "ragged")):
                drawn.append((1, lefts[0], at + place * 1.3 * em, text))
            wires += _wires(lefts[0] + width_of(names[0], em) + 3, lefts[1] - 4, at, pillar_levels, em)
        top += 0.6 * em
    if way.order == "columns":
        drawn.sort(key=lambda one: (one[1], one[2]))
    elif way.order == "rows":
        drawn.sort(key=lambda one: (round(one[2]), one[1]))
    for _, x, level, text in drawn:
        sheet.text(x, level, text, em)
    for wire in wires if way.lines else ():
        line(sheet, *wire)
    set_text(sheet, left, top + 12, after, width)
    made.texts = [before, after]
    made.pdf = sheet.pdf()
    return made


def _told(names: list[str], way: _Way) -> str:
    heads = ("基本目標", "施策の柱", "主な施策")
    told = [f"{head}：{name}" for head, name in zip(heads, names, strict=True)] if way.heads else names
    return "；".join(told[3 - way.depth :]).replace("　", " ")


def _wires(x0: float, x1: float, at: float, levels: list[float], em: float) -> list[tuple[float, float, float, float]]:
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
