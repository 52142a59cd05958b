"""Small plans whose measures have stages in time, and matrices in which they answer proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.phases.find import find
from policyalign.assess.phases.records import Fault, Phases
from policyalign.config import PhaseSettings, Settings
from policyalign.domain import (
    Anchor,
    CellEstimate,
    Finding,
    Interval,
    Match,
    Passage,
    Plan,
    PlanMatches,
    Proposal,
    Section,
    Step,
    Thresholds,
)
from policyalign.values import Kind, PassageKind, Precision, Role, Status

from support.surveys import survey_of

THRESHOLDS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.9, measure=0.3)
Years = tuple[int | None, int | None]


def interval(start: int | None, end: int | None, precision: Precision | None = None) -> Interval:
    """A time with the precision that its open ends have, unless another is given."""
    told: Precision = "by" if start is None else "from" if end is None else "exact"
    return Interval(start, end, f"{start}～{end}年度", (0, 1), precision or told)


@dataclass(frozen=True)
class Words:
    """A passage: its text, its steps as ``(stage, start, end)`` or as records, times without a stage, its
    content words separated by spaces."""

    text: str
    steps: Sequence[tuple[int, int | None, int | None] | Step] = ()
    loose: Sequence[Interval] = ()
    words: str = ""
    actors: tuple[str, ...] = ()
    role: Role = "measure"
    kind: PassageKind = "paragraph"


@dataclass(frozen=True)
class Measure:
    """A heading with its passages; ``answers`` gives proposals with the probability that it answers them."""

    heading: str
    passages: Sequence[Words]
    answers: dict[str, float] = field(default_factory=dict)
    number: str = ""


def step(stage: int, start: int | None, end: int | None, **fields: Any) -> Step:
    """A step with a time, or with none where neither year is given."""
    time = None if start is None and end is None else interval(start, end, fields.pop("precision", None))
    return Step(stage, time, "行う", (0, 1), **fields)


def measure(
    heading: str,
    *steps: tuple[int, int | None, int | None] | Step,
    text: str = "施策を行う。",
    words: str = "",
    actors: tuple[str, ...] = ("文部科学省",),
    answers: Sequence[str] | dict[str, float] = (),
) -> Measure:
    """A measure of one passage."""
    chances = answers if isinstance(answers, dict) else dict.fromkeys(answers, 0.9)
    return Measure(heading, (Words(text, steps, words=words, actors=actors),), chances)


def plan(plan_id: str, *measures: Measure, period: Years | None = None, unread: int = 0) -> Plan:
    """A plan of 20 pages with a section per measure, a page further each; ``unread`` pages were not read."""
    sections, passages = [], []
    for number, one in enumerate(measures):
        anchor = Anchor(number + 1, (0.0, 0.0, 10.0, 10.0))
        sections.append(Section(one.number, one.number + one.heading, 1, None, anchor))
        for words in one.passages:
            passages.append(_passage(plan_id, len(passages), number, one.heading, anchor, words))
    stated = interval(*period) if period else None
    pages = tuple(range(20 - unread + 1, 21))
    return Plan(
        plan_id,
        "0" * 64,
        f"{plan_id}.pdf",
        plan_id,
        tuple(sections),
        tuple(passages),
        20,
        pages,
        period=stated,
    )


def _passage(plan_id: str, index: int, section: int, heading: str, anchor: Anchor, words: Words) -> Passage:
    steps = tuple(one if isinstance(one, Step) else step(*one) for one in words.steps)
    times = tuple(one.interval for one in steps if one.interval is not None)
    return Passage(
        id=f"{plan_id}-{index}",
        plan_id=plan_id,
        kind=words.kind,
        text=words.text,
        section=section,
        section_path=(heading,),
        anchors=(anchor,),
        sentences=((0, len(words.text)),),
        role=words.role,
        actors=words.actors,
        stages=tuple(sorted({one.stage for one in steps})),
        intervals=(*times, *words.loose),
        terms=tuple(words.words.split()),
        steps=steps,
        cells=row_cells(words.text) if words.kind == "row" else (),
    )


def row_cells(text: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row stand in its text (施策：…；担当：…), each behind the head of its column."""
    cells = re.finditer(r"(?:[^：；]+：)?([^：；]*)(?:；|$)", text)
    return tuple((found.start(1), found.end(1)) for found in cells if found[0])


def matrix(
    *plans_and_measures: tuple[Plan, Sequence[Measure]],
    kinds: dict[str, Kind] | None = None,
    statuses: dict[tuple[str, str], Status] | None = None,
) -> GapMatrix:
    """Every proposal that a measure answers, one cell per plan: 対応 where one has 0.5 or more, else 欠落
    (unless ``statuses`` says otherwise for a proposal and plan)."""
    plans = [one for one, _ in plans_and_measures]
    ids = sorted({name for _, measures in plans_and_measures for one in measures for name in one.answers})
    proposals = [_proposal(name, (kinds or {}).get(name, "technology")) for name in ids]
    matches, findings = [], {}
    for one, measures in plans_and_measures:
        found = []
        for name in ids:
            near = [
                Match(name, passage.id, 0.5, measures[passage.section or 0].answers[name], carrier=0)
                for passage in one.passages
                if name in measures[passage.section or 0].answers
            ]
            found += sorted(near, key=lambda match: -match.probability)
            best = max((match.probability for match in near), default=0.0)
            told: Status = "covered" if best >= 0.5 else "gap"
            status = (statuses or {}).get((name, one.id), told)
            passage_id = near[0].passage_id if near else None
            findings[name, one.id] = Finding(name, one.id, status, best, 0.5, 1, passage_id, "covered")
        cells = tuple(CellEstimate(name, 0.9, 0.9) for name in ids)
        matches.append(PlanMatches(one.id, tuple(found), cells, THRESHOLDS))
    ordered = tuple(findings[name, one.id] for name in ids for one in plans)
    return GapMatrix(tuple(plans), tuple(proposals), ordered, tuple(matches))


def _proposal(name: str, kind: Kind) -> Proposal:
    return Proposal(name, kind, "2", "2.3", f"提言{name}", f"{name}を進める")


def phases(*plans: tuple[str, Sequence[Measure]], settings: PhaseSettings | None = None, **how: Any) -> Phases:
    """The phases of plans given by name and measures. What is too short to judge by counts as read: these
    plans have few lines."""
    made = [(plan(name, *measures), measures) for name, measures in plans]
    return find(survey_of(matrix(*made, **how)), Settings(phases=settings or PhaseSettings()))


def kinds_of(found: Phases) -> list[tuple[str, str, str]]:
    """Kind, reason and confidence of every alarm."""
    return [(fault.kind, fault.reason, fault.confidence) for fault in found.alarms]


def only(found: Phases) -> Fault:
    """The one alarm that there is."""
    (fault,) = found.alarms
    return fault
