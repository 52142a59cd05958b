from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import policyalign as pa
from policyalign.assess.overlaps.records import Judgement, Overlaps
from policyalign.assess.overlaps.rows import cluster_rows, overlap_rows
from policyalign.assess.run import Run
from policyalign.errors import InputError
from policyalign.export import load_run, write_run

from support.overlaps import overlap_run
from support.schedules import measure
from support.surveys import run_of

SAVED = "overlaps.json"
WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
PLANS = {
    "space": [
        measure("画像の配信", words=WORDS, actors=("総務省",), answers=["T1"]),
        measure("災害救助の訓練", text="訓練する。", words="訓練 救助", actors=("防衛省",)),
    ],
    "digital": [
        measure("災害画像の基盤", text="環境省と連携する。", words=WORDS, actors=("防衛省",), answers=["T1"]),
        measure("災害救助の訓練", text="訓練を行う。", words="訓練 救助", actors=("防衛省",)),
    ],
    "education": [measure("被害画像の提供", text="=配る。", words=WORDS, actors=("環境省",))],
}


@pytest.fixture(scope="module")
def made() -> Run:
    return overlap_run(*PLANS.items())


def found_in(run: Run) -> Overlaps:
    found: Overlaps = run.results["overlaps"]
    return found


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def with_overlaps(run: Run, overlaps: Overlaps) -> Run:
    return replace(run, results={**run.results, "overlaps": overlaps})


def test_a_row_has_both_measures_and_what_ties_them(made: Run) -> None:
    rows = list(overlap_rows(made, "ja"))
    assert [row["number"] for row in rows] == [1, 2, 3]
    first = rows[0]
    assert (first["relation"], first["type"], first["confidence"]) == ("duplicate", "重複", "確実")
    assert (first["plan_id"], first["measure"], first["ministries"]) == ("space", "画像の配信", "総務省")
    assert (first["plan_id_2"], first["measure_2"], first["text_2"]) == (
        "digital",
        "災害画像の基盤",
        "環境省と連携する。",
    )
    assert (first["coordinated"], first["same_ministry"], first["proposal_id"]) == (0, 0, "T1")
    assert (first["label"], first["cluster"]) == ("提言T1", 1)
    assert first["cluster_name"]


def test_what_is_coordinated_has_phrase_and_place(made: Run) -> None:
    row = list(overlap_rows(made, "ja"))[-1]
    assert (row["coordinated"], row["coordination"]) == (1, "環境省と連携")
    assert (row["coordination_plan"], row["coordination_page"]) == ("digital", 1)
    assert row["coordination_passage"] == "digital-0"


def test_the_reasons_of_the_judge_are_worded(made: Run) -> None:
    one = found_in(made).overlaps[0]
    why = (("overlaps_coordinated", {"phrase": "甲"}), ("saved_missing", {"file": "乙"}))
    told = replace(one, judgement=Judgement(one.judgement.probabilities, why))
    (row,) = overlap_rows(with_overlaps(made, Overlaps((told,))), "en")
    assert row["why"] == "co-ordinated: 甲;there is no 乙 among the results"
    assert row["type"] == "duplication"


def test_clusters_and_what_is_described_again_are_listed_by_measure(made: Run) -> None:
    rows = list(cluster_rows(made, "ja"))
    told = [(row["type"], row["group"], row["size"], row["plan_id"]) for row in rows]
    assert told == [
        *(("まとまり", 1, 3, name) for name in PLANS),
        ("再掲", 1, 2, "space"),
        ("再掲", 1, 2, "digital"),
    ]
    assert rows[-1]["name"] == "災害救助の訓練"


def test_overlaps_come_back_as_they_were_written(made: Run, tmp_path: Path) -> None:
    write_run(made, tmp_path / "a")
    again = load_run(tmp_path / "a")
    assert found_in(again) == found_in(made)
    write_run(again, tmp_path / "b")
    for name in (SAVED, "overlaps.csv", "overlap_clusters.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_texts_do_not_run_as_formulas(made: Run, tmp_path: Path) -> None:
    write_run(made, tmp_path)
    assert "'=配る。" in {row["text_2"] for row in table(tmp_path / "overlaps.csv")}


def test_a_run_without_overlaps_writes_none_and_reads_none(made: Run, tmp_path: Path) -> None:
    write_run(run_of(made.matrix), tmp_path)
    assert table(tmp_path / "overlaps.csv") == table(tmp_path / "overlap_clusters.csv") == []
    assert found_in(load_run(tmp_path)) == Overlaps()


def test_overlaps_of_another_run_are_not_read(made: Run, tmp_path: Path) -> None:
    write_run(made, tmp_path)
    write_run(overlap_run(("other", PLANS["space"])), tmp_path / "other")
    shutil.copy(tmp_path / SAVED, tmp_path / "other")
    with pytest.raises(InputError) as error:
        load_run(tmp_path / "other")
    assert error.value.code == "saved_other_run"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda record: record | {"format": 9}, "saved_version"),
        (lambda record: record | {"result": record["result"] | {"judged": "many"}}, "saved_broken"),
        (lambda record: {name: record[name] for name in ("format", "plans")}, "saved_broken"),
        (lambda record: [record], "saved_broken"),
    ],
)
def test_an_altered_file_is_told(made: Run, tmp_path: Path, change: object, code: str) -> None:
    write_run(made, tmp_path)
    path = tmp_path / SAVED
    record = change(json.loads(path.read_text("utf-8")))  # type: ignore[operator]
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(InputError) as error:
        load_run(tmp_path)
    assert error.value.code == code
    assert error.value.detail["file"] == str(path)


def test_a_measure_that_is_not_there_is_told(made: Run, tmp_path: Path) -> None:
    write_run(made, tmp_path)
    content = (tmp_path / SAVED).read_text("utf-8")
    (tmp_path / SAVED).write_text(content.replace("space-", "space-x"), "utf-8")
    with pytest.raises(InputError) as error:
        load_run(tmp_path)
    assert error.value.code == "saved_broken"


def test_a_table_for_notebooks_has_the_columns_of_the_files(made: Run) -> None:
    answer = pa.Matrix(made).overlaps
    frame = answer.to_frame()
    assert list(frame["type"]) == ["重複"] * 3
    assert list(frame["coordinated"]) == [0, 0, 1]
    found = answer.record
    assert (len(frame), len(answer.to_frame("overlap_clusters"))) == (3, 5)
    assert (len(found.clusters), len(found.repeats)) == (1, 1)
    assert found.overlaps[0].relation == "duplicate"
