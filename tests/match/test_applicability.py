from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.applicability import expected_coverage, is_in_domain, measured_ranges, style_features
from policyalign.match.features import embed, first_stage
from policyalign.match.queries import build_queries, embed_queries
from policyalign.values import Role

from support.plans import PairEncoder, make_plan, make_proposal

ENCODER = PairEncoder()
QUERIES = build_queries([make_proposal("衛星を打ち上げるべき")], {}, {}, {})
VECTORS = embed_queries(QUERIES, ENCODER)
TEXTS = ("衛星を打ち上げる。" * 10, "ロケットを開発する。" * 10)


def traits(*texts: str, role: Role = "measure", taken_up: float = 0.3) -> dict[str, float]:
    """Of a document of these passages, each under a heading of its own."""
    plan = make_plan(*((f"第{number}", [text]) for number, text in enumerate(texts)), role=role)
    embedded = embed(plan, ENCODER)
    sentence = first_stage(embedded, QUERIES, VECTORS).sentence
    return {**style_features(embedded, sentence), "expected_coverage": taken_up}


RANGES = measured_ranges([traits(*TEXTS)])


def test_a_plan_of_the_fit_is_in_domain() -> None:
    assert is_in_domain(RANGES, traits(*TEXTS))


def test_a_plan_of_single_words_or_of_another_subject_is_not() -> None:
    assert not is_in_domain(RANGES, traits("衛星", "打上げ"))
    assert not is_in_domain(RANGES, traits("A" * 90, "B" * 100))
    assert not is_in_domain(RANGES, traits())


def test_a_document_that_describes_rather_than_plans_is_not() -> None:
    assert not is_in_domain(RANGES, traits(*TEXTS, role="background"))
    assert not is_in_domain(RANGES, traits(*TEXTS, role=""))


def test_a_document_that_takes_up_nearly_nothing_is_not() -> None:
    assert not is_in_domain(RANGES, traits(*TEXTS, taken_up=0.02))


def test_more_measures_and_more_reach_than_measured_speak_against_nothing() -> None:
    measured = {**traits(*TEXTS), "measures": 0.5}
    ranges = measured_ranges([measured])
    assert is_in_domain(ranges, {**measured, "measures": 1.0, "expected_coverage": 1.0})


def test_measures_are_counted_by_their_characters_and_without_what_stands_under_background() -> None:
    plan = make_plan(("（1）衛星", ("あ" * 30, "い" * 10)), ("現状と課題", ("う" * 60,)))
    roles: tuple[Role, ...] = ("measure", "principle", "background")
    plan = replace(
        plan,
        passages=tuple(replace(passage, role=role) for passage, role in zip(plan.passages, roles, strict=True)),
    )
    joined = replace(plan, sections=(plan.sections[0], replace(plan.sections[1], parent=0, level=2)))
    embedded = embed(joined, ENCODER)
    assert [context.evidence for context in embedded.contexts] == [(0, 1)]
    assert style_features(embedded, np.zeros((1, 3)))["measures"] == 0.75


def test_reach_is_the_share_that_is_expected_to_be_taken_up() -> None:
    assert expected_coverage(np.array([0.0, 1.0, 0.5, 0.5])) == 0.5
    assert expected_coverage(np.array([])) == 0.0


SHARE = st.floats(0.01, 1.0)
PLAN_TRAITS = st.fixed_dictionaries(
    {"length": st.floats(10.0, 2000.0), "similarity": SHARE, "measures": SHARE, "expected_coverage": SHARE}
)


@given(st.lists(PLAN_TRAITS, min_size=1, max_size=5))
def test_ranges_hold_all_plans_of_the_fit(measured: list[dict[str, float]]) -> None:
    ranges = measured_ranges(measured)
    assert all(is_in_domain(ranges, one) for one in measured)
