from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.candidates import MAX_SENTENCE, choose_candidates, fused_order


def test_fusion_prefers_what_several_similarities_agree_on() -> None:
    first = np.array([[0.9, 0.8, 0.1]])
    second = np.array([[0.1, 0.8, 0.9]])
    assert fused_order([first, second, np.array([[0.2, 0.9, 0.1]])])[0, 0] == 1


def test_fusion_keeps_equals_in_reading_order() -> None:
    assert fused_order([np.zeros((1, 4))]).tolist() == [[0, 1, 2, 3]]


def chosen(budget: int, lengths: list[int], queries: int = 2) -> list[tuple[int, int, int]]:
    count = len(lengths)
    order = np.tile(np.arange(count), (queries, 1))
    one_each = np.tile(np.arange(count), (queries, 1))
    candidates = choose_candidates(order, one_each, one_each, lengths, budget)
    return [(candidate.query, candidate.passage, candidate.sentence) for candidate in candidates]


def test_a_sentence_that_two_queries_want_costs_once() -> None:
    assert chosen(50, [50, 50]) == [(0, 0, 0), (1, 0, 0)]


def test_all_queries_have_their_best_before_any_has_its_second() -> None:
    assert [rank for _, rank, _ in chosen(1000, [10, 10, 10])] == [0, 0, 1, 1, 2, 2]


@given(st.lists(st.integers(1, 400), max_size=20), st.integers(0, 2000), st.integers(1, 4))
def test_the_budget_holds(lengths: list[int], budget: int, queries: int) -> None:
    sentences = {sentence for _, _, sentence in chosen(budget, lengths, queries)}
    assert sum(min(lengths[sentence], MAX_SENTENCE) for sentence in sentences) <= budget
    if sum(lengths) <= budget:
        assert sentences == set(range(len(lengths)))
