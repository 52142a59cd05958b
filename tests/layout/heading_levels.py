"""Measures with lists inside: the numbers of a list are no headings of the level of the measures."""

from __future__ import annotations

from typing import Any

from passages import BRIDGE, FOREST, HARBOUR, RIVER
from sheet import Sheet, wrap

Case = tuple[bytes, dict[str, Any]]
_Line = tuple[int | None, str]
"""The level of a heading (1 is the title of the plan) or None, and the text; a stroke parts printed lines."""

_LEFT, _WIDTH, _SIZE = 60.0, 441.0, 10.5
_LARGER = {2: 15.0, 3: 12.5, 4: 11.5}
_CLOSE = "　担当：里山省（{}の課）。本施策は、令和８年度から令和{}年度まで実施する。"


def nested_lists() -> Case:
    """Headings in larger type; one breaks before a middle dot, one begins like a particle."""
    sheet, lines = (
        Sheet(),
        _lines("（2）持ち主の分からない森の境を航空機から測った地形の上で確かめる図|・標識の整備"),
    )
    _print(sheet, lines, _LARGER)
    return sheet.pdf(), _gold("lists inside measures, whose headings are set in larger type", lines)


def nested_lists_plain() -> Case:
    """The same in one type throughout: only the signs around the numbers differ, and the count."""
    sheet, lines = Sheet(), _lines("（2）森の境の図と標識の整備")
    _print(sheet, lines, {})
    return sheet.pdf(), _gold("lists inside measures, all in one type", lines)


def _lines(second: str) -> list[_Line]:
    return [
        (2, "第１章　里山省"),
        (3, "（1）川の見張りの柱の増設"),
        (4, "① 目的"),
        (None, RIVER),
        (4, "② 施策の内容"),
        (None, "　次の二つを行う。"),
        (5, "(1)橋の裏側の撮影"),
        (None, BRIDGE),
        (5, "(2)港の順番の組み替え"),
        (None, HARBOUR),
        (None, _CLOSE.format("川", "12")),
        (3, second),
        (4, "① 目的"),
        (None, FOREST),
        (4, "② 施策の内容"),
        (None, "(1)図の作成"),
        (None, "(2)標識の設置"),
        (None, "(3)間伐の道の線引き"),
        (None, _CLOSE.format("森", "11")),
        (3, "（3）ものづくりの道具の貸出し"),
        (4, "① 目的"),
        (None, "　村の道具を、使う人へ順に回す。"),
        (None, "参考：道具の一覧は役場の棚にある"),
        (None, _CLOSE.format("村", "９")),
    ]


def _print(sheet: Sheet, lines: list[_Line], sizes: dict[int, float]) -> None:
    top = 50.0
    for level, text in lines:
        size = sizes.get(level or 0, _SIZE)
        top += 8.0 if level == 3 else 0.0
        *full, last = [part for piece in text.split("|") for part in wrap(piece, int(_WIDTH / size))]
        for line in full:
            sheet.text(_LEFT, top, line, size, width=_WIDTH)
            top += 1.55 * size
        sheet.text(_LEFT, top, last, size)
        top += 1.55 * size


def _gold(what: str, lines: list[_Line]) -> dict[str, Any]:
    body = [text.replace("|", "").strip("　") for _, text in lines]
    headings = [[level, text.replace("|", "")] for level, text in lines if level]
    return {"what": what, "pages": [{"state": "text", "body": body}], "headings": headings}
