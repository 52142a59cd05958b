"""Where a plan takes up each of the things that a proposal asks for, as it is told beside the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.domain import CellEstimate, Plan
from policyalign.grouping import grouped
from policyalign.messages.places import place_told
from policyalign.text.clipping import clipped

MOST_TOLD = 240
"""Characters of a sentence that are told: of nearly all the whole, since what carries the act stands at the end."""


def taken_up(plan: Plan, estimate: CellEstimate) -> str:
    """Names of the parts that a sentence takes up, with its place and words: 「支援」「評価」p.12『…』. Empty of a
    proposal that asks for one thing: the sentence quoted is where."""
    return "、".join(_told(plan, estimate)) if len(estimate.parts) > 1 else ""


def _told(plan: Plan, estimate: CellEstimate) -> Iterator[str]:
    passages = {passage.id: passage for passage in plan.passages}
    found = grouped(((part.passage_id, part.sentence), part.name) for part in estimate.parts if part.passage_id)
    for (passage_id, sentence), names in found.items():
        passage = passages[passage_id]
        start, end = passage.sentences[sentence]
        words = clipped(passage.quoted(start, end).strip(), MOST_TOLD)
        yield f"「{'」「'.join(names)}」{place_told(plan.places, passage.page_at(start))}『{words}』"
