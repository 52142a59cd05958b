"""From records to rows: what stands in the files, before any file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from policyalign.segment.closing import sole_closing_lines
from policyalign.domain import Anchor, Finding, Passage, Plan, PlanMatches, Problem
from policyalign.export.columns import plan_column
from policyalign.export.csv_format import LIST_SEPARATOR
from policyalign.messages import check_label, message, remedy, severity_label, status_label
from policyalign.messages.scope import level_label
from policyalign.segment.outline import section_path
from policyalign.text.facets import measure_section

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.run import Failure

Row = dict[str, object]

PATH_SEPARATOR = " > "


def gap_matrix_rows(matrix: GapMatrix, lang: str) -> Iterator[Row]:
    """One row per proposal, with the status word under every plan's id."""
    statuses = {(finding.proposal_id, finding.plan_id): finding.status for finding in matrix.findings}
    for proposal in matrix.proposals:
        row: Row = {
            "proposal_id": proposal.id,
            "chapter": proposal.chapter,
            "section": proposal.section,
            "kind": proposal.kind,
            "label": proposal.label,
            "text": proposal.text,
            "actors": LIST_SEPARATOR.join(proposal.actors),
        }
        for plan in matrix.plans:
            row[plan_column(plan.id).key] = status_label(statuses[proposal.id, plan.id], lang)
        yield row


def finding_rows(matrix: GapMatrix, lang: str) -> Iterator[Row]:
    """One row per proposal and plan, with its best passage."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    plans = {plan.id: plan for plan in matrix.plans}
    passages = {
        (plan.id, passage.id): (passage, facts.get(measure_section(plan.sections, passage.section)))
        for plan in matrix.plans
        for facts in [measure_facts(plan)]
        for passage in plan.passages
    }
    for finding in matrix.findings:
        evidence = passages[finding.plan_id, finding.passage_id] if finding.passage_id is not None else None
        yield {
            "proposal_id": finding.proposal_id,
            "label": labels[finding.proposal_id],
            "plan_id": finding.plan_id,
            "plan": plans[finding.plan_id].title or finding.plan_id,
            **_verdict(finding, lang),
            **(_evidence(*evidence) if evidence is not None else {}),
        }


def _verdict(finding: Finding, lang: str) -> Row:
    return {
        "status": status_label(finding.status, lang),
        "probability": finding.probability,
        "similarity": finding.similarity,
        "n_measures": finding.n_measures,
        "reason": message(finding.reason, finding.detail, lang),
        "checked": check_label(finding.checked, lang),
        "expected": level_label(finding.expected, lang),
    }


def _evidence(passage: Passage, facts: Passage | None) -> Row:
    """The passage; who and when from the closing line of its measure where it says neither itself."""
    timed = passage if passage.schedule or facts is None else facts
    actors = passage.actors or (facts.actors if facts else ())
    return {
        "passage_id": passage.id,
        "page": passage.page_start,
        "section": PATH_SEPARATOR.join(passage.section_path),
        "passage": passage.text,
        "actors": LIST_SEPARATOR.join(actors),
        "stage": max(passage.stages, default=None),
        "start_fy": timed.start_fy,
        "end_fy": timed.end_fy,
    }


def measure_facts(plan: Plan) -> dict[int | None, Passage]:
    """By the section of a measure, the one passage that tells who is in charge of it and when."""
    return sole_closing_lines(plan, lambda section: measure_section(plan.sections, section))


def problem_rows(plans: Iterable[Plan], failures: Iterable[Failure], lang: str) -> Iterator[Row]:
    """One row per problem: first the files that could not be used at all, then those of each plan by page."""
    for failure in failures:
        yield _problem("", str(failure.path), failure.problem, lang)
    for plan in plans:
        for problem in sorted(plan.problems, key=lambda problem: (problem.page or 0, problem.code)):
            yield _problem(plan.id, plan.source, problem, lang)


def _problem(plan_id: str, file: str, problem: Problem, lang: str) -> Row:
    return {
        "plan_id": plan_id,
        "file": file,
        "page": problem.page,
        "severity": severity_label(problem.severity, lang),
        "code": problem.code,
        "problem": message(problem.code, problem.detail, lang),
        "remedy": remedy(problem.code, lang),
    }


def section_rows(plan: Plan) -> Iterator[Row]:
    """One row per heading, in reading order."""
    for section in plan.sections:
        yield {
            "plan_id": plan.id,
            "number": section.number,
            "heading": section.heading,
            "level": section.level,
            "page": section.anchor.page,
            "path": PATH_SEPARATOR.join(section_path(plan.sections, section.parent)),
        }


def passage_rows(plan: Plan) -> Iterator[Row]:
    """One row per passage, in reading order."""
    for passage in plan.passages:
        yield {
            "id": passage.id,
            "plan_id": passage.plan_id,
            "page_start": passage.page_start,
            "page_end": passage.page_end,
            "section_path": list(passage.section_path),
            "role": passage.role,
            "text": passage.text,
            "actors": list(passage.actors),
            "stages": list(passage.stages),
            "start_fy": passage.start_fy,
            "end_fy": passage.end_fy,
            "targets": list(passage.targets),
            "bbox": [_box(anchor) for anchor in passage.anchors],
            "kind": passage.kind,
            "section": passage.section,
            "sentences": [list(span) for span in passage.sentences],
            "intervals": [asdict(interval) for interval in passage.intervals],
            "steps": [asdict(step) for step in passage.steps],
            "terms": list(passage.terms),
        }


def _box(anchor: Anchor) -> Row:
    return {"page": anchor.page, "box": [round(edge, 2) for edge in anchor.box]}


def match_rows(matches: Iterable[PlanMatches]) -> Iterator[Row]:
    """One row per proposal and passage, best first within each proposal of a plan."""
    for plan in matches:
        for match in plan.matches:
            yield {
                "proposal_id": match.proposal_id,
                "passage_id": match.passage_id,
                "similarity": match.similarity,
                "probability": match.probability,
                "features": match.features,
                "contributions": match.contributions,
                "plan_id": plan.plan_id,
            }
