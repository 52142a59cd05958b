from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Plan, Section
from policyalign.match.contexts import MAX_CHARACTERS, WINDOW_CHARACTERS, build_contexts, build_windows
from policyalign.match.plan_vectors import list_sentences

from support.plans import ANCHOR, make_plan


def measure_with_facets() -> Plan:
    """One measure described under 目的, 現状・課題 and 施策の内容."""
    plan = make_plan(
        ("（1）博士の支援", ()),
        ("①目的", ("進学を促す。",)),
        ("②現状・課題", ("減っている。",)),
        ("③施策の内容", ("支給する。",)),
    )
    sections = [plan.sections[0], *(replace(section, parent=0) for section in plan.sections[1:])]
    return replace(plan, sections=tuple(sections))


def test_the_facets_of_a_measure_are_one_context_without_its_background() -> None:
    (context,) = build_contexts(measure_with_facets())
    assert context.heading == "（1）博士の支援"
    assert context.passages == (0, 1, 2)
    assert context.evidence == (0, 2)


def test_a_context_of_background_alone_keeps_it() -> None:
    (context,) = build_contexts(make_plan(("②現状・課題", ("減っている。", "足りない。"))))
    assert context.evidence == (0, 1)


def test_headings_lose_their_number() -> None:
    plan = make_plan(("（1）博士の支援", ("支給する。",)))
    numbered = replace(plan, sections=(Section("（1）", "（1）博士の支援", 1, None, ANCHOR),))
    assert build_contexts(numbered)[0].heading == "博士の支援"


@given(st.lists(st.tuples(st.sampled_from("宇環"), st.lists(st.integers(1, 900), max_size=5)), max_size=5))
def test_contexts_part_the_plan_in_reading_order(measures: list[tuple[str, list[int]]]) -> None:
    plan = make_plan(*((heading, ["字" * length for length in lengths]) for heading, lengths in measures))
    contexts = build_contexts(plan)
    assert [index for context in contexts for index in context.passages] == list(range(len(plan.passages)))
    for context in contexts:
        assert set(context.evidence) <= set(context.passages)
        assert len({plan.passages[index].section for index in context.passages}) == 1
        size = sum(len(plan.passages[index].text) for index in context.passages)
        assert size <= MAX_CHARACTERS or len(context.passages) == 1
    windows = build_windows(plan, contexts)
    assert [index for window in windows for index in window.passages] == list(range(len(plan.passages)))
    for window in windows:
        assert any(set(window.passages) <= set(context.passages) for context in contexts)
        size = sum(len(plan.passages[index].text) for index in window.passages)
        assert size <= WINDOW_CHARACTERS or len(window.passages) == 1


def test_every_passage_has_a_sentence() -> None:
    plan = make_plan(("宇宙", ("打ち上げる。", "観測する。")))
    whole = replace(plan.passages[0], sentences=())
    split = replace(plan.passages[1], text="観測する。 運ぶ。", sentences=((0, 5), (5, 6), (6, 9)))
    sentences = list_sentences(replace(plan, passages=(whole, split)))
    assert sentences.texts == ("打ち上げる。", "観測する。", "運ぶ。")
    assert sentences.passages.tolist() == [0, 1, 1]
