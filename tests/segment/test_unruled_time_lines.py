"""Time lines (工程表) whose columns are told by the places of the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from layout.sheet import FONT
from policyalign.domain import Passage

from support.pages import FLOWERS, TREES, Sheet, read_plan

YEARS = ((2024, 2024), (2025, 2025), (2026, 2026))
HEADS = [
    ["R6", "R7", "R8"],
    ["2024", "2025", "2026"],
    ["2024年度", "2025年度", "2026年度"],
    ["令和6年度", "令和7年度", "令和8年度"],
    ["令和６年度", "７年度", "８年度"],
    ["FY2024", "FY2025", "FY2026"],
    ["2024", "25", "26"],
]
Row = tuple[str, dict[int, str]]
ROWS: Sequence[Row] = (
    ("井戸の調査", {0: "調査", 1: "設計", 2: "工事"}),
    ("灯台の自動化", {0: "試作", 1: "実証"}),
    ("藻場の再生", {1: "調査", 2: "実証"}),
)
LEFT, FIRST, WIDTH = 60.0, 190.0, 100.0


def put(sheet: Sheet, column: float, top: float, text: str, align: str, size: float = 10) -> None:
    x = FIRST + column * WIDTH
    x += (WIDTH - stringWidth(text, FONT, size)) / 2 if align == "centred" else 4
    sheet.text(x, top, text, size)


def draw(sheet: Sheet, heads: Sequence[str], rows: Sequence[Row], align: str = "left", name: str = "取組") -> float:
    """The words of a time line from 160 points on; returns where the text goes on."""
    if name:
        sheet.text(LEFT, 160, name, 10)
    for column, head in enumerate(heads):
        put(sheet, column, 160, head, align)
    top = 184.0
    for told, cells in rows:
        lines = max(text.count("\n") + 1 for text in (told, *cells.values()))
        for place, part in enumerate(told.split("\n")):
            sheet.text(LEFT, top + 13 * place, part, 10)
        for column, text in cells.items():
            for place, part in enumerate(text.split("\n")):
                put(sheet, column, top + 13 * place, part, align)
        top += 13 * lines + 9
    return top


def page(
    tmp_path: Path, heads: Sequence[str], rows: Sequence[Row], align: str = "left", name: str = "取組"
) -> list[Passage]:
    """The rows that are read of a page with a time line between two paragraphs."""
    sheet = Sheet()
    sheet.text(60, 60, "第１章　取組の工程", 16)
    sheet.paragraph(60, 95, TREES, 40)
    top = draw(sheet, heads, rows, align, name)
    sheet.paragraph(60, top + 14, FLOWERS, 40)
    plan = read_plan(tmp_path, sheet.pdf())
    others = [one.text for one in plan.passages if one.kind != "row"]
    assert others == [TREES, FLOWERS]
    return [one for one in plan.passages if one.kind == "row"]


def told(passage: Passage) -> list[tuple[str, int | None, int | None]]:
    """What is done when."""
    return [(step.phrase, step.interval.start_fy, step.interval.end_fy) for step in passage.steps if step.interval]


@pytest.mark.parametrize("align", ["left", "centred"])
@pytest.mark.parametrize("heads", HEADS, ids="-".join)
def test_words_below_years_are_steps(tmp_path: Path, heads: list[str], align: str) -> None:
    wells, lights, weeds = page(tmp_path, heads, ROWS, align)
    assert [one.quotation.split("／")[0] for one in (wells, lights, weeds)] == [name for name, _ in ROWS]
    assert told(lights) == [("試作", 2024, 2024), ("実証", 2025, 2025)]
    assert told(weeds) == [("調査", 2025, 2025), ("実証", 2026, 2026)]


@pytest.mark.parametrize("align", ["left", "centred"])
def test_cells_of_two_lines_are_one(tmp_path: Path, align: str) -> None:
    rows = [("灯台の自動化\nと点検", {0: "灯りの\n試作", 1: "実証"}), *ROWS[1:]]
    lights, *rest = page(tmp_path, HEADS[2], rows, align)
    assert lights.quotation == "灯台の自動化と点検／灯りの試作／実証"
    assert told(lights) == [("試作", 2024, 2024), ("実証", 2025, 2025)]
    assert len(rest) == 2


def test_words_that_lie_across_years_last_so_long(tmp_path: Path) -> None:
    rows = [("井戸の調査", {0.5: "水質の調査と井戸の設計と実証"}), *ROWS[1:]]  # type: ignore[dict-item]
    wells, *_ = page(tmp_path, HEADS[2], rows, "centred")
    assert ("実証", 2024, 2025) in told(wells)


@pytest.mark.parametrize("arrow", ["→", "▶", "━━━━━▶", "―――――→", "⇒"])
def test_arrows_go_on_from_the_word_before_them(tmp_path: Path, arrow: str) -> None:
    rows = [("井戸の調査", {0: "実証", 1: arrow}), ("灯台の自動化", {0: "調査", 1: "設計", 2: arrow}), ROWS[2]]
    wells, lights, _ = page(tmp_path, HEADS[2], rows)
    assert told(wells) == [("実証", 2024, 2025)]
    assert ("調査", 2024, 2024) in told(lights)
    assert {one.interval.end_fy for one in lights.steps if one.interval and one.phrase != "調査"} <= {2026}


@pytest.mark.parametrize("mark", ["○", "■", "●"])
def test_marks_tell_when_the_measure_is_carried_out(tmp_path: Path, mark: str) -> None:
    rows = [("灯台の実証", {0: mark, 1: mark}), ("井戸の調査", {1: mark, 2: mark})]
    lights, wells = page(tmp_path, HEADS[2], rows, "centred")
    assert told(lights) == [("灯台の実証", 2024, 2024), ("灯台の実証", 2025, 2025)]
    assert [one.certain for one in lights.steps] == [False, False]
    assert [(time.start_fy, time.end_fy) for time in wells.intervals] == [(2025, 2025), (2026, 2026)]


def test_terms_without_years_are_columns_and_tell_no_year(tmp_path: Path) -> None:
    rows = page(tmp_path, ["短期", "中期", "長期"], ROWS)
    assert rows[1].text == "取組：灯台の自動化；短期：試作；中期：実証"
    assert not any(one.intervals or one.steps for one in rows)


def test_heads_without_a_name_for_the_names(tmp_path: Path) -> None:
    _, lights, _ = page(tmp_path, HEADS[2], ROWS, name="")
    assert lights.text == "灯台の自動化；2024年度：試作；2025年度：実証"


def test_amounts_by_year_are_no_steps(tmp_path: Path) -> None:
    sheet = Sheet()
    numbers: list[Row] = [(name, dict(enumerate(("1,200", "1,350", "1,500")))) for name, _ in ROWS]
    draw(sheet, HEADS[2], numbers)
    plan = read_plan(tmp_path, sheet.pdf())
    assert not any(one.steps or one.intervals for one in plan.passages)
    assert "1,350" in "".join(one.text for one in (*plan.passages,)) + "".join(one.heading for one in plan.sections)


def test_years_in_prose_are_no_heads(tmp_path: Path) -> None:
    text = "町は、2024年度、2025年度、2026年度の三年をかけて、井戸の水質を調べる。" + TREES
    sheet = Sheet()
    sheet.paragraph(60, 60, text, 40)
    sheet.text(60, 200, "2024年度")
    sheet.text(160, 200, "2025年度")
    sheet.text(260, 200, "2026年度")
    sheet.paragraph(60, 230, FLOWERS, 40)
    plan = read_plan(tmp_path, sheet.pdf())
    assert not any(one.kind == "row" for one in plan.passages)
    assert {text, FLOWERS} <= {one.text for one in plan.passages}


def test_columns_of_text_whose_lines_begin_with_years_are_no_time_line(tmp_path: Path) -> None:
    sheet = Sheet()
    columns = [
        ["令和８年度まで、井戸を", "毎年二回調べて、結果を", "町の広報に載せる。濁る", "順を決めて公表する。"],
        ["行う。令和９年度に灯台を", "自動で点ける仕組みを試し、", "二基で実証する。費用は", "漁協と町が分け合う。"],
        ["令和10年度から藻場を", "空から調査し、面積を", "毎年公表する。種まきは", "海女の手で行う。"],
    ]
    for x, lines in zip((60, 230, 400), columns, strict=True):
        for place, line in enumerate(lines):
            sheet.text(x, 160 + 17 * place, line, 10)
    plan = read_plan(tmp_path, sheet.pdf())
    assert [one.kind for one in plan.passages if one.kind == "row"] == []
