"""Doubt lowers a fault, and never makes or raises one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.measures.answers import SURE
from policyalign.assess.phases.find import find
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Phases
from policyalign.config import PhaseSettings, Settings
from policyalign.domain import Step
from policyalign.messages import message

from support.schedules import Measure, kinds_of, matrix, measure, only, phases, plan, step
from support.surveys import survey_of


def test_one_doubt_asks_for_a_check_and_two_are_too_many() -> None:
    sure, stage, time = (
        step(4, 2026, 2029),
        step(4, 2026, 2029, certain=False),
        step(4, 2026, 2029, certain=False, precision="around"),
    )
    found = [kinds_of(phases(("a", [measure("回線", one, (5, 2027, None))]))) for one in (sure, stage, time)]
    assert found == [
        [("inversion", "inversion_within", "certain")],
        [("inversion", "inversion_within", "check")],
        [],
    ]


@pytest.mark.parametrize("precision", ["around", "part", "relative"])
def test_years_that_are_not_stated_as_such_are_a_doubt(precision: str) -> None:
    late = step(5, 2027, 2030, precision=precision)
    assert only(phases(("a", [measure("回線", (4, 2026, 2029), late)]))).doubts == ("doubt_time",)


def test_pages_that_were_not_read_are_a_doubt() -> None:
    measures = [measure("回線", (4, 2026, 2029), (5, 2027, None), answers=["T1"])]
    survey = survey_of(matrix((plan("a", *measures, unread=4), measures)))
    (fault,) = find(survey, Settings()).alarms
    assert (fault.confidence, fault.doubts) == ("check", ("doubt_unread",))


def test_what_stands_on_an_unsure_match_is_only_listed() -> None:
    sure, unsure = (
        phases(("a", [measure("素子", (3, 2026, 2028), answers={"T1": chance})])).faults for chance in (0.8, 0.79)
    )
    assert [(fault.kind, fault.confidence) for fault in sure] == [("no_exit", "certain")]
    assert [(fault.kind, fault.confidence) for fault in unsure] == [("no_exit", "listed")]


def test_below_the_likelier_answer_a_measure_answers_nothing() -> None:
    assert phases(("a", [measure("素子", (3, 2026, 2028), answers={"T1": 0.49})])).faults == ()


YEARS = st.integers(2022, 2034)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    start = draw(YEARS)
    end = draw(st.one_of(st.none(), st.integers(start, 2035)))
    return step(draw(st.integers(1, 6)), start, end)


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[str, list[Measure]], ...]:
    """One or two plans with a measure each, on the same thing."""
    count = draw(st.integers(1, 2))
    return tuple(
        (
            name,
            [
                measure(
                    f"素子の計画{name}",
                    *draw(st.lists(steps(), min_size=1, max_size=3)),
                    words="素子 結晶 放射線 耐性",
                    actors=(actor,),
                    answers=["T1"],
                )
            ],
        )
        for name, actor in [("a", "文部科学省"), ("b", "総務省")][:count]
    )


RANK = {"certain": 2, "check": 1}


def ranks(found: Phases) -> dict[tuple[object, ...], int]:
    return {(fault.kind, fault.reason): RANK[fault.confidence] for fault in found.alarms}


@given(plans(), st.data())
def test_doubting_a_stage_never_raises_a_fault(
    given_plans: tuple[tuple[str, list[Measure]], ...], data: st.DataObject
) -> None:
    before = ranks(phases(*given_plans))
    name, (one,) = data.draw(st.sampled_from(given_plans))
    (words,) = one.passages
    index = data.draw(st.integers(0, len(words.steps) - 1))
    doubted = [replace(each, certain=False) if at == index else each for at, each in enumerate(words.steps)]  # type: ignore[type-var]
    changed = replace(one, passages=[replace(words, steps=doubted)])
    after = ranks(phases(*((plan_id, [changed] if plan_id == name else kept) for plan_id, kept in given_plans)))
    assert all(rank <= before.get(fault, 0) for fault, rank in after.items())


@given(plans())
def test_every_fault_shows_where_it_stands(given_plans: tuple[tuple[str, list[Measure]], ...]) -> None:
    for fault in phases(*given_plans).faults:
        for side in (fault.first, fault.second):
            if side is not None:
                assert side.passage_id in side.measure.passages
                assert side.page >= 1
                assert side.period is None or side.period in side.measure.periods


@given(plans(), st.integers(0, 8))
def test_a_longer_gap_allowed_finds_no_more_valleys(
    given_plans: tuple[tuple[str, list[Measure]], ...], years: int
) -> None:
    def valleys(gap: int) -> int:
        found = phases(*given_plans, settings=PhaseSettings(gap_years=gap))
        return sum(fault.kind == "valley" for fault in found.faults)

    assert valleys(years + 1) <= valleys(years)


@given(plans())
def test_the_order_of_the_plans_does_not_matter(given_plans: tuple[tuple[str, list[Measure]], ...]) -> None:
    assert ranks(phases(*given_plans)) == ranks(phases(*reversed(given_plans)))


def test_the_doubt_about_a_match_names_the_probability_that_findings_ask_for() -> None:
    for lang in ("ja", "en"):
        assert f"{SURE:.0%}" in message(PhaseCode.doubt_match, lang)
