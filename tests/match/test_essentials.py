"""Which essential matters a text names."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.essentials import share_named

QUANTUM = (("量子暗号", "量子通信"), ("研究開発", "R&D", "URA"))


def test_the_share_of_the_matters_that_a_text_names() -> None:
    texts = [
        "量子暗号と量子通信を学ぶ。",
        "量子通信の研究開発を進める。",
        "漁港を直す。",
        "ＵＲＡを置く。",
        "NATURALな食品。",
    ]
    assert share_named([QUANTUM], texts).tolist() == [[0.5, 1.0, 0.0, 0.5, 0.0]]


def test_a_word_is_found_across_a_blank_and_a_line() -> None:
    assert share_named([QUANTUM], ["量子 通\n信の研究 開発"]).tolist() == [[1.0]]


def test_a_proposal_with_nothing_essential_is_named_nowhere() -> None:
    assert share_named([()], ["何でも"]).tolist() == [[0.0]]
    assert share_named([QUANTUM], []).shape == (1, 0)
    assert share_named([], ["何でも"]).shape == (0, 1)


@given(st.text(alphabet="量子暗号通信研究開発RDURA& 、", max_size=40), st.text(max_size=20))
def test_more_text_never_names_less(text: str, more: str) -> None:
    less, longer = share_named([QUANTUM], [text, f"{text}。{more}"])[0]
    assert 0 <= less <= longer <= 1
    assert np.isclose(longer * 2 % 1, 0)
