"""What is expected of a plan changes no evidence, and never makes a gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.audit.claims import gap_claims
from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.records import GapMatrix
from policyalign.config import AssessSettings
from policyalign.domain import CellEstimate, Expectation, Match, PlanMatches, Thresholds
from policyalign.messages import message
from policyalign.values import Level

from support.plans import make_plan, make_proposal

THRESHOLDS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.45, measure=0.3)
PLAN = make_plan(("（1）博士の支援", ["博士課程の学生に奨励金を支給する。" * 8] * 30))
PROPOSALS = [make_proposal("博士進学者を増やすべき", number) for number in (1, 2)]
LEVELS = st.sampled_from(("expected", "optional", "out_of_scope"))
SHARES = st.floats(0, 1)


def matrix(covered: float, best: float, level: Level | None) -> GapMatrix:
    """Both proposals with the same estimates; only of the second something is expected."""
    found = PlanMatches(
        PLAN.id,
        tuple(Match(one.id, PLAN.passages[0].id, 0.5, best, carrier=0) for one in PROPOSALS),
        tuple(CellEstimate(one.id, covered, covered / 2) for one in PROPOSALS),
        THRESHOLDS,
    )
    expected = {"1-P2": Expectation(level, "理由", "宇宙")} if level else {}
    return find_gaps([PLAN], PROPOSALS, [found], AssessSettings(), {PLAN.id: expected})


@given(covered=SHARES, best=SHARES)
def test_what_is_out_of_scope_is_never_a_gap_and_evidence_stands(covered: float, best: float) -> None:
    made = matrix(covered, best, "out_of_scope")
    free, scoped = made.finding("1-P1", PLAN.id), made.finding("1-P2", PLAN.id)
    assert scoped.expected == "out_of_scope"
    if free.status in ("covered", "partial"):
        assert (scoped.status, scoped.reason) == (free.status, free.reason)
    else:
        assert scoped.status == "out_of_scope"
        assert "理由" in message(scoped.reason, **scoped.detail)
    assert "1-P2" not in {claim.proposal.id for claim in gap_claims(made)}


@given(covered=SHARES, best=SHARES, level=st.sampled_from(("expected", "optional")))
def test_other_levels_change_no_verdict(covered: float, best: float, level: Level) -> None:
    made = matrix(covered, best, level)
    free, scoped = made.finding("1-P1", PLAN.id), made.finding("1-P2", PLAN.id)
    assert (scoped.status, scoped.reason, scoped.detail) == (free.status, free.reason, free.detail)
    assert (free.expected, scoped.expected) == ("", level)


@given(covered=SHARES, best=SHARES, level=LEVELS)
def test_a_plan_of_unknown_domain_is_judged_as_ever(covered: float, best: float, level: Level) -> None:
    alone = matrix(covered, best, None)
    assert matrix(covered, best, level).finding("1-P1", PLAN.id) == alone.finding("1-P1", PLAN.id)
