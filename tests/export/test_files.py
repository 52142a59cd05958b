from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.export import write_plan, write_run
from policyalign.export.csv_format import csv_chunks
from policyalign.export.json_format import jsonl_chunks
from policyalign.tables import Column

from support.runs import failure, plan, run


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder, to be looked at only."""
    folder = tmp_path_factory.mktemp("files") / "out"
    write_run(run(failures=(failure(),)), folder)
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def objects(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_file_is_there(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == [
        "exits.csv",
        "findings.csv",
        "gap_matrix.csv",
        "governance.csv",
        "governance.json",
        "links.csv",
        "links.graphml",
        "links.json",
        "matches.jsonl",
        "matrix.json",
        "measures.jsonl",
        "overlap_clusters.csv",
        "overlaps.csv",
        "overlaps.json",
        "passages.jsonl",
        "phase_picture.csv",
        "phases.csv",
        "phases.json",
        "problems.csv",
        "responsibility.csv",
        "responsibility.json",
        "responsibility_matrix.csv",
        "run.json",
        "schedule.csv",
        "sectors.csv",
    ]


def test_the_gap_matrix_has_one_row_per_proposal_and_one_column_per_plan(written: Path) -> None:
    rows = table(written / "gap_matrix.csv")
    assert [(row["proposal_id"], row["space"], row["digital"]) for row in rows] == [
        ("1-P1", "対応", "一部対応"),
        ("1-P2", "判定不能", "欠落"),
        ("2.3-T1", "対象外", "対応"),
    ]
    assert rows[0]["actors"] == "産;官;学"


def test_plans_named_like_a_column_or_a_number_keep_their_cells(tmp_path: Path) -> None:
    write_run(run("text", "2024"), tmp_path)
    with (tmp_path / "gap_matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        header, first, *_ = csv.reader(file)
    assert header[-2:] == ["text", "2024"]
    assert first[-2:] == ["対応", "一部対応"]
    assert first[5] == "目指す将来像を描き、共有する"


def test_a_finding_names_its_evidence_with_the_page(written: Path) -> None:
    rows = table(written / "findings.csv")
    assert len(rows) == 6
    assert rows[1] == {
        "proposal_id": "1-P1",
        "label": "将来像の共有",
        "plan_id": "digital",
        "plan": "digital",
        "status": "一部対応",
        "probability": "0.8312",
        "similarity": "-0.2500",
        "n_measures": "2",
        "passage_id": "digital-2",
        "page": "2",
        "place": "p.2",
        "section": "第1章 総論 > 1. 人材",
        "passage": "'-2030年度までに、文部科学省は研究者1000人を育成する。",
        "sentence": "'-2030年度までに、文部科学省は研究者1000人を育成する。",
        "actors": "文部科学省;経済産業省",
        "stage": "4",
        "start_fy": "",
        "end_fy": "2030",
        "reason": "制限時間（60秒）を超えたため中止しました",
        "checked": "",
        "expected": "",
        "measure_id": "digital-2",
        "measure": "1. 人材",
        "ministry": "文部科学省",
    }


def test_a_finding_without_evidence_leaves_its_cells_empty(written: Path) -> None:
    row = table(written / "findings.csv")[3]
    assert row["status"] == "欠落"
    assert {row[name] for name in ("probability", "passage_id", "page", "passage", "stage")} == {""}
    assert row["n_measures"] == "0"


def test_problems_name_file_page_and_what_to_do(written: Path) -> None:
    rows = table(written / "problems.csv")
    assert [(row["plan_id"], row["file"], row["page"], row["severity"]) for row in rows] == [
        ("", "damaged.pdf", "", "読み取り不可"),
        ("space", "space.pdf", "", "注意"),
        ("space", "space.pdf", "7", "一部のみ"),
    ]
    assert rows[2]["problem"] == "メモリの上限（5 MB）を超えたため中止しました"
    assert rows[2]["remedy"]


def test_passages_hold_text_place_and_attributes(written: Path) -> None:
    passages = objects(written / "passages.jsonl")
    assert len(passages) == 4
    assert passages[1] == {
        "id": "space-2",
        "plan_id": "space",
        "page_start": 2,
        "page_end": 3,
        "section_path": ["第1章 総論", "1. 人材"],
        "role": "measure",
        "text": "-2030年度までに、文部科学省は研究者1000人を育成する。",
        "actors": ["文部科学省", "経済産業省"],
        "stages": [3, 4],
        "start_fy": None,
        "end_fy": 2030,
        "targets": ["1000人"],
        "bbox": [
            {"page": 2, "box": [72.0, 700.0, 523.0, 760.0]},
            {"page": 3, "box": [72.0, 72.0, 523.0, 90.0]},
        ],
        "kind": "item",
        "section": 2,
        "sentences": [],
        "intervals": [
            {
                "start_fy": None,
                "end_fy": 2030,
                "phrase": "2030年度までに",
                "span": [1, 10],
                "precision": "exact",
                "of_target": False,
            }
        ],
        "steps": [],
        "terms": [],
        "phrases": [],
        "cells": [],
        "parties": [],
        "directions": [],
        "turns": [],
        "quotation": "-2030年度までに、文部科学省は研究者1000人を育成する。",
    }


def test_matches_keep_their_order_and_features(written: Path) -> None:
    matches = objects(written / "matches.jsonl")
    assert len(matches) == 12
    assert matches[0] == {
        "proposal_id": "1-P1",
        "passage_id": "space-1",
        "similarity": 0.123457,
        "probability": 0.5,
        "features": {"a": 1.0, "b": 0.333333},
        "contributions": {},
        "phrases": [],
        "carrier": None,
        "plan_id": "space",
    }


def test_the_record_is_written_as_it_is(written: Path) -> None:
    record = json.loads((written / "run.json").read_text(encoding="utf-8"))
    assert record.keys() == {"versions", "seconds", "settings", "files", "checksums"}
    assert (record["versions"], record["seconds"]) == ({"policyalign": "0"}, 1.5)
    assert record["settings"]["phases"] == {"window": [2026, 2030], "gap_years": 3}
    assert {*record["files"], "run.json"} == {path.name for path in written.iterdir()}


def test_words_follow_the_language(tmp_path: Path) -> None:
    write_run(run(failures=(failure(),), lang="en"), tmp_path)
    assert table(tmp_path / "gap_matrix.csv")[0]["space"] == "covered"
    assert table(tmp_path / "findings.csv")[0]["reason"] == "stopped: it took longer than 60 s"
    assert table(tmp_path / "problems.csv")[0]["severity"] == "unusable"


def test_csv_is_as_excel_takes_it(written: Path) -> None:
    for path in written.glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert not content.startswith(b"\xef\xbb\xbf" * 2)
        assert content.endswith(b"\r\n")
    for path in written.glob("*.json*"):
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert b"\r" not in path.read_bytes()


def test_the_same_run_gives_the_same_bytes(tmp_path: Path, written: Path) -> None:
    write_run(run(failures=(failure(),)), tmp_path / "again")
    for path in written.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_pandas_reads_numbers_as_numbers(written: Path) -> None:
    findings = pd.read_csv(written / "findings.csv")
    assert findings["probability"].dtype == float
    assert findings["n_measures"].dtype == int
    assert findings["page"].tolist()[:2] == [1.0, 2.0]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(TEXT)
def test_no_text_cell_runs_as_a_formula(text: str) -> None:
    content = b"".join(csv_chunks([Column("a")], [{"a": text}])).decode("utf-8-sig")
    (_, cells) = csv.reader(io.StringIO(content, newline=""))
    cell = cells[0] if cells else ""
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))


@given(TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_a_json_line_gives_back_what_it_holds(text: str, number: float) -> None:
    (line,) = jsonl_chunks([{"text": text, "list": [text], "number": number, "none": None}])
    assert line.count(b"\n") == 1
    back = json.loads(line)
    assert (back["text"], back["list"], back["none"]) == (text, [text], None)
    assert back["number"] == round(number, 6)


def test_file_names_that_are_no_unicode_do_no_harm(tmp_path: Path) -> None:
    write_run(run("\udce3plan", failures=(failure("\udcff.pdf"),)), tmp_path)
    assert "\\udcff.pdf" in (tmp_path / "problems.csv").read_text(encoding="utf-8-sig")
    assert objects(tmp_path / "passages.jsonl")[0]["plan_id"] == "\\udce3plan"


def test_extract_writes_headings_passages_and_problems(tmp_path: Path) -> None:
    write_plan(plan("space"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "passages.jsonl",
        "problems.csv",
        "sections.csv",
    ]
    rows = table(tmp_path / "sections.csv")
    assert [(row["number"], row["heading"], row["level"], row["page"], row["path"]) for row in rows] == [
        ("", "計画", "1", "1", ""),
        ("第1章", "第1章 総論", "2", "1", ""),
        ("1.", "1. 人材", "3", "2", "第1章 総論"),
    ]
