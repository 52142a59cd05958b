from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.responsibility.find import find
from policyalign.assess.responsibility.records import Cell, Responsibilities
from policyalign.values import UNNAMED

from support.schedules import Measure, Words, matrix, plan
from support.surveys import survey_of


def measure(assignment: str, probability: float = 0.9, proposal: str = "T1", text: str = "行う。") -> Measure:
    return Measure(f"{assignment}の施策", [Words(text), Words(assignment)], {proposal: probability})


def made(*plans: Sequence[Measure], **how: Any) -> GapMatrix:
    return matrix(*((plan(f"p{number}", *one), one) for number, one in enumerate(plans)), **how)


def found_in(*plans: Sequence[Measure], **how: Any) -> Responsibilities:
    return find(survey_of(made(*plans, **how)))


def roles(found: Responsibilities, proposal: str = "T1") -> dict[str, str]:
    return {cell.ministry: cell.role for cell in found.cells if cell.proposal_id == proposal}


def cell(found: Responsibilities, ministry: str) -> Cell:
    return next(one for one in found.cells if one.ministry == ministry)


def test_who_is_in_charge_leads_and_others_support_however_sure_the_answer() -> None:
    found = found_in([measure("担当：文部科学省、環境省。"), measure("担当：総務省。", 0.6)])
    assert roles(found) == {"総務省": "lead", "文部科学省": "lead", "環境省": "support"}
    assert [(one.ministry, one.certainty) for one in found.cells] == [
        ("総務省", "check"),
        ("文部科学省", "certain"),
        ("環境省", "certain"),
    ]
    assert cell(found, "総務省").parts[0].sure is False


def test_a_measure_that_does_not_answer_gives_no_role() -> None:
    found = found_in([measure("担当：文部科学省。"), measure("担当：総務省。", 0.29)])
    assert found.ministries == ("文部科学省",)


def test_every_measure_that_a_verdict_stands_on_gives_a_role() -> None:
    found = found_in([measure("担当：文部科学省。"), measure("担当：総務省。", 0.3)])
    assert roles(found) == {"総務省": "lead", "文部科学省": "lead"}
    assert cell(found, "総務省").certainty == "check"


def test_a_role_is_as_certain_as_the_surest_measure_that_gives_it() -> None:
    sure_support, unsure_lead = measure("担当：環境省、総務省。"), measure("担当：総務省。", 0.6)
    found = cell(found_in([sure_support, unsure_lead]), "総務省")
    assert (found.role, found.certainty) == ("lead", "check")
    assert [(part.role, part.sure) for part in found.parts] == [("lead", False), ("support", True)]
    found = cell(found_in([unsure_lead, measure("担当：総務省。")]), "総務省")
    assert (found.role, found.certainty) == ("lead", "certain")


def test_the_same_measure_is_as_sure_in_every_plan_that_prints_it() -> None:
    words = "川沿いの集落ごとに避難の道筋を地図に描き、毎年の訓練で使い、直す。" * 2
    one, other = (measure("担当：総務省。", chance, text=words) for chance in (0.85, 0.75))
    assert {part.sure for part in cell(found_in([one], [other]), "総務省").parts} == {False}
    assert {part.sure for part in cell(found_in([one], [one]), "総務省").parts} == {True}
    assert {part.sure for part in cell(found_in([one], [measure("担当：総務省。", 0.75)]), "総務省").parts} == {
        True,
        False,
    }


def test_who_may_lead_is_no_rival() -> None:
    found = found_in([measure("担当：文部科学省。")], [measure("担当：総務省。", 0.79)])
    assert roles(found) == {"総務省": "lead", "文部科学省": "lead"}
    assert all(one.rivals == () for one in found.cells)


def test_what_announces_nothing_may_hold_the_answer_and_names_nobody() -> None:
    principle = Measure("理念", [Words("誰も取り残さない。", role="principle")], {"T1": 0.9})
    found = found_in([principle])
    assert roles(found) == {UNNAMED: "unknown"}
    (part,) = cell(found, UNNAMED).parts
    assert (part.measure.planned, part.assignment.page) == (False, 1)


def test_who_is_named_in_any_measure_of_the_other_that_may_answer_is_no_rival() -> None:
    sure = measure("担当：文部科学省。"), measure("担当：総務省。")
    for text in ("学校の訓練を行う。※総務省、環境省と連携", "総務省の協力を得て行う。", "総務省と共管で行う。"):
        found = found_in([sure[0], measure("担当：文部科学省。", 0.5, text=text)], [sure[1]])
        assert set(roles(found).values()) <= {"lead", "support"}
    shared = measure("担当：環境省。文部科学省及び総務省と連携。", 0.5)
    found = found_in([sure[0], shared], [sure[1]])
    assert cell(found, "総務省").rivals == () or "環境省" not in cell(found, "総務省").rivals
    elsewhere = measure("担当：文部科学省。", 0.9, "T2", text="総務省と連携して行う。")
    assert roles(found_in([sure[0], elsewhere], [sure[1]]))["総務省"] == "several"


def test_a_measure_that_only_perhaps_answers_makes_no_role_certain() -> None:
    found = found_in([measure("担当：文部科学省。"), measure("担当：文部科学省。", 0.5)], [measure("担当：総務省。")])
    contested = cell(found, "文部科学省")
    assert (contested.role, contested.certainty) == ("several", "certain")
    assert {part.sure: contested.certainty_by(part) for part in contested.parts} == {True: "certain", False: "check"}


def test_two_that_lead_without_naming_each_other_are_contested() -> None:
    found = found_in([measure("担当：文部科学省。")], [measure("担当：総務省。")])
    assert roles(found) == {"総務省": "several", "文部科学省": "several"}
    assert cell(found, "総務省").rivals == ("文部科学省",)


def test_one_that_names_the_other_is_no_rival() -> None:
    aware = measure("担当：総務省。", text="文部科学省と連携して行う。")
    found = found_in([measure("担当：文部科学省。")], [aware])
    assert roles(found) == {"総務省": "lead", "文部科学省": "lead"}


def test_one_ministry_with_two_measures_is_not_contested() -> None:
    found = found_in([measure("担当：総務省。")], [measure("担当：総務省。")])
    assert roles(found) == {"総務省": "lead"}
    assert len(cell(found, "総務省").parts) == 2


def test_measures_that_name_no_ministry_are_shown_as_such() -> None:
    found = found_in([measure("担当：宇宙政策本部。"), measure("担当：総務省。", proposal="T2")])
    assert found.ministries == ("総務省",)
    assert roles(found) == {"総務省": "undetermined", UNNAMED: "unknown"}
    assert UNNAMED not in roles(found, "T2")


def test_none_is_said_only_where_every_plan_has_a_gap() -> None:
    plans = [measure("担当：総務省。")], [measure("担当：環境省。", 0.01, "T2")]
    gaps = {("T2", name): "gap" for name in ("p0", "p1")}
    assert roles(found_in(*plans, statuses=gaps), "T2") == {"総務省": "none"}
    one_open = {**gaps, ("T2", "p0"): "undetermined"}
    found = found_in(*plans, statuses=one_open)
    assert roles(found, "T2") == {"総務省": "undetermined"}
    assert next(one for one in found.cells if one.proposal_id == "T2").open_plans == ("p0",)
    partly = {**gaps, ("T2", "p0"): "out_of_scope"}
    assert roles(found_in(*plans, statuses=partly), "T2") == {"総務省": "none"}
    nowhere = dict.fromkeys(gaps, "out_of_scope")
    assert roles(found_in(*plans, statuses=nowhere), "T2") == {"総務省": "out_of_scope"}


ASSIGNMENTS = st.sampled_from(
    [
        "担当：総務省。",
        "担当：文部科学省、環境省。",
        "担当：宇宙政策本部。",
        "環境省と連携して行う。（総務省）",
    ]
)
MEASURES = st.builds(measure, ASSIGNMENTS, st.sampled_from([0.02, 0.3, 0.6, 0.9]), st.sampled_from(["T1", "T2"]))
PLANS = st.lists(st.lists(MEASURES, min_size=1, max_size=3), min_size=1, max_size=3)
STATUSES = st.sampled_from(["covered", "partial", "gap", "undetermined", "out_of_scope"])


@settings(max_examples=40)
@given(plans=PLANS, data=st.data())
def test_every_cell_is_there_once_and_none_needs_gaps_everywhere(
    plans: list[list[Measure]], data: st.DataObject
) -> None:
    names = [(proposal, f"p{number}") for proposal in ("T1", "T2") for number in range(len(plans))]
    statuses = {name: data.draw(STATUSES) for name in names}
    table = made(*plans, statuses=statuses)
    found = find(survey_of(table))
    cells = [(one.proposal_id, one.ministry) for one in found.cells if one.ministry != UNNAMED]
    assert cells == [(p.id, name) for p in table.proposals for name in found.ministries]
    for one in found.cells:
        row = {statuses[one.proposal_id, each.id] for each in table.plans}
        if one.role in ("none", "out_of_scope"):
            assert row <= {"gap", "out_of_scope"}
        assert bool(one.parts) == (one.role in ("lead", "several", "support", "unknown"))
        assert bool(one.rivals) == (one.role == "several")
        assert bool(one.certainty) == bool(one.parts)
        if one.role == "several":
            assert one.certainty == "certain"
        assert all(statuses[one.proposal_id, part.measure.plan_id] in ("covered", "partial") for part in one.parts)


@settings(max_examples=40)
@given(plans=PLANS, data=st.data())
def test_the_order_of_the_plans_does_not_matter(plans: list[list[Measure]], data: st.DataObject) -> None:
    table = made(*plans)
    order = data.draw(st.permutations(range(len(plans))))
    by_cell = {(one.proposal_id, one.plan_id): one for one in table.findings}
    moved = replace(
        table,
        plans=tuple(table.plans[place] for place in order),
        matches=tuple(table.matches[place] for place in order),
        findings=tuple(by_cell[p.id, table.plans[place].id] for p in table.proposals for place in order),
    )
    assert find(survey_of(moved)) == find(survey_of(table))
