"""The 欠落 claims of a matrix, whatever people have found since, and the answers of audits on them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.gaps.checked import Cell, CellCheck, claimed
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Finding, Plan, Proposal, Review


@dataclass(frozen=True, slots=True)
class Claim:
    """One 欠落 as the machine said it, whatever people have found since."""

    proposal: Proposal
    plan: Plan
    finding: Finding

    @property
    def key(self) -> str:
        """Of the wording of the proposal and the plan's file: the same in every run on both."""
        return _digest((self.proposal.text, self.plan.document_id))


def gap_claims(matrix: GapMatrix, plan_ids: Collection[str] = ()) -> tuple[Claim, ...]:
    """All 欠落 claims of these plans (of all plans, where none is named), in the order of the matrix."""
    proposals = {proposal.id: proposal for proposal in matrix.proposals}
    plans = {plan.id: plan for plan in matrix.plans if not plan_ids or plan.id in plan_ids}
    return tuple(
        Claim(proposals[finding.proposal_id], plans[finding.plan_id], finding)
        for finding in matrix.findings
        if finding.plan_id in plans and claimed(finding).status == "gap"
    )


def population_id(claims: Iterable[Claim]) -> str:
    """16 hex digits that stand for exactly these claims, in any order."""
    return _digest(sorted(claim.key for claim in claims))


def checks_of(matrix: GapMatrix, reviews: Iterable[Review]) -> Mapping[Cell, CellCheck]:
    """The latest answer on every claim of the matrix."""
    answers = {review.claim: review for review in reviews}
    told = ((claim.finding, answers.get(claim.key)) for claim in gap_claims(matrix))
    return {
        (one.proposal_id, one.plan_id): CellCheck(review.check, review.page)
        for one, review in told
        if review is not None
    }


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
