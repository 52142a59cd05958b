from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.export import write_run

from support.schedules import matrix, measure, plan
from support.surveys import run_of

MEASURES = {
    "space": [
        measure("素子の開発", (3, 2026, 2027), (4, 2032, 2033), words="素子", answers=["T1"]),
        measure("評価", answers=["T2"]),
    ],
    "digital": [measure("回線の整備", (4, 2026, 2029), (5, 2027, None), answers=["T2"])],
}
FIGURES = {f"{name}.{kind}" for name in ("gap_matrix", "links", "phases", "responsibility") for kind in ("svg", "png")}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A results folder as compare leaves it."""
    made = [(plan(name, *measures), measures) for name, measures in MEASURES.items()]
    write_run(run_of(matrix(*made)), tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["phases", *args])


def kinds(folder: Path) -> list[str]:
    with (folder / "phases.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["kind"] for row in csv.DictReader(file)]


def test_faults_are_shown_with_pages_and_counted(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out")
    assert result.exit_code == 0, result.stderr
    assert "死の谷" in result.stdout
    assert "space p.1 / space p.1" in result.stdout
    assert "4年の空白がある" in result.stdout
    assert "順序の逆転: 確実 1" in result.stdout
    assert "一覧のみ" in result.stderr
    assert "\x1b" not in result.stdout


def test_the_picture_follows_with_the_nearest_of_a_proposal_that_is_asked_for(
    saved: Path, command: Callable[..., Result]
) -> None:
    everything = command("out")
    assert "space［対応］ 開発・整備 2026～2027年度（文部科学省、p.1）、実証・試行 2032～2033年度" in everything.stdout
    assert "時期の記載なし 1件（段階不明）" in everything.stdout
    assert "最も近い" not in everything.stdout
    assert "見出し" not in command("out", "--type", "死の谷").stdout
    english = command("out", "--lang", "en", "--proposal", "T2").stdout
    assert "no time stated: 1 (stage unknown)" in english


def test_tables_and_figures_are_written(saved: Path, command: Callable[..., Result]) -> None:
    pytest.importorskip("matplotlib_fontja")
    before = {path.name for path in saved.iterdir()}
    assert command("out", "--write", "-q").exit_code == 0
    assert {path.name for path in saved.iterdir()} == before | FIGURES | {"phases"}
    assert {path.name for path in (saved / "phases").iterdir()} == {"T1.png", "T1.svg", "T2.png", "T2.svg"}


def test_one_proposal_may_be_asked_for(saved: Path, command: Callable[..., Result]) -> None:
    pytest.importorskip("matplotlib_fontja")
    result = command("out", "--proposal", "t2", "--write")
    assert "順序の逆転" in result.stdout
    assert "死の谷" not in result.stdout
    assert {path.name for path in (saved / "phases").iterdir()} == {"T2.png", "T2.svg"}
    assert "valley" in kinds(saved), "the table holds everything"


def test_a_figure_of_every_proposal_in_one_go(saved: Path, command: Callable[..., Result]) -> None:
    pytest.importorskip("matplotlib_fontja")
    assert command("out", "--figures", "-q", "--gap-years", "9").exit_code == 0
    assert {path.name for path in (saved / "phases").iterdir()} == {"T1.png", "T1.svg", "T2.png", "T2.svg"}
    assert "valley" not in kinds(saved), "the results are written, too"


def test_figures_of_the_proposals_that_are_named(saved: Path, command: Callable[..., Result]) -> None:
    pytest.importorskip("matplotlib_fontja")
    assert command("out", "--figures", "--proposal", "T1", "-q").exit_code == 0
    assert {path.name for path in (saved / "phases").iterdir()} == {"T1.png", "T1.svg"}


def test_window_and_gap_are_settings(saved: Path, command: Callable[..., Result]) -> None:
    assert "valley" in kinds(saved)
    command("out", "-q", "--gap-years", "4", "--write")
    assert "valley" not in kinds(saved)
    command("out", "-q", "--window", "2015-2020", "--write")
    assert "period" in kinds(saved)


def test_nothing_found_is_said(saved: Path, command: Callable[..., Result], tmp_path: Path) -> None:
    only = [measure("道路の整備", (5, 2026, 2030))]
    write_run(run_of(matrix((plan("road", *only), only))), tmp_path / "none")
    assert "不整合は見つかりませんでした" in command("none").stdout


@pytest.mark.parametrize(
    "options",
    [["--window", "2030-2026"], ["--window", "soon"], ["--proposal", "9-P9"], ["--gap-years", "-1"]],
    ids=lambda options: " ".join(options),
)
def test_wrong_usage_is_told_and_nothing_written(
    saved: Path, command: Callable[..., Result], options: list[str]
) -> None:
    before = {path.name: path.read_bytes() for path in saved.iterdir()}
    result = command("out", *options, "--write")
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr
    assert {path.name: path.read_bytes() for path in saved.iterdir()} == before


def test_a_folder_without_results_is_named_in_one_line(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = command("empty")
    assert result.exit_code == 1
    assert "empty" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_without_the_extra_the_tables_are_written_and_a_line_says_what_to_install(
    saved: Path, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(saved.parent / "new-cache"))
    (saved / "phases.csv").unlink()
    result = command("out", "--write")
    assert result.exit_code == 0
    assert "pip install 'policyalign[plot]'" in result.stderr
    assert kinds(saved)
    assert not FIGURES & {path.name for path in saved.iterdir()}


def test_english(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out", "--lang", "en")
    assert "valley of death" in result.stdout
    assert "4 years pass" in result.stdout
