"""What was read, as rows: problems, headings, passages, measures, matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import to_builtins

from policyalign.assess.run import Failure, Run
from policyalign.domain import Anchor, Place, Plan, Problem, section_path
from policyalign.messages import label, message, remedy
from policyalign.messages.labels import SEVERITIES
from policyalign.messages.places import place_told
from policyalign.tables import PATH_SEPARATOR, Row, Table, columns

PASSAGES, MEASURES, MATCHES = "passages.jsonl", "measures.jsonl", "matches.jsonl"


def problem_rows(plans: Iterable[Plan], failures: Iterable[Failure], lang: str) -> Iterator[Row]:
    """One row per problem: first the files that could not be used at all, then those of each plan by page."""
    for failure in failures:
        yield _problem("", failure.name, failure.problem, (), lang)
    for plan in plans:
        for problem in sorted(plan.problems, key=lambda problem: (problem.page or 0, problem.code)):
            yield _problem(plan.id, plan.source, problem, plan.places, lang)


def _problem(plan_id: str, file: str, problem: Problem, places: Sequence[Place], lang: str) -> Row:
    return {
        "plan_id": plan_id,
        "file": file,
        "page": problem.page,
        "place": place_told(places, problem.page, lang) if problem.page else "",
        "severity": label(SEVERITIES, problem.severity, lang),
        "code": problem.code,
        "problem": message(problem.code, lang, **problem.detail),
        "remedy": remedy(problem.code, lang),
    }


def section_rows(plan: Plan, lang: str = "ja") -> Iterator[Row]:
    """One row per heading, in reading order."""
    for section in plan.sections:
        yield {
            "plan_id": plan.id,
            "number": section.number,
            "heading": section.heading,
            "level": section.level,
            "page": section.anchor.page,
            "place": place_told(plan.places, section.anchor.page, lang),
            "path": PATH_SEPARATOR.join(section_path(plan.sections, section.parent)),
        }


def passage_rows(plan: Plan) -> Iterator[Row]:
    """One row per passage, in reading order: its fields, the boxes that hold it, and its pages and years."""
    for passage in plan.passages:
        fields = to_builtins(passage)
        del fields["anchors"]
        derived = {
            name: getattr(passage, name) for name in ("quotation", "page_start", "page_end", "start_fy", "end_fy")
        }
        yield {**fields, **derived, "bbox": [_box(anchor) for anchor in passage.anchors]}


def _box(anchor: Anchor) -> Row:
    return {"page": anchor.page, "box": [round(edge, 2) for edge in anchor.box]}


def measure_rows(run: Run) -> Iterator[Row]:
    """One row per measure (施策) in the order of the plans, with the proposals whose verdict stands on it."""
    for one in run.measures:
        yield {"id": one.id, **to_builtins(one), "proposals": list(run.taken_up.get((one.plan_id, one.id), ()))}


def match_rows(run: Run) -> Iterator[Row]:
    """One row per proposal and passage, best first within each proposal of a plan."""
    for plan in run.matrix.matches:
        for match in plan.matches:
            yield {**to_builtins(match), "plan_id": plan.plan_id}


def _of_plans(rows: Any) -> Any:
    return lambda run, lang: (row for plan in run.plans for row in rows(plan))


SECTIONS = Table(
    "sections.csv", columns("plan_id number heading level:int page:int place path"), _of_plans(section_rows)
)
PROBLEMS = Table(
    "problems.csv",
    columns("plan_id file page:int place severity code problem remedy"),
    lambda run, lang: problem_rows(run.plans, run.failures, lang),
)
RECORDS = (
    Table(
        PASSAGES,
        columns(
            "id plan_id page_start:int page_end:int section_path:list role text quotation actors:list stages:list "
            "start_fy:int end_fy:int targets:list bbox:list kind section:int sentences:list "
            "intervals:list steps:list terms:list phrases:list cells:list parties:list directions:list turns:list"
        ),
        _of_plans(passage_rows),
    ),
    Table(
        MEASURES,
        columns(
            "id plan_id heading name page:int passage_id passages:list actors:list periods:list "
            "overall_interval:object unstaged_intervals:list text terms:object planned:bool assignments:list "
            "closing_id called proposals:list"
        ),
        lambda run, lang: measure_rows(run),
    ),
    Table(
        MATCHES,
        columns(
            "proposal_id passage_id similarity:number probability:number features:object contributions:object "
            "phrases:list carrier:int plan_id"
        ),
        lambda run, lang: match_rows(run),
    ),
)
"""One JSON object per line, without words of any language: what later commands go on from."""
