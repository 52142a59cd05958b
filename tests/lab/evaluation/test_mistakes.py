from __future__ import annotations

import pytest

from policyalign.lab.evaluation.mistakes import Fault, find_mistakes
from policyalign.values import Status

from support.labels import label


@pytest.mark.parametrize(
    ("status", "probability", "grade", "fault"),
    [
        ("gap", 0.1, 0, None),
        ("gap", 0.1, 1, None),
        ("gap", 0.1, 2, "false_gap"),
        ("covered", 0.9, 3, None),
        ("covered", 0.9, 2, "overstated"),
        ("covered", 0.9, 1, "false_cover"),
        ("partial", 0.9, 2, None),
        ("partial", 0.9, 3, "understated"),
        ("partial", 0.9, 0, "false_cover"),
        ("undetermined", 0.4, 2, "missed"),
        ("undetermined", 0.6, 2, None),
        ("undetermined", 0.6, 1, "doubted"),
        ("undetermined", 0.4, 1, None),
    ],
)
def test_what_is_wrong_with_a_cell(status: Status, probability: float, grade: int, fault: Fault | None) -> None:
    found = find_mistakes([label([[probability]], {("1-P1", 0): grade}, [status])])
    assert [one.fault for one in found] == ([fault] if fault else [])


def test_wrong_claims_come_first_and_the_most_confident_of_them() -> None:
    scores = [[0.3], [0.05], [0.9], [0.01]]
    grades = {("1-P1", 0): 2, ("1-P2", 0): 2, ("1-P3", 0): 0, ("1-P4", 0): 3}
    found = find_mistakes([label(scores, grades, ["undetermined", "gap", "covered", "gap"])])
    assert [(one.fault, one.proposal.id) for one in found] == [
        ("false_gap", "1-P4"),
        ("false_gap", "1-P2"),
        ("false_cover", "1-P3"),
        ("missed", "1-P1"),
    ]
    assert found[0].error == pytest.approx(0.99)


def test_a_false_gap_tells_what_was_found_and_what_should_have_been() -> None:
    plan = label([[0.1, 0.04, 0.02]], {("1-P1", 0): 1, ("1-P1", 2): 3}, ["gap"])
    (mistake,) = find_mistakes([plan])
    assert mistake.found.unit == plan.gold.units[0]
    assert (mistake.found.grade, mistake.found.passage) == (1, plan.plan.passages[0])
    assert mistake.wanted is not None
    assert mistake.wanted.unit == plan.gold.units[2]
    assert (mistake.wanted.grade, mistake.wanted.probability, mistake.wanted.rank) == (3, 0.02, 3)


def test_units_far_down_and_units_not_found_are_listed() -> None:
    scores = [[1 - place / 100 for place in range(25)]]
    plan = label(scores, {("1-P1", 0): 3, ("1-P1", 23): 2, ("1-P1", 24): 2}, ["covered"])
    plan.unit_of[24] = -1
    found = find_mistakes([plan])
    assert [one.fault for one in found] == ["low_rank", "low_rank"]
    lost, low = (one.wanted for one in found)
    assert low is not None
    assert (low.rank, low.unit) == (24, plan.gold.units[23])
    assert lost is not None
    assert (lost.rank, lost.passage, lost.unit) == (None, None, plan.gold.units[24])
