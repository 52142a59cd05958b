from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.overlaps.features import feature_names
from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import (
    FILE,
    RelationModel,
    feature_matrix,
    load_model,
    relation,
    write_model,
)
from policyalign.corpora import models_path
from policyalign.errors import PolicyAlignError

NAMES = feature_names()


def model_of(values: dict[str, list[float]], knots: list[float]) -> RelationModel:
    """A model of one feature, ``text``; relations that are not given stay at 0."""
    return RelationModel(
        dict.fromkeys(RELATIONS, 0.0),
        {"text": knots},
        {one: {"text": values[one]} if one in values else {} for one in RELATIONS},
        {one: {} for one in RELATIONS},
        {},
    )


def chances(model: RelationModel, text: float) -> dict[str, float]:
    row = feature_matrix([{**dict.fromkeys(NAMES, 0.0), "text": text}])
    (found,) = model.probabilities(model.contributions(row))
    return dict(zip(RELATIONS, found.tolist(), strict=True))


@settings(max_examples=60)
@given(st.lists(st.floats(-1e3, 1e3), min_size=len(NAMES), max_size=len(NAMES)))
def test_probabilities_sum_to_one_wherever_the_features_lie(values: list[float]) -> None:
    model = load_model()
    (found,) = model.probabilities(model.contributions(np.array([values])))
    assert found.sum() == pytest.approx(1.0)
    assert (found >= 0).all()


def test_a_function_runs_straight_between_its_knots_and_flat_beyond() -> None:
    model = model_of({"duplicate": [-2.0, 0.0, 4.0]}, [0.2, 0.4, 0.8])
    rows = feature_matrix([{**dict.fromkeys(NAMES, 0.0), "text": at} for at in (-9, 0.2, 0.3, 0.6, 0.8, 9)])
    added = model.contributions(rows)[:, NAMES.index("text"), RELATIONS.index("duplicate")]
    assert added.tolist() == pytest.approx([-2.0, -2.0, -1.0, 2.0, 4.0, 4.0])


@settings(max_examples=40)
@given(st.floats(-1, 2), st.floats(-1, 2))
def test_a_rising_function_makes_its_relation_likelier(one: float, other: float) -> None:
    model = model_of({"duplicate": [-3.0, 1.0, 4.0]}, [0.2, 0.4, 0.8])
    low, high = chances(model, min(one, other)), chances(model, max(one, other))
    assert low["duplicate"] <= high["duplicate"] + 1e-12
    assert low["none"] >= high["none"] - 1e-12


def test_what_a_feature_adds_multiplies_the_odds() -> None:
    found = chances(model_of({"similar": [np.log(4.0), np.log(4.0)]}, [0.0, 1.0]), 0.5)
    assert found == pytest.approx({one: (4 if one == "similar" else 1) / 8 for one in RELATIONS})


def test_the_shipped_model_is_flat_beyond_what_was_seen() -> None:
    model = load_model()
    assert set(model.knots) == set(NAMES)
    for end, beyond in ((0, -1e6), (-1, 1e6)):
        edge = np.array([[model.knots[name][end] for name in NAMES]])
        assert np.array_equal(model.contributions(edge), model.contributions(np.full((1, len(NAMES)), beyond)))


def test_the_mean_contributions_are_by_feature_and_relation() -> None:
    usual = load_model().usual()
    assert usual.shape == (len(NAMES), len(RELATIONS))
    assert np.abs(usual).max() > 0


def test_no_pairs_have_no_probabilities() -> None:
    model = load_model()
    assert model.probabilities(model.contributions(feature_matrix([]))).shape == (0, len(RELATIONS))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    model = replace(load_model(), record={"pairs": "3"})
    path = tmp_path / FILE
    path.write_text(write_model(model), encoding="utf-8")
    assert load_model(path) == model
    assert write_model(load_model()) == models_path(FILE).read_text(encoding="utf-8")


def without(part: str) -> str:
    content = asdict(load_model())
    del content[part]
    return json.dumps(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="list"),
        pytest.param("{}", id="nothing in it"),
        pytest.param(without("intercept"), id="a part is missing"),
        pytest.param(write_model(replace(load_model(), values={})), id="no relations"),
        pytest.param(write_model(replace(load_model(), knots={"length": [0, 1]})), id="unknown feature"),
    ],
)
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PolicyAlignError) as raised:
        load_model(path)
    assert raised.value.code == "relation_model_unreadable"
    assert str(path) in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyAlignError) as raised:
        load_model(tmp_path / "none.json")
    assert raised.value.code == "relation_model_unreadable"


def test_relations_go_by_their_names() -> None:
    assert [relation(one) for one in RELATIONS] == list(RELATIONS)
    with pytest.raises(ValueError, match="same"):
        relation("same")
