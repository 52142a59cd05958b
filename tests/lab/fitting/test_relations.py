"""The fit of the model of relations on a small made-up collection, with stand-ins for the helpers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from policyalign.assess.overlaps.features import feature_names
from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import load_model, write_model
from policyalign.cli.app import app
from policyalign.config import Settings
from policyalign.errors import GoldError
from policyalign.lab.fitting import relations
from policyalign.lab.fitting.relations import FOLDS, LABELS, RelationFit, fit_relations, text_of

from support.helpers import Helpers

SETTINGS = Settings(cache=False)
TOPICS = ("湖の水質", "里山の獣害", "港の岸壁", "空の便", "星の軌道", "海の氷", "森の木道", "雪の道路")
DOINGS = ("調査", "補修", "研究", "研修", "補助", "配信")


def project(number: int, name: str, overview: str) -> dict[str, object]:
    return {"projectId": number, "projectName": name, "purpose": "暮らしを守る。", "overview": overview}


def collection() -> tuple[list[dict[str, object]], list[tuple[int, int, str]]]:
    """Pairs of the same topic and doing are 重複, of the same topic 補完, all others 無関係."""
    projects, labels = [], []
    for topic_number, topic in enumerate(TOPICS):
        usual, another = (DOINGS[(topic_number + step) % len(DOINGS)] for step in (0, 1))
        for place, doing in enumerate((usual, usual, another)):
            told = f"{topic}について{doing}を行う。/{topic}を守る。"
            projects.append(project(10 * topic_number + place, f"{topic}の{doing}", told))
        first = 10 * topic_number
        other = (first + 30) % (10 * len(TOPICS))
        labels += [(first, first + 1, "duplicate"), (first, first + 2, "complement")]
        labels += [(first + 1, first + 2, "complement"), (first + 1, first, "duplicate")]
        labels += [(first, other, "none"), (first + 2, other + 1, "none")]
    return projects, labels


def write_projects(folder: Path, projects: Sequence[dict[str, object]]) -> Path:
    path = folder / "projects.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(one) for one in projects).encode()))
    return path


def write_labels(folder: Path, labels: Sequence[tuple[int, int, str]]) -> None:
    lines = ["a,b,relation", *(f"{one},{other},{relation}" for one, other, relation in labels)]
    (folder / LABELS).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "Runtime", Helpers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    projects, labels = collection()
    write_projects(tmp_path, projects)
    write_labels(tmp_path, labels)
    return tmp_path


def fitted(folder: Path) -> RelationFit:
    return fit_relations(folder / "projects.jsonl.gz", SETTINGS, folder)


def test_the_fit_tells_pairs_that_it_has_not_seen(folder: Path) -> None:
    found = fitted(folder)
    _, labels = collection()
    assert [RELATIONS[label] for label in found.labels] == [relation for *_, relation in labels]
    assert found.left_out.shape == (len(labels), len(RELATIONS))
    assert found.left_out.sum(axis=1) == pytest.approx(1.0)
    assert np.mean(found.left_out.argmax(axis=1) == found.labels) >= 0.9
    unseen = [RELATIONS.index(one) for one in ("similar", "related")]
    assert found.left_out[:, unseen].max() < 0.01, "relations without any label are never said"


def test_the_same_labels_give_the_same_bytes(folder: Path) -> None:
    assert write_model(fitted(folder).model) == write_model(fitted(folder).model)


def test_what_is_fitted_can_be_written_and_read(folder: Path) -> None:
    model = fitted(folder).model
    path = folder / "relations.json"
    path.write_text(write_model(model), encoding="utf-8")
    assert load_model(path) == model
    assert set(model.knots) == set(feature_names())
    assert model.record["pairs"] == str(len(collection()[1]))
    assert all(len(points) == len(model.knots[name]) for name, points in model.values["duplicate"].items())


def test_the_command_writes_the_model_and_checks_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "models_path", lambda _: folder)
    command = ["fit-relations", "--projects", str(folder / "projects.jsonl.gz"), "-o", str(folder / "out")]
    written = CliRunner().invoke(app, command)
    assert written.exit_code == 0, written.output
    assert "macro F1" in written.stdout
    assert CliRunner().invoke(app, [*command, "--check"]).exit_code == 0
    (folder / "out" / "relations.json").write_text("{}", encoding="utf-8")
    changed = CliRunner().invoke(app, [*command, "--check", "--lang", "en"])
    assert changed.exit_code == 1
    assert "relations.json" in changed.stderr
    assert (folder / "out" / "relations.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param("a,b\n0,1\n", id="no relation"),
        pytest.param("a,b,relation\n0,one,none\n", id="no number"),
        pytest.param("a,b,relation\n0,1,same\n", id="no such relation"),
        pytest.param("a,b,relation\n0,1\n", id="a short line"),
        pytest.param("a,b,relation\n0\n", id="a shorter line"),
    ],
)
def test_labels_that_are_none_are_named(folder: Path, content: str | None) -> None:
    path = folder / LABELS
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError) as raised:
        fitted(folder)
    assert raised.value.code == "pair_labels_unreadable"
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("count", [0, 1, FOLDS])
def test_too_few_labels_are_told(folder: Path, count: int) -> None:
    write_labels(folder, [(0, 1, "none")] * count + [(0, 2, "complement")] * (FOLDS - 1))
    with pytest.raises(GoldError) as raised:
        fitted(folder)
    assert raised.value.code == "pair_labels_few"
    assert str(folder / LABELS) in str(raised.value)


def test_a_project_that_the_collection_lacks_is_named(folder: Path) -> None:
    write_labels(folder, [*collection()[1], (0, 4711, "none")])
    with pytest.raises(GoldError) as raised:
        fitted(folder)
    assert raised.value.code == "collection_lacks"
    assert "4711" in str(raised.value)


def test_a_project_is_told_as_labelled_pairs_are() -> None:
    told = {"projectName": "港の補修", "purpose": "船を守る。", "overview": "岸壁を直す。/\n 桟橋を  直す。"}
    assert text_of(told) == "港の補修｜船を守る。 岸壁を直す。 桟橋を 直す。"
    assert text_of({"projectName": "港の補修", "purpose": None}) == "港の補修｜"


def test_the_shipped_labels_are_enough_for_every_fold() -> None:
    from policyalign.corpora import models_path

    lines = (models_path("labels") / LABELS).read_text(encoding="utf-8").split()[1:]
    told = [line.rsplit(",", 1)[1] for line in lines]
    assert set(told) == set(RELATIONS)
    assert min(told.count(one) for one in RELATIONS) >= FOLDS
    pairs = [frozenset(line.split(",")[:2]) for line in lines]
    assert len(pairs) == len(set(pairs)), "no pair is labelled twice"
