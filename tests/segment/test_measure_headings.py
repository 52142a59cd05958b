from __future__ import annotations

from policyalign.domain import Section
from policyalign.segment.measure_headings import measure_section

from support.plans import ANCHOR


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
