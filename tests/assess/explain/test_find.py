from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.assess.explain.find import explain
from policyalign.assess.explain.records import Explanation
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import CellEstimate, Finding, Match, PlanMatches, Thresholds
from policyalign.match.nearest import nearest_passages

from support.plans import make_plan, make_proposal
from support.surveys import run_of

LIMITS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.9, measure=0.3)
PLAN = make_plan(
    ("（1）人材の育成", ["あ", "い"]),
    ("①目的", ["う"]),
    ("（2）研究の推進", ["え"]),
    ("（3）国際協力", ["お"]),
    ("（4）広報", ["か"]),
)
ASKED, OTHER = make_proposal("人材を育てる", 1), make_proposal("研究を進める", 2)


def match(proposal: str, passage: int, probability: float, **contributions: float) -> Match:
    return Match(proposal, f"plan-{passage}", 0.5, probability, {}, contributions)


def matrix(*matches: Match, thresholds: Thresholds | None = LIMITS) -> GapMatrix:
    ordered = tuple(sorted(matches, key=lambda one: (one.proposal_id, -one.probability)))
    findings = tuple(Finding(one.id, "plan", "gap", 0.02, 0.5, 0, None, "gap") for one in (ASKED, OTHER))
    found = PlanMatches("plan", ordered, (), thresholds)
    return GapMatrix((PLAN,), (ASKED, OTHER), findings, (found,))


def told_of(matrix: GapMatrix, proposal: str, count: int | None = 3) -> Explanation:
    return explain(run_of(matrix), proposal, "plan", count)


def test_one_passage_stands_for_each_measure() -> None:
    found = matrix(*(match("1-P1", place, 0.9 - place / 10) for place in range(6)), match("1-P2", 4, 0.9))
    near = nearest_passages(PLAN, found.matches[0], "1-P1", 9)
    assert [one.passage_id for one, _ in near] == ["plan-0", "plan-2", "plan-3", "plan-4", "plan-5"]
    assert all(one.passage_id == passage.id for one, passage in near)
    assert len(nearest_passages(PLAN, found.matches[0], "1-P1", 2)) == 2


def test_passages_are_accepted_or_rejected_by_the_limit() -> None:
    found = matrix(match("1-P1", 0, 0.5), match("1-P1", 3, 0.3), match("1-P1", 4, 0.29), match("1-P1", 5, 0.1))
    told = told_of(found, "1-P1", 1)
    assert (told.proposal, told.plan, told.limit) == (ASKED, PLAN, 0.3)
    assert [one.passage.id for one in told.accepted] == ["plan-0"]
    assert [one.passage.id for one in told.rejected] == ["plan-4"]


def test_without_thresholds_nothing_is_accepted() -> None:
    told = told_of(matrix(match("1-P1", 0, 0.9), thresholds=None), "1-P1", 3)
    assert (told.accepted, told.limit) == ((), None)
    assert len(told.rejected) == 1


def accepted_elsewhere() -> list[Match]:
    return [match("1-P2", place, 0.6, average=-4.0, context=3.0, terms=1.0) for place in range(5)]


def test_what_a_rejected_passage_lacks_is_told_against_those_accepted() -> None:
    rejected = match("1-P1", 0, 0.02, average=-4.0, context=0.5, terms=0.98, background=-0.7)
    told = told_of(matrix(rejected, *accepted_elsewhere()), "1-P1", 3)
    assert told.rejected[0].lacking == {"context": 2.5}


def test_nothing_is_said_to_lack_where_too_little_is_known() -> None:
    rejected = match("1-P1", 0, 0.02, average=-4.0, context=0.5)
    few = told_of(matrix(rejected, *accepted_elsewhere()[:4]), "1-P1", 3)
    silent = told_of(matrix(replace(rejected, contributions={}), *accepted_elsewhere()), "1-P1", 3)
    assert few.rejected[0].lacking == silent.rejected[0].lacking == {}
    assert told_of(matrix(*accepted_elsewhere()), "1-P2", 9).accepted[0].lacking == {}


def test_a_cell_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        told_of(matrix(), "1-P9", 3)
    assert told_of(matrix(), "1-P1", 3).rejected == ()


def test_the_limit_is_that_of_ones_own_proposals() -> None:
    found = matrix(match("1-P1", 0, 0.45), match("1-P1", 3, 0.2))
    (matches,) = found.matches
    own = replace(
        matches, cells=(CellEstimate("1-P1", 0.9, 0.1, labelled=False),), unlabelled=replace(LIMITS, measure=0.5)
    )
    told = told_of(replace(found, matches=(own,)), "1-P1")
    assert (told.limit, told.accepted) == (0.5, ())
