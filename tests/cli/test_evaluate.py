from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from policyalign.assess.run import Failure, Run
from policyalign.cli.app import app
from policyalign.config import Settings
from policyalign.domain import Problem

from support.labels import make_run, unit_plan

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, list(args))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """Labels of one plan in ``gold``, its PDF in ``pdf``, and a pipeline that makes a false gap of it."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "a.pdf").write_bytes(b"%PDF")
    plan = unit_plan(2, "a")
    units = [{"unit": f"u{n}", "heading": one.heading, "text": ""} for n, one in enumerate(plan.sections)]
    grades = [("1-P1", "u0", 3), ("1-P1", "u1", 0), ("1-P2", "u0", 0), ("1-P3", "u1", 2)]
    pairs = [{"proposal": one, "unit": unit, "grade": grade} for one, unit, grade in grades]
    for name, rows in (("units", units), ("relevance", pairs)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "gold" / f"a.{name}.jsonl").write_text(lines, encoding="utf-8")
    seen: list[Settings] = []

    def compare(paths: Sequence[Path], settings: Settings, **_: Any) -> Run:
        seen.append(settings)
        scores = [[0.9, 0.1], [0.4, 0.2], [0.01, 0.02]]
        run = make_run([plan], [scores], [["covered", "undetermined", "gap"]], held_out={"a": "no"})
        damaged = Failure(Path("a.pdf"), Problem("memory", "fatal", None, {"megabytes": "9"}))
        return replace(run, failures=(damaged,)) if settings.encoder == "failing" else run

    monkeypatch.setattr("policyalign.lab.evaluation.evaluate.compare_files", compare)
    return seen


def test_json_is_one_object_and_nothing_else(asked: list[Settings], command: Command) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf", "--json", "--encoder", "use", "--no-cache")
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert sorted(figures) == [
        "attributes",
        "calibration",
        "cells",
        "pairs",
        "prose",
        "prose_cells",
        "prose_pairs",
        "ranking",
        "requests",
        "structure",
    ]
    assert figures["cells"]["npv"] == 0.0
    assert figures["structure"] is figures["attributes"] is figures["pairs"] is None
    assert (asked[0].encoder, asked[0].cache, asked[0].top_k) == ("use", False, None)


def test_the_tables_tell_the_figures_and_the_worst_error(asked: list[Settings], command: Command) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf")
    assert result.exit_code == 0, result.stderr
    for words in (
        "順位づけと升目",
        "言い切り",
        "文字 TF-IDF",
        "欠落は誤り",
        "当てはめに使用",
        "見つけるべき施策",
    ):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert "数字は甘く出ます" in result.stderr, "the plan was not held out"


def test_english(asked: list[Settings], command: Command) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf", "--lang", "en")
    for words in ("Ranking and cells", "Character TF-IDF", "false gap", "fitted on"):
        assert words in result.stdout


def test_out_holds_figures_and_tables(asked: list[Settings], command: Command, tmp_path: Path) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf", "-o", "out", "--json", "-q")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8") == result.stdout
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["fault"], first["proposal_id"], first["wanted_grade"]) == ("欠落は誤り", "1-P3", "2")
    assert float(first["error"]) == pytest.approx(0.98)


def test_a_pdf_that_cannot_be_read_is_named(asked: list[Settings], command: Command) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf", "--encoder", "failing", "-q")
    assert result.exit_code == 0
    assert "a.pdf: メモリの上限（9 MB）" in result.stderr


def test_nothing_to_evaluate_is_a_failure(asked: list[Settings], command: Command, tmp_path: Path) -> None:
    (tmp_path / "pdf" / "a.pdf").unlink()
    result = command("evaluate", "gold", "--pdf", "pdf", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    missing, nothing = result.stderr.splitlines()
    assert missing.startswith("policyalign: a.relevance.jsonl: 対応するPDFがないので使いません")
    assert "組がありません" in nothing
    assert not (tmp_path / "out").exists()


def test_a_collection_that_is_none_is_told_before_the_work(asked: list[Settings], command: Command) -> None:
    result = command("evaluate", "gold", "--pdf", "pdf", "--projects", "none.jsonl.gz", "--lang", "en")
    assert result.exit_code == 1
    assert "none.jsonl.gz" in result.stderr
    assert asked == []


def test_pairs_of_prose_have_a_table(
    asked: list[Settings], command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "projects.jsonl.gz").write_bytes(gzip.compress(b""))
    labels, chances = np.array([0, 4]), np.eye(5)[[0, 4]]
    fit = SimpleNamespace(by_genre=lambda: {"prose_prose": (labels, chances)}, absent=0)
    monkeypatch.setattr("policyalign.lab.fitting.relations.fit_relations", lambda *_, **__: fit)
    result = command("evaluate", "gold", "--pdf", "pdf", "--projects", "projects.jsonl.gz")
    assert result.exit_code == 0, result.stderr
    assert "地の文 × 別の文書の地の文" in result.stdout
    assert "1.000" in result.stdout


@pytest.mark.parametrize("folder", ["none", "pdf"])
def test_a_folder_without_labels_is_one_line(asked: list[Settings], command: Command, folder: str) -> None:
    result = command("evaluate", folder, "--pdf", "pdf")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_wrong_usage(command: Command) -> None:
    assert command("evaluate", "gold").exit_code == 2


def test_an_output_that_is_a_file_is_refused_before_the_work(
    asked: list[Settings], command: Command, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("")
    assert command("evaluate", "gold", "--pdf", "pdf", "-o", "out").exit_code == 1
    assert asked == []
