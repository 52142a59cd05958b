"""Faults and schedules as rows, and the sentence that tells a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from policyalign.assess.gaps.rows import ministries_told
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.side_rows import sides_row, sides_sentence, years_told
from policyalign.assess.phases.messages import BASES, FAULTS, STANDINGS
from policyalign.assess.phases.picture import picture_of
from policyalign.assess.phases.records import Fault, Phases, PlanNote, Stated
from policyalign.assess.run import Run
from policyalign.domain import Interval, StagePeriod
from policyalign.messages import MeasureCode, label, message
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import CONFIDENCES, LADDER, PRECISIONS
from policyalign.tables import Row, Table, columns, filled, joined, two_sided

_FAULTS = (
    *columns(
        "number:int kind=fault.kind type=fault.kind confidence=fault.confidence proposal_id=fault.proposal_ids label "
        "explanation doubts",
        type=FAULTS,
        confidence=CONFIDENCES,
    ),
    *two_sided(
        columns(
            "plan_id=first.measure.plan_id page:int=first.page measure=first.measure.shown "
            "actors=first.measure.actors passage_id=first.passage_id passage=first_passage.quotation "
            "stage:int=first.period.stage start_fy:int=first.schedule.start_fy end_fy:int=first.schedule.end_fy "
            "phrase=first.schedule.phrase precision=first.schedule.precision",
            precision=PRECISIONS,
        )
    ),
    *columns("checked=fault.checked", checked=CHECKS),
)
"""The columns of the second side are empty where a fault stands on one measure alone."""


def fault_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per fault, numbered from 1, then one per note on a plan."""
    phases: Phases = run.results["phases"]
    for number, fault in enumerate(phases.faults, 1):
        yield {
            **sides_row(_FAULTS, run, lang, fault.first, fault.second, fault=fault),
            "number": number,
            "label": joined(run.labels[one] for one in fault.proposal_ids),
            "explanation": explain_fault(fault, lang),
            "doubts": joined(message(code, lang) for code in fault.doubts),
        }
    for number, note in enumerate(phases.notes, len(phases.faults) + 1):
        yield {"number": number, **_note(note, lang)}


def explain_fault(fault: Fault, lang: str) -> str:
    """The fault in one sentence."""
    return sides_sentence(fault.reason, fault.detail, fault.first, fault.second, lang)


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


_SCHEDULE = columns(
    "plan_id=measure.plan_id measure=measure.shown page:int=place.page passage_id=place.passage_id "
    "actors=measure.actors proposal_id stage:int=period.stage stage_name=period.stage start_fy:int=time.start_fy "
    "end_fy:int=time.end_fy precision=time.precision phrase=time.phrase stage_phrase=period.phrase "
    "certain:int=period.certain basis measure_id=measure.id ministry",
    stage_name=LADDER,
    precision=PRECISIONS,
)


def schedule_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per measure, stage and time, in reading order; times of doings whose stage could not be told
    have no stage. A measure that a verdict stands on is there even where it tells neither."""
    for measure in run.measures:
        proposals = run.taken_up.get((measure.plan_id, measure.id), ())
        if not measure.planned and not proposals:
            continue
        shared = {"proposal_id": joined(proposals), "ministry": ministries_told(measure, lang)}
        for period in measure.periods:
            basis = label(BASES, _basis(Side(measure, period)) if period.interval else _source(period), lang)
            told = filled(_SCHEDULE, lang, measure=measure, place=period, period=period, time=period.interval)
            yield {**told, **shared, "basis": basis}
        times: tuple[Interval | None, ...] = measure.unstaged_intervals
        if proposals and not measure.periods and not times:
            times = (measure.overall_interval,)
        for time in times:
            basis = label(BASES, "target", lang) if time and time.of_target else ""
            yield {**filled(_SCHEDULE, lang, measure=measure, place=measure, time=time), **shared, "basis": basis}


_PICTURE = columns(
    "proposal_id=one.proposal_id label plan_id=one.plan_id status standing stage:int stage_name time "
    "start_fy:int=time.start_fy end_fy:int=time.end_fy precision=time.precision phrase=time.phrase "
    "stage_phrase=period.phrase certain:int=one.certain basis n_measures:int page:int=place.page "
    "passage_id=place.passage_id measure=measure.shown ministry measure_id",
    precision=PRECISIONS,
)


def picture_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal, plan and stated time; those that state none are one row per proposal and plan."""
    for one in picture_of(run):
        yield picture_row(run, one, lang)


def picture_row(run: Run, one: Stated, lang: str) -> Row:
    """A line of the picture as a row."""
    side = one.first
    time = side.schedule if one.dated else None
    told = filled(_PICTURE, lang, one=one, measure=side.measure, place=side, period=side.period, time=time)
    return {
        **told,
        "label": run.labels[one.proposal_id],
        "status": label(STATUSES, run.matrix.status(one.proposal_id, one.plan_id), lang),
        "standing": label(STANDINGS, "taken" if one.takes_up else "nearest", lang),
        "stage": max(one.stages, default=None),
        "stage_name": "" if one.is_target else joined(label(LADDER, str(stage), lang) for stage in one.stages or ("",)),
        "time": years_told(time, lang),
        "basis": label(BASES, _basis(side), lang) if one.dated else "",
        "n_measures": len(one.measures),
        "ministry": joined(name for measure in one.measures for name in measure.ministries)
        or message(MeasureCode.ministry_unnamed, lang),
        "measure_id": joined(measure.id for measure in one.measures),
    }


def _basis(side: Side) -> Literal["text", "row", "whole", "target"]:
    """Where the time of a side comes from; or that it is the year of a target."""
    if side.interval is not None and side.interval.of_target:
        return "target"
    if side.interval is None:
        return "whole"
    return _source(side.period) if side.period is not None else "text"


def _source(period: StagePeriod) -> Literal["text", "row", "whole"]:
    """Where a stage is told, or that its time is that of the whole measure."""
    return "row" if period.row else "text" if period.own else "whole"


TABLES = (
    Table("phases.csv", _FAULTS, fault_rows),
    Table("schedule.csv", _SCHEDULE, schedule_rows),
    Table("phase_picture.csv", _PICTURE, picture_rows),
)

TYPES = FAULTS
