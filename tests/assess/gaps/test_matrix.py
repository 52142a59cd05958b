from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.gaps.find import find_gaps
from policyalign.config import AssessSettings
from policyalign.domain import CellEstimate, PlanMatches
from policyalign.messages import all_codes, message

from support.plans import make_plan, make_proposal

PLANS = [make_plan(("道路", ["補修する。"]), plan_id=name) for name in ("b", "a")]
PROPOSALS = [make_proposal("博士を増やす", 2), make_proposal("宇宙を拓く", 1)]


def empty_matches(plan_id: str) -> PlanMatches:
    return PlanMatches(plan_id, (), tuple(CellEstimate(proposal.id, 0.5, 0.1) for proposal in PROPOSALS))


@given(st.permutations(range(2)), st.permutations(range(2)))
def test_there_is_one_finding_per_cell_in_the_order_given(plans: list[int], proposals: list[int]) -> None:
    chosen = [PLANS[index] for index in plans]
    asked = [PROPOSALS[index] for index in proposals]
    matrix = find_gaps(chosen, asked, [empty_matches(plan.id) for plan in chosen], AssessSettings())
    cells = [(finding.proposal_id, finding.plan_id) for finding in matrix.findings]
    assert cells == [(proposal.id, plan.id) for proposal in asked for plan in chosen]
    for proposal_id, plan_id in cells:
        assert matrix.finding(proposal_id, plan_id).plan_id == plan_id
        assert matrix.status(proposal_id, plan_id) == "undetermined"


def test_unknown_cells_are_an_error() -> None:
    matrix = find_gaps(PLANS, PROPOSALS, [empty_matches(plan.id) for plan in PLANS], AssessSettings())
    with pytest.raises(KeyError):
        matrix.finding("1-P2", "c")


def test_matches_of_other_plans_are_refused() -> None:
    with pytest.raises(ValueError, match="same order"):
        find_gaps(PLANS, PROPOSALS, [empty_matches("a"), empty_matches("b")], AssessSettings())


def test_nothing_to_compare_is_an_empty_matrix() -> None:
    assert find_gaps([], PROPOSALS, [], AssessSettings()).findings == ()


REASONS = [
    "covered",
    "partial",
    "gap",
    "between",
    "no_clear_passage",
    "passage_too_near",
    "not_calibrated",
    "kind_not_measured",
    "too_little_text",
    "no_estimate",
]


@pytest.mark.parametrize(
    "code", [*REASONS, *(f"{code}_unread" for code in REASONS), "too_many_unread", "too_much_broken", "read_by_ocr"]
)
def test_every_reason_is_worded(code: str) -> None:
    assert code in all_codes()
    assert message(code, "ja") != message(code, "en")
