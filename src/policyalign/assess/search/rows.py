"""Hits as rows, for the terminal and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyalign.assess.search.messages import HOWS
from policyalign.assess.search.records import Hit
from policyalign.domain import Plan
from policyalign.messages.places import place_told
from policyalign.tables import PATH_SEPARATOR, Row, columns, filled

COLUMNS = columns(
    "how=hit.how plan_id=passage.plan_id plan page:int place heading sentence=hit.sentence "
    "passage_id=passage.id nearness:number=hit.nearness",
    how=HOWS,
)


def hit_rows(plans: Sequence[Plan], hits: Iterable[Hit], lang: str) -> Iterator[Row]:
    """One row per hit."""
    known = {plan.id: plan for plan in plans}
    for hit in hits:
        passage, plan = hit.passage, known[hit.passage.plan_id]
        page, _ = passage.pages_of(hit.sentence)
        yield {
            **filled(COLUMNS, lang, hit=hit, passage=passage),
            "plan": plan.title or plan.id,
            "page": page,
            "place": place_told(plan.places, page, lang),
            "heading": PATH_SEPARATOR.join(passage.section_path),
        }


def hit_lines(plans: Sequence[Plan], hits: Iterable[Hit], lang: str) -> Iterator[str]:
    """What ``policyalign search`` prints."""
    for row in hit_rows(plans, hits, lang):
        how = " ".join(str(part) for part in (row["how"], row["nearness"]) if part is not None)
        yield f"{row['plan']} {row['place']}  [{how}]  {row['heading']}"
        yield f"  {' '.join(str(row['sentence']).split())}"
