from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.lab.gold.plan_units import plan_units
from policyalign.lab.labelling.drawing import POOLED, RANDOM, draw_units

from support.plans import make_plan

SCORES = {"one": np.linspace(1, 0, 40), "two": np.linspace(0, 1, 40)}


def test_the_methods_take_turns_and_one_row_in_five_is_random() -> None:
    draws = draw_units(SCORES, 10, seed="1")
    pooled = {draw.unit for draw in draws if draw.stratum == POOLED}
    assert pooled == {0, 1, 2, 3, 36, 37, 38, 39}
    others = [draw for draw in draws if draw.stratum == RANDOM]
    assert len(others) == 2
    assert {draw.inclusion_probability for draw in others} == {2 / 32}
    assert not {draw.unit for draw in others} & pooled


@given(st.integers(2, 60), st.integers(1, 50), st.text(max_size=4))
def test_no_unit_twice_and_chances_that_add_up(count: int, units: int, seed: str) -> None:
    scores = {"one": np.linspace(1, 0, units), "two": np.linspace(0, 1, units)}
    draws = draw_units(scores, count, seed=seed)
    assert len({draw.unit for draw in draws}) == len(draws) == min(count, units)
    # Every unit that might have been drawn stands for one: the weights add up to all units.
    assert sum(1 / draw.inclusion_probability for draw in draws) == pytest.approx(units)
    assert draws == draw_units(scores, count, seed=seed)


def test_units_outside_the_pool_are_drawn_alike() -> None:
    drawn = Counter(
        draw.unit for n in range(2000) for draw in draw_units(SCORES, 10, seed=str(n)) if draw.stratum == RANDOM
    )
    assert set(drawn) == set(range(4, 36))
    assert min(drawn.values()) > 0.6 * 2000 * 2 / 32
    assert max(drawn.values()) < 1.4 * 2000 * 2 / 32


def test_the_order_tells_nothing_of_the_stratum() -> None:
    places = [
        place
        for n in range(500)
        for place, draw in enumerate(draw_units(SCORES, 10, seed=str(n)))
        if draw.stratum == RANDOM
    ]
    assert np.mean(places) == pytest.approx(4.5, abs=0.4)


def test_a_method_without_a_score_pools_nothing() -> None:
    scores = {"one": np.array([0.1, 0.9, 0.5, 0.2]), "two": np.array([np.nan, np.nan, -np.inf, np.nan])}
    draws = draw_units(scores, 2, seed="1")
    assert [draw.unit for draw in draws if draw.stratum == POOLED] == [1]


def test_measures_of_a_plan_are_its_units() -> None:
    plan = make_plan(("（1）人材の育成", ["甲。"]), ("①目的", ["乙。"]), ("（2）観測網の整備", ["丙。", "注。"]))
    sections = list(plan.sections)
    sections[1] = replace(sections[1], parent=0, level=2)
    passages = (*plan.passages[:3], replace(plan.passages[3], kind="footnote"))
    units = plan_units(replace(plan, sections=tuple(sections), passages=passages))
    assert [(unit.id, unit.heading, unit.text) for unit, _ in units] == [
        ("plan-0001", "（1）人材の育成", "甲。\n乙。"),
        ("plan-0002", "（2）観測網の整備", "丙。"),
    ]
    assert [len(own) for _, own in units] == [2, 1]
