from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.audit.claims import Claim, checks_of, gap_claims, population_id
from policyalign.assess.gaps.checked import as_claimed, with_checks
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Review
from policyalign.values import Check

from support.audits import run_with_gaps

MATRIX = run_with_gaps(5).matrix
CLAIMS = gap_claims(MATRIX)
CHECKS: tuple[Check, ...] = ("present", "absent", "unsure")


def review(claim: Claim, check: Check, page: str = "12") -> Review:
    return Review(claim.key, claim.proposal.id, claim.plan.id, check, page)


def reviewed(matrix: GapMatrix, reviews: Sequence[Review]) -> GapMatrix:
    return with_checks(matrix, checks_of(matrix, reviews))


def test_every_gap_is_a_claim_and_nothing_else() -> None:
    cells = [(claim.proposal.id, claim.plan.id) for claim in CLAIMS]
    assert cells == [(f.proposal_id, f.plan_id) for f in MATRIX.findings if f.status == "gap"]
    assert len(cells) == 10
    assert {claim.plan.id for claim in gap_claims(MATRIX, ["digital"])} == {"digital"}


def test_a_claim_is_known_by_wording_and_file_whatever_the_names() -> None:
    renamed = run_with_gaps(5, plan_ids=("A", "B")).matrix
    assert [claim.key for claim in gap_claims(renamed)] == [claim.key for claim in CLAIMS]
    assert population_id(reversed(CLAIMS)) == population_id(CLAIMS)
    reworded = gap_claims(run_with_gaps(5, salt="。").matrix)
    assert not {claim.key for claim in reworded} & {claim.key for claim in CLAIMS}
    assert population_id(CLAIMS[1:]) != population_id(CLAIMS)
    assert len({claim.key for claim in CLAIMS}) == 10


def test_what_a_person_found_is_no_gap_any_more() -> None:
    after = reviewed(MATRIX, [review(CLAIMS[0], "present"), review(CLAIMS[1], "unsure", "")])
    first, second, third = after.findings[:3]
    assert (first.status, first.checked, first.reason) == ("partial", "present", "checked_present")
    assert first.detail["page"] == "12"
    assert (second.status, second.checked, second.detail["page"]) == ("undetermined", "unsure", "–")
    assert (third.status, third.checked) == ("gap", "")


def test_what_a_person_did_not_find_stays_a_gap_and_is_marked() -> None:
    after = reviewed(MATRIX, [review(CLAIMS[0], "absent")])
    (first, *others) = after.findings
    assert (first.status, first.checked, first.reason) == ("gap", "absent", "checked_absent")
    assert tuple(others) == MATRIX.findings[1:]
    assert as_claimed(after) == MATRIX


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CHECKS)), max_size=12))
def test_the_claims_stay_the_same_whatever_people_answer(answers: list[tuple[int, Check]]) -> None:
    reviews = [review(CLAIMS[place], check) for place, check in answers]
    after = reviewed(MATRIX, reviews)
    assert population_id(gap_claims(after)) == population_id(CLAIMS)
    assert reviewed(after, reviews) == after
    refuted = {one.claim for one in {one.claim: one for one in reviews}.values() if one.check == "present"}
    assert not refuted & {claim.key for claim in gap_claims(after) if claim.finding.status == "gap"}


@given(st.sampled_from(CHECKS), st.sampled_from(CHECKS))
def test_a_corrected_answer_takes_the_place_of_the_first(first: Check, second: Check) -> None:
    twice = reviewed(reviewed(MATRIX, [review(CLAIMS[0], first)]), [review(CLAIMS[0], second)])
    assert twice == reviewed(MATRIX, [review(CLAIMS[0], second)])
