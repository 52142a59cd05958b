from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.export import write_all

from support.schedules import Measure, Words, matrix, plan

FILES = ("responsibility.csv", "responsibility_matrix.csv", "sectors.csv")
SPACE = [Measure("甲", [Words("企業が行う。"), Words("担当：文部科学省。")], {"T1": 0.9})]
DIGITAL = [Measure("乙", [Words("担当：総務省。")], {"T1": 0.9})]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A results folder as compare leaves it."""
    made = [(plan("space", *SPACE), SPACE), (plan("digital", *DIGITAL), DIGITAL)]
    write_all(Run(matrix(*made), (), {"versions": {}}), tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["responsibility", *args])


def test_roles_are_shown_with_what_is_contested(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out")
    assert result.exit_code == 0, result.stderr
    assert "主=主担当" in result.stdout
    assert "競合: T1 提言T1  総務省、文部科学省" in result.stdout
    assert "responsibility.csv" in result.stderr
    assert "\x1b" not in result.stdout


def test_the_files_of_compare_are_written_again_from_saved_results(saved: Path, command: Callable[..., Result]) -> None:
    before = {path.name: path.read_bytes() for path in saved.iterdir()}
    for name in FILES:
        (saved / name).unlink()
    result = command("out", "-q")
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name: path.read_bytes() for path in saved.iterdir()} == before
    with (saved / "responsibility.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["ministry"] for row in csv.DictReader(file)} == {"総務省", "文部科学省"}


def test_english(saved: Path, command: Callable[..., Result]) -> None:
    assert "contested: T1" in command("out", "--lang", "en").stdout


def test_a_folder_without_results_is_named_in_one_line(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = command("empty")
    assert result.exit_code == 1
    assert "empty" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_ministry_at_all_is_said(command: Callable[..., Result], tmp_path: Path) -> None:
    row = [Measure("甲", [Words("行う。")], {"T1": 0.01})]
    write_all(Run(matrix((plan("a", *row), row)), (), {"versions": {}}), tmp_path / "none")
    result = command("none")
    assert result.exit_code == 0
    assert "府省の名は読み取れませんでした" in result.stderr
