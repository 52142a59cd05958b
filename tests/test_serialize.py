from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.domain import Document, Match, Plan, PlanMatches
from policyalign.serialize import from_json, to_json

# What JSON can hold: no lone surrogates in texts, no infinities in numbers.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@settings(max_examples=40)
@given(st.from_type(Plan))
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert from_json(to_json(plan), Plan) == plan


@settings(max_examples=40)
@given(st.from_type(Document))
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert from_json(to_json(document), Document) == document


@settings(max_examples=40)
@given(st.from_type(PlanMatches))
def test_matches_come_back_as_they_were(matches: PlanMatches) -> None:
    assert from_json(to_json(matches), PlanMatches) == matches


def test_the_same_record_gives_the_same_bytes() -> None:
    one = Match("p", "q", 0.5, 0.25, {"a": 1.0, "b": 2.0})
    other = Match("p", "q", 0.5, 0.25, {"b": 2.0, "a": 1.0})
    assert to_json(one) == to_json(other)


def test_japanese_is_written_as_it_is() -> None:
    assert "量子" in to_json(Match("量子", "q", 0.5, 0.25)).decode()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"plan_id": 1}', b"\xff\xfe", b"null"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="PlanMatches"):
        from_json(data, PlanMatches)


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        to_json(Match("\ud800", "q", 0.5, 0.25))
    with pytest.raises(ValueError, match="cannot be written"):
        to_json({"a": object()})
