"""``policyalign review``: answers go in and out, and count at once in whatever is shown."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.run import Run, run_id
from policyalign.cli.app import app
from policyalign.export import load_run, write_run
from policyalign.pipeline import with_answers
from policyalign.review.store import STORE, ReviewStore
from policyalign.review_page.desk import Desk, audit_sample

from support.audits import fill_in, run_with_gaps, write_rows
from support.reviews import answer, cell_of

Command = Callable[..., Result]
OUT = Path("out")


@pytest.fixture(scope="module")
def run() -> Run:
    """40 gaps in two plans."""
    return with_answers(run_with_gaps(20), ())


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reviewed") / "out"
    write_run(run, folder)
    return folder


@pytest.fixture
def command(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign`` in a folder that holds results with 40 gaps in ``out``."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(written, OUT)
    return lambda *args: CliRunner().invoke(app, list(map(str, args)))


def say(run: Run, *said: tuple[str, str, str]) -> None:
    """Answers (proposal, plan, verdict) as the page keeps them."""
    ReviewStore(OUT).add([answer(cell_of(run, proposal, plan), verdict) for proposal, plan, verdict in said])


def test_what_is_shown_counts_new_answers_before_they_are_written(command: Command, run: Run) -> None:
    say(run, ("1-P1", "space", "covered"))
    before = (OUT / "matrix.json").read_bytes()
    shown = command("explain", "1-P1", OUT, "--plan", "space")
    assert "対応" in shown.stdout
    assert "確認済（人）：対応" in shown.stdout
    assert "まだ結果のファイルに入っていない答え1件を反映して示します" in shown.stderr
    assert (OUT / "matrix.json").read_bytes() == before
    assert command("report", OUT, "--format", "html").exit_code == 0
    assert "確認済（人）：対応" in (OUT / "report.html").read_text(encoding="utf-8")

    applied = command("review", "apply", OUT)
    assert "答え1件を反映しました（確認済 1件、不一致 0件）" in applied.stderr
    assert load_run(OUT).matrix.status("1-P1", "space") == "covered"
    assert json.loads((OUT / "run.json").read_text(encoding="utf-8"))["review"]["last"] == 1
    assert command("explain", "1-P1", OUT, "--plan", "space").stderr == ""


def test_a_view_with_other_settings_keeps_what_people_said(command: Command, run: Run) -> None:
    say(run, ("1-P1", "space", "covered"))
    assert command("phases", OUT, "--window", "2020-2025", "--write", "--quiet").exit_code == 0
    back = load_run(OUT)
    assert back.settings.phases.window == (2020, 2025)
    assert back.matrix.finding("1-P1", "space").checked == "covered"


@pytest.mark.parametrize(("form", "ending"), [("csv", "csv"), ("xlsx", "xlsx"), ("sssom", "tsv")])
def test_answers_go_to_another_folder_once(command: Command, run: Run, form: str, ending: str) -> None:
    say(run, ("1-P1", "space", "covered"), ("1-P2", "digital", "absent"), ("1-P1", "space", ""))
    assert command("review", "export", OUT, "--format", form, "-o", f"a.{ending}").exit_code == 0
    write_run(run, Path("other"))
    first = command("review", "import", f"a.{ending}", "other")
    assert "読んだ答え 3件、新しい答え 3件、もうあるもの 0件" in first.stdout
    assert load_run(Path("other")).matrix.finding("1-P2", "digital").checked == "absent"
    second = command("review", "import", f"a.{ending}", "other")
    assert "新しい答え 0件、もうあるもの 3件" in second.stdout
    assert command("review", "export", "other", "--format", form, "-o", f"b.{ending}").exit_code == 0
    assert Path(f"a.{ending}").read_bytes() == Path(f"b.{ending}").read_bytes()
    assert command("review", "export", "other", "--format", form, "-o", f"b.{ending}").exit_code == 1


def test_a_dry_run_writes_nothing(command: Command, run: Run) -> None:
    Path("own.csv").write_text("proposal_id,plan_id,verdict,reviewer\n1-P1,space,一部対応,山田\n", encoding="utf-8")
    told = command("review", "import", "own.csv", OUT, "--dry-run")
    assert "1-P1 論点1 × space の答え: 未回答 → 一部対応 / 山田" in told.stdout
    assert not (OUT / STORE).exists()
    assert command("review", "import", "own.csv", OUT).exit_code == 0
    assert load_run(OUT).matrix.status("1-P1", "space") == "partial"


def test_an_earlier_review_file_is_taken_over_once_and_left_alone(command: Command, run: Run) -> None:
    answers = [
        {"key": "1-P1|space", "check": "present", "note": "p.3", "reviewer": "山田"},
        {"key": "1-P2|space", "check": "", "note": "要相談", "reviewer": ""},
    ]
    earlier = {"format": 1, "run_id": run_id(run), "answers": answers}
    (OUT / "review.json").write_text(json.dumps(earlier), encoding="utf-8")
    content = (OUT / "review.json").read_bytes()
    first = command("gaps", OUT, "--plan", "space")
    assert "review.json の答え2件を reviews.sqlite に移しました" in first.stderr
    assert "移しました" not in command("gaps", OUT).stderr
    kept = ReviewStore(OUT).answers()
    assert [(one.verdict, one.origin, one.note) for one in kept] == [
        ("partial", "workbook", "p.3"),
        ("noted", "workbook", "要相談"),
    ]
    assert (OUT / "review.json").read_bytes() == content
    command("review", "apply", OUT)
    assert load_run(OUT).matrix.status("1-P1", "space") == "partial"
    assert load_run(OUT).matrix.status("1-P2", "space") == "gap"


def test_an_earlier_review_file_of_another_run_is_not_taken(command: Command) -> None:
    earlier = {"format": 1, "run_id": "0" * 16, "answers": [{"key": "1-P1|space", "check": "present"}]}
    (OUT / "review.json").write_text(json.dumps(earlier), encoding="utf-8")
    assert command("gaps", OUT).exit_code == 0
    assert not (OUT / STORE).exists()


def test_compare_into_the_folder_keeps_the_answers(command: Command, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyalign.pipeline.compare_files", lambda *_, **__: run)
    say(run, ("1-P1", "space", "covered"), ("1-P2", "space", "absent"))
    assert command("compare", "space.pdf", "-o", OUT, "-q").exit_code == 0
    back = load_run(OUT)
    assert [back.matrix.finding(one, "space").checked for one in ("1-P1", "1-P2")] == ["covered", "absent"]
    assert back.record["review"]["last"] == 2
    (OUT / STORE).write_bytes(b"broken")
    refused = command("compare", "space.pdf", "-o", OUT, "-q")
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert load_run(OUT).matrix.findings == back.matrix.findings


def test_status_tells_how_far_it_is_and_how_far_two_agree(command: Command, run: Run) -> None:
    assert "まだ答えがありません" in command("review", "status", OUT).stdout
    store = ReviewStore(OUT)
    cells = [cell_of(run, f"1-P{number}", "space") for number in range(1, 5)]
    store.add(
        [
            answer(one, verdict, "甲")
            for one, verdict in zip(cells, ("covered", "absent", "partial", "absent"), strict=True)
        ]
    )
    store.add(
        [
            answer(one, verdict, "乙")
            for one, verdict in zip(cells, ("covered", "absent", "absent", "absent"), strict=True)
        ]
    )
    told = command("review", "status", OUT).stdout
    assert "升目: 42件のうち 確認済 3件、不一致 1件、未確認 38件" in told
    assert (
        "乙 と 甲（升目、ともに答えた4件）: 一致 75%" in told or "甲 と 乙（升目、ともに答えた4件）: 一致 75%" in told
    )
    # Quadratic weights over なし < 一部対応 < 対応: 1/16 of disagreement against 6/16 by chance.
    assert "重み付き κ 0.833、AC1 0.696" in told
    assert "不一致: 1-P3 論点3 × space（一部対応 / 甲; なし / 乙）" in told


@pytest.mark.parametrize(
    "arguments",
    [("export", "out", "--format", "pdf"), ("export", "out", "-o", "a.pdf"), ("import", "a.csv"), ("apply",)],
)
def test_wrong_usage_ends_with_2(command: Command, arguments: tuple[str, ...]) -> None:
    assert command("review", *arguments).exit_code == 2


def test_errors_are_one_line(command: Command) -> None:
    for arguments in (
        ("status", "nowhere"),
        ("import", "none.csv", "out"),
        ("apply", "nowhere"),
        ("export", "nowhere"),
    ):
        result = command("review", *arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert len(result.stderr.splitlines()) == 1


def test_the_sheet_of_an_audit_and_the_review_share_one_sample(command: Command, run: Run) -> None:
    desk = Desk(run, "ja")
    sample = audit_sample(desk, target=0.95, confidence=0.95)
    first = desk.by_key[sample.keys[0]].item
    ReviewStore(OUT).add([answer(first, "covered", draw=sample.name, note="第3節")])
    assert "答え1件は、もう書いてあります（残り24件）" in command("audit", OUT, "-o", "sheet.csv").stderr
    known = {"1": "あり", "2": "なし", "3": "あり"}
    sheet = fill_in(Path("sheet.csv"), lambda row: row["verdict"] or known.get(row["number"], ""))
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0].update(page_found="", note="第3節")  # as it was written
    write_rows(sheet, rows)

    told = command("audit", OUT, "--answers", sheet)
    assert told.exit_code == 0
    assert "25件のうち3件に答えがあります（あり 2件、なし 1件、不明 0件）。残り22件" in told.stdout
    assert "保証しません" in told.stdout
    assert not (OUT / "audit.json").exists()
    nameless = command("review", "import", sheet, OUT)
    assert (nameless.exit_code, len(nameless.stderr.splitlines())) == (1, 1)
    assert "--reviewer" in nameless.stderr

    taken = command("review", "import", sheet, OUT, "--reviewer", "山田")
    assert "読んだ答え 3件、新しい答え 2件" in taken.stdout
    assert "未回答 → なし / 山田" in taken.stdout
    assert "無作為の標本ではない" not in taken.stdout
    kept = ReviewStore(OUT).answers()
    assert [(one.verdict, one.reviewer, bool(one.draw)) for one in kept] == [
        ("covered", "山田", True),
        ("absent", "山田", True),
        ("partial", "山田", True),
    ]
    assert "25件、種" in command("review", "status", OUT).stdout
    assert "3件に答えがあります" in command("review", "status", OUT).stdout
    assert "新しい答え 0件" in command("review", "import", sheet, OUT, "--reviewer", "山田").stdout
    command("audit", OUT, "-o", "rest.csv")
    rest = fill_in(Path("rest.csv"), lambda row: row["verdict"] or "なし")
    whole = command("audit", OUT, "--answers", rest)
    assert "25件を確認し、誤りは2件" in whole.stdout
