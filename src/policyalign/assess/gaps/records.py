"""The gap matrix (ギャップ表): one finding for every proposal and plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from policyalign.domain import Finding, Plan, PlanMatches, Proposal
from policyalign.values import Status


@dataclass(frozen=True)
class GapMatrix:
    """Plans and proposals in their given order; ``findings`` hold exactly one per proposal and plan, those of
    the first proposal first, each in the order of the plans. ``matches`` are one per plan."""

    plans: tuple[Plan, ...]
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    matches: tuple[PlanMatches, ...]

    def finding(self, proposal_id: str, plan_id: str) -> Finding:
        """The finding of one cell. Raises ``KeyError`` for an unknown proposal or plan."""
        return self._cells[proposal_id, plan_id]

    def status(self, proposal_id: str, plan_id: str) -> Status:
        """The status of one cell. Raises ``KeyError`` for an unknown proposal or plan."""
        return self.finding(proposal_id, plan_id).status

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], Finding]:
        return {(finding.proposal_id, finding.plan_id): finding for finding in self.findings}
