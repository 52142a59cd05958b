from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.match.pooling import pool_groups

from support.plans import PairEncoder

GROUPS = [["港の改修", "岸壁を直して船を着ける。"], ["港の改修"], [], ["森を植える。", "港の改修"]]


def test_a_group_of_one_is_the_sentence_itself() -> None:
    encoder = PairEncoder()
    (row,) = pool_groups([["岸壁を直す。"]], encoder, {})
    assert row == pytest.approx(encoder.encode(["岸壁を直す。"], "passage")[0], abs=1e-6)


def test_long_sentences_count_more_by_the_root_of_their_length() -> None:
    encoder = PairEncoder()
    short, long = "港" * 4, "森" * 16
    one, other = encoder.encode([short, long], "passage")
    (row,) = pool_groups([[short, long]], encoder, {})
    expected = 2 * one + 4 * other
    assert row == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)


def test_what_is_said_twice_counts_twice_and_is_encoded_once() -> None:
    encoder = PairEncoder()
    rows = pool_groups([["港の改修", "港の改修", "森の手入れ"], ["港の改修", "森の手入れ"]], encoder, {})
    assert sorted(encoder.read) == ["森の手入れ", "港の改修"]
    (target,) = encoder.encode(["港の改修"], "passage")
    assert rows[0] @ target > rows[1] @ target


def test_known_sentences_are_not_encoded_again() -> None:
    fresh, encoder = PairEncoder(), PairEncoder()
    known = {"港の改修": fresh.encode(["港の改修"], "passage")[0]}
    rows = pool_groups(GROUPS, encoder, known)
    assert "港の改修" not in encoder.read
    assert rows == pytest.approx(pool_groups(GROUPS, PairEncoder(), {}), abs=1e-6)
    everything = dict(zip(sorted(encoder.read), fresh.encode(sorted(encoder.read), "passage"), strict=True))
    encoder.read.clear()
    pool_groups(GROUPS, encoder, {**known, **everything})
    assert encoder.read == []


def test_no_groups_are_no_rows() -> None:
    encoder = PairEncoder()
    assert pool_groups([], encoder, {}).shape == (0, encoder.dimension)
    assert not pool_groups([[], [""]], encoder, {}).any()


@settings(max_examples=40)
@given(st.lists(st.lists(st.text("港森船岸直着植", min_size=2, max_size=9), max_size=4), max_size=5))
def test_rows_are_of_length_one_or_zero_and_in_order(groups: list[list[str]]) -> None:
    encoder = PairEncoder()
    rows = pool_groups(groups, encoder, {})
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert lengths == pytest.approx([1.0 if group else 0.0 for group in groups], abs=1e-5)
    assert pool_groups(groups[::-1], encoder, {}) == pytest.approx(rows[::-1], abs=1e-6)
