"""The passages of a plan that come nearest to a proposal, one per measure (施策)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policyalign.domain import Match, Passage, Plan, PlanMatches
from policyalign.segment.measures import measure_ids

Near = tuple[Match, Passage]


def nearest_passages(plan: Plan, matches: PlanMatches, proposal_id: str, count: int | None = None) -> tuple[Near, ...]:
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


def nearest_of_all(plan: Plan, matches: PlanMatches, count: int) -> Iterator[Near]:
    """For every proposal the ``count`` nearest that count as taking it up, and as many that do not."""
    passages = {passage.id: passage for passage in plan.passages}
    measure_of = measure_ids(plan)
    limits = matches.limits()
    seen: set[tuple[str, str]] = set()
    counts: Counter[tuple[str, bool]] = Counter()
    for match in matches.matches:
        measure = match.proposal_id, measure_of[match.passage_id]
        side = match.proposal_id, match.probability >= limits(match.proposal_id)
        if measure not in seen and counts[side] < count:
            counts[side] += 1
            yield match, passages[match.passage_id]
        seen.add(measure)
