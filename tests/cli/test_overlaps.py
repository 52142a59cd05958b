from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.export import write_all

from support.overlaps import overlap_run
from support.schedules import measure

WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
PLANS = {
    "space": [measure("画像の配信", words=WORDS, actors=("総務省",))],
    "digital": [measure("災害画像の基盤", text="環境省と連携する。", words=WORDS, actors=("防衛省",))],
    "education": [
        measure("被害画像の提供", text="配る。", words=WORDS, actors=("環境省",)),
        measure("画像の教材", words="観測衛星 画像 被害 教材", actors=("文部科学省",)),
    ],
}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A results folder as compare leaves it."""
    write_all(overlap_run(*PLANS.items()), tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["overlaps", *args])


def lines(result: Result) -> list[str]:
    """The rows of the table."""
    assert result.exit_code == 0, result.stderr
    return [line for line in result.stdout.splitlines() if line.split() and line.split()[0].isdigit()]


def test_overlaps_are_shown_with_pages_and_counted(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out")
    assert "space p.1 画像の配信" in lines(result)[0]
    assert "digital p.1 災害画像の基盤" in lines(result)[0]
    assert "連携済み: 環境省と連携" in result.stdout
    assert "重複: 確実 3、要確認 0（うち連携済み 1）" in result.stdout
    assert "補完: 確実 0" in result.stdout
    assert "まとまり 1" in result.stderr
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("relation", ["complement", "補完"])
def test_one_relation_may_be_asked_for(saved: Path, command: Callable[..., Result], relation: str) -> None:
    shown = lines(command("out", "--relation", relation))
    assert shown
    assert all("補完" in line and "教材" in line for line in shown)


def test_one_plan_may_be_asked_for(saved: Path, command: Callable[..., Result]) -> None:
    numbers = [line.split()[0] for line in lines(command("out"))]
    shown = lines(command("out", "--plan", "space"))
    assert all("space" in line for line in shown)
    assert {line.split()[0] for line in shown} < set(numbers), "the numbers are those of the table"


def test_only_so_many_are_shown(saved: Path, command: Callable[..., Result]) -> None:
    result = command("out", "--limit", "1", "--lang", "en")
    assert len(lines(result)) == 1
    assert "more (--limit 0 shows all" in result.stderr
    assert len(lines(command("out", "--limit", "0"))) > 1


def test_nothing_found_is_no_proof(tmp_path: Path, command: Callable[..., Result]) -> None:
    write_all(overlap_run(("space", PLANS["space"])), tmp_path / "out")
    result = command("out")
    assert result.exit_code == 0
    assert "ないことの証明ではありません" in result.stdout


@pytest.mark.parametrize("wrong", [("--relation", "related"), ("--plan", "ocean"), ("--limit", "-1")])
def test_wrong_usage_exits_with_2(saved: Path, command: Callable[..., Result], wrong: tuple[str, str]) -> None:
    result = command("out", *wrong)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_results_without_overlaps_are_told_in_one_line(tmp_path: Path, command: Callable[..., Result]) -> None:
    write_all(replace(overlap_run(*PLANS.items()), overlaps=None), tmp_path / "out")
    result = command("out")
    assert result.exit_code == 1
    assert "overlaps.json" in result.stderr
    assert len(result.stderr.splitlines()) == 1
