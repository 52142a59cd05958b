"""Citations and exit links as rows, and the sentence that tells an exit link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyalign.assess.links.chained import chain_of
from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.graph import graphml_bytes, link_graph
from policyalign.assess.links.messages import CHAIN, EXITS, KINDS, NAMED
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.side_rows import side_words, sides_row, sides_sentence
from policyalign.assess.run import Run
from policyalign.messages import label, message
from policyalign.messages.audit import CHECKS
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.wording import Wording
from policyalign.tables import Row, Table, columns, filled, joined, two_sided

_LINKS = columns(
    "plan_id=cited.plan_id plan kind=cited.target.kind type=cited.target.kind cited=cited.target.title "
    "cited_id=cited.target.resolved in_run=cited.target.plan_id count:int page:int=first.page pages=cited.pages names "
    "decision passage_id=first.passage_id sentence=first.sentence",
    type=KINDS,
)


def link_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per citing plan and target."""
    titles = {plan.id: plan.title for plan in run.plans}
    for one in cited_by_plan(run.results["links"]):
        yield {
            **filled(_LINKS, lang, cited=one, first=one.citations[0]),
            "plan": titles[one.plan_id],
            "count": len(one.citations),
            "names": joined(told.name for told in one.citations),
            "decision": joined(told.decision for told in one.citations if told.decision),
        }


_EXITS = (
    *columns(
        "number:int kind=exit.kind type=exit.kind confidence=exit.confidence explanation named=exit.named "
        "phrase=exit.phrase doubts proposal_id=exit.proposal_ids label chain",
        type=EXITS,
        confidence=CONFIDENCES,
        named=NAMED,
    ),
    *two_sided(
        columns(
            "plan_id=first.measure.plan_id page:int=first.page measure=first.measure.heading "
            "actors=first.measure.actors passage_id=first.passage_id passage=first_passage.quotation "
            "stage:int=first.period.stage stage_phrase=first.period.phrase start_fy:int=first.schedule.start_fy "
            "end_fy:int=first.schedule.end_fy"
        )
    ),
    *columns("checked=exit.checked", checked=CHECKS),
)
"""The first side of an exit is the result, the second its user; the one that was not found is empty."""


def exit_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per exit link, numbered from 1; the side that was not found is empty."""
    links: Links = run.results["links"]
    for number, one in enumerate(links.exits, 1):
        yield {
            **sides_row(_EXITS, run, lang, one.source, one.user, exit=one),
            "number": number,
            "explanation": explain_exit(one, lang),
            "doubts": joined(message(code, lang) for code in one.doubts),
            "label": joined(run.labels[name] for name in one.proposal_ids),
            "chain": chain_told(chain_of(one, links.exits), lang),
        }


def chain_told(chain: Sequence[Side], lang: str) -> str:
    """Who is at which stage when, from link to link; empty where an end was not found."""
    return " → ".join(label(CHAIN, "link", lang).format(**side_words(side, "a", lang)) for side in chain)


def explain_exit(one: Exit, lang: str) -> str:
    """The exit link in one sentence."""
    return sides_sentence(one.reason, one.detail, one.source, one.user, lang)


TABLES = (Table("links.csv", _LINKS, link_rows), Table("exits.csv", _EXITS, exit_rows))
"""Two tables, since a row of the one is a name and a row of the other two measures."""

OTHER_FILES = {"links.graphml": lambda run: graphml_bytes(link_graph(run))}

TYPES: Mapping[str, Wording] = dict((*KINDS.items(), *EXITS.items()))
