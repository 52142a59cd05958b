"""Faults and schedules as rows, and the sentence that tells a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.records import Measure, StagePeriod
from policyalign.assess.phases.records import Fault, Phases, PlanNote, Side
from policyalign.domain import Interval, Passage
from policyalign.export.csv_format import LIST_SEPARATOR
from policyalign.messages import message
from policyalign.messages.phases import BASES, CONFIDENCES, FAULTS, LADDER, PRECISIONS, label

Row = dict[str, object]


def fault_rows(matrix: GapMatrix, phases: Phases, lang: str) -> Iterator[Row]:
    """One row per fault, numbered from 1, then one per note on a plan."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    passages = {(plan.id, passage.id): passage for plan in matrix.plans for passage in plan.passages}
    for number, fault in enumerate(phases.faults, 1):
        yield {
            "number": number,
            "kind": fault.kind,
            "type": label(FAULTS, fault.kind, lang),
            "confidence": label(CONFIDENCES, fault.confidence, lang),
            "proposal_id": LIST_SEPARATOR.join(fault.proposal_ids),
            "label": LIST_SEPARATOR.join(labels[one] for one in fault.proposal_ids),
            "explanation": explain_fault(fault, lang),
            "doubts": LIST_SEPARATOR.join(message(code, {}, lang) for code in fault.doubts),
            **_side(fault.first, passages, "", lang),
            **(_side(fault.second, passages, "_2", lang) if fault.second else {}),
        }
    for number, note in enumerate(phases.notes, len(phases.faults) + 1):
        yield {"number": number, **_note(note, lang)}


def schedule_rows(phases: Phases, lang: str) -> Iterator[Row]:
    """One row per measure, stage and time, in reading order; times of doings whose stage could not be told
    have no stage."""
    for measure in phases.measures:
        proposals = phases.answers.get((measure.plan_id, measure.key), ())
        for period in measure.periods:
            yield {**_measure(measure, proposals), **_period(period, lang)}
        for interval in measure.loose:
            yield {**_measure(measure, proposals), **_time(interval, lang)}


def explain_fault(fault: Fault, lang: str) -> str:
    """The fault in one sentence."""
    detail = {**fault.detail, **_told(fault.first, "a", lang)}
    if fault.second is not None:
        detail |= _told(fault.second, "b", lang)
    return message(fault.reason, detail, lang)


def years_told(interval: Interval | None, lang: str = "ja") -> str:
    """The years of a time: 2026～2028年度, 2028年度まで, 2029年度以降; empty where it has none.

    >>> years_told(Interval(2026, 2028, "", (0, 0))), years_told(Interval(2029, None, "", (0, 0)), "en")
    ('2026～2028年度', 'from FY2029')
    """
    start, end = (interval.start_fy, interval.end_fy) if interval else (None, None)
    if start is None and end is None:
        return interval.phrase if interval else message("no_year", {}, lang)
    if end is None:
        return f"from FY{start}" if lang == "en" else f"{start}年度以降"
    if start is None:
        return f"by FY{end}" if lang == "en" else f"{end}年度まで"
    if start == end:
        return f"FY{start}" if lang == "en" else f"{start}年度"
    return f"FY{start}–{end}" if lang == "en" else f"{start}～{end}年度"


def _told(side: Side, name: str, lang: str) -> dict[str, str]:
    """What fills the blanks of a reason for one side."""
    return {
        name: side.measure.name or side.measure.plan_id,
        f"{name}_stage": label(LADDER, str(side.period.stage) if side.period else "", lang),
        f"{name}_time": years_told(side.interval or side.measure.whole, lang),
        f"{name}_actors": "・".join(side.measure.actors[:2]),
    }


def _note(note: PlanNote, lang: str) -> Row:
    detail = {**note.detail, "a_time": years_told(note.period, lang)}
    return {
        "kind": "period",
        "type": label(FAULTS, "period", lang),
        "confidence": label(CONFIDENCES, "listed", lang),
        "explanation": message(note.reason, detail, lang),
        "plan_id": note.plan_id,
        "start_fy": note.period.start_fy,
        "end_fy": note.period.end_fy,
        "phrase": note.period.phrase,
    }


def _side(side: Side, passages: Mapping[tuple[str, str], Passage], ending: str, lang: str) -> Row:
    interval = side.interval or side.measure.whole
    values: Row = {
        "plan_id": side.measure.plan_id,
        "page": side.page,
        "measure": side.measure.heading,
        "actors": LIST_SEPARATOR.join(side.measure.actors),
        "passage_id": side.passage_id,
        "passage": passages[side.measure.plan_id, side.passage_id].text,
        "stage": side.period.stage if side.period else None,
        "start_fy": interval.start_fy if interval else None,
        "end_fy": interval.end_fy if interval else None,
        "phrase": interval.phrase if interval else "",
        "precision": label(PRECISIONS, interval.precision, lang) if interval else "",
    }
    return {f"{name}{ending}": value for name, value in values.items()}


def _measure(measure: Measure, proposals: tuple[str, ...]) -> Row:
    return {
        "plan_id": measure.plan_id,
        "measure": measure.heading,
        "page": measure.page,
        "passage_id": measure.passage_id,
        "actors": LIST_SEPARATOR.join(measure.actors),
        "proposal_id": LIST_SEPARATOR.join(proposals),
    }


def _period(period: StagePeriod, lang: str) -> Row:
    basis = "row" if period.row else "text" if period.own else "whole"
    return {
        "page": period.page,
        "passage_id": period.passage_id,
        "stage": period.stage,
        "stage_name": label(LADDER, str(period.stage), lang),
        "stage_phrase": period.phrase,
        "certain": int(period.certain),
        "basis": label(BASES, basis, lang),
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
