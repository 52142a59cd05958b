"""Workbooks: rows as passages, cited by their cells."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.reading import cited, counts, headings, read, texts


@pytest.fixture
def book() -> Any:
    return openpyxl.Workbook()


def saved(book: Any, tmp_path: Path) -> Path:
    path = tmp_path / "shisaku.xlsx"
    book.save(path)
    return path


def fill(sheet: Any, rows: list[tuple[object, ...]]) -> None:
    for row in rows:
        sheet.append(row)


def test_rows_stand_under_their_heads_and_are_cited_by_their_cells(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    sheet.title = "施策"
    fill(
        sheet,
        [("みどりの計画",), (), ("番号", "取組", "担当"), (1, "木を植える。", "公園課"), (2, "池を直す。", "河川課")],
    )
    fill(book.create_sheet("Sheet2"), [("取組", "時期"), ("花を植える。", datetime.date(2027, 4, 1))])
    plan = read(saved(book, tmp_path))
    assert plan.title == "みどりの計画"
    assert headings(plan) == [(1, "みどりの計画"), (2, "施策"), (2, "Sheet2")]
    assert cited(plan) == {
        "番号：1；取組：木を植える。；担当：公園課": "施策!A4:C4",
        "番号：2；取組：池を直す。；担当：河川課": "施策!A5:C5",
        "取組：花を植える。；時期：2027年4月1日": "Sheet2!A2:B2",
    }


def test_merged_cells_count_for_all_their_rows_and_columns(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    fill(
        sheet,
        [("分野", "取組", "時期"), ("水辺", "測る。", "2026"), (None, "直す。", "2027"), ("森", "全体を見直す。")],
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B4:C4")
    assert texts(read(saved(book, tmp_path))) == [
        "分野：水辺；取組：測る。；時期：2026",
        "分野：水辺；取組：直す。；時期：2027",
        "分野：森；取組～時期：全体を見直す。",
    ]


def test_what_is_hidden_is_told_and_not_read(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    sheet.title = "表"
    fill(
        sheet,
        [
            ("取組", "担当", "控え"),
            ("木を植える。", "公園課", "未定"),
            ("木を切る。", "公園課", "未定"),
            ("池を直す。", "河川課", "未定"),
        ],
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("裏").sheet_state = "hidden"
    book["裏"]["A1"] = "池を埋める。"
    plan = read(saved(book, tmp_path))
    assert texts(plan) == ["取組：木を植える。；担当：公園課", "取組：池を直す。；担当：河川課"]
    assert cited(plan)["取組：池を直す。；担当：河川課"] == "表!A4:B4"
    assert counts(plan) == {"sheet_hidden": "", "cells_hidden": "6"}


def test_sheets_used_as_paper_have_texts_and_headings(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    sheet.title = "本文"
    for row, text in (
        (1, "花の計画"),
        (3, "第1章 方針"),
        (4, "市は、駅の前に花を植え、年に四度植えかえることとする。"),
        (6, "第2章 体制"),
        (7, "区は、花の世話をする人を募り、道具を貸すこととする。"),
    ):
        sheet.cell(row, 2, text)
    plan = read(saved(book, tmp_path))
    assert [heading for _, heading in headings(plan)] == ["花の計画", "本文", "第1章 方針", "第2章 体制"]
    assert plan.passages[-1].section_path[-1] == "第2章 体制"
    assert cited(plan)[texts(plan)[-1]] == "本文!B7"


def test_formulas_without_results_are_told(book: Any, tmp_path: Path) -> None:
    fill(book.active, [("項目", "額"), ("苗", 30), ("計", "=SUM(B2:B2)")])
    plan = read(saved(book, tmp_path))
    assert counts(plan) == {"formulas_unread": "1"}
    assert texts(plan)[0] == "項目：苗；額：30"


def test_numbers_are_as_a_reader_sees_them(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    fill(sheet, [("項目", "割合", "値"), ("緑", 0.25, 0.1 + 0.2)])
    sheet["B2"].number_format = "0%"
    assert texts(read(saved(book, tmp_path))) == ["項目：緑；割合：25％；値：0.3"]
