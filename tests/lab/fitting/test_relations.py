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
from policyalign.domain import Plan
from policyalign.errors import GoldError
from policyalign.lab.fitting import relations
from policyalign.lab.fitting.labelled_pairs import text_of
from policyalign.lab.fitting.relations import FOLDS, LABELS, PROSE_LABELS, RelationFit, fit_relations, read_prose_plans
from policyalign.lab.gold.passage_keys import passage_key

from support.helpers import Helpers
from support.plans import make_plan

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
    assert "事業 × 事業: 組 48" in written.stdout
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


# Prose ---------------------------------------------------------------------------------------------------


def told(topic: str, doing: str) -> str:
    return f"国は、{topic}について{doing}を進め、{topic}を守る。"


def prose(folder: Path, *, extra: Sequence[str] = ()) -> dict[str, Plan]:
    """Documents 甲 and 乙 that speak of the topics, each passage held against a project and against each other."""
    plans, rows = {}, []
    for name in ("甲", "乙"):
        texts = [told(topic, DOINGS[number % len(DOINGS)]) for number, topic in enumerate(TOPICS)]
        if name == "乙":
            texts = [f"また、{text}" for text in texts]
        plans[name] = make_plan(*((topic, [text]) for topic, text in zip(TOPICS, texts, strict=True)), plan_id=name)
        for number, text in enumerate(texts):
            rows.append(f"{name},{passage_key(text)},project,{10 * number},duplicate,duplicate,duplicate")
            apart = 10 * ((number + 4) % len(TOPICS))
            rows.append(f"{name},{passage_key(text)},project,{apart},none,none,none")
    first, second = ([one.text for one in plan.passages] for plan in plans.values())
    rows += [
        f"甲,{passage_key(one)},乙,{passage_key(other)},similar,similar,related"
        for one, other in zip(first, second, strict=True)
    ]
    head = "document_a,a,document_b,b,relation,coder_a,coder_b"
    (folder / PROSE_LABELS).write_text("\n".join((head, *rows, *extra)) + "\n", encoding="utf-8")
    return plans


def fitted_on_prose(folder: Path, plans: dict[str, Plan]) -> RelationFit:
    return fit_relations(folder / "projects.jsonl.gz", SETTINGS, folder, plans=plans)


def test_pairs_of_prose_take_part_and_are_told_apart_by_genre(folder: Path) -> None:
    found = fitted_on_prose(folder, prose(folder))
    told = {genre: len(labels) for genre, (labels, _) in found.by_genre().items()}
    assert told == {
        "project_project": len(collection()[1]),
        "prose_project": 4 * len(TOPICS),
        "prose_prose": len(TOPICS),
    }
    assert found.left_out.sum(axis=1) == pytest.approx(1.0)
    assert found.model.record["pairs"] == str(len(found.labels))
    assert found.absent == 0


def test_no_pair_of_prose_is_judged_by_what_has_seen_its_documents_or_its_project(folder: Path) -> None:
    """類似 is the relation of 甲 to 乙 alone: without both documents no fit knows it."""
    found = fitted_on_prose(folder, prose(folder))
    labels, chances = found.by_genre()["prose_prose"]
    similar = RELATIONS.index("similar")
    assert set(labels) == {similar}
    assert chances[:, similar].max() < 0.01
    assert found.left_out[: len(collection()[1]), similar].max() > 0.01, "pairs of projects may know it"


def test_pairs_within_a_document_are_a_genre_of_their_own(folder: Path) -> None:
    one, other = (passage_key(told(topic, DOINGS[number])) for number, topic in enumerate(TOPICS[:2]))
    found = fitted_on_prose(folder, prose(folder, extra=[f"甲,{one},甲,{other},none,none,none"]))
    assert {genre: len(labels) for genre, (labels, _) in found.by_genre().items()}["same_document"] == 1


def test_documents_that_were_not_read_and_passages_that_are_gone_are_left_out(folder: Path) -> None:
    lost = f"甲,{passage_key('どこにもない文。')},project,0,none,none,none"
    plans = prose(folder, extra=[lost])
    found = fitted_on_prose(folder, {"甲": plans["甲"]})
    assert found.absent == 1
    assert {genre: len(labels) for genre, (labels, _) in found.by_genre().items()}["prose_project"] == 2 * len(TOPICS)
    assert "prose_prose" not in found.by_genre()


def test_without_plans_the_labels_of_prose_are_not_looked_at(folder: Path) -> None:
    (folder / PROSE_LABELS).write_text("nothing", encoding="utf-8")
    assert set(fitted(folder).by_genre()) == {"project_project"}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("甲,0123,project,one,none,none,none", id="no number"),
        pytest.param("甲,0123,project,1,same,none,none", id="no such relation"),
        pytest.param("project,1,project,2,none,none,none", id="two projects"),
        pytest.param("甲,,project,2,none,none,none", id="no key"),
        pytest.param("甲,0123", id="a short line"),
    ],
)
def test_labels_of_prose_that_are_none_are_named(folder: Path, row: str) -> None:
    plans = prose(folder, extra=[row])
    with pytest.raises(GoldError) as raised:
        fitted_on_prose(folder, plans)
    assert raised.value.code == "pair_labels_unreadable"
    assert PROSE_LABELS in str(raised.value)


def test_a_document_that_is_not_there_is_named_before_any_is_read(tmp_path: Path) -> None:
    with pytest.raises(GoldError) as raised:
        read_prose_plans(tmp_path, SETTINGS)
    assert raised.value.code == "gold_missing"
    assert ".pdf" in str(raised.value)
