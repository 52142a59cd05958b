"""What the matches of a plan hold for each proposal, measure (施策) by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyalign.domain import Match, Mention, Plan, PlanMatches
from policyalign.grouping import grouped
from policyalign.segment.measures import measure_ids

NEAREST = 10
"""So many of the best passages for a proposal are asked whether they stand on a page that was read cut off in
mid-sentence: half a sentence that answers may come below the first, which is shown, but shares its words with the
proposal all the same. Not more than a tenth of the passages of a plan of a hundred."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best match, the best of those that a sentence bears out (``carried``), the number of measures (施策)
    probable enough to count as taking the proposal up, and where the plan speaks of what it asks about (``mention``),
    with the match of that passage (``spoken``). ``broken`` is the page, of those read cut off in mid-sentence, that the
    nearest of the ``NEAREST`` best matches to stand on one has text on; 0 where none of them does."""

    best: Match | None = None
    carried: Match | None = None
    measures: int = 0
    mention: Mention | None = None
    spoken: Match | None = None
    broken: int = 0


def gather_evidence(plan: Plan, matches: PlanMatches) -> Mapping[str, Evidence]:
    """The evidence for every proposal that has matches."""
    measure_of = measure_ids(plan)
    limits = matches.limits()
    mentions = {one.proposal_id: one for one in matches.mentions}
    broken = _on_broken_pages(plan)
    by_proposal = grouped((match.proposal_id, match) for match in matches.matches)
    return {
        proposal: Evidence(
            found[0],
            next((one for one in found if one.carrier is not None), None),
            len({measure_of[one.passage_id] for one in found if one.probability >= limits(proposal)}),
            mentions.get(proposal),
            _match_of(mentions.get(proposal), found),
            next((page for one in found[:NEAREST] if (page := broken.get(one.passage_id))), 0),
        )
        for proposal, found in by_proposal.items()
    }


def _on_broken_pages(plan: Plan) -> Mapping[str, int]:
    """The passages with text on a page that was read cut off in mid-sentence, and the first such page of each."""
    pages = plan.pages_broken_up
    there = ((one.id, sorted(pages & set(range(one.page_start, one.page_end + 1)))) for one in plan.passages if pages)
    return {passage: found[0] for passage, found in there if found}


def _match_of(mention: Mention | None, found: Sequence[Match]) -> Match | None:
    return next((one for one in found if mention is not None and one.passage_id == mention.passage_id), None)
