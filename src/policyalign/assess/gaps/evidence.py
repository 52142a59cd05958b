"""What the matches of a plan hold for each proposal, measure (施策) by measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyalign.domain import Match, Plan, PlanMatches
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
    best: dict[str, Match] = {}
    measures: dict[str, set[str]] = {}
    for match in matches.matches:
        best.setdefault(match.proposal_id, match)
        counted = measures.setdefault(match.proposal_id, set())
        if match.probability >= limit:
            counted.add(measure_of[match.passage_id])
    return {proposal: Evidence(match, len(measures[proposal])) for proposal, match in best.items()}
