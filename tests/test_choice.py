"""Plans and proposals by what a person calls them (proposals: see also ``test_explain.py``)."""

from __future__ import annotations

import pytest

from policyalign.choice import choose_plans, choose_proposal
from policyalign.corpora import load_proposals
from policyalign.errors import InputError, ProposalError, UnknownPlan, UnknownProposal

KNOWN = ("space", "宇宙、海洋案", "Digital")


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ([], ()),
        (["space"], ("space",)),
        (["ＤＩＧＩＴＡＬ", "space"], ("Digital", "space")),
        (["digital、space", "space"], ("Digital", "space")),
        (["宇宙、海洋案"], ("宇宙、海洋案",)),
    ],
)
def test_plans_go_by_id_or_in_a_list(wanted: list[str], chosen: tuple[str, ...]) -> None:
    assert choose_plans(KNOWN, wanted) == chosen


def test_a_plan_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownPlan) as caught:
        choose_plans(KNOWN, ["space, ocean"])
    assert caught.value.detail == {"plan": "ocean", "known": "space, 宇宙、海洋案, Digital"}
    assert isinstance(caught.value, InputError)


def test_a_part_of_a_label_is_enough() -> None:
    proposals = load_proposals()
    assert choose_proposal(proposals, "産のＳＴＥＡＭ").id == "4.2-P10"
    with pytest.raises(UnknownProposal) as caught:
        choose_proposal(proposals, "人材")
    assert isinstance(caught.value, ProposalError)
