"""What the matches of a plan hold for each proposal, measure (施策) by measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyalign.domain import Match, Plan, PlanMatches
from policyalign.grouping import grouped
from policyalign.segment.measures import measure_ids


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best match, and the number of measures (施策) probable enough to count as taking the proposal
    up."""

    best: Match | None = None
    measures: int = 0


def gather_evidence(plan: Plan, matches: PlanMatches) -> Mapping[str, Evidence]:
    """The evidence for every proposal that has matches."""
    measure_of = measure_ids(plan)
    limit = matches.thresholds.measure if matches.thresholds else 1.0
    by_proposal = grouped((match.proposal_id, match) for match in matches.matches)
    return {
        proposal: Evidence(found[0], len({measure_of[one.passage_id] for one in found if one.probability >= limit}))
        for proposal, found in by_proposal.items()
    }
