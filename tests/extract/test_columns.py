"""What stands side by side: columns, rows of a table without uprights, labels with their values."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.sheet import wrap
from policyalign.domain import Document
from policyalign.text.normalize import nfkc_key

from support.pages import FLOWERS, TREES, Sheet, body, read, read_plan


def squeezed(document: Document) -> str:
    return body(document).replace("\n", "")


def level(sheet: Sheet, top: float, x0: float = 60, x1: float = 535) -> None:
    sheet.canvas.setLineWidth(0.6)
    sheet.canvas.line(x0, sheet.size[1] - top, x1, sheet.size[1] - top)


ROWS = [
    ("並木の本数", "120本", "300本"),
    ("花壇の広さ", "450平米", "900平米"),
    ("手入れの当番に加わる人の数", "35人", "80人"),
]


@pytest.mark.parametrize("ruled", ["every row", "head and foot"])
def test_a_table_without_uprights_is_read_row_by_row(tmp_path: Path, ruled: str) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    top = 150.0
    level(sheet, top)
    for place, row in enumerate([("項目", "今の値", "めざす値"), *ROWS]):
        for x, text in zip((66, 270, 410), row, strict=True):
            sheet.text(x, top + 6, text)
        top += 24
        if ruled == "every row" or place in (0, len(ROWS)):
            level(sheet, top)
    sheet.paragraph(60, top + 20, FLOWERS, 40)
    plan = read_plan(tmp_path, sheet.pdf())
    told = [passage.text for passage in plan.passages if passage.kind == "row"]
    assert told == [f"項目：{name}；今の値：{now}；めざす値：{goal}" for name, now, goal in ROWS]
    assert [passage.text for passage in plan.passages if passage.kind != "row"] == [TREES, FLOWERS]


def test_a_name_that_runs_over_two_lines_stays_one_row(tmp_path: Path) -> None:
    sheet = Sheet()
    for top in (100, 130, 175, 205):
        level(sheet, top)
    for x, top, text in (
        (66, 108, "項目"), (270, 108, "めざす値"), (66, 136, "手入れの当番に"), (66, 152, "加わる人の数"),
        (270, 144, "80人"), (66, 183, "並木の本数"), (270, 183, "300本"),
    ):  # fmt: skip
        sheet.text(x, top, text)
    plan = read_plan(tmp_path, sheet.pdf())
    assert [passage.text for passage in plan.passages] == [
        "項目：手入れの当番に加わる人の数；めざす値：80人",
        "項目：並木の本数；めざす値：300本",
    ]


def test_rules_above_and_below_headings_make_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    top = 60.0
    for title in ("花の手入れ", "木の手入れ", "土の手入れ"):
        level(sheet, top)
        sheet.text(66, top + 5, title, 12)
        level(sheet, top + 24)
        top = sheet.paragraph(60, top + 34, TREES, 40) + 12
    document = read(tmp_path, sheet.pdf())
    assert document.pages[0].tables == ()
    assert squeezed(document) == "".join(f"{title}の手入れ{TREES}" for title in "花木土")


@pytest.mark.parametrize("pitch", [18, 24, 36])
@pytest.mark.parametrize(
    "marks", [("１　", "２　", "３　", "４　"), ("（１）", "（２）", "（３）", "（４）"), ("", "", "", "")]
)
def test_labels_stand_beside_their_values(tmp_path: Path, marks: tuple[str, ...], pitch: float) -> None:
    pairs = [
        ("植える木の種類", "桜と楓"),
        ("期間", "令和８年度から令和12年度まで"),
        ("受け持つ人", "町の緑の課と、公園を守る会"),
        ("費用", "九百万円"),
    ]
    sheet = Sheet()
    top = sheet.paragraph(60, 60, TREES, 40) + 20
    for mark, (label, value) in zip(marks, pairs, strict=True):
        sheet.text(60, top, mark + label)
        sheet.text(240, top, value)
        top += pitch
    sheet.paragraph(60, top + 20, FLOWERS, 40)
    wanted = "".join(mark + label + value for mark, (label, value) in zip(marks, pairs, strict=True))
    assert squeezed(read(tmp_path, sheet.pdf())) == nfkc_key(TREES + wanted + FLOWERS)


def test_lists_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet()
    left, right = ["・桜の並木", "・梅の林を広げる", "・松"], ["・菊の花壇", "・藤", "・朝顔の棚を直す"]
    for place, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.text(60, 100 + 20 * place, a)
        sheet.text(320, 100 + 20 * place, b)
    assert squeezed(read(tmp_path, sheet.pdf())) == "".join([*left, *right])


def columns(sheet: Sheet, top: float, text: str, count: int = 20) -> float:
    lines = [text[at : at + count] for at in range(0, len(text), count)]
    half = -(-len(lines) // 2)
    for place, line in enumerate(lines):
        sheet.text(60 if place < half else 310, top + 17 * (place % half if place >= half else place), line)
    return top + 17 * half


def ruled_heading(sheet: Sheet, top: float, text: str) -> None:
    level(sheet, top + 2)
    sheet.text(66, top + 6, text, 12)
    level(sheet, top + 24)


def shaded_heading(sheet: Sheet, top: float, text: str) -> None:
    sheet.box(60, top, 475, 24, 0.8)
    sheet.text(66, top + 6, text, 12)


def plain_heading(sheet: Sheet, top: float, text: str) -> None:
    sheet.text(60, top + 6, text, 14)


def centred_heading(sheet: Sheet, top: float, text: str) -> None:
    sheet.text(210, top + 6, text, 14)


HEADINGS = [ruled_heading, shaded_heading, plain_heading, centred_heading]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_across_ends_the_columns_above_it(
    tmp_path: Path, heading: Callable[[Sheet, float, str], None]
) -> None:
    sheet = Sheet()
    first, second = TREES + FLOWERS, FLOWERS + TREES
    heading(sheet, 60, "第１節　並木と花壇のこと")
    top = columns(sheet, 100, first)
    heading(sheet, top + 12, "第２節　花壇と並木のこと")
    columns(sheet, top + 52, second)
    wanted = f"第1節並木と花壇のこと{first}第2節花壇と並木のこと{second}"
    assert squeezed(read(tmp_path, sheet.pdf())) == nfkc_key(wanted)


def test_columns_of_two_lines_below_a_heading_across(tmp_path: Path) -> None:
    sheet = Sheet()
    text = TREES + FLOWERS
    top = columns(sheet, 60, text)
    ruled_heading(sheet, top + 12, "第２節　花壇のこと")
    columns(sheet, top + 52, FLOWERS[:36], 10)
    for place in (0, 1):
        assert FLOWERS[10 * place : 10 * place + 10] in FLOWERS
    assert squeezed(read(tmp_path, sheet.pdf())).startswith(nfkc_key(f"{text}第2節花壇のこと"))


def test_a_figure_across_ends_the_columns_above_it(tmp_path: Path) -> None:
    sheet = Sheet()
    first, second = TREES + FLOWERS, FLOWERS + TREES
    top = columns(sheet, 60, first)
    sheet.box(60, top + 10, 475, 120, 0.9)
    columns(sheet, top + 150, second)
    assert squeezed(read(tmp_path, sheet.pdf())) == nfkc_key(first + second)


def test_a_ground_of_one_column_that_overlaps_the_gutter_cuts_no_columns(tmp_path: Path) -> None:
    sheet = Sheet()
    left, right = wrap(TREES * 3, 20), wrap(FLOWERS * 4, 20)
    sheet.canvas.setFillGray(0.9)
    sheet.canvas.rect(-9, sheet.size[1] - 130, 309, 160, fill=1, stroke=0)
    sheet.canvas.setFillGray(0)
    for place, pair in enumerate(itertools.zip_longest(left, right, fillvalue="")):
        for x, line in zip((60, 290), pair, strict=True):
            sheet.text(x, 60 + 17 * place, line, 10)
    assert squeezed(read(tmp_path, sheet.pdf())) == "".join(left) + "".join(right)


CELLS = [
    ("木の名札", ["植えた年と種類を書き、", "毎年見直す"], "公園課"),
    ("花壇の水やり", ["朝のうちに済ませ、", "雨の日は休む"], "緑化課"),
    ("土の手入れ", ["乾き方を帳面につけ、", "冬に掘り返す"], "農政課"),
    ("枝払い", ["倒れるおそれのある", "枝を落とす"], "公園課"),
]


def test_three_columns_of_a_table_are_no_columns_of_text(tmp_path: Path) -> None:
    """Its lines end anywhere, as those of ragged columns do, but its first column names what stands beside it."""
    sheet = Sheet()
    for place, (name, lines, owner) in enumerate(CELLS):
        top = 100 + 40 * place
        sheet.text(60, top, name)
        sheet.text(420, top, owner)
        for number, line in enumerate(lines):
            sheet.text(200, top + 16 * number, line)
    told = [passage.text for passage in read_plan(tmp_path, sheet.pdf()).passages]
    assert told == [f"{name}；{''.join(lines)}；{owner}" for name, lines, owner in CELLS]
