"""Citations and exit links as rows, and the sentence that tells an exit link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.graph import graphml_bytes, link_graph
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.measures.side_rows import side_row, side_words
from policyalign.assess.run import Run
from policyalign.messages import label, message
from policyalign.messages.links import CONFIDENCES, EXITS, KINDS, NAMED
from policyalign.messages.wording import Wording
from policyalign.tables import Row, Table, columns, joined, two_sided


def link_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per citing plan and target."""
    titles = {plan.id: plan.title for plan in run.plans}
    for one in cited_by_plan(run.results["links"]):
        first = one.citations[0]
        yield {
            "plan_id": one.plan_id,
            "plan": titles[one.plan_id],
            "kind": one.target.kind,
            "type": label(KINDS, one.target.kind, lang),
            "cited": one.target.title,
            "cited_id": one.target.resolved,
            "in_run": one.target.plan_id,
            "count": len(one.citations),
            "page": first.page,
            "pages": joined(one.pages),
            "names": joined(told.name for told in one.citations),
            "decision": joined(told.decision for told in one.citations if told.decision),
            "passage_id": first.passage_id,
            "sentence": first.sentence,
        }


def exit_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per exit link, numbered from 1; the side that was not found is empty."""
    links: Links = run.results["links"]
    for number, one in enumerate(links.exits, 1):
        yield {
            "number": number,
            "kind": one.kind,
            "type": label(EXITS, one.kind, lang),
            "confidence": label(CONFIDENCES, one.confidence, lang),
            "explanation": explain_exit(one, lang),
            "named": label(NAMED, one.named, lang),
            "doubts": joined(message(code, lang) for code in one.doubts),
            "proposal_id": joined(one.proposal_ids),
            "label": joined(run.labels[name] for name in one.proposal_ids),
            **(side_row(one.source, run, "", lang) if one.source else {}),
            **(side_row(one.user, run, "_2", lang) if one.user else {}),
            "phrase": one.phrase,  # of the link, not of a time
        }


def explain_exit(one: Exit, lang: str) -> str:
    """The exit link in one sentence."""
    detail = dict(one.detail)
    for name, side in (("a", one.source), ("b", one.user)):
        detail |= side_words(side, name, lang) if side else {}
    return message(one.reason, lang, **detail)


TABLES = (
    Table(
        "links.csv",
        columns(
            "plan_id plan kind type cited cited_id in_run count:int page:int pages names decision passage_id sentence"
        ),
        link_rows,
    ),
    Table(
        "exits.csv",
        (
            *columns("number:int kind type confidence explanation named phrase doubts proposal_id label"),
            *two_sided(
                columns(
                    "plan_id page:int measure actors passage_id passage stage:int stage_phrase start_fy:int end_fy:int"
                )
            ),
        ),
        exit_rows,
    ),
)
"""Two tables, since a row of the one is a name and a row of the other two measures. The first side of an exit is
the result, the second its user; the one that was not found is empty."""

OTHER_FILES = {"links.graphml": lambda run: graphml_bytes(link_graph(run))}

TYPES: Mapping[str, Wording] = dict((*KINDS.items(), *EXITS.items()))
