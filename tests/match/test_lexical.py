from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from policyalign.match.encoder import readable
from policyalign.match.lexical import mentions, ngram_similarity, term_similarity
from policyalign.match.term_statistics import TermStatistics

STATISTICS = TermStatistics(1000, 20.0, {"推進": 900, "宇宙": 30})
words = st.sampled_from(["推進", "宇宙", "衛星", "博士", "教育"])
texts = st.lists(st.lists(words, max_size=30), min_size=1, max_size=5)


@given(st.lists(st.dictionaries(words, st.floats(0.01, 1), max_size=4), max_size=3), texts)
def test_terms_give_a_share_for_every_pair(queries: list[dict[str, float]], documents: list[list[str]]) -> None:
    similarity = term_similarity(queries, documents, STATISTICS)
    assert similarity.shape == (len(queries), len(documents))
    assert np.isfinite(similarity).all()
    assert ((similarity >= 0) & (similarity <= 1)).all()


def test_rare_terms_count_more_than_common_ones() -> None:
    similarity = term_similarity([{"推進": 1, "宇宙": 1}], [["推進"], ["宇宙"], ["教育"]], STATISTICS)[0]
    assert similarity[1] > 3 * similarity[0] > 0
    assert similarity[2] == 0


def test_a_term_absent_from_the_background_counts_as_rare() -> None:
    assert STATISTICS.weight("衛星") > STATISTICS.weight("宇宙") > STATISTICS.weight("推進")


def test_repetition_saturates_and_length_dilutes() -> None:
    once, twice, thrice, long = term_similarity(
        [{"宇宙": 1}],
        [["宇宙"], ["宇宙"] * 2, ["宇宙"] * 3, ["宇宙"] + ["教育"] * 60],
        STATISTICS,
    )[0]
    assert long < once < twice < thrice
    assert thrice - twice < twice - once


def test_weights_decide_between_terms() -> None:
    similarity = term_similarity([{"衛星": 1, "博士": 0.1}], [["衛星"], ["博士"]], STATISTICS)[0]
    assert similarity[0] > 5 * similarity[1]


def test_ngrams_find_the_text_in_common() -> None:
    similarity = ngram_similarity(["宇宙開発を推進する"], ["宇宙開発の推進", "学校教育の充実", ""])
    assert similarity[0, 0] > 0.3
    assert similarity[0, 1] < 0.1
    assert similarity[0, 2] == 0


def test_ngrams_do_not_tell_full_width_from_half_width() -> None:
    wide, narrow = ngram_similarity(["ＡＩの活用", "AIの活用"], ["AIの活用を進める", "別の文章"])
    assert np.array_equal(wide, narrow)


def test_nothing_to_compare_is_no_similarity() -> None:
    assert ngram_similarity(["宇宙"], []).shape == (1, 0)
    assert ngram_similarity(["宇宙"], ["", "a"]).tolist() == [[0, 0]]
    assert term_similarity([{}], [["宇宙"]], STATISTICS).tolist() == [[0]]


def test_mentions_count_every_phrase_whatever_its_width() -> None:
    found = mentions([("ＡＩ", "量子"), ()], ["AIとaiと量子", "道路"])
    assert found == pytest.approx(np.array([[math.log1p(2) + math.log1p(1), 0.0], [0.0, 0.0]]))
    assert mentions([], []).shape == (0, 0)


phrases = st.text("あいうＡa1 \n、宇宙", max_size=12)


@given(st.lists(phrases, min_size=1, max_size=3), st.lists(phrases, max_size=6))
def test_ngrams_are_weighed_as_scikit_learn_weighs_them_bit_by_bit(queries: list[str], documents: list[str]) -> None:
    """The scorer was fitted on its values."""
    documents = [*documents, "宇宙開発"]
    reference = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True, preprocessor=readable)
    rows = reference.fit_transform(documents)
    expected = np.asarray((reference.transform(queries) @ rows.T).todense())
    assert np.array_equal(ngram_similarity(queries, documents), expected)


def test_what_matches_does_without_loading_scikit_learn_or_pandas() -> None:
    """They would take a second and 130 MB of every run."""
    told = "import sys, policyalign.match.service; print([one for one in ('pandas', 'sklearn') if one in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
