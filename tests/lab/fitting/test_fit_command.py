"""The fit from end to end, on labels made from the planted truth of the sample plans."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.cli.fit import write_or_check
from policyalign.lab.fitting.scorer import PROFILED
from policyalign.match.parameters import load_scorer

from support.yaml_data import read_yaml

RUNNER = CliRunner()


def write_gold(folder: Path, name: str, truth: dict[str, Any]) -> None:
    """Every measure a unit; the evidence of a cell gets its grade, all else 0."""
    headings = [measure["heading"] for measure in truth["measures"]]
    headings += [place for cell in truth["cells"].values() for place in cell["evidence"]]
    units = list(dict.fromkeys(headings))
    lines = [{"unit": f"{name}-x{n}", "heading": heading, "text": heading} for n, heading in enumerate(units)]
    grades = {"対応": 3, "一部対応": 2, "欠落": 0}
    judged = [
        {
            "proposal": proposal,
            "unit": f"{name}-x{n}",
            "grade": grades[cell["status"]] if heading in cell["evidence"] else 0,
        }
        for proposal, cell in truth["cells"].items()
        for n, heading in enumerate(units)
    ]
    for ending, rows in (("units", lines), ("relevance", judged)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.{ending}.jsonl").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    truth = read_yaml(samples / "truth.yaml")["plans"]
    for name, plan in truth.items():
        write_gold(folder, name, plan)
    return folder


@pytest.fixture(scope="module")
def fitted(gold: Path, sample_run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models")
    result = RUNNER.invoke(app, ["fit", str(gold), "--pdf", str(samples / "pdf"), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "nDCG@10" in result.stdout
    return out


def test_a_scorer_is_fitted_on_labels_of_ones_own(fitted: Path) -> None:
    scorer = load_scorer(fitted / "scorer.json")
    assert set(scorer.profiled.passage.weights) == set(PROFILED)
    assert sorted(scorer.plans.values()) == ["digital", "education", "space"]
    assert sorted(path.stem for path in (fitted / "held-out").iterdir()) == sorted(scorer.plans.values())
    assert scorer.record["calibration_plans"] == "3"


def test_the_same_labels_give_the_same_bytes(
    fitted: Path, gold: Path, samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = RUNNER.invoke(app, ["fit", str(gold), "--pdf", str(samples / "pdf"), "-o", str(fitted), "--check"])
    assert result.exit_code == 0, result.output
    files = {path.relative_to(fitted).as_posix(): path.read_text("utf-8") for path in fitted.rglob("*.json")}
    changed = Path(shutil.copytree(fitted, tmp_path / "models"))
    (changed / "scorer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(typer.Exit) as ended:
        write_or_check(files, changed, check=True, lang="en")
    assert ended.value.exit_code == 1
    told = capsys.readouterr().err
    assert "scorer.json" in told
    assert "held-out" not in told


def test_a_folder_without_labels_is_named(tmp_path: Path, samples: Path) -> None:
    result = RUNNER.invoke(app, ["fit", str(tmp_path), "--pdf", str(samples / "pdf")])
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 2
