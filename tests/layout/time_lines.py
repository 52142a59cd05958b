"""Time lines (工程表): bars, arrows and arrow characters over the year columns of a ruled table."""

from __future__ import annotations

from typing import Any

from sheet import Sheet

Case = tuple[bytes, dict[str, Any]]

_LEFT, _TOP, _NAME, _YEAR, _ROW = 50.0, 84.0, 130.0, 70.0, 40.0


def _table(sheet: Sheet, heads: list[str], names: list[str]) -> None:
    """A ruled table with one row for each of ``names``; the head is shaded, the last row has a ground."""
    widths = [_NAME, *[_YEAR] * (len(heads) - 1)]
    for row, name in enumerate(["", *names]):
        for column, width in enumerate(widths):
            x, top = _LEFT + sum(widths[:column]), _TOP + row * _ROW
            shade = 0.85 if row == 0 else 0.93 if row == len(names) else None
            sheet.box(x, top, width, _ROW, shade)
            sheet.text(x + 3, top + 14, heads[column] if row == 0 else name if column == 0 else "", 9)


def _x(year: float) -> float:
    """Where the column of the ``year``-th year begins, from 0."""
    return _LEFT + _NAME + year * _YEAR


def _y(row: int, share: float = 0.0) -> float:
    """The top of the ``row``-th row below the head, from 0, and a share of its height down."""
    return _TOP + (row + 1 + share) * _ROW


def _bar(sheet: Sheet, row: int, start: float, end: float, label: str, place: float = 0.3) -> None:
    sheet.box(_x(start), _y(row, place), _x(end) - _x(start), 14, 0.7)
    sheet.text(_x(start) + 6, _y(row, place) + 2, label, 8)


def _arrow(sheet: Sheet, row: int, start: float, end: float, place: float = 0.6) -> None:
    """A stroke with a head, as drawn by hand: it begins and ends inside its columns."""
    canvas, y = sheet.canvas, sheet.size[1] - _y(row, place)
    canvas.setLineWidth(1.5)
    canvas.line(_x(start) + 5, y, _x(end) - 10, y)
    head = canvas.beginPath()
    head.moveTo(_x(end) - 12, y + 4)
    head.lineTo(_x(end) - 4, y)
    head.lineTo(_x(end) - 12, y - 4)
    head.close()
    canvas.drawPath(head, fill=1, stroke=0)


def _gold(what: str, title: str, heads: list[str], names: list[str], bars: list[list[Any]]) -> dict[str, Any]:
    pages = [{"state": "text", "body": [title]}]
    return {"what": what, "pages": pages, "heads": heads, "names": names, "bars": bars}


def timeline_bars() -> Case:
    """Framed bars across the rules: one, two side by side, two under each other, one without a label."""
    sheet = Sheet()
    title = "見張りの柱の工程表"
    sheet.text(50, 60, title, 11)
    heads = ["施策", "2026年度", "2027年度", "2028年度", "2029年度", "2030年度"]
    names = ["水位の柱の開発", "水門の自動化", "橋の撮影", "通報の仕組みの導入", "記録の公開"]
    _table(sheet, heads, names)
    _bar(sheet, 0, 0, 2, "試作")
    _bar(sheet, 1, 0.1, 1.9, "設計")
    _bar(sheet, 1, 2, 4.9, "実証")
    _bar(sheet, 2, 0, 3, "調査", 0.08)
    _bar(sheet, 2, 1, 5, "導入", 0.55)
    _bar(sheet, 3, 2.5, 5, "")
    sheet.text(_x(1) + 4, _y(4) + 14, "試行", 8)
    bars = [[1, 1, 2, "試作"], [2, 1, 2, "設計"], [2, 3, 5, "実証"]]
    bars += [[3, 1, 3, "調査"], [3, 2, 5, "導入"], [4, 3, 5, ""]]
    return sheet.pdf(), _gold("bars over the year columns of a table", title, heads, names, bars)


def timeline_arrows() -> Case:
    """Strokes with heads across the rules, their labels above them or to the left."""
    sheet = Sheet()
    title = "渡し船の工程表"
    sheet.text(50, 60, title, 11)
    heads = ["取組", "R7", "R8", "R9", "R10", "R11"]
    names = ["自動で離岸する船", "桟橋の改修", "時刻表の共有"]
    _table(sheet, heads, names)
    _arrow(sheet, 0, 0, 3)
    sheet.text(_x(0) + 10, _y(0) + 8, "研究開発", 8)
    _arrow(sheet, 0, 3, 5)
    sheet.text(_x(3) + 10, _y(0) + 8, "運用", 8)
    _arrow(sheet, 1, 1, 4, 0.5)
    sheet.text(_x(1) - 20, _y(1, 0.5) - 5, "設計", 8)
    sheet.text(_x(0) + 4, _y(2) + 14, "検討", 8)
    bars = [[1, 1, 3, "研究開発"], [1, 4, 5, "運用"], [2, 2, 4, "設計"]]
    return sheet.pdf(), _gold("arrows over the year columns of a table", title, heads, names, bars)


def timeline_characters() -> Case:
    """Arrow characters in cells and across them; an arrow between two words of one cell is none."""
    sheet = Sheet()
    title = "閉架の本の工程表"
    sheet.text(50, 60, title, 11)
    heads = ["取組", "令和7年度", "令和8年度", "令和9年度", "令和10年度", "令和11年度以降"]
    names = ["目録の整備", "貸出しの試み", "規則の見直し"]
    _table(sheet, heads, names)
    sheet.text(_x(0) + 4, _y(0) + 14, "調査", 8)
    for column in (1, 2):
        sheet.text(_x(column) + 20, _y(0) + 14, "→", 8)
    sheet.text(_x(3) + 4, _y(0) + 14, "本格実施", 8)
    sheet.text(_x(4) + 20, _y(0) + 14, "⇒", 8)
    sheet.text(_x(1) + 4, _y(1) + 14, "実証━━━━━━━━━━━━━━━━▶", 8)
    sheet.text(_x(0) + 4, _y(2) + 14, "素案→成案", 8)
    bars = [[1, 1, 3, "調査"], [1, 4, 5, "本格実施"], [2, 2, 4, "実証"]]
    return sheet.pdf(), _gold("arrow characters over the year columns of a table", title, heads, names, bars)
