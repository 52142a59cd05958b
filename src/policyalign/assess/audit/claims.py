"""The 欠落 claims of a matrix, and what becomes of them once people have looked.

A claim that a person has refuted never reads as 欠落 again: あり makes it 一部対応, since the question put to
the person is whether the plan does at least a substantial part of what is asked; 不明 makes it 判定不能. なし
leaves it 欠落, and marked as checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Finding, Plan, Proposal, Review
from policyalign.messages import AuditCode
from policyalign.values import Check, Code, Status

_CLAIMED = "claimed"
"""In the details of a finding that is no longer 欠落: the reason for which it was."""

_OUTCOMES: Mapping[Check, tuple[Status, Code]] = {
    "present": ("partial", AuditCode.checked_present),
    "unsure": ("undetermined", AuditCode.checked_unsure),
}


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
        if finding.plan_id in plans and _is_claim(finding)
    )


def population_id(claims: Iterable[Claim]) -> str:
    """16 hex digits that stand for exactly these claims, in any order."""
    return _digest(sorted(claim.key for claim in claims))


def reviewed(matrix: GapMatrix, reviews: Iterable[Review]) -> GapMatrix:
    """The matrix with the latest answer on every claim; claims without one are as the machine said."""
    answers = {review.claim: review for review in reviews}
    keys = {(c.finding.proposal_id, c.finding.plan_id): c.key for c in gap_claims(matrix)}
    findings = tuple(
        _answered(finding, answers.get(keys.get((finding.proposal_id, finding.plan_id), "")))
        for finding in matrix.findings
    )
    return replace(matrix, findings=findings)


def as_claimed(matrix: GapMatrix) -> GapMatrix:
    """The matrix as it was before anybody looked."""
    findings = tuple(_as_claimed(finding) if _is_claim(finding) else finding for finding in matrix.findings)
    return replace(matrix, findings=findings)


def _is_claim(finding: Finding) -> bool:
    return finding.status == "gap" or _CLAIMED in finding.detail


def _answered(finding: Finding, review: Review | None) -> Finding:
    if review is None:
        return finding
    claimed = _as_claimed(finding)
    if review.check not in _OUTCOMES:
        return replace(claimed, checked=review.check)
    status, reason = _OUTCOMES[review.check]
    detail = {**claimed.detail, _CLAIMED: claimed.reason, "page": review.page or "–"}
    return replace(claimed, status=status, reason=reason, detail=detail, checked=review.check)


def _as_claimed(finding: Finding) -> Finding:
    """The finding as it was before anybody looked."""
    if _CLAIMED not in finding.detail:
        return replace(finding, checked="")
    detail = {name: text for name, text in finding.detail.items() if name not in (_CLAIMED, "page")}
    return replace(finding, status="gap", reason=Code(finding.detail[_CLAIMED]), detail=detail, checked="")


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
