"""A plan annotated in stretches is the plan annotated as a whole."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policyalign.domain import Passage, Plan
from policyalign.segment.annotate import annotate, annotate_stretch
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences
from policyalign.segment.stretches import stretches
from policyalign.values import PassageKind

from support.plans import ANCHOR

TEXTS = (
    "2027年度から2029年度までに、次の取組を進める。",
    "・観測網の整備",
    "・岸壁の耐震化を実施する。",
    "国土交通省（以下「本省」という。）は、毎年度、港の点検を行う。",
    "本省は、担い手の育成を支援する。",
)
KINDS: tuple[PassageKind, ...] = ("paragraph", "item")
Line = tuple[int, PassageKind, int | None]


def plan_of(lines: list[Line]) -> Plan:
    passages = tuple(
        Passage(
            f"plan-{number}",
            "plan",
            kind,
            TEXTS[text],
            section,
            (f"第{section}章",) if section else (),
            (ANCHOR,),
            split_sentences(TEXTS[text]),
        )
        for number, (text, kind, section) in enumerate(lines)
    )
    return Plan("plan", "0", "plan.pdf", "計画", (), passages, 1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXTS) - 1), st.sampled_from(KINDS), st.one_of(st.none(), st.integers(1, 3))),
        max_size=12,
    ),
    st.integers(0, 80),
)
@example([(0, "paragraph", 1), (1, "item", 1), (0, "paragraph", None), (2, "item", None), (2, "item", 2)], 0)
def test_in_stretches_a_plan_comes_out_the_same(language: Language, lines: list[Line], size: int) -> None:
    plan = plan_of(lines)
    sentences = [[p.text[start:end] for start, end in p.sentences] for p in plan.passages]
    analysed = [language.analyse(texts) for texts in sentences]
    whole = annotate(plan, [tokens for group in analysed for tokens in group])
    parts = stretches(plan.passages, size)
    assert [start for start, _ in parts] == [0, *(stop for _, stop in parts[:-1])]
    assert parts[-1][1] == len(plan.passages)
    parted = [
        passage
        for part in parts
        for passage in annotate_stretch(plan, part, [tokens for group in analysed[slice(*part)] for tokens in group])
    ]
    assert tuple(parted) == whole.passages


def test_a_stretch_is_as_long_as_is_asked_and_ends_where_a_section_does() -> None:
    plan = plan_of([(0, "paragraph", 1), (1, "item", 1), (3, "paragraph", 2), (4, "paragraph", 2), (0, "item", 3)])
    assert stretches(plan.passages, 1) == [(0, 2), (2, 4), (4, 5)]
    assert stretches(plan.passages, 40) == [(0, 4), (4, 5)]
    assert stretches(plan.passages, 10_000) == [(0, 5)]
    assert stretches((), 1) == [(0, 0)]
