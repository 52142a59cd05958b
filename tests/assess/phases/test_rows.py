from __future__ import annotations

import re
from dataclasses import replace

import pytest

from policyalign.assess.measures.side import Side
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Phases, PlanNote
from policyalign.assess.phases.rows import explain_fault, fault_rows, schedule_rows, years_told
from policyalign.assess.run import Run
from policyalign.domain import Interval
from policyalign.messages import all_codes
from policyalign.values import Code

from support.schedules import Measure, Words, interval, matrix, measure, phases, plan, step
from support.surveys import run_of

MEASURES = [
    measure("素子の開発", (3, 2026, 2027), (4, 2032, 2033), answers=["T1"]),
    Measure("紙の廃止", [Words("廃止する。", loose=[interval(2029, None)])]),
]
RUN = run_of(matrix((plan("a", *MEASURES), MEASURES)))
FOUND: Phases = RUN.results["phases"]


def with_phases(found: Phases) -> Run:
    return replace(RUN, results={**RUN.results, "phases": found})


@pytest.mark.parametrize(
    ("time", "ja", "en"),
    [
        (interval(2026, 2028), "2026～2028年度", "FY2026–2028"),
        (interval(2026, 2026), "2026年度", "FY2026"),
        (interval(None, 2028), "2028年度まで", "by FY2028"),
        (interval(2029, None), "2029年度以降", "from FY2029"),
        (Interval(None, None, "当面", (0, 2), "unresolved"), "当面", "当面"),
        (None, "時期の記載なし", "no time stated"),
    ],
)
def test_years_are_told_in_words(time: Interval | None, ja: str, en: str) -> None:
    assert (years_told(time), years_told(time, "en")) == (ja, en)


def test_a_row_has_both_sides_with_page_stage_and_phrase() -> None:
    (row,) = [row for row in fault_rows(RUN, "ja") if row["kind"] == "valley"]
    assert (row["type"], row["confidence"], row["proposal_id"]) == ("死の谷", "確実", "T1")
    assert (row["plan_id"], row["page"], row["stage"], row["end_fy"]) == ("a", 1, 3, 2027)
    assert (row["plan_id_2"], row["page_2"], row["stage_2"], row["start_fy_2"]) == ("a", 1, 4, 2032)
    assert row["phrase"] == "2026～2027年度"
    assert row["passage"] == row["passage_2"] == "施策を行う。"
    assert "4年の空白" in str(row["explanation"])


@pytest.mark.parametrize(
    "heading", ["素子の開発（うち試作に係るもの）", "（5）素子の開発(うち試作)", "【海洋省】素子の開発"]
)
def test_a_measure_is_named_as_printed_whose_brackets_may_say_that_it_is_a_part(heading: str) -> None:
    made = [measure(heading, (3, 2026, 2027), (4, 2032, 2033), answers=["T1"])]
    found: Phases = run_of(matrix((plan("a", *made), made))).results["phases"]
    (valley,) = [one for one in found.faults if one.kind == "valley"]
    assert f"「{heading}」" in explain_fault(valley, "ja")
    assert f"“{heading}”" in explain_fault(valley, "en")


def test_rows_are_numbered_and_notes_on_plans_come_last() -> None:
    note = PlanNote("a", interval(2018, 2022), "plan_before", {"window_start": "2026", "window_end": "2030"})
    rows = list(fault_rows(with_phases(replace(FOUND, notes=(note,))), "ja"))
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1]["confidence"] == "一覧のみ"
    assert "2018～2022年度" in str(rows[-1]["explanation"])


def test_a_schedule_has_a_row_per_stage_and_one_per_time_without() -> None:
    rows = list(schedule_rows(RUN, "ja"))
    told = [(row["measure"], row.get("stage"), row.get("start_fy"), row.get("end_fy")) for row in rows]
    assert told == [
        ("素子の開発", 3, 2026, 2027),
        ("素子の開発", 4, 2032, 2033),
        ("紙の廃止", None, 2029, None),
    ]
    assert rows[0]["proposal_id"] == "T1"
    assert (rows[0]["stage_name"], rows[0]["basis"], rows[0]["certain"]) == ("開発・整備", "本文", 1)


def faults() -> Phases:
    """A run with most kinds of faults in it."""
    rows = [
        measure("回線", (4, 2026, 2029), (5, 2027, None), answers=["T1"]),
        measure("素子", (3, 2026, 2026), (4, 2031, 2033), answers=["T2"]),
        measure("評価", step(5, None, None), answers=["T3"]),
        measure("記録", (3, 2021, 2022), (5, 2023, 2024), answers=["T4"]),
        measure("燃料", (3, 2031, 2032), (5, 2033, 2034), answers=["T5"]),
    ]
    return phases(("a", rows))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_sentence_is_complete(lang: str) -> None:
    reasons = set()
    for fault in faults().faults:
        reasons.add(fault.reason)
        sentence = explain_fault(fault, lang)
        assert not re.search(r"[?{}]", sentence), sentence
    assert len(reasons) >= 6


@pytest.mark.parametrize(
    "code", [one for one in vars(PhaseCode) if not one.startswith(("_", "doubt", "phases", "no_year"))]
)
def test_every_reason_can_be_filled_from_two_sides(code: Code) -> None:
    """The blanks of every wording are those that sides and rules fill."""
    side = Side(RUN.measures[0], RUN.measures[0].periods[0])
    fault = replace(FOUND.faults[0], first=side, second=side, reason=code, detail={"name": "素子"})
    known = {"shared", "years", "measures", "window_start", "window_end"}
    blanks = set(re.findall(r"{(\w+)}", all_codes()[code].ja))
    filled = replace(fault, detail=dict.fromkeys(known & blanks, "1"))
    assert "?" not in explain_fault(filled, "ja")
