"""What becomes of the cells of a matrix once people have looked (確認済（人）).

What a person says of a cell is its verdict, whatever the machine said; 不明, and answers that do not agree, make it
判定不能. What the machine said stays in the details of the finding, so that every answer can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Finding
from policyalign.messages import AuditCode
from policyalign.values import Check, Code, Status

Cell = tuple[str, str]
"""The id of a proposal and that of a plan."""

_REASON, _STATUS, _PASSAGE, _MEASURES, _PAGE = (
    "claimed",
    "claimed_status",
    "claimed_passage",
    "claimed_measures",
    "page",
)
"""In the details of a checked finding: reason, status and evidence that the machine had, how many measures it counted,
and the page in the words of the person. Results of before held no status, since only 欠落 was checked."""

_OUTCOMES: Mapping[Check, tuple[Status, Code]] = {
    "present": ("partial", AuditCode.checked_present),
    "covered": ("covered", AuditCode.checked_covered),
    "partial": ("partial", AuditCode.checked_partial),
    "absent": ("gap", AuditCode.checked_absent),
    "unsure": ("undetermined", AuditCode.checked_unsure),
    "disputed": ("undetermined", AuditCode.checked_disputed),
}
"""あり is 一部対応: a person who was asked for a gap said that at least a substantial part of it is there."""
_FOUND = ("covered", "partial")
_NO_PAGE = "–"
"""In the place of the page where the person told none."""
_NOBODY_ASKS: frozenset[Check] = frozenset(("absent", "unsure"))
"""Answers that leave 対象外 as it is: that a plan lacks what nobody asks of it is no gap."""


@dataclass(frozen=True, slots=True)
class CellCheck:
    """What people said of a cell: ``page`` in their words, ``passage_id`` that of the passage that they chose."""

    check: Check
    page: str = ""
    passage_id: str = ""


def with_checks(matrix: GapMatrix, checks: Mapping[Cell, CellCheck]) -> GapMatrix:
    """The matrix with what people said of its cells; the others are as the machine said."""
    passages = {plan.id: {one.id for one in plan.passages} for plan in matrix.plans}
    findings = []
    for finding in as_claimed(matrix).findings:
        told = checks.get((finding.proposal_id, finding.plan_id))
        if told and told.passage_id not in passages[finding.plan_id]:
            told = replace(told, passage_id="")
        findings.append(_checked(finding, told) if told and told.check else finding)
    return replace(matrix, findings=tuple(findings))


def as_claimed(matrix: GapMatrix) -> GapMatrix:
    """The matrix as it was before anybody looked."""
    return replace(matrix, findings=tuple(map(claimed, matrix.findings)))


def claimed(finding: Finding) -> Finding:
    """The finding as it was before anybody looked."""
    if _REASON not in finding.detail:
        return replace(finding, checked="") if finding.checked else finding
    kept = dict(finding.detail)
    reason, status = Code(kept.pop(_REASON)), cast(Status, kept.pop(_STATUS, "gap"))
    passage = kept.pop(_PASSAGE, finding.passage_id) or None
    count = int(kept.pop(_MEASURES, finding.n_measures))
    kept.pop(_PAGE, None)
    before = replace(finding, status=status, reason=reason, passage_id=passage, n_measures=count)
    return replace(before, detail=kept, checked="")


def _checked(finding: Finding, told: CellCheck) -> Finding:
    status, reason = _OUTCOMES[told.check]
    if finding.status == "out_of_scope" and told.check in _NOBODY_ASKS:
        status = finding.status
    detail = {**finding.detail, _REASON: finding.reason, _STATUS: finding.status, _PAGE: told.page or _NO_PAGE}
    chosen: str | None = told.passage_id or finding.passage_id
    if status in _FOUND and not told.passage_id and finding.status not in _FOUND:
        chosen = None  # nobody, and no machine, says that the nearest passage is what was found
    if told.passage_id or chosen != finding.passage_id:
        detail |= {_PASSAGE: finding.passage_id or "", _MEASURES: str(finding.n_measures)}
    return replace(finding, status=status, reason=reason, passage_id=chosen, detail=detail, checked=told.check)


def is_decided(finding: Finding) -> bool:
    """Whether people have said what the verdict is (確認済（人）)."""
    return finding.checked not in ("", "disputed")


def chosen_passage(finding: Finding) -> str:
    """The passage that a person chose as what takes the proposal up; empty where nobody did."""
    chosen = _PASSAGE in finding.detail and finding.checked in _FOUND
    return finding.passage_id or "" if chosen else ""


def page_told(finding: Finding) -> str:
    """Where the person found it, in their words; empty where they did not say."""
    page = finding.detail.get(_PAGE, _NO_PAGE)
    return "" if page == _NO_PAGE else page


def is_borne_out(finding: Finding) -> bool:
    """Whether the passage of a finding is evidence, and not only the nearest: what a person chose, or what the machine
    counted and no person took back."""
    if finding.status not in _FOUND:
        return False
    return not finding.checked or bool(chosen_passage(finding)) or claimed(finding).status in _FOUND


def with_counts(matrix: GapMatrix, taken_up: Mapping[Cell, Sequence[str]]) -> GapMatrix:
    """The matrix in which the measures that people chose are counted, too; ``taken_up`` tells, by plan and measure, the
    proposals that it takes up."""
    counts = Counter((proposal, plan) for (plan, _), proposals in taken_up.items() for proposal in proposals)
    findings = (
        replace(one, n_measures=counts[one.proposal_id, one.plan_id]) if chosen_passage(one) else one
        for one in matrix.findings
    )
    return replace(matrix, findings=tuple(findings))
