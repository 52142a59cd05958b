"""Verdicts as rows: the gap matrix, and one row per proposal and plan with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.assess.gaps.reasons import reason_told
from policyalign.assess.run import Key, Run
from policyalign.domain import Interval, Measure, Passage, span_of
from policyalign.messages import MeasureCode, label, message
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.scope import LEVELS
from policyalign.tables import PATH_SEPARATOR, Column, Row, Table, columns, filled, joined


def plan_column(plan_id: str) -> Column:
    """The status words of one plan, headed by its id."""
    return Column(plan_id, key=f"plan {plan_id}")


_MATRIX = columns(
    "proposal_id=proposal.id chapter=proposal.chapter section=proposal.section kind=proposal.kind "
    "label=proposal.label text=proposal.text actors=proposal.actors"
)


def gap_matrix_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal, with the status word under every plan's id."""
    for proposal in run.matrix.proposals:
        row = filled(_MATRIX, lang, proposal=proposal)
        for plan in run.plans:
            row[plan_column(plan.id).key] = label(STATUSES, run.matrix.status(proposal.id, plan.id), lang)
        yield row


_FINDINGS = columns(
    "proposal_id=finding.proposal_id label plan_id=finding.plan_id plan status=finding.status "
    "probability:number=finding.probability similarity:number=finding.similarity n_measures:int=finding.n_measures "
    "passage_id=passage.id page:int section passage=passage.quotation sentence actors stage:int "
    "start_fy:int end_fy:int reason checked=finding.checked expected=finding.expected "
    "measure_id=measure.id measure=measure.heading ministry",
    status=STATUSES,
    checked=CHECKS,
    expected=LEVELS,
)


def finding_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal and plan, with its best passage and the measure that this belongs to."""
    sentences = carrying_sentences(run.matrix)
    for finding in run.matrix.findings:
        row = {
            **filled(_FINDINGS, lang, finding=finding),
            "label": run.labels[finding.proposal_id],
            "plan": run.titles[finding.plan_id],
            "sentence": sentences.get((finding.plan_id, finding.proposal_id)),
            "reason": reason_told(finding, lang),
        }
        if finding.passage_id is not None:
            row |= _evidence(run, (finding.plan_id, finding.passage_id), str(row["sentence"] or ""), lang)
        yield row


def ministries_told(measure: Measure, lang: str) -> str:
    """The ministries in charge of a measure, or that it names none."""
    return joined(measure.ministries) or message(MeasureCode.ministry_unnamed, lang)


def times_done(run: Run, passage: Passage, measure: Measure) -> tuple[Interval, ...]:
    """When what a passage says is done: by itself, else by the line that closes its measure. When a target is to be
    reached is no such time."""
    closing = run.passages.get((measure.plan_id, measure.closing_id))
    if passage.done_in or closing is None or measure.overall_interval is None:
        return passage.done_in
    return closing.done_in


def _evidence(run: Run, place: Key, sentence: str, lang: str) -> Row:
    """The passage, and the page of its sentence; who and when from the line that closes its measure where it says
    neither itself."""
    passage, measure = run.passages[place], run.measure_of[place]
    closing = run.passages.get((measure.plan_id, measure.closing_id))
    start, end = span_of(times_done(run, passage, measure))
    return {
        **filled(_FINDINGS, lang, passage=passage, measure=measure),
        "start_fy": start,
        "end_fy": end,
        "page": passage.pages_of(sentence)[0],
        "section": PATH_SEPARATOR.join(passage.section_path),
        "actors": joined(
            passage.actors or (closing.actors if closing else ()) or measure.ministries or passage.parties
        ),
        "stage": max(passage.stages, default=None),
        "ministry": ministries_told(measure, lang),
    }


TABLES = (
    Table("gap_matrix.csv", _MATRIX, gap_matrix_rows, lambda run: (plan_column(plan.id) for plan in run.plans)),
    Table("findings.csv", _FINDINGS, finding_rows),
)

TYPES = STATUSES
