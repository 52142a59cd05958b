"""Boxes side by side on a slide are read one by one, however they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.sheet import SLIDE, wrap

from support.pages import FLOWERS, TREES, Sheet, read_plan

NAMES = ("水質の調査", "灯台の改修", "藻場の再生", "桟橋の改修")
TEXTS = (
    "港の水を毎年調べ、結果を町の人に知らせる。",
    "灯台の灯りを替え、電気の代金を減らす。",
    "藻場を植え直し、魚の数を五年で二倍にする。",
    "桟橋の板を張り替え、船を着けやすくする。",
)
ITEMS = ("・毎月の測定", "・部品の取替えと点検", "・稚魚の放流", "・板の防腐の処理")
TOP, GAP = 110.0, 20.0


def frame(sheet: Sheet, kind: str, x: float, width: float, height: float) -> None:
    canvas, y = sheet.canvas, sheet.size[1] - TOP - height
    if kind == "ruled":
        sheet.box(x, TOP, width, height)
    elif kind == "tinted":
        canvas.setFillGray(0.9)
        canvas.rect(x, y, width, height, fill=1, stroke=0)
        canvas.setFillGray(0)
    elif kind == "round":
        canvas.roundRect(x, y, width, height, 10, stroke=1, fill=0)
    else:
        canvas.setFillGray(0.85)
        canvas.roundRect(x, y, width, height, 10, stroke=0, fill=1)
        canvas.setFillGray(0)


def slide(count: int, kind: str, heights: tuple[float, ...], *, arrows: bool, shift: float, by_row: bool) -> bytes:
    """A title over boxes with a name, a text and an item each, written box by box or level by level."""
    sheet = Sheet(SLIDE)
    sheet.text(40, 30, "港の四つの取組", 24)
    width = (640 - GAP * (count - 1)) / count
    strings: list[tuple[int, int, float, float, str, float]] = []
    for box in range(count):
        x = 40 + box * (width + GAP)
        frame(sheet, kind, x, width, heights[box % len(heights)])
        if arrows and box:
            sheet.text(x - 16, TOP + 60, "→", 12)
        lines = [(NAMES[box], 13.0)]
        lines += [(line, 11.0) for text in (TEXTS[box], ITEMS[box]) for line in wrap(text, int((width - 16) / 11))]
        for place, (line, size) in enumerate(lines):
            strings.append((box, place, x + 8, TOP + 8 + 19 * place + shift * box, line, size))
    strings.sort(key=lambda one: (one[1], one[0]) if by_row else one[:2])
    for _, _, x, top, line, size in strings:
        sheet.text(x, top, line, size)
    return sheet.pdf()


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("kind", ["ruled", "tinted", "round", "tinted, round"])
@pytest.mark.parametrize("heights", [(300.0,), (300.0, 190.0, 250.0)])
@pytest.mark.parametrize(
    ("arrows", "shift", "by_row"), [(False, 0, True), (False, 4, False), (True, 4, True), (True, 0, False)]
)
def test_each_box_is_read_to_its_end(
    tmp_path: Path, count: int, kind: str, heights: tuple[float, ...], arrows: bool, shift: float, by_row: bool
) -> None:
    plan = read_plan(tmp_path, slide(count, kind, heights, arrows=arrows, shift=shift, by_row=by_row))
    found = [one.text for one in plan.passages] + [one.heading for one in plan.sections]
    assert set(NAMES[:count]) | set(TEXTS[:count]) | set(ITEMS[:count]) <= set(found)
    texts = [text for text in found if text in TEXTS]
    assert texts == list(TEXTS[:count])


def test_a_tinted_band_behind_some_lines_of_a_text_is_no_box(tmp_path: Path) -> None:
    sheet = Sheet()
    for x in (60, 270):
        sheet.box(x, 70, 150, 40, 0.9)
    sheet.paragraph(60, 60, TREES * 2, 40)
    sheet.paragraph(60, 250, FLOWERS, 40)
    assert [one.text for one in read_plan(tmp_path, sheet.pdf()).passages] == [TREES * 2, FLOWERS]
