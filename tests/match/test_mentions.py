"""Where a plan speaks of what is asked about, whatever it says of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.mentions import SPOKEN, find_mention, mention_of
from policyalign.segment.matters import Matter
from policyalign.segment.requests import Request

from support.plans import make_plan

COAL = Request(matters=(Matter("石炭火力発電", ("石炭", "火力発電")),))
TEXTS = ("風力を増やす。", "石炭火力のフェーズアウトを加速する。", "石炭火力発電の経緯。")


def find(texts: tuple[str, ...], logits: tuple[float, ...], request: Request = COAL) -> tuple[int, float] | None:
    return find_mention(request, texts, np.array(logits), lambda _: 5.0)


def test_words_asked_for_are_found_in_full_or_in_short() -> None:
    assert find(TEXTS[:2], (2.0, -3.0)) == (1, round(4 / 6, 6))
    assert find(TEXTS, (2.0, -3.0, -4.0)) == (2, 1.0)


def test_the_likeliest_passage_is_preferred_where_it_speaks_of_it() -> None:
    assert find(TEXTS, (-5.0, -3.0, -4.0)) == (1, round(4 / 6, 6))


def test_other_words_and_requests_about_nothing_are_not_spoken_of() -> None:
    assert find(TEXTS[:1], (2.0,)) is None
    assert find(TEXTS, (0.0, 0.0, 0.0), Request()) is None
    assert find((), ()) is None


def test_a_mention_tells_which_words_the_passage_holds() -> None:
    passage = make_plan(("電源", (TEXTS[1],))).passages[0]
    two = Request(matters=(*COAL.matters, Matter("地熱", ("地熱",))))
    assert mention_of("P1", passage, two, 0.5).words == ("石炭火力発電",)


@given(st.lists(st.text("石炭火力発電を", max_size=8), min_size=1, max_size=5))
def test_shares_are_parts_of_the_whole(texts: list[str]) -> None:
    found = find(tuple(texts), (0.0,) * len(texts))
    assert found is None or (SPOKEN <= found[1] <= 1 and 0 <= found[0] < len(texts))
