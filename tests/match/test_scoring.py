from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Thresholds
from policyalign.match.parameters import Logistic, Model, Scorer
from policyalign.match.scoring import (
    BACKGROUND,
    best_by_context,
    cell_features,
    contributions,
    learned_feature,
    probability,
    score,
)

MODEL = Model(
    Logistic({"sentence": 2.0, "learned": 1.0}, -1.0, {"sentence": 0.25, "learned": 0.0}),
    Logistic({"best": 1.0, "prior": 1.0}, 0.0),
    Logistic({"best": 1.0}, 0.0),
)
PLAIN = Model(Logistic({"sentence": 1.0}, 0.0), Logistic({"best": 2.0}, 0.0), Logistic({"best": 1.0}, -1.0))
SCORER = Scorer(
    MODEL,
    PLAIN,
    Thresholds(0.1, 0.3, 0.5, 0.5, 0.3),
    Thresholds(0.05, 0.3, 0.8, 0.5, 0.3),
    offsets={"a": 0.5},
    prior={"a": 1.5},
    learned={"a": {"衛星": 1.0}},
    profiles={},
    encoders={"use": "1"},
    plans={},
    in_domain={},
    record={},
)


def features(sentence: list[list[float]], background: float = 0.0) -> dict[str, np.ndarray]:
    values = np.array(sentence)
    return {
        "sentence": values,
        "learned": np.zeros_like(values),
        "background": np.full_like(values, background),
        "contrary": np.zeros_like(values),
        "short": np.zeros_like(values),
    }


def test_a_logistic_sums_weighted_features() -> None:
    model = Logistic({"a": 2.0, "b": -1.0}, 0.5)
    assert model.logit({"a": np.array([1.0]), "b": np.array([3.0]), "c": np.array([9.0])}) == pytest.approx([-0.5])


@given(st.floats(-1e6, 1e6), st.floats(0, 100))
def test_probability_grows_with_log_odds_and_stays_within_bounds(logit: float, step: float) -> None:
    low, high = probability(np.array([logit, logit + step]))
    assert 0 <= low <= high <= 1


def test_proposals_without_profile_have_a_model_of_their_own() -> None:
    scores = score(SCORER, features([[0.5], [0.5]]), np.array([0]), ["x", "x"], np.array([True, False]))
    assert scores.logits.tolist() == [[0.0], [0.5]]
    assert scores.covered == pytest.approx(probability(np.array([0.0, 1.0])))


def test_prior_and_offset_serve_only_their_proposal() -> None:
    scores = score(SCORER, features([[0.5], [0.5]]), np.array([0]), ["a", "x"], np.array([True, True]))
    assert scores.logits.tolist() == [[0.5], [0.0]]
    assert scores.covered == pytest.approx(probability(np.array([2.0, 0.0])))
    assert scores.full == pytest.approx(probability(np.array([0.5, 0.0])))


def test_background_is_the_last_resort() -> None:
    plain, told = (
        score(SCORER, features([[0.5]], background), np.array([0]), ["x"], np.array([True])).logits[0, 0]
        for background in (0.0, 1.0)
    )
    assert plain - told == BACKGROUND


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=6), st.sampled_from(["a", "x"]), st.booleans())
def test_a_cell_is_never_more_likely_full_than_covered(values: list[float], key: str, profiled: bool) -> None:
    contexts = np.arange(len(values)) // 2
    scores = score(SCORER, features([values]), contexts, [key], np.array([profiled]))
    assert 0 <= scores.full[0] <= scores.covered[0] <= 1


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=5), st.sampled_from(["a", "x"]), st.booleans())
def test_contributions_sum_to_the_log_odds(values: list[float], key: str, profiled: bool) -> None:
    given_features = features([values], background=1.0)
    logits = score(SCORER, given_features, np.zeros(len(values), int), [key], np.array([profiled])).logits
    for column in range(len(values)):
        parts = contributions(SCORER, given_features, 0, column, key, profiled)
        assert sum(parts.values()) == pytest.approx(logits[0, column])


def test_a_context_counts_by_its_best_passage() -> None:
    logits = np.array([[1.0, 3.0, 2.0], [0.0, -1.0, -2.0]])
    assert best_by_context(logits, np.array([0, 0, 1])).tolist() == [[3.0, 2.0], [0.0, -2.0]]


def test_much_doubtful_evidence_is_more_than_little() -> None:
    one = cell_features(np.array([[-1.0, -9.0, -9.0]]), np.zeros(1))
    many = cell_features(np.array([[-1.0, -1.0, -1.0]]), np.zeros(1))
    assert one["best"] == many["best"]
    assert many["pooled"] > one["pooled"] + 0.9


def test_a_plan_without_passages_covers_nothing() -> None:
    scores = score(SCORER, features([[], []]), np.zeros(0, int), ["x", "x"], np.array([True, False]))
    assert scores.logits.shape == (2, 0)
    assert (scores.covered < 0.001).all()


def test_nothing_learned_tells_nothing() -> None:
    found = learned_feature(SCORER.learned, ["a", "x"], [{"衛星": 0.6, "道路": 0.8}])
    assert found.tolist() == [[0.6], [0.0]]
