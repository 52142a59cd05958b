"""Hits as rows, for the terminal and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyalign.assess.run import Run
from policyalign.assess.search.messages import HOWS
from policyalign.assess.search.records import Hit
from policyalign.tables import PATH_SEPARATOR, Row, columns, filled

COLUMNS = columns(
    "how=hit.how plan_id=passage.plan_id plan page:int=passage.page_start place heading sentence=hit.sentence "
    "passage_id=passage.id",
    how=HOWS,
)


def hit_rows(run: Run, hits: Iterable[Hit], lang: str) -> Iterator[Row]:
    """One row per hit."""
    titles = {plan.id: plan.title or plan.id for plan in run.plans}
    for hit in hits:
        passage = hit.passage
        yield {
            **filled(COLUMNS, lang, hit=hit, passage=passage),
            "plan": titles[passage.plan_id],
            "place": run.place(passage.plan_id, passage.page_start, lang),
            "heading": PATH_SEPARATOR.join(passage.section_path),
        }


def hit_lines(run: Run, hits: Iterable[Hit], lang: str) -> Iterator[str]:
    """What ``policyalign search`` prints."""
    for row in hit_rows(run, hits, lang):
        yield f"{row['plan']} {row['place']}  [{row['how']}]  {row['heading']}"
        yield f"  {' '.join(str(row['sentence']).split())}"
