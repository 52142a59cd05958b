from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.export import answering, write_run
from policyalign.pipeline import with_answers

from support.audits import fill_in, run_with_gaps


def present_first(row: Mapping[str, str]) -> str:
    return "あり" if row["number"] == "1" else "なし"


@pytest.fixture(scope="module")
def run() -> Run:
    """40 gaps in two plans, and what they are worth."""
    return with_answers(run_with_gaps(20), ())


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited") / "out"
    write_run(run, folder)
    return folder


@pytest.fixture
def command(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``policyalign`` in a folder that holds results with 40 gaps in ``out``."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(written, "out")
    return lambda *args: CliRunner().invoke(app, list(args))


def test_a_sample_is_drawn_and_the_plans_are_told(command: Callable[..., Result]) -> None:
    result = command("audit", "out")
    assert result.exit_code == 0
    first, none, one, two = result.stdout.splitlines()
    assert first.startswith("欠落 40件から25件を無作為に選びました（種 ")
    assert none == "  誤りを0件まで許すなら 25件（今回）  合格する見込み: 誤りが0件のとき 100%、誤りが1件のとき 38%"
    assert [line.split("なら ")[1].split("件")[0] for line in (none, one, two)] == ["25", "35", "40"]
    assert "確認表を out/audit-sheet.csv に書きました" in result.stderr
    assert "policyalign audit out --answers out/audit-sheet.csv" in result.stderr


def test_the_answers_are_told_in_one_sentence(command: Callable[..., Result]) -> None:
    command("audit", "out", "-o", "sheet.csv")
    fill_in(Path("sheet.csv"))
    result = command("audit", "out", "--answers", "filled-sheet.csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "欠落 40件のうち25件を確認し、誤りは0件。信頼度95%で、少なくとも95%（38件）は正しい",
        "目標の95%に達しています",
    ]
    assert json.loads(Path("out", "run.json").read_text(encoding="utf-8"))["audit"][0]["reached"]


def test_what_proved_wrong_is_listed(command: Callable[..., Result]) -> None:
    command("audit", "out", "--confidence", "0.9", "--target", "0.8", "--tolerate", "2", "--seed", "7")
    sheet = fill_in(Path("out/audit-sheet.csv"), lambda row: {"1": "あり", "2": "?"}.get(row["number"], "0"))
    result = command("audit", "out", "--answers", str(sheet), "--lang", "en")
    told = result.stdout.splitlines()
    assert "1 wrong, 1 unsure (counted as wrong): at least" in told[0]
    assert told[0].endswith("at 90% confidence")
    assert told[1] == "this reaches the target of 80%"
    assert told[2].startswith("without those, 38 gaps are left")
    assert [line.split(": ")[1] for line in told[3:]] == ["present  page 12  第3節", "unsure"]


def test_one_plan_and_all_of_its_gaps(command: Callable[..., Result]) -> None:
    result = command("audit", "out", "--plan", "digital", "--all", "-o", "all.csv")
    assert result.stdout.startswith("計画 digital の欠落 20件のすべてを選びました")
    result = command("audit", "out", "--answers", str(fill_in(Path("all.csv"))))
    assert result.stdout.startswith("計画 digital の欠落 20件のすべてを確認し、誤りは0件。100%（20件）が正しい")


def test_a_full_check_that_falls_short(command: Callable[..., Result]) -> None:
    command("audit", "out", "--all", "-o", "all.csv")
    fill_in(Path("all.csv"), lambda row: "あり" if int(row["number"]) <= 4 else "なし")
    told = command("audit", "out", "--answers", "filled-all.csv").stdout.splitlines()
    assert told[0] == "欠落 40件のすべてを確認し、誤りは4件。90%（36件）が正しい"
    assert told[1] == "目標の95%には達していません。誤りと分かったものは、欠落から外しました"
    assert told[2] == "誤りと不明を除いて残る欠落は36件で、そのうち少なくとも100%（36件）は正しい"


def test_compare_ends_with_what_a_gap_is_worth(
    command: Callable[..., Result], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyalign.pipeline.compare_files", lambda *_, **__: run)
    first = command("compare", "space.pdf", "-o", "out").stderr.splitlines()
    assert "123件中121件が正しく、信頼度90%で95.6%以上" in first[-2]
    assert first[-1] == "この実行の欠落を人が確かめるには: policyalign audit out"
    command("audit", "out", "--all")
    fill_in(Path("out/audit-sheet.csv"), present_first, to=Path("all.csv"))
    command("audit", "out", "--answers", "all.csv")
    second = command("compare", "space.pdf", "-o", "out")
    assert second.stderr.splitlines()[-1].startswith("欠落 40件のすべてを確認し、誤りは1件。")
    assert "space: 対応 1  一部対応 1  欠落 19" in second.stdout
    assert command("compare", "space.pdf", "-o", "out", "-q").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit",),
        ("audit", "out", "--confidence", "1.5"),
        ("audit", "out", "--target", "0"),
        ("audit", "out", "--tolerate", "-1"),
        ("audit", "out", "--answers", "sheet.csv", "--target", "0.9"),
        ("audit", "out", "--answers", "sheet.csv", "--all"),
    ],
)
def test_wrong_usage_ends_with_2(command: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    assert command(*arguments).exit_code == 2


def test_an_error_is_one_line(command: Callable[..., Result]) -> None:
    for code, arguments in (
        (1, ("nowhere",)),
        (1, ("out", "--answers", "no.csv")),
        (2, ("out", "--plan", "sea")),
    ):
        result = command("audit", *arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert len(result.stderr.splitlines()) == 1
    assert "nowhere/matrix.json" in command("audit", "nowhere").stderr


def test_answers_given_at_once_wait_for_each_other(
    command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    command("audit", "out", "-o", "sheet.csv")
    fill_in(Path("sheet.csv"))
    monkeypatch.setattr("policyalign.export._LOCK_SECONDS", 0.2)
    with answering(Path("out")):
        refused = command("audit", "out", "--answers", "filled-sheet.csv")
    assert refused.exit_code == 1
    assert "書き続けています" in refused.stderr
    assert not Path("out", "audit.json").exists()
    assert command("audit", "out", "--answers", "filled-sheet.csv").exit_code == 0
    assert not Path("out", ".lock").exists()
