from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.domain import Step
from policyalign.export import write_run

from support.runs import failure
from support.schedules import interval, matrix, measure, plan
from support.surveys import run_of

THING = "結晶 放射線 耐性 素子"
MEASURES = {
    "空の基本計画": [
        measure(
            "結晶素子の試し",
            Step(3, interval(2026, 2027), "開発", (0, 1)),
            words=THING,
            text="港湾再生基本計画に基づき試す。",
        )
    ],
    "sea": [measure("道", (5, 2026, None), text="港湾再生基本計画に基づき直す。", words="道路")],
}
FIGURES = {f"{name}.{kind}" for name in ("gap_matrix", "links", "phases", "responsibility") for kind in ("svg", "png")}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A results folder as compare leaves it."""
    made = [(plan(name, *measures), measures) for name, measures in MEASURES.items()]
    write_run(run_of(matrix(*made), failures=(failure(),)), tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["links", *args])


def test_compare_leaves_tables_and_graph(saved: Path) -> None:
    assert {"links.csv", "exits.csv", "links.graphml"} <= {path.name for path in saved.iterdir()}


def test_who_cites_whom_is_shown_with_pages(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("港湾再生基本計画") == 2
    assert "出口の連携: 結ばれていない 0" in result.stdout
    assert "\x1b" not in result.stdout


def test_tables_and_figures_are_written(saved: Path, command: Callable[..., Result]) -> None:
    pytest.importorskip("matplotlib_fontja")
    before = {path.name for path in saved.iterdir()}
    assert command("out", "-q").stdout == ""
    assert {path.name for path in saved.iterdir()} == before, "nothing is written unless asked for"
    assert command("out", "--write", "-q").stdout == ""
    assert {path.name for path in saved.iterdir()} == before | FIGURES


def test_a_plan_that_could_not_be_read_is_remembered(saved: Path, command: Callable[..., Result]) -> None:
    (saved / "exits.csv").unlink()
    assert "受け手の見つからない出口 1" in command("out", "--write").stdout
    assert "判定不能" in (saved / "exits.csv").read_text("utf-8-sig")


def test_a_folder_without_results_is_named_in_one_line(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = command("empty")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_without_the_extra_the_tables_are_written_and_a_line_says_what_to_install(
    saved: Path, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(saved.parent / "new-cache"))
    (saved / "links.csv").unlink()
    result = command("out", "--write")
    assert result.exit_code == 0
    assert "policyalign[plot]" in result.stderr
    assert (saved / "links.csv").exists()
