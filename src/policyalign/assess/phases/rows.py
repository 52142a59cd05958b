"""Faults and schedules as rows, and the sentence that tells a fault."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.gaps.rows import ministries_told
from policyalign.assess.measures.side_rows import side_row, side_words, years_told
from policyalign.assess.phases.records import Fault, Phases, PlanNote
from policyalign.assess.run import Run
from policyalign.domain import Interval, Measure, StagePeriod
from policyalign.messages import label, message
from policyalign.messages.phases import BASES, CONFIDENCES, FAULTS, LADDER, PRECISIONS
from policyalign.tables import Row, Table, columns, joined, two_sided


def fault_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per fault, numbered from 1, then one per note on a plan."""
    phases: Phases = run.results["phases"]
    for number, fault in enumerate(phases.faults, 1):
        yield {
            "number": number,
            "kind": fault.kind,
            "type": label(FAULTS, fault.kind, lang),
            "confidence": label(CONFIDENCES, fault.confidence, lang),
            "proposal_id": joined(fault.proposal_ids),
            "label": joined(run.labels[one] for one in fault.proposal_ids),
            "explanation": explain_fault(fault, lang),
            "doubts": joined(message(code, lang) for code in fault.doubts),
            **side_row(fault.first, run, "", lang),
            **(side_row(fault.second, run, "_2", lang) if fault.second else {}),
        }
    for number, note in enumerate(phases.notes, len(phases.faults) + 1):
        yield {"number": number, **_note(note, lang)}


def schedule_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per measure, stage and time, in reading order; times of doings whose stage could not be told
    have no stage. A measure that a verdict stands on is there even where it tells neither."""
    for measure in run.measures:
        proposals = run.taken_up.get((measure.plan_id, measure.id), ())
        if not measure.planned and not proposals:
            continue
        shared = _measure(measure, proposals, lang)
        for period in measure.periods:
            yield {**shared, **_period(period, lang)}
        for interval in measure.unstaged_intervals:
            yield {**shared, **_time(interval, lang)}
        if proposals and not measure.periods and not measure.unstaged_intervals:
            yield {**shared, **_time(measure.overall_interval, lang)}


def explain_fault(fault: Fault, lang: str) -> str:
    """The fault in one sentence."""
    detail = {**fault.detail, **side_words(fault.first, "a", lang)}
    if fault.second is not None:
        detail |= side_words(fault.second, "b", lang)
    return message(fault.reason, lang, **detail)


def _note(note: PlanNote, lang: str) -> Row:
    return {
        "kind": "period",
        "type": label(FAULTS, "period", lang),
        "confidence": label(CONFIDENCES, "listed", lang),
        "explanation": message(note.reason, lang, **note.detail, a_time=years_told(note.period, lang)),
        "plan_id": note.plan_id,
        "start_fy": note.period.start_fy,
        "end_fy": note.period.end_fy,
        "phrase": note.period.phrase,
    }


def _measure(measure: Measure, proposals: tuple[str, ...], lang: str) -> Row:
    return {
        "plan_id": measure.plan_id,
        "measure_id": measure.id,
        "measure": measure.heading,
        "page": measure.page,
        "passage_id": measure.passage_id,
        "actors": joined(measure.actors),
        "ministry": ministries_told(measure, lang),
        "proposal_id": joined(proposals),
    }


def _period(period: StagePeriod, lang: str) -> Row:
    return {
        "page": period.page,
        "passage_id": period.passage_id,
        "stage": period.stage,
        "stage_name": label(LADDER, str(period.stage), lang),
        "stage_phrase": period.phrase,
        "certain": int(period.certain),
        "basis": label(BASES, "row" if period.row else "text" if period.own else "whole", lang),
        **_time(period.interval, lang),
    }


def _time(interval: Interval | None, lang: str) -> Row:
    if interval is None:
        return {}
    return {
        "start_fy": interval.start_fy,
        "end_fy": interval.end_fy,
        "precision": label(PRECISIONS, interval.precision, lang),
        "phrase": interval.phrase,
    }


TABLES = (
    Table(
        "phases.csv",
        (
            *columns("number:int kind type confidence proposal_id label explanation doubts"),
            *two_sided(
                columns(
                    "plan_id page:int measure actors passage_id passage stage:int start_fy:int end_fy:int phrase "
                    "precision"
                )
            ),
        ),
        fault_rows,
    ),
    Table(
        "schedule.csv",
        columns(
            "plan_id measure page:int passage_id actors proposal_id stage:int stage_name start_fy:int end_fy:int "
            "precision phrase stage_phrase certain:int basis measure_id ministry"
        ),
        schedule_rows,
    ),
)
"""The columns of the second side are empty where a fault stands on one measure alone."""

TYPES = FAULTS
