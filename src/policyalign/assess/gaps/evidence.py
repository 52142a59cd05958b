"""What the matches of a plan hold for each proposal, measure (施策) by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyalign.domain import Match, Mention, Plan, PlanMatches
from policyalign.grouping import grouped
from policyalign.segment.measures import measure_ids
from policyalign.segment.seam_words import surface_ending

NEAREST = 3
"""So many of the best passages for a proposal are asked whether they were read cut off in mid-sentence: half a
sentence that answers may come below the first, which is shown, but shares its words with the proposal all the same.
Chosen; among the ten nearest of a plan of two hundred passages stands a cut one for most proposals, at any distance."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best match, the best of those that a sentence bears out (``carried``), the number of measures (施策)
    probable enough to count as taking the proposal up, and where the plan speaks of what it asks about (``mention``),
    with the match of that passage (``spoken``). ``broken`` is the page of the nearest of the ``NEAREST`` best matches
    that was read cut off in mid-sentence, with its probability; 0 where none of them was."""

    best: Match | None = None
    carried: Match | None = None
    measures: int = 0
    mention: Mention | None = None
    spoken: Match | None = None
    broken: int = 0
    broken_probability: float = 0.0


def gather_evidence(plan: Plan, matches: PlanMatches) -> Mapping[str, Evidence]:
    """The evidence for every proposal that has matches."""
    measure_of = measure_ids(plan)
    limits = matches.limits()
    mentions = {one.proposal_id: one for one in matches.mentions}
    broken = _cut_off(plan)
    by_proposal = grouped((match.proposal_id, match) for match in matches.matches)
    return {
        proposal: Evidence(
            found[0],
            next((one for one in found if one.carrier is not None), None),
            len({measure_of[one.passage_id] for one in found if one.probability >= limits(proposal)}),
            mentions.get(proposal),
            _match_of(mentions.get(proposal), found),
            *next(
                ((page, one.probability) for one in found[:NEAREST] if (page := broken.get(one.passage_id))), (0, 0.0)
            ),
        )
        for proposal, found in by_proposal.items()
    }


def _cut_off(plan: Plan) -> Mapping[str, int]:
    """The passages read cut off in mid-sentence on a page that is told to hold such, and what goes on behind each; with
    the first such page."""
    pages, found, after = plan.pages_broken_up, {}, False
    for passage in plan.passages if pages else ():
        here = sorted(pages & set(range(passage.page_start, passage.page_end + 1)))
        cut = passage.kind in ("paragraph", "item") and surface_ending(passage.text.rstrip()) != "stop"
        if here and (cut or after):
            found[passage.id] = here[0]
        after = bool(here) and cut
    return found


def _match_of(mention: Mention | None, found: Sequence[Match]) -> Match | None:
    return next((one for one in found if mention is not None and one.passage_id == mention.passage_id), None)
