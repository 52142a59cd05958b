"""What is found across plans bears out COCN's complaints; what is doubtful, or within one plan, does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.governance.records import Complaint, Governance
from policyalign.assess.run import Run
from policyalign.corpora import load_proposals
from policyalign.domain import Finding, Step
from policyalign.messages import message

from support.overlaps import overlaps
from support.schedules import Measure, matrix, measure, plan, step
from support.surveys import run_of

PHASES, DUPLICATION, SCENARIO = "1-I1", "1-I2", "1-I3"
METAL = "多孔 吸着 細孔 筒"
OTHER = measure("道路", (5, 2026, None), words="道路")


def trial(*steps: Any, **how: Any) -> Measure:
    return measure("多孔性材料の実証", *(steps or ((4, 2026, 2029),)), words=METAL, **how)


def use(*steps: Any, **how: Any) -> Measure:
    return measure("多孔性材料の導入", *(steps or ((5, 2027, None),)), words=METAL, **how)


def with_issues(made: GapMatrix) -> GapMatrix:
    """As with ``kinds`` issue: the three complaints too, on which matching says nothing."""
    issues = tuple(one for one in load_proposals() if one.id in (PHASES, DUPLICATION, SCENARIO))
    findings = tuple(
        Finding(one.id, each.id, "undetermined", None, None, 0, None, "kind_not_measured")
        for one in issues
        for each in made.plans
    )
    return replace(made, proposals=(*made.proposals, *issues), findings=(*made.findings, *findings))


def run(*plans: tuple[str, Sequence[Measure]], **how: Any) -> Run:
    made = matrix(*((plan(name, *measures), measures) for name, measures in plans))
    return run_of(with_issues(made), **how)


def complaint(found: Run, statement: str) -> Complaint:
    governance: Governance = found.results["governance"]
    assert [one.statement_id for one in governance.complaints] == [PHASES, DUPLICATION, SCENARIO]
    return next(one for one in governance.complaints if one.statement_id == statement)


def told(one: Complaint) -> list[tuple[str, str, bool]]:
    return [(each.source, each.type, each.certain) for each in one.evidence]


# 他計画とのフェーズ不整合 ---------------------------------------------------------------------------------


def test_a_certain_fault_between_plans_is_observed_with_its_evidence() -> None:
    found = run(("a", [trial(actors=("総務省",))]), ("b", [use()]))
    one = complaint(found, PHASES)
    assert (one.status, one.reason) == ("observed", "governance_observed")
    first = one.evidence[0]
    assert (first.source, first.type, first.certain) == ("phases", "inversion", True)
    assert first.plans == ("a", "b")
    assert first.sides == found.results["phases"].faults[first.number - 1].sides
    certain = sum(each.certain for each in one.evidence)
    assert one.detail == {"certain": str(certain), "check": str(len(one.evidence) - certain)}


def test_what_is_only_to_be_checked_leaves_it_undetermined() -> None:
    doubtful = trial(step(4, 2026, 2029, certain=False))
    one = complaint(run(("a", [doubtful]), ("b", [use()])), PHASES)
    assert (one.status, one.reason) == ("undetermined", "governance_nothing_certain")
    assert ("phases", "inversion", False) in told(one)
    assert one.detail == {"certain": "0", "check": str(len(one.evidence))}


def test_what_is_wrong_within_a_plan_is_not_between_plans() -> None:
    within = measure("回線", (4, 2026, 2029), (5, 2027, None))
    found = run(("a", [within]), ("b", [OTHER]))
    assert [fault.confidence for fault in found.results["phases"].faults] == ["certain"]
    one = complaint(found, PHASES)
    assert (one.status, one.evidence) == ("undetermined", ())


def test_what_does_not_fit_the_sti_plan_counts_and_what_tells_no_time_does_not() -> None:
    late = measure("素子", (3, 2031, 2033), answers=["T1"])
    untimed = measure("評価", step(5, None, None), answers=["P1"])
    one = complaint(run(("a", [late]), ("b", [untimed])), PHASES)
    assert ("phases", "period", True) in told(one)
    assert "undated" not in {each.type for each in one.evidence}


def test_an_open_exit_counts_and_a_joined_one_does_not() -> None:
    source = trial(Step(4, step(4, 2026, 2027).interval, "実証", (0, 1)))
    taker = use((5, 2028, None), actors=("総務省",))
    one = complaint(run(("a", [source]), ("b", [taker])), PHASES)
    assert told(one) == [("exits", "open", True)]
    assert (one.status, one.evidence[0].plans) == ("observed", ("a", "b"))
    joined = use((5, 2028, None), text="多孔性材料の実証の後に備える。", actors=("総務省",))
    found = run(("a", [source]), ("b", [joined]))
    assert [each.kind for each in found.results["links"].exits] == ["joined"]
    assert complaint(found, PHASES).evidence == ()


def test_a_result_without_a_taker_is_to_be_checked() -> None:
    source = trial(Step(4, step(4, 2026, 2027).interval, "実証", (0, 1)))
    one = complaint(run(("a", [source]), ("b", [OTHER])), PHASES)
    assert told(one) == [("exits", "no_taker", False)]
    assert one.status == "undetermined"
    assert one.evidence[0].plans == ("a",)


def test_of_one_plan_alone_nothing_is_said() -> None:
    one = complaint(run(("a", [measure("素子", (3, 2031, 2033), answers=["T1"])])), PHASES)
    assert ("phases", "period", True) in told(one)
    assert (one.status, one.reason) == ("undetermined", "governance_one_plan")
    assert one.detail["certain"] != "0"


def test_without_plans_nothing_is_said() -> None:
    found = run_of(GapMatrix((), (), (), ()))
    for statement in (PHASES, DUPLICATION, SCENARIO):
        assert (complaint(found, statement).status, complaint(found, statement).evidence) == (
            "undetermined",
            (),
        )


# 個別施策の重複 -------------------------------------------------------------------------------------------

WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
SATELLITE = measure("画像の配信", words=WORDS, actors=("総務省",))
TWIN = measure("災害画像の基盤", words=WORDS, text="基盤をつくる。", actors=("防衛省",))
PARTNER = measure("災害画像の基盤", words=WORDS, text="総務省と連携してつくる。", actors=("防衛省",))
PART = measure("画像の判読", words="観測衛星 画像 被害 判読 集約 提供 港 船", actors=("内閣府",))


def duplication(*plans: tuple[str, Sequence[Measure]]) -> Complaint:
    return complaint(run(*plans, found={"overlaps": overlaps(*plans)}), DUPLICATION)


def test_a_certain_overlap_that_nobody_co_ordinates_is_observed() -> None:
    one = duplication(("a", [SATELLITE]), ("b", [TWIN]))
    assert (one.status, told(one)) == ("observed", [("overlaps", "duplicate", True)])
    assert [side.measure.heading for side in one.evidence[0].sides] == ["画像の配信", "災害画像の基盤"]
    assert one.detail == {"certain": "1", "check": "0"}


def test_what_is_co_ordinated_does_not_count() -> None:
    one = duplication(("a", [SATELLITE]), ("b", [PARTNER]))
    assert (one.status, one.reason, one.evidence) == ("undetermined", "governance_nothing_certain", ())


def test_an_overlap_to_be_checked_leaves_it_undetermined() -> None:
    one = duplication(("a", [SATELLITE]), ("b", [PART]))
    assert (one.status, told(one)) == ("undetermined", [("overlaps", "similar", False)])


def test_an_overlap_within_one_plan_alone_is_not_between_plans() -> None:
    one = duplication(("a", [SATELLITE, TWIN]))
    assert (one.status, one.reason) == ("undetermined", "governance_one_plan")
    assert one.detail == {"certain": "1", "check": "0"}


def test_the_number_is_that_of_the_overlap_whatever_is_left_out() -> None:
    plans = (("a", [SATELLITE]), ("b", [PARTNER]), ("c", [PART]))
    found = run(*plans, found={"overlaps": overlaps(*plans)})
    every = found.results["overlaps"].overlaps
    assert any(one.coordination for one in every)
    evidence = complaint(found, DUPLICATION).evidence
    assert len(evidence) == sum(one.coordination is None for one in every) > 0
    for one in evidence:
        numbered = every[one.number - 1]
        assert [side.measure for side in one.sides] == [numbered.first, numbered.second]


# 推進シナリオの欠如 ---------------------------------------------------------------------------------------


def test_no_scenario_is_never_more_than_undetermined() -> None:
    dead_end = measure("素子", (3, 2026, 2028), answers=["T1"])
    untimed = measure("評価", step(5, None, None), answers=["P1"])
    one = complaint(run(("a", [dead_end]), ("b", [untimed])), SCENARIO)
    assert ("phases", "no_exit", True) in told(one)
    assert ("phases", "undated", False) in told(one)
    assert (one.status, one.reason) == ("undetermined", "governance_scenario")
    assert one.detail == {"undated": "1", "broken": str(len(one.evidence) - 1)}


# The cells of the matrix ----------------------------------------------------------------------------------


def test_each_plan_has_a_cell_by_what_it_has_a_side_in() -> None:
    doubtful = measure("素子の導入", (5, 2027, None), words="素子 結晶 耐性 箱", actors=("環境省",))
    unsure = measure("素子の実証", step(4, 2026, 2029, certain=False), words="素子 結晶 耐性 箱")
    found = run(("a", [trial(actors=("総務省",))]), ("b", [use(), unsure]), ("c", [doubtful]), ("d", [OTHER]))
    cells = {name: found.matrix.finding(PHASES, name) for name in "abcd"}
    assert [cells[name].status for name in "abcd"] == [
        "observed",
        "observed",
        "undetermined",
        "undetermined",
    ]
    evidence = complaint(found, PHASES).evidence
    for name, cell in cells.items():
        own = [one for one in evidence if name in one.plans]
        certain = sum(one.certain for one in own)
        assert cell.detail == {"certain": str(certain), "check": str(len(own) - certain)}
        assert cell.reason == ("governance_cell" if own else "governance_cell_nothing")
        assert (cell.probability, cell.similarity) == (None, None)
    assert [cells[name].n_measures for name in "abcd"] == [1, 2, 1, 0]
    assert (cells["a"].passage_id, cells["d"].passage_id) == ("a-0", None)


def test_other_cells_stay_as_they_were() -> None:
    measures = [trial(answers=["T1"])], [use(answers=["T1"])]
    plans = tuple(zip("ab", measures, strict=True))
    made = matrix(*((plan(name, *own), own) for name, own in plans))
    after = run(*plans).matrix
    assert after.findings[: len(made.findings)] == made.findings
    assert {one.status for one in after.findings[len(made.findings) :]} <= {"observed", "undetermined"}


def test_no_cell_says_more_than_its_complaint() -> None:
    alone = run(("a", [measure("素子", (3, 2031, 2033), answers=["T1"])]))
    assert alone.matrix.status(PHASES, "a") == "undetermined"
    dead_end = run(("a", [measure("素子", (3, 2026, 2028), answers=["T1"])]), ("b", [OTHER]))
    assert dead_end.matrix.status(SCENARIO, "a") == "undetermined"
    assert dead_end.matrix.finding(SCENARIO, "a").detail["certain"] == "1"


YEARS = st.integers(2022, 2034)
STEPS = st.builds(
    lambda stage, start, length, certain: step(stage, start, start + length, certain=certain),
    st.integers(1, 6),
    YEARS,
    st.integers(0, 4),
    st.booleans(),
)
MEASURES = st.builds(
    lambda name, steps, words, actor, chance: measure(
        name, *steps, words=words, actors=(actor,), answers={"T1": chance}
    ),
    st.sampled_from(["多孔性材料の実証", "多孔性材料の導入", "道路"]),
    st.lists(STEPS, max_size=3),
    st.sampled_from([METAL, "道路"]),
    st.sampled_from(["総務省", "環境省"]),
    st.sampled_from([0.2, 0.6, 0.9]),
)


@settings(max_examples=60)
@given(st.lists(st.lists(MEASURES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_complaint_says_what_its_evidence_bears_out(plans: list[list[Measure]]) -> None:
    found = run(*((f"p{number}", measures) for number, measures in enumerate(plans)))
    sources = {
        "phases": found.results["phases"].faults,
        "exits": found.results["links"].exits,
        "overlaps": found.results["overlaps"].overlaps,
    }
    for statement in (PHASES, DUPLICATION, SCENARIO):
        one = complaint(found, statement)
        certain = [each.certain for each in one.evidence]
        assert certain == sorted(certain, reverse=True)
        assert (one.status == "observed") == (statement != SCENARIO and len(plans) > 1 and any(certain))
        assert one.status in ("observed", "undetermined")
        for each in one.evidence:
            numbered = sources[each.source][each.number - 1]
            assert numbered.confidence == each.confidence
            assert set(each.plans) <= {plan.id for plan in found.plans}
            assert each.sides
        cells = [found.matrix.finding(statement, plan.id) for plan in found.plans]
        assert any(cell.status == "observed" for cell in cells) == (one.status == "observed")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_reason_is_worded_with_its_counts(lang: str) -> None:
    for found in (
        run(("a", [trial(actors=("総務省",))]), ("b", [use()])),
        run(("a", [OTHER]), ("b", [OTHER])),
        run(("a", [measure("素子", (3, 2031, 2033), answers=["T1"])])),
    ):
        told = [complaint(found, one) for one in (PHASES, DUPLICATION, SCENARIO)]
        cells = [one for one in found.matrix.findings if one.proposal_id in (PHASES, DUPLICATION, SCENARIO)]
        for one in (*told, *cells):
            sentence = message(one.reason, lang, **one.detail)
            assert "{" not in sentence
            assert one.reason not in sentence
