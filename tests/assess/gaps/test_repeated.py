"""One sentence in two plans: neither verdict hides the other."""

from __future__ import annotations

from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.reasons import reason_told
from policyalign.assess.gaps.records import GapMatrix
from policyalign.config import AssessSettings
from policyalign.domain import CellEstimate, Match, PlanMatches, Thresholds

from support.plans import make_plan, make_proposal

LIMITS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.45, measure=0.3)
PROPOSAL = make_proposal("博士進学者を増やすべき")
SHARED = "博士課程の学生のうち希望する者の全員に、三年の間、生活に足りる額の奨学金を支給する。"
OTHER = "博士課程の学生を雇う企業の負担を軽くするため、費用の一部を補助する制度を新たに設ける。"


def matrix(
    first: str, second: str, *, second_covered: float, second_best: float, also: str = "橋を渡す。"
) -> GapMatrix:
    """Two plans: the first answers by its first passage, the second has these estimates of its own first; the second
    also says ``also``."""
    found, plans = [], []
    chances = (("a", first, 0.95, 0.9), ("b", second, second_covered, second_best))
    for plan_id, text, covered, best in chances:
        plan = make_plan(
            ("（1）支援", [text, *["橋を補修する。" * 20] * 30, *[also] * (plan_id == "b")]), plan_id=plan_id
        )
        match = Match(PROPOSAL.id, plan.passages[0].id, 0.5, best, carrier=0)
        found.append(PlanMatches(plan.id, (match,), (CellEstimate(PROPOSAL.id, covered, covered / 2),), LIMITS))
        plans.append(plan)
    return find_gaps(plans, [PROPOSAL], found, AssessSettings())


def told(made: GapMatrix, plan: str) -> str:
    return reason_told(made.finding(PROPOSAL.id, plan), "ja")


def test_what_bears_out_a_verdict_in_one_plan_is_no_gap_in_another() -> None:
    made = matrix(SHARED, SHARED, second_covered=0.02, second_best=0.05)
    finding = made.finding(PROPOSAL.id, "b")
    assert (finding.status, finding.passage_id) == ("undetermined", made.plans[1].passages[0].id)
    assert "a（p.1）で対応と判定した根拠の一文は、この計画のp.1にもある" in told(made, "b")
    assert "同じ一文はb（p.1）にもあるが、そこでの判定は判定不能である" in told(made, "a")


def test_other_words_leave_the_gap() -> None:
    made = matrix(SHARED, OTHER, second_covered=0.02, second_best=0.05)
    assert made.status(PROPOSAL.id, "b") == "gap"
    assert "同じ一文" not in told(made, "a")


def test_verdicts_that_differ_are_told_and_those_that_agree_are_not() -> None:
    assert "判定は一部対応である" in told(matrix(SHARED, SHARED, second_covered=0.6, second_best=0.6), "a")
    assert "同じ一文" not in told(matrix(SHARED, SHARED, second_covered=0.95, second_best=0.9), "a")


def test_the_same_verdict_by_the_same_sentence_is_told_where_it_is_not_as_probable() -> None:
    made = matrix(SHARED, SHARED, second_covered=0.95, second_best=0.6)
    assert {made.status(PROPOSAL.id, plan) for plan in "ab"} == {"covered"}
    assert "同じ一文はb（p.1）にもあり、そこでの判定も対応だが、箇所だけの確率は60%である" in told(made, "a")
    assert "箇所だけの確率は90%である" in told(made, "b")


def test_a_plan_that_answers_by_another_sentence_is_told_nothing() -> None:
    made = matrix(SHARED, OTHER, second_covered=0.6, second_best=0.6, also=SHARED)
    assert (made.status(PROPOSAL.id, "a"), made.status(PROPOSAL.id, "b")) == ("covered", "partial")
    assert "一文は" not in told(made, "a") + told(made, "b")


def test_a_sentence_of_everybody_says_nothing() -> None:
    made = matrix("博士を支援する。", "博士を支援する。", second_covered=0.02, second_best=0.05)
    assert made.status(PROPOSAL.id, "b") == "gap"
