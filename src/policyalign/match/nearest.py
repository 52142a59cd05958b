"""The passages of a plan that come nearest to a proposal, one per measure (施策)."""

from __future__ import annotations

from policyalign.domain import Match, Passage, Plan, PlanMatches
from policyalign.segment.measures import measure_ids

Near = tuple[Match, Passage]


def nearest_passages(
    plan: Plan, matches: PlanMatches, proposal_id: str, count: int | None = None
) -> tuple[Near, ...]:
    """Up to ``count`` matches of a proposal with their passages (None: all), best first, each of another measure:
    the best passage of a measure stands for all of it."""
    passages = {passage.id: passage for passage in plan.passages}
    measure_of = measure_ids(plan)
    chosen: dict[str, Near] = {}
    for match in matches.matches:
        if match.proposal_id == proposal_id:
            chosen.setdefault(measure_of[match.passage_id], (match, passages[match.passage_id]))
            if len(chosen) == count:
                break
    return tuple(chosen.values())


def nearest_on_both_sides(
    plan: Plan, matches: PlanMatches, proposal_id: str, limit: float, count: int
) -> tuple[Near, ...]:
    """The ``count`` nearest that reach the probability ``limit``, and as many that do not."""
    near = nearest_passages(plan, matches, proposal_id)
    accepted = [one for one in near if one[0].probability >= limit]
    rejected = [one for one in near if one[0].probability < limit]
    return (*accepted[:count], *rejected[:count])
