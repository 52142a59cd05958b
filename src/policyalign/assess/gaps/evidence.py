"""What the matches of a plan hold for each proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyalign.domain import Match, Plan, PlanMatches
from policyalign.text.facets import measure_section


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best match, and the number of measures (施策) probable enough to count as taking the proposal
    up."""

    best: Match | None = None
    measures: int = 0


def gather_evidence(plan: Plan, matches: PlanMatches) -> Mapping[str, Evidence]:
    """The evidence for every proposal that has matches.

    Passages under one heading, or under its 目的 and 施策の内容, are one measure; a passage without heading
    is one.
    """
    measure_of = {
        passage.id: (measure_section(plan.sections, passage.section), passage.id) for passage in plan.passages
    }
    limit = matches.thresholds.measure if matches.thresholds else 1.0
    best: dict[str, Match] = {}
    measures: dict[str, set[int | str]] = {}
    for match in matches.matches:
        best.setdefault(match.proposal_id, match)
        counted = measures.setdefault(match.proposal_id, set())
        if match.probability >= limit:
            section, passage = measure_of[match.passage_id]
            counted.add(passage if section is None else section)
    return {proposal: Evidence(match, len(measures[proposal])) for proposal, match in best.items()}
