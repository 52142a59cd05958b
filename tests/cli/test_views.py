"""The commands that show saved results: they write only when asked, the whole folder, in its own language."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.cli.app import app
from policyalign.export import load_run

from support.audits import fill_in

Command = Callable[..., Result]
VIEWS = [question.name for question in (GAPS, *QUESTIONS)]
WINDOW = ("--window", "2027-2031", "--gap-years", "2", "--proposal", "2.3-T7")


@pytest.fixture
def out(sample_results: Path, tmp_path: Path) -> Path:
    """The results of the sample plans, to do with as one likes."""
    return Path(shutil.copytree(sample_results, tmp_path / "out"))


@pytest.fixture
def command(out: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign`` beside the results, which must not end otherwise than ``expected``."""
    monkeypatch.chdir(out.parent)

    def run(*words: str, expected: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == expected, result.stderr
        return result

    return run


def content(folder: Path) -> dict[str, bytes]:
    """All files by their names below the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_in_another_language_changes_no_file(command: Command, out: Path, view: str) -> None:
    before = content(out)
    japanese, english = command(view, "out").stdout, command(view, "out", "--lang", "en").stdout
    assert japanese != english
    assert content(out) == before


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_view_writes_keeps_the_language_of_the_folder(command: Command, out: Path, view: str) -> None:
    before = content(out)
    shown = command(view, "out", "--proposal", "2.3-T7", "--lang", "en", "--write")
    assert "results written to out" in shown.stderr
    after = content(out)
    assert {name for name in before if after.get(name) != before[name]} == {"run.json"}
    assert all(name.endswith((".svg", ".png")) for name in after.keys() - before.keys())
    assert load_run(out).settings.lang == "ja"
    assert json.loads(after["run.json"])["settings"] == json.loads(before["run.json"])["settings"]


def test_another_window_is_shown_and_not_kept_unless_written(command: Command, out: Path) -> None:
    before = content(out)
    usual = command("phases", "out").stdout
    assert command("phases", "out", *WINDOW).stdout != usual
    assert content(out) == before
    command("phases", "out", *WINDOW, "--write", "-q")
    assert content(out)["phases.csv"] != before["phases.csv"]
    assert command("phases", "out").stdout != usual


@pytest.mark.parametrize("verdict", ["なし", "あり"])
def test_the_window_stays_when_answers_come(command: Command, out: Path, verdict: str) -> None:
    """The answers of a person have every question asked again, with the settings of the folder."""
    pytest.importorskip("matplotlib_fontja")
    command("phases", "out", *WINDOW, "--write", "-q")
    written = content(out)
    figures = {name for name in written if name.endswith((".svg", ".png"))}
    assert {"phases.svg", "links.png", "phases/2.3-T7.svg"} <= figures
    command("audit", "out", "--seed", "1")
    sheet = out / "audit-sheet.csv"
    fill_in(sheet, lambda row: verdict if row["number"] == "1" else "なし", to=sheet)
    command("audit", "out", "--answers", str(sheet))
    after = content(out)
    kept = {"phases.csv", "phases.json", "schedule.csv", "governance.csv"}
    # A measure that a person has found stands in the figures from then on.
    kept |= figures if verdict == "なし" else {"links.png", "links.svg"}
    assert {name for name in kept if after[name] != written[name]} == set()
    assert after.keys() - written.keys() == {"audit.json", "audit-sheet.csv"}
    settings = load_run(out).settings.phases
    assert (settings.window, settings.gap_years) == ((2027, 2031), 2)
    answers, statuses = (column(out / "findings.csv", name) for name in ("checked", "status"))
    found = {status for answer, status in zip(answers, statuses, strict=True) if answer == verdict}
    assert found == {"一部対応" if verdict == "あり" else "欠落"}


def test_figures_that_were_asked_for_stay_and_follow(command: Command, out: Path) -> None:
    """A later ``--write`` draws them anew instead of leaving them behind or taking them away."""
    pytest.importorskip("matplotlib_fontja")
    command("phases", "out", "--proposal", "2.3-T7", "--write", "-q")
    command("gaps", "out", "--write", "-q")
    before = content(out)
    assert {"phases/2.3-T7.svg", "gap_matrix.png"} <= before.keys()
    command("links", "out", "--write", "-q")
    assert content(out) == before
    command("phases", "out", *WINDOW, "--write", "-q")
    assert content(out)["phases/2.3-T7.svg"] != before["phases/2.3-T7.svg"]


def test_a_complaint_goes_by_its_id_or_label(command: Command) -> None:
    shown = command("governance", "out", "--proposal", "相乗効果").stdout
    assert shown.startswith("1-I2 ")
    assert "1-I1" not in shown
    assert shown == command("governance", "out", "--proposal", "1-i2").stdout


@pytest.mark.parametrize(
    "asked",
    [
        ("explain", "1-I1", "out"),
        ("explain", "フェーズ不整合", "out"),
        ("gaps", "out", "--proposal", "1-I1"),
        ("phases", "out", "--proposal", "フェーズ不整合"),
    ],
)
def test_a_complaint_is_left_to_the_command_that_answers_it(command: Command, asked: tuple[str, ...]) -> None:
    shown = command(*asked, expected=2)
    assert "policyalign governance out --proposal 1-I1" in shown.stderr


def test_a_statement_that_nothing_answers_is_refused(command: Command) -> None:
    shown = command("governance", "out", "--proposal", "1-I4", expected=2)
    assert "1-I4" in shown.stderr


def test_statuses_are_counted_over_all_that_is_chosen(command: Command) -> None:
    whole, first = command("gaps", "out", "--limit", "0"), command("gaps", "out", "--limit", "2")
    assert first.stdout.splitlines()[-3:] == whole.stdout.splitlines()[-3:]
    assert (whole.stderr, "--limit 0" in first.stderr) == ("", True)
    assert len(first.stdout.splitlines()) == len(whole.stdout.splitlines()) - 45
    gaps = command("gaps", "out", "--type", "欠落", "--plan", "space", "--limit", "0").stdout
    assert all("欠落" in line for line in gaps.splitlines() if line[0].isdigit())
