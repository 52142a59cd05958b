"""Verdicts as rows: the gap matrix, and one row per proposal and plan with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.run import Run
from policyalign.domain import Finding, Measure, Passage
from policyalign.messages import RoleCode, label, message
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.scope import LEVELS
from policyalign.tables import PATH_SEPARATOR, Column, Row, Table, columns, joined


def plan_column(plan_id: str) -> Column:
    """The status words of one plan, headed by its id."""
    return Column(plan_id, key=f"plan {plan_id}")


def gap_matrix_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal, with the status word under every plan's id."""
    for proposal in run.matrix.proposals:
        row: Row = {
            "proposal_id": proposal.id,
            "chapter": proposal.chapter,
            "section": proposal.section,
            "kind": proposal.kind,
            "label": proposal.label,
            "text": proposal.text,
            "actors": joined(proposal.actors),
        }
        for plan in run.plans:
            row[plan_column(plan.id).key] = label(STATUSES, run.matrix.status(proposal.id, plan.id), lang)
        yield row


def finding_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal and plan, with its best passage and the measure that this belongs to."""
    titles = {plan.id: plan.title or plan.id for plan in run.plans}
    for finding in run.matrix.findings:
        row = {
            "proposal_id": finding.proposal_id,
            "label": run.labels[finding.proposal_id],
            "plan_id": finding.plan_id,
            "plan": titles[finding.plan_id],
            **_verdict(finding, lang),
        }
        if finding.passage_id is not None:
            place = finding.plan_id, finding.passage_id
            measure = run.measure_of[place]
            closing = run.passages.get((finding.plan_id, measure.closing_id))
            row |= _evidence(run.passages[place], measure, closing, lang)
        yield row


def ministries_told(measure: Measure, lang: str) -> str:
    """The ministries in charge of a measure, or that it names none."""
    return joined(measure.ministries) or message(RoleCode.ministry_unnamed, lang)


def _verdict(finding: Finding, lang: str) -> Row:
    return {
        "status": label(STATUSES, finding.status, lang),
        "probability": finding.probability,
        "similarity": finding.similarity,
        "n_measures": finding.n_measures,
        "reason": message(finding.reason, lang, **finding.detail),
        "checked": label(CHECKS, finding.checked, lang),
        "expected": label(LEVELS, finding.expected, lang),
    }


def _evidence(passage: Passage, measure: Measure, closing: Passage | None, lang: str) -> Row:
    """The passage; who and when from the line that closes its measure where it says neither itself."""
    timed = passage if passage.schedule or closing is None else closing
    actors = passage.actors or (closing.actors if closing else ()) or measure.ministries
    return {
        "passage_id": passage.id,
        "page": passage.page_start,
        "section": PATH_SEPARATOR.join(passage.section_path),
        "passage": passage.text,
        "actors": joined(actors),
        "stage": max(passage.stages, default=None),
        "start_fy": timed.start_fy,
        "end_fy": timed.end_fy,
        "measure_id": measure.id,
        "measure": measure.heading,
        "ministry": ministries_told(measure, lang),
    }


TABLES = (
    Table(
        "gap_matrix.csv",
        columns("proposal_id chapter section kind label text actors"),
        gap_matrix_rows,
        further=lambda run: (plan_column(plan.id) for plan in run.plans),
    ),
    Table(
        "findings.csv",
        columns(
            "proposal_id label plan_id plan status probability:number similarity:number n_measures:int "
            "passage_id page:int section passage actors stage:int start_fy:int end_fy:int reason checked expected "
            "measure_id measure ministry"
        ),
        finding_rows,
    ),
)

TYPES = STATUSES
