from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Thresholds
from policyalign.match.parameters import Logistic, Model, Prototypes, Scorer
from policyalign.match.scoring import (
    cell_probabilities,
    passage_logits,
    probability,
    prototype_feature,
    score_cells,
    score_pairs,
)

FIRST = Logistic({"sentence": 2.0}, -1.0)
SECOND = Logistic({"sentence": 0.0, "second": 10.0}, -5.0)
MODEL = Model(FIRST, FIRST, Logistic({"best": 1.0, "prior": 1.0}, 0.0), Logistic({"covered": 1.0}, -1.0))
OTHER = Logistic({"sentence": 1.0}, 0.0)
PLAIN = Model(OTHER, OTHER, Logistic({"best": 2.0}, 0.0), Logistic({"covered": 1.0}, -1.0))
SCORER = Scorer(MODEL, PLAIN, {"a": 1.5}, Thresholds(0.05, 0.1, 0.5, 0.9, 0.3), {"use": "1"})


def test_a_logistic_sums_weighted_features() -> None:
    model = Logistic({"a": 2.0, "b": -1.0}, 0.5)
    assert model.logit({"a": np.array([1.0]), "b": np.array([3.0]), "c": np.array([9.0])}) == pytest.approx(
        [-0.5]
    )


@given(st.floats(-1e6, 1e6), st.floats(0, 100))
def test_probability_grows_with_log_odds_and_stays_within_bounds(logit: float, step: float) -> None:
    low, high = probability(np.array([logit, logit + step]))
    assert 0 <= low <= high <= 1


def test_pairs_that_the_second_encoder_read_are_scored_by_it() -> None:
    features = {"sentence": np.array([[0.5, 0.5]]), "second": np.array([[0.9, np.nan]])}
    assert passage_logits(FIRST, SECOND, features).tolist() == [[4.0, 0.0]]


def test_without_the_second_encoder_all_pairs_are_scored_alike() -> None:
    features = {"sentence": np.array([[0.5, 1.0]]), "second": np.full((1, 2), np.nan)}
    assert passage_logits(FIRST, FIRST, features).tolist() == [[0.0, 1.0]]


def test_proposals_without_profile_have_a_model_of_their_own() -> None:
    features = {"sentence": np.array([[0.5], [0.5]]), "second": np.full((2, 1), np.nan)}
    logits = score_pairs(SCORER, features, np.array([True, False]))
    assert logits.tolist() == [[0.0], [0.5]]


def test_the_prior_serves_only_its_proposal() -> None:
    logits = np.array([[0.0, -1.0]] * 3)
    covered, _ = score_cells(SCORER, logits, ["a", "unknown", "a"], np.array([True, True, False]))
    assert covered == pytest.approx(probability(np.array([1.5, 0.0, 0.0])))


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6), st.floats(-5, 5))
def test_a_cell_is_never_more_likely_full_than_covered(logits: list[float], prior: float) -> None:
    covered, full = cell_probabilities(MODEL, np.array([logits]), np.array([prior]))
    assert 0 <= full[0] <= covered[0] <= 1


def test_a_plan_without_passages_covers_nothing() -> None:
    covered, full = cell_probabilities(MODEL, np.zeros((2, 0)), np.zeros(2))
    assert (covered < 0.001).all()
    assert (full < 0.001).all()


def test_prototypes_tell_more_with_more_examples_and_nothing_without() -> None:
    vector = np.array([1.0, 0.0])
    prototypes = Prototypes({"few": vector, "many": vector}, {"few": 1, "many": 18}, slope=0.5, offset=0.1)
    contexts = np.array([[1.0, 0.0], [0.0, 1.0]])
    similarity = np.full((3, 2), 0.2)
    feature = prototype_feature(["few", "many", "none"], prototypes, contexts, similarity)
    assert feature[0] == pytest.approx([0.8 / 3, -0.2 / 3])
    assert feature[1] == pytest.approx([0.8 * 0.9, -0.2 * 0.9])
    assert feature[2].tolist() == [0, 0]
