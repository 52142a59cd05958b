"""Tables that only the alignment of their words shows are read row by row; nothing else is taken for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.open_tables import SETTINGS, table_page
from layout.passages import BRIDGE, FOREST, HARBOUR, LIBRARY, RIVER
from layout.sheet import wrap
from layout.style_grid import CONTENTS, GRID
from layout.styled_pages import Text, set_pages
from policyalign.text.normalize import nfkc_key

from support.pages import FLOWERS, TREES, Sheet, read, read_plan


@pytest.mark.parametrize("name", SETTINGS)
def test_a_table_without_rules_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    pdf, rows = table_page(SETTINGS[name], TREES, FLOWERS)
    plan = read_plan(tmp_path, pdf)
    told = [nfkc_key(passage.text) for passage in plan.passages if passage.kind == "row"]
    assert told == [nfkc_key(row) for row in rows]
    assert [passage.text for passage in plan.passages if passage.kind != "row"] == [TREES, FLOWERS]
    assert plan.sections == ()


def set_lines(sheet: Sheet, x: float, top: float, lines: list[str], pitch: float = 16.0, size: float = 9.5) -> float:
    for line in lines:
        sheet.text(x, top, line, size)
        top += pitch
    return top


def articles(sheet: Sheet) -> None:
    top = 60.0
    for number, text in enumerate((RIVER, BRIDGE, FOREST, HARBOUR), start=1):
        sheet.text(60, top, f"第{number}条")
        top = set_lines(sheet, 110, top, wrap(text.strip("　"), 38)) + 6


def notes(sheet: Sheet) -> None:
    top = 60.0
    for number, text in enumerate((RIVER, BRIDGE, FOREST, HARBOUR), start=1):
        sheet.text(60, top, f"注{number}）")
        top = set_lines(sheet, 100, top, wrap(text.strip("　"), 40))


def blocks_under_titles(sheet: Sheet) -> None:
    for top, texts in ((80, (RIVER, BRIDGE)), (250, (FOREST, HARBOUR))):
        for x, text in zip((60, 310), texts, strict=True):
            set_lines(sheet, x, top + 22, wrap(text, 24))
            sheet.text(x, top, text[1:8], 12)


def contents(sheet: Sheet) -> None:
    for place, title in enumerate(("計画の目的", "現状と課題", "施策の方向", "推進の体制", "資料編")):
        sheet.text(60, 100 + 20 * place, f"第{place + 1}章　{title}")
        sheet.text(500, 100 + 20 * place, str(1 + 7 * place))


def lists(sheet: Sheet) -> None:
    for x, words in ((60, "桜梅松楓"), (240, "菊藤蓮桐"), (420, "麦稲豆芋")):
        set_lines(sheet, x, 100, [f"・{word}の手入れ" for word in words])


def spread_labels(sheet: Sheet) -> None:
    for place, (a, b, text) in enumerate((("名", "称", "緑の会"), ("住", "所", "北の町"), ("電", "話", "零番"))):
        for x, word in ((60, a), (90, b), (140, text)):
            sheet.text(x, 100 + 20 * place, word)


def columns_of_phrases(sheet: Sheet) -> None:
    lines = [line for text in (RIVER, FOREST, LIBRARY) for line in wrap(text.replace("。", ""), 16)]
    third = len(lines) // 3
    for place, x in enumerate((60, 230, 400)):
        set_lines(sheet, x, 80, lines[place * third : (place + 1) * third])


def columns_broken_by_phrase(sheet: Sheet) -> None:
    for x, text in zip((60, 230, 400), (RIVER, FOREST, HARBOUR), strict=True):
        lines = re.findall(r"[^ぁ-ん、。]+[ぁ-ん]+[、。]?", text.strip("　").replace("。", ""))
        set_lines(sheet, x, 80, ["".join(lines[at : at + 2]) for at in range(0, 24, 2)], size=8.5)


def notes_in_the_margin(sheet: Sheet) -> None:
    top = set_lines(sheet, 60, 80, wrap(RIVER + BRIDGE + FOREST, 30))
    set_lines(sheet, 380, 96, wrap("柱：橋のたもとの棒で、水の高さを測る", 14), size=8)
    set_lines(sheet, 380, top - 48, wrap("境：持ち主の違う山の間", 14), size=8)


NOT_TABLES: list[Callable[[Sheet], None]] = [
    articles, notes, blocks_under_titles, contents, lists, spread_labels, columns_of_phrases,
    columns_broken_by_phrase, notes_in_the_margin,
]  # fmt: skip


@pytest.mark.parametrize("draw", NOT_TABLES, ids=lambda draw: draw.__name__)
def test_what_only_stands_side_by_side_is_no_table(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    draw(sheet)
    assert read(tmp_path, sheet.pdf()).pages[0].tables == ()


TEXTS = [
    Text("heading", "第１章　水と道", 2),
    *(Text("text", text.strip("　")) for text in (RIVER, BRIDGE)),
    Text("heading", "１．森と港", 3),
    *(Text("item", f"・{text.strip('　')}") for text in (FOREST, HARBOUR, LIBRARY)),
]


@pytest.mark.parametrize("kind", ["phrases", "bullets"])
@pytest.mark.parametrize("style", [name for name in GRID if "columns" in name and "centred" not in name])
def test_running_text_in_columns_is_no_table(tmp_path: Path, style: str, kind: str) -> None:
    pdf, _ = set_pages(CONTENTS[kind](TEXTS * 2), GRID[style])
    assert all(page.tables == () for page in read(tmp_path, pdf).pages)
