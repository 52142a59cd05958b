from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from policyalign.domain import Interval, Passage
from policyalign.lab.evaluation.attributes import score_attributes, stated_years
from policyalign.lab.evaluation.unit_attributes import score_units
from policyalign.lab.gold import Unit
from policyalign.lab.gold.attributes import Attributes, Disputed

from support.labels import label
from support.plans import ANCHOR


def interval(start: int | None, end: int | None) -> Interval:
    return Interval(start, end, "…", (0, 1))


def passage(**facts: Any) -> Passage:
    return Passage("p", "gold", "paragraph", "本文。", None, (), (ANCHOR,), **facts)


@pytest.mark.parametrize(
    ("intervals", "years"),
    [
        ([], (None, None)),
        ([(None, None)], (None, None)),
        ([(2025, 2029)], (2025, 2029)),
        ([(None, 2030)], (None, 2030)),
        ([(2027, None)], (2027, None)),
        ([(2025, 2025), (2026, 2026)], (2025, 2026)),
        ([(2022, None), (2023, None)], (2022, None)),
        ([(None, None), (2025, 2026)], (2025, 2026)),
        ([(2026, 2028), (None, 2030)], (2026, 2030)),
    ],
)
def test_years_run_from_the_first_to_the_last(
    intervals: list[tuple[int | None, int | None]], years: tuple[int | None, int | None]
) -> None:
    assert stated_years(passage(intervals=tuple(interval(*one) for one in intervals))) == years


def test_figures_by_hand() -> None:
    golds = [
        Attributes("一", role="measure", stages=(3, 5), actors=("文部科学省",), start=2025, end=2027, bound="in"),
        Attributes("二", role="target", stages=(1,), actors=(), bound="none"),
        Attributes("三", role="issue", stages=(6,), actors=("総務省", "JAXA"), bound="none"),
    ]
    ours = [
        passage(role="measure", stages=(4,), actors=("文部科学省",), intervals=(interval(2025, 2027),)),
        passage(role="measure", stages=(), actors=("環境省",), intervals=(interval(2030, 2030),)),
        passage(role="issue", stages=(6,), actors=("総務省",), intervals=(interval(None, None),)),
    ]
    found: Any = score_attributes(golds, ours)
    assert found["role_accuracy"] == pytest.approx(2 / 3)
    assert found["stage_within_one"] == pytest.approx(2 / 3), "no stage is never near"
    assert found["counts"]["stage_exact"]["right"] == 1
    assert found["time_stated"] == 1.0
    assert found["time_not_stated"] == 0.5, "a time without years is none"
    actors = found["counts"]["actors"]
    assert (actors["found"], actors["missed"], actors["wrong"]) == (2, 1, 1)
    assert found["actors_f1"] == pytest.approx(4 / 6)


def test_where_coders_differ_either_is_right() -> None:
    disputed = Disputed(stages=((2,), (5,)), actors=((), ("総務省",)), start=(2024, None), bound=("in", "none"))
    gold = Attributes("一", role="measure", disputed=disputed)
    found: Any = score_attributes([gold], [passage(role="measure", stages=(5,), actors=("総務省",))])
    assert found["counts"]["stage_exact"]["right"] == 1
    assert found["actors_f1"] == 1.0
    assert found["counts"]["time_stated"]["of"] == found["counts"]["time_not_stated"]["of"] == 0
    assert found["stage_kappa"] is None, "nothing is left that both coders agree on"


def test_kappa_is_weighted_by_the_square_of_the_distance() -> None:
    golds = [Attributes("一", stages=(stage,)) for stage in (1, 2, 3, 4, 5, 6)]
    near: Any = score_attributes(golds, [passage(stages=(stage,)) for stage in (2, 2, 3, 4, 5, 6)])
    far: Any = score_attributes(golds, [passage(stages=(stage,)) for stage in (6, 2, 3, 4, 5, 6)])
    assert 0 < far["stage_kappa"] < near["stage_kappa"] < 1


def test_a_ministry_by_its_short_name_is_the_same() -> None:
    found: Any = score_attributes([Attributes("一", actors=("文科省",))], [passage(actors=("文部科学省",))])
    assert found["actors_f1"] == 1.0


def test_the_last_word_of_a_measure_counts() -> None:
    plan = label([[0.5, 0.5, 0.5]], {("1-P1", 0): 1})
    plan.unit_of[:] = [0, 0, 1]
    passages = (
        replace(plan.plan.passages[0], actors=("環境省",), intervals=(interval(2001, 2002),)),
        replace(plan.plan.passages[1], actors=("文部科学省",), intervals=(interval(2025, None),)),
        plan.plan.passages[2],
    )
    units = (
        Unit("u0", "甲", "", ministry="文部科学省", start=2025),
        Unit("u1", "乙", "", ministry="総務省", start=2020, end=2021),
        Unit("u2", "丙", ""),
    )
    own = replace(plan, plan=replace(plan.plan, passages=passages), gold=replace(plan.gold, units=units))
    found: Any = score_units([own])
    assert (found["unit_years"], found["unit_ministry"]) == (0.5, 0.5)
    assert (found["units"], found["counts"]["unit_years"]["of"]) == (3, 2)


def test_units_without_such_labels_have_no_figures() -> None:
    assert score_units([label([[0.5]], {("1-P1", 0): 1})]) is None
