from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.learned_terms import KEPT, learned_similarity, mean_terms, term_vector
from policyalign.match.term_statistics import TermStatistics

STATISTICS = TermStatistics(1000, 50.0, {"事業": 900, "衛星": 9})


def length(vector: dict[str, float]) -> float:
    return math.sqrt(sum(weight**2 for weight in vector.values()))


@given(st.lists(st.text("衛星事業道路", min_size=1, max_size=3), max_size=20))
def test_a_text_is_a_vector_of_length_one_or_nothing(terms: list[str]) -> None:
    vector = term_vector(terms, STATISTICS)
    assert length(dict(vector)) == pytest.approx(1.0) if any(len(term) > 1 for term in terms) else not vector


def test_rare_terms_weigh_more_than_common_ones() -> None:
    vector = term_vector(["衛星", "事業"], STATISTICS)
    assert vector["衛星"] > 2 * vector["事業"]


def test_examples_are_trusted_the_more_the_more_there_are() -> None:
    example = term_vector(["衛星", "打上げ"], STATISTICS)
    assert mean_terms([]) == {}
    assert length(dict(mean_terms([example]))) == pytest.approx(1 / 3, abs=1e-3)
    assert length(dict(mean_terms([example] * 18))) == pytest.approx(0.9, abs=1e-3)


def test_only_the_heaviest_terms_are_kept() -> None:
    terms = [f"語{number}" for number in range(3 * KEPT)]
    kept = mean_terms([term_vector(["衛星", *terms], STATISTICS), term_vector(["衛星"], STATISTICS)])
    assert len(kept) == KEPT
    assert max(kept, key=lambda term: kept[term]) == "衛星"


def test_likeness_is_by_terms_in_common() -> None:
    found = learned_similarity([{"衛星": 0.5, "打上げ": 0.5}, {}], [{"衛星": 1.0}, {"道路": 1.0}])
    assert found.tolist() == [[0.5, 0.0], [0.0, 0.0]]
    assert learned_similarity([{}], []).shape == (1, 0)
