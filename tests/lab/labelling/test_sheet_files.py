from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from policyalign.errors import GoldError
from policyalign.lab.labelling.sheet_files import (
    KEY,
    SHEET,
    check_against_key,
    fingerprint,
    key_path,
    read_key,
    read_sheet,
    units_path,
)

Rows = list[dict[str, str]]


def cells(unit: str, grade: str = "", **others: str) -> dict[str, str]:
    names = {"plan_id": "plan", "proposal_id": "1-P1", "label": "人材", "proposal": "人材を育てる"}
    measure = {"unit": unit, "heading": "育成", "page": "3", "text": "博士を\n増やす。"}
    return {**names, **measure, "grade": grade, "note": "", **others}


def write(path: Path, columns: tuple[str, ...], rows: Rows, encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[Rows], None]:
    """Checks a sheet that was drawn with two rows and now holds these."""
    drawn = [cells("u1"), cells("u2")]
    key = [
        {**row, "stratum": "random", "inclusion_probability": "0.25", "fingerprint": fingerprint(row)} for row in drawn
    ]
    key_file = write(tmp_path / "sheet.key.csv", KEY, key)

    def check(rows: Rows) -> None:
        path = write(tmp_path / "sheet.csv", SHEET, rows)
        check_against_key(path, read_sheet(path), read_key(key_file))

    return check


def test_the_files_of_a_sheet_stand_side_by_side() -> None:
    assert key_path(Path("x/sheet.csv")) == Path("x/sheet.key.csv")
    assert units_path(Path("x/sheet.key.csv")) == Path("x/sheet.units.jsonl")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_a_sheet_is_read_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    rows = [cells("u1", " ３ "), {}, cells("u2", "", note="迷う")]
    read = read_sheet(write(tmp_path / "sheet.csv", SHEET, rows, encoding))
    assert [(row.number, row.pair, row.grade, row.note) for row in read] == [
        (2, ("plan", "1-P1", "u1"), 3, ""),
        (4, ("plan", "1-P1", "u2"), None, "迷う"),
    ]


def test_a_complete_sheet_passes_in_any_order(checked: Callable[[Rows], None]) -> None:
    checked([cells("u2", "0"), cells("u1", "3", note="x")])


def test_spaces_and_line_ends_may_change(checked: Callable[[Rows], None]) -> None:
    checked([cells("u1", "0", text="博士を\r\n増やす。 "), cells("u2", "1")])


@pytest.mark.parametrize(
    ("rows", "code", "detail"),
    [
        ([cells("u1", "1"), cells("u2", "4")], "sheet_grade", {"row": "3", "column": "grade", "value": "4"}),
        ([cells("u1", "1"), cells("u2", "高")], "sheet_grade", {"row": "3", "value": "高"}),
        ([cells("u1", "1"), cells("u2")], "sheet_grade_empty", {"row": "3", "column": "grade"}),
        ([cells("u1", "1"), cells("u2", "1", text="博士を減らす。")], "sheet_row_changed", {"row": "3"}),
        ([cells("u1", "1"), cells("u3", "1")], "sheet_row_unknown", {"row": "3"}),
        ([cells("u1", "1"), cells("u1", "2")], "sheet_duplicate", {"row": "3", "other": "2"}),
        ([cells("u1", "1")], "sheet_rows_missing", {"count": "1", "first": "plan 1-P1 u2"}),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named(
    checked: Callable[[Rows], None], rows: Rows, code: str, detail: dict[str, str]
) -> None:
    with pytest.raises(GoldError) as raised:
        checked(rows)
    assert raised.value.code == code
    assert detail.items() <= raised.value.detail.items()
    assert raised.value.detail["file"] == "sheet.csv"


def test_a_lost_column_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "sheet.csv", tuple(name for name in SHEET if name != "grade"), [cells("u1")])
    with pytest.raises(GoldError, match="grade"):
        read_sheet(path)


@pytest.mark.parametrize("value", ["", "0", "1.5", "多"])
def test_a_key_without_a_probability_is_refused(tmp_path: Path, value: str) -> None:
    row = {**cells("u1"), "stratum": "random", "inclusion_probability": value, "fingerprint": "0"}
    with pytest.raises(GoldError) as raised:
        read_key(write(tmp_path / "sheet.key.csv", KEY, [row]))
    assert raised.value.detail["column"] == "inclusion_probability"


def test_files_that_are_not_there_or_not_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"none\.csv"):
        read_sheet(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\x81\xff\xfe\xff")
    with pytest.raises(GoldError) as raised:
        read_sheet(tmp_path / "binary.csv")
    assert raised.value.code == "gold_unreadable"
