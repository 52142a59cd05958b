from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import CellEstimate, Match
from policyalign.match.ranking import TOP_K, Ranked, estimate_cells, rank_matches
from policyalign.match.scoring import Scores

from support.plans import make_plan

PLAN = make_plan(("宇宙", ["衛星を打ち上げる。"] * 50))


def ranked(
    probabilities: list[float], measure: float = 0.5, top_k: int | None = TOP_K, **features: np.ndarray
) -> list[Match]:
    share = np.clip(np.array([probabilities]), 1e-12, 1 - 1e-12)
    features = {"sentence": np.linspace(0, 1, len(probabilities))[None], **features}
    pairs = Ranked(np.log(share / (1 - share)), features, measure, top_k, lambda row, column: {"a": column + 0.5})
    return list(rank_matches(["1-P1"], PLAN.passages[: len(probabilities)], pairs))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_matches_are_best_first_and_equals_in_reading_order(probabilities: list[float]) -> None:
    matches = ranked(probabilities)
    keys = [(-match.probability, int(match.passage_id.split("-")[1])) for match in matches]
    assert keys == sorted(keys)
    assert len(matches) >= min(TOP_K, len(probabilities))
    assert all(match.probability < 0.5 for match in matches[TOP_K:]) is (len(matches) <= TOP_K)


def test_all_that_count_as_measures_are_kept() -> None:
    assert len(ranked([0.9] * 45 + [0.1] * 5)) == 45


def test_as_many_are_kept_as_asked_for() -> None:
    assert len(ranked([0.1] * 50, top_k=7)) == 7
    assert len(ranked([0.1] * 50, top_k=None)) == 50


def test_contributions_go_with_their_pair() -> None:
    assert [match.contributions for match in ranked([0.1, 0.2])] == [{"a": 1.5}, {"a": 0.5}]


def test_noise_beyond_six_digits_does_not_change_the_order() -> None:
    assert ranked([0.5, 0.5 + 1e-9]) == ranked([0.5 + 1e-9, 0.5])


def test_features_that_were_not_computed_are_left_out() -> None:
    first, second = ranked([0.9, 0.8], second=np.array([[0.7, np.nan]]))
    assert first.features == {"second": 0.7, "sentence": 0.0}
    assert second.features == {"sentence": 1.0}


def test_the_similarity_is_that_of_the_sentence_or_of_the_encoder_asked_for() -> None:
    assert [match.similarity for match in ranked([0.9, 0.8])] == [0.0, 1.0]
    assert [match.similarity for match in ranked([0.9, 0.8], other=np.array([[0.6, np.nan]]))] == [0.6, 1.0]


def test_estimates_are_rounded_and_in_order() -> None:
    scores = Scores(np.zeros((2, 0)), np.array([1 / 3, 1.0]), np.array([0.1, 0.5]))
    cells = list(estimate_cells(["a", "b"], scores, [True, False], [False, True]))
    assert cells == [CellEstimate("a", 0.333333, 0.1, True, False), CellEstimate("b", 1.0, 0.5, False, True)]


def test_the_caption_of_a_figure_is_no_evidence() -> None:
    passages = [replace(PLAN.passages[0], kind="caption"), PLAN.passages[1]]
    pairs = Ranked(np.array([[3.0, 1.0]]), {"sentence": np.array([[0.9, 0.5]])}, 0.5, TOP_K, lambda row, column: {})
    assert [match.passage_id for match in rank_matches(["1-P1"], passages, pairs)] == [PLAN.passages[1].id]
    assert len(list(rank_matches(["1-P1"], passages, replace(pairs, top_k=None)))) == 2
