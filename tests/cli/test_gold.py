from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.run import Failure, Run
from policyalign.cli.app import app
from policyalign.config import Settings
from policyalign.domain import Problem
from policyalign.lab.gold import read_gold

from support.commands import sub_commands
from support.labels import make_run, unit_plan

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign`` in an empty folder, with a pipeline that reads every file but damaged.pdf."""

    def compare(paths: Sequence[Path], settings: Settings, **_: Any) -> Run:
        good = [path for path in paths if path.stem != "damaged"]
        plans = [unit_plan(12, path.stem) for path in good]
        row = [place / 12 for place in range(12)]
        run = make_run(
            plans or [unit_plan(1)],
            [[row if plans else [0.5]]] * len(plans or [1]),
            [["gap"]] * len(plans or [1]),
        )
        if not plans:
            run = replace(run, matrix=replace(run.matrix, plans=(), matches=(), findings=()))
        problem = Problem("memory", "fatal", None, {"megabytes": "9"})
        return replace(run, failures=tuple(Failure(path, problem) for path in paths if path not in good))

    monkeypatch.setattr("policyalign.lab.labelling.sheets.compare_files", compare)
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, list(args))


def graded(source: str, target: str, grades: Sequence[int | str]) -> None:
    with Path(source).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path(target).open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows({**row, "grade": grade} for row, grade in zip(rows, grades, strict=True))


def test_from_a_plan_to_labels(command: Command, tmp_path: Path) -> None:
    drawn = command("gold", "new", "a.pdf", "-o", "sheet.csv", "--per-proposal", "5")
    assert drawn.exit_code == 0, drawn.stderr
    assert "5行" in drawn.stderr
    assert "sheet.key.csv は記入する人に見せないでください" in drawn.stderr
    graded("sheet.csv", "A.csv", [0, 1, 2, 3, 0])
    graded("sheet.csv", "B.csv", [0, 1, 2, 1, 0])
    agreed = command("gold", "agree", "A.csv", "B.csv", "-o", "diff.csv")
    assert agreed.exit_code == 0, agreed.stderr
    for words in ("ともに記入された行 5、うち同じ点数 4", "2次重みつきκ", "Gwet の AC1"):
        assert words in agreed.stdout
    with Path("diff.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["grade_a"], row["grade_b"], row["plan_id"]) == ("3", "1", "a")
    imported = command("gold", "import", "A.csv", "-o", "gold", "--key", "sheet.key.csv")
    assert (imported.exit_code, imported.stdout) == (0, "a: 5組を gold に書きました\n")
    assert sorted(read_gold(Path("gold"), "a").grades.values()) == [0, 0, 1, 2, 3]


def test_a_sheet_is_never_overwritten(command: Command) -> None:
    Path("sheet.csv").write_text("a week of work")
    result = command("gold", "new", "a.pdf")
    assert result.exit_code == 1
    assert "上書きしません" in result.stderr
    assert Path("sheet.csv").read_text() == "a week of work"


def test_files_that_cannot_be_read_are_named(command: Command) -> None:
    result = command("gold", "new", "a.pdf", "damaged.pdf")
    assert result.exit_code == 0
    assert "damaged.pdf: メモリの上限" in result.stderr
    assert Path("sheet.csv").exists()


def test_no_plan_at_all_is_a_failure(command: Command) -> None:
    result = command("gold", "new", "damaged.pdf")
    assert result.exit_code == 1
    assert not Path("sheet.csv").exists()


def test_an_error_names_row_and_column(command: Command) -> None:
    command("gold", "new", "a.pdf", "--per-proposal", "3")
    graded("sheet.csv", "sheet.csv", [0, 5, 1])
    result = command("gold", "import", "sheet.csv", "-o", "gold")
    assert result.exit_code == 1
    assert result.stderr.startswith("policyalign: sheet.csv の3行目、列 grade が「5」です")
    assert command("gold", "import", "sheet.csv", "-o", "gold", "--lang", "en").stderr.startswith(
        "policyalign: sheet.csv, row 3, column grade is '5'"
    )
    assert not Path("gold").exists()


def test_sheets_with_nothing_in_common(command: Command) -> None:
    command("gold", "new", "a.pdf", "--per-proposal", "3")
    assert command("gold", "agree", "sheet.csv", "sheet.csv").exit_code == 1


def test_there_are_the_actions_promised() -> None:
    actions = sub_commands("gold")
    assert set(actions) == {"new", "agree", "import"}


def test_wrong_usage(command: Command) -> None:
    assert command("gold", "new", "a.pdf", "--per-proposal", "1").exit_code == 2
    assert command("gold", "draw").exit_code == 2
