"""The picture of phases: what every plan says of stage and year for a proposal, alarms or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.phases.picture import picture_of, told_of
from policyalign.assess.phases.picture_words import times_told
from policyalign.assess.phases.records import Stated
from policyalign.assess.phases.rows import picture_rows
from policyalign.assess.run import Run
from policyalign.tables import Row

from support.schedules import Measure, Words, interval, matrix, measure, plan, step
from support.surveys import run_of


def run(*plans: tuple[str, Sequence[Measure]], **how: object) -> Run:
    made = [(plan(name, *measures), measures) for name, measures in plans]
    return run_of(matrix(*made, **how))  # type: ignore[arg-type]


def told(made: Run, proposal: str = "T1", lang: str = "ja") -> list[tuple[object, ...]]:
    names = ("plan_id", "standing", "stage_name", "time", "n_measures")
    return [tuple(row[name] for name in names) for row in picture_rows(made, lang) if row["proposal_id"] == proposal]


def test_each_plan_says_stage_and_year_the_earliest_first() -> None:
    first = [measure("素子の開発", (5, 2030, None), (3, 2026, 2028), answers=["T1"])]
    other = [measure("素子の試験", (4, None, 2029), answers=["T1"])]
    assert told(run(("a", first), ("b", other))) == [
        ("a", "応える", "開発・整備", "2026～2028年度", 1),
        ("a", "応える", "社会実装・本格実施", "2030年度以降", 1),
        ("b", "応える", "実証・試行", "2029年度まで", 1),
    ]


def test_no_time_is_said_once_and_counted() -> None:
    measures = [
        measure("素子の開発", step(3, None, None), answers=["T1"]),
        measure("素子の試験", step(4, None, None), answers=["T1"]),
        measure("素子の広場", answers=["T1"]),
        measure("素子の導入", (5, 2028, 2030), answers=["T1"]),
    ]
    made = run(("a", measures))
    assert told(made) == [
        ("a", "応える", "社会実装・本格実施", "2028～2030年度", 1),
        ("a", "応える", "開発・整備;実証・試行", "時期の記載なし", 3),
    ]
    (undated,) = [row for row in picture_rows(made, "ja") if row["time"] == "時期の記載なし"]
    assert str(undated["measure_id"]).split(";") == [one.id for one in made.measures[:3]]
    assert told(made, lang="en")[-1][3] == "no time stated"


def test_a_time_that_no_year_can_be_told_of_is_a_time() -> None:
    soon = interval(None, None, "unresolved")
    measures = [Measure("紙の廃止", [Words("当面、続ける。", loose=[replace(soon, phrase="当面")])], {"T1": 0.9})]
    assert told(run(("a", measures))) == [("a", "応える", "段階不明", "当面", 1)]


def test_the_nearest_measure_is_marked_and_answers_nothing() -> None:
    near = [measure("素子の展示", (5, 2027, 2028), answers={"T1": 0.2}), measure("道路", (5, 2026, None))]
    made = run(("a", near), ("b", [measure("素子の開発", (3, 2026, 2028), answers=["T1"])]))
    assert told(made) == [
        ("a", "最も近い", "社会実装・本格実施", "2027～2028年度", 1),
        ("b", "応える", "開発・整備", "2026～2028年度", 1),
    ]
    assert [row["status"] for row in picture_rows(made, "ja")] == ["欠落", "対応"]


def test_nothing_is_said_where_the_proposal_is_not_asked_for_or_nothing_is_near() -> None:
    measures = [measure("素子の開発", (3, 2026, 2028), answers=["T1"])]
    made = run(("a", measures), ("b", [measure("道路")]), statuses={("T1", "a"): "out_of_scope"})
    assert told(made) == []


def test_what_is_inferred_is_not_certain() -> None:
    unsure = measure("素子の開発", step(3, 2026, 2028, certain=False), answers=["T1"])
    assert [row["certain"] for row in picture_rows(run(("a", [unsure])), "ja")] == [0]


def test_a_stage_that_only_the_passage_infers_is_told_as_inferred() -> None:
    """政府は…を推進する tells no step; what is carried out is at stage 5 by inference."""
    loose = Measure("素子の推進", [Words("2027年度に推進する。", loose=[interval(2027, 2027)])], {"T1": 0.9})
    made = run(("a", [loose]))
    passage = replace(made.plans[0].passages[0], stages=(5,))
    matrix_ = replace(made.matrix, plans=(replace(made.plans[0], passages=(passage,)),))
    (row,) = picture_rows(replace(made, matrix=matrix_), "ja")
    assert (row["stage"], row["certain"], row["start_fy"], row["end_fy"]) == (5, 0, 2027, 2027)


times = st.none() | st.tuples(st.integers(2020, 2030), st.integers(2031, 2040))


@given(st.lists(st.lists(st.tuples(st.integers(1, 6), times), max_size=3), min_size=1, max_size=4))
def test_every_answering_measure_is_there_and_no_time_at_most_once(stages: list[list[tuple[int, object]]]) -> None:
    measures = [
        measure(f"施策{place}", *(step(stage, *(time or (None, None))) for stage, time in steps), answers=["T1"])  # type: ignore[misc]
        for place, steps in enumerate(stages)
    ]
    made = run(("a", measures))
    lines = list(picture_of(made))
    assert {one.id for line in lines for one in line.measures} == {one.id for one in made.measures}
    assert sum(not line.dated for line in lines) <= 1
    undated = {one.id for line in lines if not line.dated for one in line.measures}
    assert undated.isdisjoint(one.id for line in lines if line.dated for one in line.measures)
    rows: list[Row] = list(picture_rows(made, "ja"))
    assert len(rows) == len(lines)


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        ((2024, 2030), ["開発・整備 2026～2028年度", "施策全体の期間 2024～2030年度"]),
        ((2026, 2028), ["開発・整備 2026～2028年度"]),
        (None, ["開発・整備 2026～2028年度"]),
    ],
)
def test_the_time_of_the_whole_is_told_beside_that_of_a_part(whole: tuple[int, int] | None, words: list[str]) -> None:
    made = run(("a", [measure("素子の開発", (3, 2026, 2028), answers=["T1"])]))
    one = replace(made.measures[0], overall_interval=interval(*whole) if whole else None)
    stated = [Stated("T1", "a", True, (side,), dated=True) for side in told_of(made, one)]
    told_times, more = times_told(made, stated, "ja", 9)
    assert [each.partition("（")[0] for each in told_times] == words
    assert more == 0
