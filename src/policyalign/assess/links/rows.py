"""Citations and exit links as rows, and the sentence that tells an exit link."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.graph import graphml_bytes, link_graph
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.measures.side import Side
from policyalign.assess.phases.rows import years_told
from policyalign.assess.run import Run
from policyalign.messages import message
from policyalign.messages.links import CONFIDENCES, EXITS, KINDS, NAMED
from policyalign.messages.phases import LADDER, label
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
            "phrase": one.phrase,
            "doubts": joined(message(code, {}, lang) for code in one.doubts),
            "proposal_id": joined(one.proposal_ids),
            "label": joined(run.labels[name] for name in one.proposal_ids),
            **(_side(one.source, run, "", lang) if one.source else {}),
            **(_side(one.user, run, "_2", lang) if one.user else {}),
        }


def explain_exit(one: Exit, lang: str) -> str:
    """The exit link in one sentence."""
    detail = dict(one.detail)
    for name, side in (("a", one.source), ("b", one.user)):
        detail |= _told(side, name, lang) if side else {}
    return message(one.reason, detail, lang)


def _told(side: Side, name: str, lang: str) -> dict[str, str]:
    interval = side.interval
    return {
        name: side.measure.name or side.measure.plan_id,
        f"{name}_plan": side.measure.plan_id,
        f"{name}_stage": label(LADDER, str(side.period.stage) if side.period else "", lang),
        f"{name}_time": years_told(interval or side.measure.overall_interval, lang),
    }


def _side(side: Side, run: Run, ending: str, lang: str) -> Row:
    interval = side.interval or side.measure.overall_interval
    values: Row = {
        "plan_id": side.measure.plan_id,
        "page": side.page,
        "measure": side.measure.heading,
        "actors": joined(side.measure.actors),
        "passage_id": side.passage_id,
        "passage": run.passages[side.measure.plan_id, side.passage_id].text,
        "stage": side.period.stage if side.period else None,
        "stage_phrase": side.period.phrase if side.period else "",
        "start_fy": interval.start_fy if interval else None,
        "end_fy": interval.end_fy if interval else None,
    }
    return {f"{name}{ending}": value for name, value in values.items()}


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

TYPES = {**KINDS, **EXITS}
