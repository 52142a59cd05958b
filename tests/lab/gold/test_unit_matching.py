from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Plan, Section
from policyalign.lab.gold import Gold, Unit, grade_table, units_of

from support.plans import ANCHOR, make_plan, make_proposal


def gold_of(*units: tuple[str, str]) -> Gold:
    return Gold(tuple(Unit(f"u{n}", heading, text) for n, (heading, text) in enumerate(units)), {}, {})


def nested(plan: Plan, child: int, parent: int) -> Plan:
    sections = list(plan.sections)
    sections[child] = replace(sections[child], parent=parent, level=2)
    return replace(plan, sections=tuple(sections))


def test_a_passage_belongs_to_the_unit_whose_heading_stands_above_it() -> None:
    plan = make_plan(("（１） 人材の 育成", ["博士を増やす。"]), ("（２） 観測網", ["衛星を上げる。"]))
    assert units_of(plan, gold_of(("観測網", ""), ("人材の育成", ""))).tolist() == [1, 0]


def test_the_nearest_heading_above_counts_and_there_the_longest() -> None:
    plan = make_plan(("人材", ["甲。"]), ("人材の育成と確保", ["乙。"]))
    plan = nested(plan, 1, 0)
    assert units_of(plan, gold_of(("人材", ""), ("人材の育成", ""))).tolist() == [0, 1]


def test_a_heading_further_up_counts_where_the_nearest_names_no_unit() -> None:
    plan = nested(make_plan(("人材の育成", []), ("①目的", ["博士を増やす。"])), 1, 0)
    assert units_of(plan, gold_of(("人材の育成", ""))).tolist() == [0]


def test_without_a_heading_half_of_the_characters_must_stand_in_the_text() -> None:
    text = "海洋の観測を担う無人の船を百隻そろえ、沖合の潮の流れを絶えず測る。"
    plan = make_plan(
        (
            "見出し",
            [text, text + "".join(map(chr, range(0x4E00, 0x4E40))), "まったく関わりのない話をしている。"],
        )
    )
    assert units_of(plan, gold_of(("ほかの見出し", f"前置き。{text}後書き。"))).tolist() == [0, -1, -1]


def test_of_units_with_one_heading_the_text_of_the_section_decides() -> None:
    first, second = "港湾の岸壁を高くして高潮に備える。", "山地の斜面に網を張って落石を防ぐ。"
    plan = make_plan(("防災事業", [second]), ("防災事業", [first]))
    assert units_of(plan, gold_of(("防災事業", first), ("防災事業", second))).tolist() == [1, 0]


def test_of_units_with_one_heading_the_ministry_above_the_section_decides_before_the_text() -> None:
    text = "港湾の岸壁を高くして高潮に備える。"
    plan = make_plan(("第１章　海浜省", []), ("防災事業", [text]), ("第２章　里山省", []), ("防災事業", [text]))
    plan = nested(nested(plan, 1, 0), 3, 2)
    units = (Unit("u0", "防災事業", text, "里山省"), Unit("u1", "防災事業", "別の文。", "海浜省"))
    assert units_of(plan, Gold(units, {}, {})).tolist() == [1, 0]


def test_units_alike_in_heading_and_text_come_in_their_order() -> None:
    text = "港湾の岸壁を高くして高潮に備える。"
    plan = make_plan(("防災事業", [text]), ("別の事業", ["別の文。"]), ("防災事業", [text]))
    assert units_of(plan, gold_of(("防災事業", text), ("防災事業", text))).tolist() == [0, -1, 1]


def test_a_list_that_repeats_the_heading_of_its_measure_belongs_to_the_measure() -> None:
    first, second = "港湾の岸壁を高くして高潮に備える。", "山地の斜面に網を張って落石を防ぐ。"
    plan = nested(make_plan(("防災事業", [first]), ("(1) 防災事業", [second])), 1, 0)
    assert units_of(plan, gold_of(("防災事業", first), ("防災事業", second))).tolist() == [0, 0]


def test_without_units_nothing_belongs_anywhere() -> None:
    assert units_of(make_plan(("見出し", ["本文。"])), gold_of()).tolist() == [-1]


@given(
    st.lists(
        st.text(st.characters(categories=["Lo"]), min_size=12, max_size=30),
        min_size=1,
        max_size=5,
        unique=True,
    )
)
def test_a_plan_made_of_its_units_finds_them_all(texts: list[str]) -> None:
    plan = make_plan(("見出し", texts))
    found = units_of(plan, gold_of(*(("", text) for text in texts)))
    assert all(texts[place] == texts[unit] or texts[place] in texts[unit] for place, unit in enumerate(found))


def test_grades_are_a_table_with_minus_one_where_not_judged() -> None:
    gold = replace(gold_of(("甲", ""), ("乙", "")), grades={("1-P1", "u1"): 2, ("9-P9", "u0"): 3})
    table = grade_table(gold, [make_proposal("提言", 1), make_proposal("提言", 2)])
    assert table.tolist() == [[-1, 2], [-1, -1]]
    assert grade_table(gold_of(), [make_proposal("提言")]).shape == (1, 0)
    assert table.dtype == np.intp


def test_a_section_without_heading_text_is_no_unit() -> None:
    plan = make_plan(("", ["本文の文がここにある。"]))
    plan = replace(plan, sections=(Section("", "", 1, None, ANCHOR),))
    assert units_of(plan, gold_of(("", "これとは違うことを述べる。"))).tolist() == [-1]
