"""The cells of complaints in the gap matrix: by what was found across the plans, not by matching text."""

from __future__ import annotations

from dataclasses import replace

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.governance.messages import GovernanceCode
from policyalign.assess.governance.records import Complaint, Governance
from policyalign.domain import Finding


def with_complaints(matrix: GapMatrix, governance: Governance) -> GapMatrix:
    """The matrix with every cell of a complaint decided by the findings that the plan has a side in."""
    complaints = {one.statement_id: one for one in governance.complaints}
    findings = tuple(
        _cell(one, complaints[one.proposal_id]) if one.proposal_id in complaints else one for one in matrix.findings
    )
    return replace(matrix, findings=findings)


def _cell(finding: Finding, complaint: Complaint) -> Finding:
    own = [one for one in complaint.evidence if finding.plan_id in one.plans]
    sides = [side for one in own for side in one.sides if side.measure.plan_id == finding.plan_id]
    certain = sum(one.certain for one in own)
    return replace(
        finding,
        status=complaint.status if certain else "undetermined",
        probability=None,
        similarity=None,
        n_measures=len({side.measure.id for side in sides}),
        passage_id=sides[0].passage_id if sides else None,
        reason=GovernanceCode.governance_cell if own else GovernanceCode.governance_cell_nothing,
        detail={"certain": str(certain), "check": str(len(own) - certain)},
    )
