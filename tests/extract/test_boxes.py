"""Boxes in the text: a コラム between two halves of a paragraph, a callout beside it, figures on cards."""

from __future__ import annotations

from pathlib import Path

from layout.passages import BRIDGE, FOREST, HARBOUR, LIBRARY, RIVER
from layout.sheet import wrap

from support.pages import Sheet, read_plan

PITCH = 17.0


def set_lines(sheet: Sheet, x: float, top: float, lines: list[str], width: float | None = None) -> float:
    for line in lines:
        sheet.text(x, top, line, width=width)
        top += PITCH
    return top


def told(passages: list[str]) -> list[str]:
    return [text.strip("　") for text in passages]


def test_a_paragraph_goes_on_behind_a_box_on_the_next_page(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 60, "１　川と道", 13)
    top = sheet.paragraph(60, 90, RIVER, 42)
    first, *rest = [wrap(BRIDGE, 42)[:2], wrap(BRIDGE, 42)[2:]]
    top = set_lines(sheet, 60, top, first, width=441) + 20
    sheet.box(60, top, 475, 330, 0.93)
    sheet.text(70, top + 10, "コラム　町の古い地図", 11)
    top = sheet.paragraph(70, top + 40, LIBRARY, 40)
    sheet.paragraph(70, top, HARBOUR, 40)
    sheet.turn()
    top = set_lines(sheet, 60, 60, rest[0])
    sheet.paragraph(60, top, FOREST, 42)
    plan = read_plan(tmp_path, sheet.pdf())
    assert [passage.text for passage in plan.passages] == told([RIVER, BRIDGE, LIBRARY, HARBOUR, FOREST])
    assert plan.passages[-1].section_path == plan.passages[0].section_path
    assert plan.passages[2].section_path != plan.passages[0].section_path


def test_text_runs_around_a_callout(tmp_path: Path) -> None:
    sheet = Sheet()
    text = (RIVER + FOREST + LIBRARY).replace("　", "")
    beside, below = wrap(text, 28)[:8], "".join(wrap(text, 28)[8:])
    set_lines(sheet, 60, 90, beside)
    sheet.box(370, 90, 165, 125, 0.9)
    sheet.text(380, 96, "ここがポイント", 11)
    for place, line in enumerate(wrap("柱の数字は、だれでも携帯電話で見られる。", 14)):
        sheet.text(380, 120 + 15 * place, line, 9.5)
    set_lines(sheet, 60, 90 + 8 * PITCH, wrap(below, 44))
    texts = [passage.text for passage in read_plan(tmp_path, sheet.pdf()).passages]
    assert "ここがポイント" in texts
    assert "柱の数字は、だれでも携帯電話で見られる。" in texts
    assert "".join(other for other in texts if "ポイント" not in other and "柱の数字" not in other) == text


def test_figures_on_cards_are_no_headings_and_join_no_sentence(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 60, "第４章　数値目標", 14)
    top = sheet.paragraph(60, 90, RIVER, 42) + 15
    for place, (name, goal, now) in enumerate(
        (
            ("水位を測る柱", "80本", "現状 12本"),
            ("境の確定面積", "900ha", "現状 210ha"),
            ("六つの港", "６港", "現状 １港"),
        )
    ):
        x = 60 + 162 * place
        sheet.box(x, top, 150, 90, 0.95)
        sheet.text(x + 10, top + 10, name, 11)
        sheet.text(x + 30, top + 32, goal, 24)
        sheet.text(x + 10, top + 68, now, 8.5)
    sheet.paragraph(60, top + 110, FOREST, 42)
    plan = read_plan(tmp_path, sheet.pdf())
    assert [section.heading for section in plan.sections] == ["第４章 数値目標"]
    texts = [passage.text for passage in plan.passages]
    assert texts[0] == RIVER.strip("　")
    assert texts[-1] == FOREST.strip("　")
    assert texts.index("水位を測る柱") < texts.index("80本") < texts.index("境の確定面積") < texts.index("900ha")


def test_a_number_in_the_margin_counts_nothing(tmp_path: Path) -> None:
    sheet = Sheet()
    top = 60.0
    for number, text in enumerate((RIVER, BRIDGE, FOREST), start=11):
        sheet.text(48, top + 1, str(number), 8)
        top = sheet.paragraph(80, top, text.strip("　"), 40) + 8
    texts = [passage.text for passage in read_plan(tmp_path, sheet.pdf()).passages]
    assert texts == [f"{number} {text}" for number, text in enumerate(told([RIVER, BRIDGE, FOREST]), start=11)]


def test_bodies_below_each_other_in_a_cell_stay_apart(tmp_path: Path) -> None:
    sheet = Sheet()
    for row, (name, bodies) in enumerate(
        (("施策", ("担当",)), ("橋の点検", ("土木課", "防災課")), ("間伐", ("農林課",)))
    ):
        for x, width, lines in ((60, 150, (name,)), (210, 150, bodies)):
            sheet.box(x, 80 + 40 * row, width, 40)
            for place, line in enumerate(lines):
                sheet.text(x + 4, 84 + 40 * row + 16 * place, line)
    texts = [passage.text for passage in read_plan(tmp_path, sheet.pdf()).passages]
    assert texts == ["施策：橋の点検；担当：土木課 防災課", "施策：間伐；担当：農林課"]
