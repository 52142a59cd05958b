"""What the picture of one proposal shows, before any drawing: plans with the measures that tell a time.

It tells what ``phase_picture.csv`` tells, and the measures of other plans that stand in a fault on the proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.phases.figure_bars import Bar, Mark, bars_of, marks_of, years_shown
from policyalign.assess.phases.picture import picture_of, told_of
from policyalign.assess.phases.records import Phases, Stated
from policyalign.assess.run import Run
from policyalign.domain import Measure
from policyalign.grouping import grouped

MOST = 24
"""Measures in one picture: so many, with the names of their plans, stand on one sheet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with its bars; without bars its times lie outside the years shown, or have none."""

    sides: tuple[Side, ...]
    page: int
    bars: tuple[Bar, ...]

    @property
    def measure(self) -> Measure:
        return self.sides[0].measure

    @property
    def tracks(self) -> int:
        return 1 + max((bar.track for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class Lane:
    """A plan with its rows; ``undated`` counts the measures that state no time, ``hidden`` those that had no room.
    Where it does not take the proposal up, the one measure is only the nearest."""

    plan_id: str
    takes_up: bool
    rows: tuple[Row, ...] = ()
    undated: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn of a proposal. ``silent`` counts the plans of which nothing is."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    silent: int


def picture_of_proposal(run: Run, proposal_id: str) -> Picture:
    """The lanes of a proposal, at most :data:`MOST` measures in all: those in a fault first, then from plan to plan."""
    phases: Phases = run.results["phases"]
    marks = marks_of(phases, proposal_id)
    told = grouped((one.plan_id, one) for one in picture_of(run, proposal_id))
    others = grouped((side.measure.plan_id, side.measure) for mark in marks for side, _ in mark.places)
    lanes = [
        _lane(run, plan.id, told.get(plan.id, ()), others.get(plan.id, ()))
        for plan in run.plans
        if plan.id in told or plan.id in others
    ]
    shown = [lane for lane in lanes if lane.rows or (lane.takes_up and lane.undated)]
    marked = frozenset(key_of(side.measure) for mark in marks for side, _ in mark.places)
    return Picture(tuple(_shortened(shown, marked)), marks, len(run.plans) - len(shown))


def _lane(run: Run, plan_id: str, told: Sequence[Stated], others: Sequence[Measure]) -> Lane:
    dated = grouped((one.first.measure.id, one.first) for one in told if one.dated)
    rows = [Row(sides, sides[0].page, bars_of(sides, _shown(run))) for sides in dated.values()]
    extra = {one.id: one for one in others if one.id not in dated}
    for one in extra.values():
        sides = tuple(told_of(run, one)) or (Side(one),)
        rows.append(Row(sides, one.page, bars_of(sides, _shown(run))))
    undated = sum(len(one.measures) for one in told if not one.dated)
    undated -= sum(one.id in extra for line in told if not line.dated for one in line.measures)
    return Lane(plan_id, any(one.takes_up for one in told), tuple(rows), undated)


def _shown(run: Run) -> tuple[int, int]:
    phases: Phases = run.results["phases"]
    return years_shown(phases.settings)


def _shortened(lanes: Sequence[Lane], marked: frozenset[Key]) -> Iterator[Lane]:
    ranked = sorted(
        (key_of(row.measure) not in marked, not row.bars, place, number)
        for number, lane in enumerate(lanes)
        for place, row in enumerate(lane.rows)
    )
    kept = {(number, place) for _, _, place, number in ranked[:MOST]}
    for number, lane in enumerate(lanes):
        rows = tuple(row for place, row in enumerate(lane.rows) if (number, place) in kept)
        yield replace(lane, rows=rows, hidden=len(lane.rows) - len(rows))
