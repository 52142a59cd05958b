"""Where a plan takes up each of the things that a proposal asks for, as it is told beside the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.domain import CellEstimate, Plan
from policyalign.messages.places import place_told


def taken_up(plan: Plan, estimate: CellEstimate) -> str:
    """Names and places of the parts that a sentence takes up: 「研究者の支援」p.12、「評価」p.30. Empty of a proposal
    that asks for one thing: the sentence quoted is where."""
    return "、".join(_told(plan, estimate)) if len(estimate.parts) > 1 else ""


def _told(plan: Plan, estimate: CellEstimate) -> Iterator[str]:
    passages = {passage.id: passage for passage in plan.passages}
    for part in estimate.parts:
        if part.passage_id is not None:
            passage = passages[part.passage_id]
            page = passage.page_at(passage.sentences[part.sentence][0])
            yield f"「{part.name}」{place_told(plan.places, page)}"
