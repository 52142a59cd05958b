"""Doing what is asked, and not only speaking of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Anchor, Passage, Plan
from policyalign.match.acts import compare_acts, contrary
from policyalign.segment.requests import Request

ON, OFF, NAMED = 1, -1, 0


def passage(number: int, *terms: tuple[str, int], heading: str = "") -> Passage:
    """A passage of one sentence with these terms, each a phrase of its own."""
    text = "".join(term for term, _ in terms)
    starts = np.cumsum([0, *(len(term) for term, _ in terms)]).tolist()
    spans = tuple((start, start + len(term), 1) for start, (term, _) in zip(starts, terms, strict=False))
    return Passage(
        f"p{number}",
        "plan",
        "paragraph",
        text or "。",
        None,
        (heading,) if heading else (),
        (Anchor(1, (0.0, 0.0, 0.0, 0.0)),),
        ((0, max(len(text), 1)),),
        terms=tuple(term for term, _ in terms),
        directions=tuple(sign for _, sign in terms),
        phrases=spans,
    )


def plan(*passages: Passage) -> Plan:
    return Plan("plan", "plan", "plan.pdf", "計画", (), passages, page_count=1)


def request(*terms: tuple[str, int], refuses: bool = False) -> Request:
    names, signs = tuple(term for term, _ in terms), tuple(sign for _, sign in terms)
    return Request(names, names, signs, "".join(names), refuses)


def weight(term: str) -> float:
    return float(len(term))


def test_shares_are_of_the_weight_asked_for() -> None:
    acts = compare_acts(
        plan(passage(0, ("灯台", ON)), passage(1, ("灯台", NAMED), heading="点検の推進"), passage(2)),
        [request(("灯台", ON), ("点検", ON))],
        weight,
    )
    assert acts.cover[0] == pytest.approx([0.5, 0.85, 0.0])
    assert acts.same[0] == pytest.approx([0.5, 0.0, 0.0])


def test_who_does_the_opposite_is_no_evidence() -> None:
    passages = plan(passage(0, ("航路", ON), ("増便", ON)), passage(1, ("航路", OFF), ("増便", OFF)), passage(2))
    asked = [request(("航路", ON), ("増便", ON)), request(("航路", OFF), ("増便", OFF), refuses=True)]
    found = contrary(compare_acts(passages, asked, weight), asked)
    assert found.tolist() == [[False, True, False], [True, False, True]]


def test_a_refusal_is_met_only_by_what_undoes_a_part_of_the_thing_itself() -> None:
    asked = [request(("離島航路の補助", OFF), ("見直し", ON), refuses=True)]
    passages = plan(passage(0, ("離島航路の補助", NAMED), ("見直し", ON)), passage(1, ("離島航路の補助", OFF)))
    assert contrary(compare_acts(passages, asked, weight), asked).tolist() == [[True, False]]


def test_nothing_asked_for_and_nothing_there() -> None:
    acts = compare_acts(plan(), [request()], weight)
    assert acts.cover.shape == acts.net.shape == (1, 0)
    assert compare_acts(plan(passage(0, ("灯台", ON))), [Request()], weight).cover.tolist() == [[0.0]]


Terms = list[tuple[str, int]]
TERMS = st.lists(st.tuples(st.sampled_from("あいうえお"), st.sampled_from((ON, OFF, NAMED))), max_size=6)


@given(st.lists(TERMS, max_size=4), st.lists(TERMS, max_size=3))
def test_all_shares_lie_between_nothing_and_all(plans: list[Terms], asked: list[Terms]) -> None:
    made = plan(*(passage(number, *terms) for number, terms in enumerate(plans)))
    acts = compare_acts(made, [request(*terms) for terms in asked], weight)
    for values in (acts.cover, acts.net, acts.same, acts.opposed, acts.undone):
        assert values.shape == (len(asked), len(plans))
        assert ((values >= 0) & (values <= 1 + 1e-9)).all()
    assert (acts.net <= acts.same + 1e-9).all()
