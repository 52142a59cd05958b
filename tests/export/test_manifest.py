"""What an earlier run left in a folder goes, what others put there stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policyalign.export import write_run
from policyalign.export.folder import write_files

from support.runs import run

FIGURES = {"phases.svg": b"one", "phases/T1.svg": b"two", "phases/T2.png": b"three"}


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_files_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    write_run(run(), tmp_path)
    tables = names(tmp_path)
    write_run(run(), tmp_path, FIGURES)
    assert names(tmp_path) == {*tables, *FIGURES, "phases"}
    write_run(run(), tmp_path, {"phases/T2.png": b"four"})
    assert names(tmp_path) == {*tables, "phases", "phases/T2.png"}
    assert (tmp_path / "phases" / "T2.png").read_bytes() == b"four"
    write_run(run(), tmp_path)
    assert names(tmp_path) == tables, "an empty folder goes with its files"


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    write_run(run(), tmp_path, FIGURES)
    foreign = {"notes.txt", "mine.csv", "audit-sheet.csv", "phases/T9.svg"}
    for name in foreign:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    write_run(run(), tmp_path)
    assert names(tmp_path) >= foreign
    assert not FIGURES.keys() & names(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.csv",
        "/etc/outside.csv",
        "a/../../outside.csv",
        "..csv",
        "deep/er/file.csv",
        "notes.txt",
        7,
    ],
)
def test_a_record_that_names_what_no_run_writes_does_no_harm(tmp_path: Path, name: object) -> None:
    out = tmp_path / "out"
    write_run(run(), out)
    others = {tmp_path / "outside.csv", out / "..csv", out / "deep" / "er" / "file.csv", out / "notes.txt"}
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    (out / "run.json").write_text(json.dumps({**record, "files": [name, "old.csv"]}), encoding="utf-8")
    (out / "old.csv").write_text("old", encoding="utf-8")
    write_run(run(), out)
    assert all(path.exists() for path in others)
    assert not (out / "old.csv").exists()


@pytest.mark.parametrize("record", ["", "{", "[]", '{"files": "phases.svg"}', "{}"])
def test_a_damaged_record_takes_nothing_away(tmp_path: Path, record: str) -> None:
    write_files(tmp_path, {"run.json": [record.encode()], "phases.svg": [b"one"]})
    write_run(run(), tmp_path)
    assert (tmp_path / "phases.svg").read_bytes() == b"one"
