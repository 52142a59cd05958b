from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import policyalign as pa
from policyalign.assess.responsibility.records import Responsibilities, Role
from policyalign.assess.responsibility.rows import (
    UNNAMED_LABEL,
    columns_of,
    responsibility_matrix_rows,
    responsibility_rows,
    sector_rows,
)
from policyalign.domain import Plan
from policyalign.export import write_run

from support.schedules import Measure, Words, matrix, plan
from support.surveys import run_of


def measure(assignment: str, answers: dict[str, float], text: str = "大学が行う。") -> Measure:
    return Measure(f"{assignment}の施策", [Words(text), Words(assignment)], answers)


SPACE = [
    measure("担当：文部科学省、環境省。", {"T1": 0.9}),
    measure("担当：宇宙政策本部。", {"T2": 0.9}),
    measure("担当：防衛省。", {"T3": 0.02}),
]
DIGITAL = [measure("担当：総務省。", {"T1": 0.9, "T4": 0.9}, "=企業が行う。")]
STATUSES = {("T3", "space"): "gap", ("T3", "digital"): "out_of_scope", ("T4", "space"): "undetermined"}
PLANS = (plan("space", *SPACE), SPACE), (plan("digital", *DIGITAL), DIGITAL)
RUN = run_of(matrix(*PLANS, statuses=STATUSES))  # type: ignore[arg-type]
FOUND: Responsibilities = RUN.results["responsibility"]


def rows_of(proposal: str, ministry: str, lang: str = "ja") -> list[dict[str, object]]:
    every = responsibility_rows(RUN, lang)
    return [row for row in every if (row["proposal_id"], row["ministry"]) == (proposal, ministry)]


def test_a_row_has_its_evidence_with_plan_page_heading_and_words() -> None:
    (row,) = rows_of("T1", "文部科学省")
    assert (row["role"], row["rivals"], row["part"]) == ("複数（競合）", "総務省", "主担当")
    assert (row["plan_id"], row["page"], row["sure"]) == ("space", 1, 1)
    assert row["phrase"] == "担当：文部科学省、環境省"
    assert row["basis"] == "担当の列挙の先頭"
    assert "総務省" in str(row["reason"])
    assert rows_of("T1", "環境省")[0]["role"] == "関与"


def test_a_cell_without_evidence_has_one_row_with_its_reason() -> None:
    (row,) = rows_of("T3", "総務省")
    assert row["role"] == "どの計画も欠落"
    assert "plan_id" not in row
    (open_,) = rows_of("T4", "文部科学省")
    assert (open_["role"], "space" in str(open_["reason"])) == ("判定不能", True)
    (elsewhere,) = rows_of("T2", "総務省")
    assert "読み取れず" in str(elsewhere["reason"])


def test_measures_that_name_no_ministry_stand_in_a_column_of_their_own() -> None:
    assert rows_of("T2", UNNAMED_LABEL)[0]["role"] == "担当不明"
    assert columns_of(FOUND) == ("総務省", "文部科学省", "環境省", UNNAMED_LABEL)


def test_the_wide_table_holds_the_same_roles() -> None:
    long = {(row["proposal_id"], row["ministry"]): row["role"] for row in responsibility_rows(RUN, "ja")}
    wide = {
        (row["proposal_id"], name): row[f"ministry {name}"]
        for row in responsibility_matrix_rows(RUN, "ja")
        for name in columns_of(FOUND)
        if f"ministry {name}" in row
    }
    assert wide == long


def test_sectors_are_told_with_their_places() -> None:
    rows = {row["proposal_id"]: row for row in sector_rows(RUN, "ja")}
    assert rows["T1"]["addressed"] == "産;官;学"
    assert str(rows["T1"]["academia"]).startswith("space p.1 ")
    assert "大学" in str(rows["T1"]["academia"])


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_sentence_is_complete(lang: str) -> None:
    roles = {cell.role for cell in FOUND.cells}
    assert roles == {"lead", "several", "support", "unknown", "undetermined", "none"}
    for row in responsibility_rows(RUN, lang):
        assert row["reason"]
        assert not re.search(r"[?{}]", str(row["reason"]))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_open_in_a_spreadsheet_and_are_the_same_every_time(tmp_path: Path) -> None:
    write_run(RUN, tmp_path / "a")
    write_run(RUN, tmp_path / "b")
    for name in ("responsibility.csv", "responsibility_matrix.csv", "sectors.csv"):
        content = (tmp_path / "a" / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content == (tmp_path / "b" / name).read_bytes()
        assert not any(cell.startswith(("=", "+", "@")) for row in read(tmp_path / "a" / name) for cell in row.values())
    wide = read(tmp_path / "a" / "responsibility_matrix.csv")
    assert list(wide[0]) == ["proposal_id", "label", "総務省", "文部科学省", "環境省", UNNAMED_LABEL]
    assert wide[0]["総務省"] == "複数（競合）"


def test_notebooks_get_the_same_tables() -> None:
    pytest.importorskip("pandas")
    answer = pa.Matrix(RUN).responsibility
    assert len(answer.to_frame()) == len(list(responsibility_rows(RUN, "ja")))
    assert list(answer.to_frame("responsibility_matrix")["proposal_id"]) == ["T1", "T2", "T3", "T4"]
    assert answer.to_frame("sectors")["addressed"].iloc[0] == "産;官;学"
    assert answer.record.cells == FOUND.cells
    assert answer.record.cells[0].role in Role.__args__  # type: ignore[attr-defined]


def test_a_run_without_ministries_has_tables_without_columns(tmp_path: Path) -> None:
    empty: tuple[Plan, list[Measure]] = (plan("a", Measure("甲", [Words("行う。")])), [])
    write_run(run_of(matrix(empty)), tmp_path)
    assert read(tmp_path / "responsibility.csv") == []
