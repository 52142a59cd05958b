from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from policyalign.assess.run import Failure, Run
from policyalign.config import Settings
from policyalign.domain import Interval, Passage, Problem
from policyalign.errors import GoldError, UnreadableFile
from policyalign.export.json_format import json_bytes
from policyalign.lab.evaluation.bootstrap import bootstrap_intervals
from policyalign.lab.evaluation.evaluate import Evaluation, evaluate
from policyalign.lab.evaluation.files import write_evaluation
from policyalign.lab.evaluation.prose_pairs import score_prose_pairs
from policyalign.lab.evaluation.rows import CELLS, ERRORS, RANKING
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.gold.pairs import Pair

from support.labels import make_run, unit_plan
from support.plans import make_plan

KEYS = [
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
SCORES = [[0.9, 0.2, 0.1], [0.3, 0.4, 0.1], [0.05, 0.02, 0.01]]
GRADES = [[3, 0, 1], [2, 0, 0], [0, 0, 1]]


def write(path: Path, *rows: Mapping[str, Any]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def write_labels(folder: Path, name: str) -> None:
    plan = unit_plan(3, name)
    write(
        folder / f"{name}.units.jsonl",
        *({"unit": f"u{n}", "heading": s.heading, "text": "", "start": 2025} for n, s in enumerate(plan.sections)),
    )
    write(
        folder / f"{name}.relevance.jsonl",
        *(
            {"proposal": f"1-P{row}", "unit": f"u{unit}", "grade": grade}
            for row, grades in enumerate(GRADES, 1)
            for unit, grade in enumerate(grades)
        ),
    )


CLOSE, APART = (0.9, 0.0, 0.1, 0.0, 0.0), (0.1, 0.0, 0.0, 0.0, 0.9)


class Pipeline:
    """Stands in for the pipeline, which has tests of its own."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], Settings]] = []
        self.broken: set[str] = set()

    def compare(self, paths: Sequence[Path], settings: Settings, *, ids: Sequence[str], **_: Any) -> Run:
        self.asked.append((list(ids), settings))
        plans = [unit_plan(3, name) for name in ids if name not in self.broken]
        failures = tuple(Failure(p, Problem("no_text", "fatal")) for p in paths if p.stem in self.broken)
        statuses: Any = [["covered", "undetermined", "gap"]] * len(plans)
        if not plans:
            return replace(make_run([unit_plan(3)], [SCORES], [statuses or ["gap"] * 3]), failures=failures)
        run = make_run(plans, [SCORES] * len(plans), statuses, held_out={"a": "yes", "b": "no"})
        return replace(run, failures=failures)

    def outline(self, path: Path, name: str, settings: Settings) -> Any:
        if name in self.broken:
            raise UnreadableFile("no_text")
        return make_plan(("第1章", ["本文。"]), plan_id=name)

    def annotate(self, golds: Sequence[Attributes], settings: Settings) -> tuple[Passage, ...]:
        return tuple(Passage("p", "gold", "paragraph", gold.text, None, (), (), role="measure") for gold in golds)

    def judge(self, pairs: Sequence[Pair], settings: Settings) -> Any:
        return np.array([CLOSE, APART]), np.zeros(2)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    module = "policyalign.lab.evaluation.evaluate"
    monkeypatch.setattr(f"{module}.compare_files", stand_in.compare)
    monkeypatch.setattr(f"{module}.read_outline", stand_in.outline)
    monkeypatch.setattr(f"{module}.annotate_texts", stand_in.annotate)
    monkeypatch.setattr(f"{module}.judge_pairs", stand_in.judge)
    few = partial(bootstrap_intervals, resamples=20)
    monkeypatch.setattr("policyalign.lab.evaluation.figures.bootstrap_intervals", few)
    return stand_in


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Labels of plans a and b of every kind, and their PDFs."""
    gold, pdf = tmp_path / "gold", tmp_path / "pdf"
    gold.mkdir()
    pdf.mkdir()
    for name in ("a", "b"):
        write_labels(gold, name)
        (pdf / f"{name}.pdf").write_bytes(b"%PDF")
    write(
        gold / "b.blocks.jsonl",
        {"kind": "heading", "text": "第1章", "level": 1},
        {"kind": "para", "text": "本文。"},
    )
    write(gold / "attributes.jsonl", {"text": "実証する。", "role": "measure", "bound": "none"})
    write(
        gold / "pairs.jsonl",
        {"a": "x", "b": "y", "a_text": "甲", "b_text": "乙", "label": "DUP"},
        {"a": "x", "b": "z", "a_text": "甲", "b_text": "丙", "label": "NON"},
    )
    return gold, pdf


@pytest.fixture
def evaluation(pipeline: Pipeline, folders: tuple[Path, Path]) -> Evaluation:
    return evaluate(*folders)


def test_all_kinds_of_labels_are_used(evaluation: Evaluation, pipeline: Pipeline) -> None:
    figures: Any = evaluation.figures
    assert sorted(figures) == KEYS
    assert figures["ranking"]["map"] == pytest.approx((1 + 1 / 2) / 2)
    assert figures["cells"]["npv"] == 1.0
    assert figures["cells"]["cells"] == 6
    assert figures["calibration"]["cells"] == 6
    assert figures["structure"]["heading_f1"] == 1.0
    assert figures["attributes"]["role_accuracy"] == 1.0
    assert figures["attributes"]["units"]["unit_years"] == 0.0
    assert (figures["pairs"]["pairs"], figures["pairs"]["average_precision"]) == (2, 1.0)
    assert evaluation.unusable == ()


def test_the_pipeline_keeps_all_passages_and_holds_plans_out(pipeline: Pipeline, folders: tuple[Path, Path]) -> None:
    evaluate(*folders, Settings(encoder="use"))
    ((names, settings),) = pipeline.asked
    assert names == ["a", "b"]
    assert (settings.top_k, settings.held_out, settings.encoder) == (None, True, "use")


def test_every_plan_says_whether_it_was_held_out(evaluation: Evaluation) -> None:
    figures: Any = evaluation.figures
    for part in ("ranking", "cells", "calibration"):
        assert {name: one["held_out"] for name, one in figures[part]["by_plan"].items()} == {
            "a": "yes",
            "b": "no",
        }


def test_pairs_on_which_all_coders_differ_are_no_labels(pipeline: Pipeline, folders: tuple[Path, Path]) -> None:
    write(
        folders[0] / "pairs.jsonl",
        {"a": "x", "b": "y", "a_text": "甲", "b_text": "乙", "label": None},
    )
    assert evaluate(*folders).figures["pairs"] is None


def test_pairs_of_prose_are_asked_of_the_documents_at_hand(
    pipeline: Pipeline, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(path: Path, settings: Settings, *, plan_id: str) -> Any:
        read.append(plan_id)
        return make_plan(("章", ["文。"]), plan_id=plan_id)

    def measured(plans: Mapping[str, Any]) -> Any:
        left_out = {"prose_project": (np.array([0, 4]), np.array([CLOSE, APART]))}
        return {"asked": sorted(plans), **(score_prose_pairs(left_out, 3) or {})}

    monkeypatch.setattr("policyalign.lab.evaluation.evaluate.read_file", reading)
    (folders[1] / "energy7-a.pdf").write_bytes(b"%PDF")
    figures: Any = evaluate(*folders, prose_pairs=measured).figures
    assert figures["prose_pairs"]["asked"] == ["energy7-a"]
    assert figures["prose_pairs"]["absent"] == 3
    assert figures["prose_pairs"]["by_genre"]["prose_project"]["average_precision"] == 1.0
    assert figures["pairs"]["pairs"] == 2, "the given pairs stay apart"
    assert read == ["energy7-a"], "once, for all that is measured on it"
    assert evaluate(*folders).figures["prose_pairs"] is None


def test_no_pair_of_prose_is_no_figure() -> None:
    projects = {"project_project": (np.array([0]), np.array([CLOSE]))}
    assert score_prose_pairs(projects, 0) is None
    assert score_prose_pairs({}, 2) == {"absent": 2, "by_genre": {}}


def test_labels_without_pdf_and_broken_pdfs_do_not_stop_the_others(
    pipeline: Pipeline, folders: tuple[Path, Path]
) -> None:
    gold, _ = folders
    write_labels(gold, "lost")
    pipeline.broken = {"b"}
    found = evaluate(*folders)
    assert {(one.path.name, one.problem.code) for one in found.unusable} == {
        ("lost.relevance.jsonl", "gold_pdf_missing"),
        ("b.pdf", "no_text"),
        ("b.blocks.jsonl", "no_text"),
    }
    assert [plan.plan.id for plan in found.plans] == ["a"]
    assert found.figures["structure"] is None


def test_labels_of_a_wrong_form_do_not_stop_the_others(pipeline: Pipeline, folders: tuple[Path, Path]) -> None:
    (folders[0] / "a.relevance.jsonl").write_text("{}\n", encoding="utf-8")
    (folders[0] / "attributes.jsonl").write_text("[]\n", encoding="utf-8")
    found = evaluate(*folders)
    assert [one.problem.detail["line"] for one in found.unusable] == ["1", "1"]
    assert [plan.plan.id for plan in found.plans] == ["b"]
    assert found.usable


def test_judgements_of_unknown_units_are_told(pipeline: Pipeline, folders: tuple[Path, Path]) -> None:
    write(folders[0] / "a.units.jsonl", {"unit": "u0", "heading": "（0）施策", "text": ""})
    found = evaluate(*folders)
    assert [(one.problem.code, one.problem.detail) for one in found.unusable] == [
        ("gold_unknown_units", {"count": "2", "first": "u1"})
    ]


def test_a_folder_without_labels_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError) as raised:
        evaluate(tmp_path, tmp_path)
    assert raised.value.code == "gold_none"
    with pytest.raises(GoldError) as raised:
        evaluate(tmp_path / "none", tmp_path)
    assert raised.value.code == "gold_folder"


def test_structure_alone_needs_no_comparison(pipeline: Pipeline, folders: tuple[Path, Path]) -> None:
    gold, pdf = folders
    for path in gold.iterdir():
        if path.name != "b.blocks.jsonl":
            path.unlink()
    figures: Any = evaluate(gold, pdf).figures
    assert pipeline.asked == []
    assert figures["ranking"] is figures["cells"] is figures["calibration"] is figures["attributes"] is None
    assert figures["structure"]["by_document"]["b"]["paragraphs"]["f1"] == 1.0


def test_the_files_are_the_same_every_time(evaluation: Evaluation, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_evaluation(evaluation, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    assert {"evaluation.json", "cells.csv", "ranking.csv", "errors.csv", "run.json"} <= {
        path.name for path in (tmp_path / "one").iterdir()
    }


def test_pictures_are_drawn_where_that_is_possible(evaluation: Evaluation, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib_fontja")
    assert write_evaluation(evaluation, tmp_path)
    for name in ("reliability.png", "risk_coverage.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_all_else_is_written(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib_fontja", None)
    assert not write_evaluation(evaluation, tmp_path)
    assert (tmp_path / "cells.csv").is_file()
    assert not (tmp_path / "reliability.png").exists()


def column_tables(text: str) -> dict[str, list[str]]:
    """The columns that a document describes, by file name."""
    tables: dict[str, list[str]] = {}
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        tables[heading.strip()] = [
            line.split("|")[1].strip(" `") for line in body.splitlines() if line.startswith("| `")
        ]
    return tables


def test_the_columns_of_the_files_are_documented(root: Path) -> None:
    documented = column_tables((root / "docs" / "evaluation.md").read_text(encoding="utf-8"))
    for name, columns in (("cells.csv", CELLS), ("ranking.csv", RANKING), ("errors.csv", ERRORS)):
        assert documented[name] == [column.name for column in columns]


def test_every_figure_is_documented(evaluation: Evaluation, root: Path) -> None:
    text = (root / "docs" / "evaluation.md").read_text(encoding="utf-8")
    missing = {name for name in names_of(json.loads(json_bytes(evaluation.figures))) if f"`{name}`" not in text}
    assert missing == set()


def names_of(value: object) -> set[str]:
    """All keys at any depth, but those that are statuses, grades, or names of plans, chapters and kinds."""
    if isinstance(value, list):
        return {name for one in value for name in names_of(one)}
    if not isinstance(value, dict):
        return set()
    found = set(value) - {"covered", "partial", "undetermined", "0", "1", "2", "3"}
    for name, inner in value.items():
        named = name.startswith("by_") or name == "thresholds"
        found |= names_of(list(inner.values()) if named else inner)
    return found


def test_years_of_measures_are_read_from_the_run(
    pipeline: Pipeline, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = pipeline.compare

    def dated(paths: Sequence[Path], settings: Settings, **options: Any) -> Run:
        run = compare(paths, settings, **options)
        plans = tuple(
            replace(
                plan,
                passages=tuple(
                    replace(one, intervals=(Interval(2025, None, "令和7年度から", (0, 7)),)) for one in plan.passages
                ),
            )
            for plan in run.plans
        )
        return replace(run, matrix=replace(run.matrix, plans=plans))

    monkeypatch.setattr("policyalign.lab.evaluation.evaluate.compare_files", dated)
    figures: Any = evaluate(*folders).figures
    assert figures["attributes"]["units"]["unit_years"] == 1.0
