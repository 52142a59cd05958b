"""The passages of a plan that come nearest to a proposal, one per measure."""

from __future__ import annotations

from policyalign.domain import Match, Passage, Plan, PlanMatches
from policyalign.text.facets import measure_section


def nearest_passages(
    plan: Plan, matches: PlanMatches, proposal_id: str, count: int
) -> tuple[tuple[Match, Passage], ...]:
    """Up to ``count`` matches of a proposal with their passages, best first, each of another measure (施策).

    The best passage of a measure stands for all that are under its heading; a passage without heading stands
    for itself.
    """
    passages = {passage.id: passage for passage in plan.passages}
    chosen: dict[int | str, tuple[Match, Passage]] = {}
    for match in matches.matches:
        if match.proposal_id != proposal_id:
            continue
        passage = passages[match.passage_id]
        section = measure_section(plan.sections, passage.section)
        chosen.setdefault(passage.id if section is None else section, (match, passage))
        if len(chosen) == count:
            break
    return tuple(chosen.values())
