from __future__ import annotations

from policyalign.match.features import embed, first_stage
from policyalign.match.queries import build_queries, embed_queries
from policyalign.match.typical import is_typical, traits, typical_ranges

from support.plans import PairEncoder, make_plan, make_proposal

ENCODER = PairEncoder()
QUERIES = build_queries([make_proposal("衛星を打ち上げるべき")], {}, {}, {})
VECTORS = embed_queries(QUERIES, ENCODER)


def seen(*texts: str):  # type: ignore[no-untyped-def]
    embedded = embed(make_plan(*((f"第{number}", [text]) for number, text in enumerate(texts))), ENCODER)
    return embedded, first_stage(embedded, QUERIES, VECTORS)


PLAN = seen("衛星を打ち上げる。" * 10, "ロケットを開発する。" * 10)
RANGES = typical_ranges([traits(*PLAN)])


def test_a_plan_of_the_fit_is_typical() -> None:
    assert is_typical(RANGES, *PLAN)


def test_a_plan_of_single_words_or_of_another_subject_is_not() -> None:
    assert not is_typical(RANGES, *seen("衛星", "打上げ"))
    assert not is_typical(RANGES, *seen("A" * 90, "B" * 100))
    assert not is_typical(RANGES, *seen())


def test_ranges_hold_all_plans_of_the_fit() -> None:
    both = [{"length": 100.0, "similarity": 0.3}, {"length": 800.0, "similarity": 0.6}]
    ranges = typical_ranges(both)
    for one in both:
        assert all(ranges[name][0] <= value <= ranges[name][1] for name, value in one.items())
