from __future__ import annotations

from dataclasses import replace

from policyalign.domain import Plan, Section
from policyalign.segment.measure_headings import closing_lines, measure_section

from support.plans import ANCHOR, make_plan


def section(heading: str, parent: int | None = None) -> Section:
    return Section("", heading, 1, parent, ANCHOR)


def test_a_measure_is_named_by_the_nearest_heading_with_a_subject() -> None:
    sections = [
        section("第1章 人材"),
        section("（1）博士の支援", 0),
        section("②現状・課題", 1),
        section("ア 現状", 2),
    ]
    assert [measure_section(sections, index) for index in (0, 1, 2, 3, None)] == [0, 1, 1, 1, None]


def test_a_facet_below_nothing_names_itself() -> None:
    sections = [section("第1章 はじめに"), section("1 背景", 0)]
    assert measure_section(sections, 1) == 1


def plan(lines: list[int]) -> Plan:
    """Measures with the facet 施策の内容 and two headings below it; under the second one stand so many
    closing lines."""
    texts, parents = [], []
    for number, count in enumerate(lines):
        top = len(texts)
        texts += [
            (f"施策{number}号の推進計画", []),
            ("③施策の内容", []),
            ("(1)初めの事業名", ["初めの事業を行う。"]),
            ("(2)次の事業名", ["次の事業を行う。", *["担当：環境省。"] * count]),
        ]
        parents += [None, top, top + 1, top + 1]
    made = make_plan(*texts)
    sections = tuple(replace(one, parent=up) for one, up in zip(made.sections, parents, strict=True))
    return replace(made, sections=sections)


def test_what_stands_below_a_facet_belongs_to_the_measure_that_the_plan_closes_with_one_line() -> None:
    one = plan([1] * 5)
    lines = closing_lines(one)
    assert all(lines[4 * number + 2] is lines[4 * number + 3] for number in range(5))
    assert len({lines[4 * number + 2].id for number in range(5)}) == 5


def test_a_plan_that_does_not_keep_to_it_is_not_taken_to() -> None:
    few, mixed = closing_lines(plan([1] * 4)), closing_lines(plan([1, 1, 1, 1, 2, 2]))
    assert 2 not in few
    assert 2 not in mixed
    assert few[3].text == "担当：環境省。"


def test_several_lines_under_one_heading_are_of_several_measures() -> None:
    lines = closing_lines(plan([1] * 10 + [2]))
    assert 4 * 10 + 3 not in lines
    assert 4 * 10 + 2 not in lines
