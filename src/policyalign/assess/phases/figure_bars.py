"""What the timelines show, before any drawing: bars of stages in years, and how many measures there are of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policyalign.assess.measures.side import Side
from policyalign.assess.phases.picture import told_of
from policyalign.assess.phases.records import Fault, Phases
from policyalign.assess.run import Run
from policyalign.config import PhaseSettings
from policyalign.domain import Measure

MARGIN_YEARS = 5
"""Fiscal years shown before and after the reference window; what lies beyond is not drawn."""
FADE_YEARS = 2
"""How far a bar is carried on before its year where its beginning is not told; an open end goes on to the edge."""

_SHARP = frozenset(("exact", "by", "from", "relative"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage (0: unknown) from ``start`` to before ``end``, in fiscal years; ``fade_left`` and ``fade_right`` are
    where it is told less surely, ``faint`` when all of it is inferred or imprecise. A ``target`` is the year by which
    something is to be reached, and no time of doing."""

    stage: int
    start: int
    end: int
    fade_left: int
    fade_right: int
    faint: bool
    track: int = 0
    target: bool = False

    @property
    def pieces(self) -> Iterator[tuple[int, int, bool]]:
        """First year, the one after the last, and whether the plan states it: its stated part and the others."""
        if self.faint:
            yield self.fade_left, self.fade_right, False
            return
        parts = ((self.fade_left, self.start, False), (self.start, self.end, True), (self.end, self.fade_right, False))
        yield from (part for part in parts if part[0] < part[1])


def years_shown(settings: PhaseSettings) -> tuple[int, int]:
    """The first year shown and the one after the last."""
    first, last = settings.window
    return first - MARGIN_YEARS, last + MARGIN_YEARS + 1


def bars_of(sides: Iterable[Side], shown: tuple[int, int]) -> tuple[Bar, ...]:
    """The bars of what is told of a measure, each stage and time once, on tracks where they do not overlap.

    A time that the plan gives to the whole measure is stated for a stage only where it has no other.
    """
    found: dict[tuple[int, int, int, bool], Bar] = {}
    for bar in sorted((bar for side in sides for bar in _bar(side, shown)), key=lambda bar: bar.faint):
        found.setdefault((bar.stage, bar.fade_left, bar.fade_right, bar.target), bar)
    free: list[int] = []
    placed = []
    for bar in sorted(found.values(), key=lambda bar: (bar.fade_left, bar.stage, bar.fade_right)):
        track = next((index for index, end in enumerate(free) if end <= bar.fade_left), len(free))
        free[track : track + 1] = [bar.fade_right]
        placed.append(replace(bar, track=track))
    return tuple(placed)


def _bar(side: Side, shown: tuple[int, int]) -> Iterator[Bar]:
    """The bar of a time within what is shown; none where it has no years or lies outside."""
    time, period = side.schedule, side.period
    years = [year for year in (time.start_fy, time.end_fy) if year is not None] if time else []
    if time is None or not years:
        return
    first, last = shown
    if side.interval is not None and side.interval.of_target:
        if first <= years[-1] < last:
            stage, after = period.stage if period else 0, years[-1] + 1
            yield Bar(stage, years[-1], after, years[-1], after, time.precision not in _SHARP, target=True)
        return
    left = years[0] - (FADE_YEARS if time.start_fy is None else 0)
    right = last if time.end_fy is None else years[-1] + 1
    if right > first and left < last:
        own = period is not None and ((side.interval is not None and period.own) or len(side.measure.stages) == 1)
        stated = period is not None and period.certain and own and time.precision in _SHARP
        start, end, left, right = (min(max(year, first), last) for year in (years[0], years[-1] + 1, left, right))
        yield Bar(period.stage if period else 0, start, end, left, right, not stated)


# --- the overview ---------------------------------------------------------------------------------------------

TARGET = -1
"""Stands for a stage where the years of targets are counted."""
Counts = dict[int, tuple[int, int]]
"""By fiscal year, of how many measures it is stated, and of how many more it is inferred."""


def stage_counts(run: Run, measures: Iterable[Measure], shown: tuple[int, int]) -> dict[tuple[str, int], Counts]:
    """By plan and stage (0: unknown, :data:`TARGET`: to be reached by then), for every year shown, how many measures
    are there."""
    counts: defaultdict[tuple[str, int], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for measure in measures:
        for (stage, year), stated in _years(bars_of(told_of(run, measure), shown)).items():
            counts[measure.plan_id, stage][year][not stated] += 1
    return {
        line: {year: (sure, maybe) for year, (sure, maybe) in sorted(years.items())} for line, years in counts.items()
    }


def _years(bars: Iterable[Bar]) -> dict[tuple[int, int], bool]:
    """The stages and years in which a measure is told to be, and of each whether the plan states it."""
    found: dict[tuple[int, int], bool] = {}
    for bar in bars:
        for first, after, stated in bar.pieces:
            for year in range(first, after):
                line = TARGET if bar.target else bar.stage
                found[line, year] = found.get((line, year), False) or stated
    return found


def dated_count(run: Run, measures: Iterable[Measure]) -> Counter[str]:
    """By plan, how many measures tell any year, shown or not."""
    dated: Counter[str] = Counter()
    for measure in measures:
        times = (side.schedule for side in told_of(run, measure))
        dated[measure.plan_id] += any(time is not None and time.is_resolved for time in times)
    return dated


# --- faults ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """An alarm by its number in ``phases.csv``: where each of its sides stands, and in which year."""

    number: int
    fault: Fault
    places: tuple[tuple[Side, int], ...]


def marks_of(phases: Phases, proposal_id: str = "") -> tuple[Mark, ...]:
    """The alarms, of all or of one proposal; what is only listed is not marked."""
    shown = years_shown(phases.settings)
    return tuple(
        Mark(number, fault, tuple(_placed(fault, shown)))
        for number, fault in enumerate(phases.faults, 1)
        if fault.confidence != "listed" and (not proposal_id or proposal_id in fault.proposal_ids)
    )


def _placed(fault: Fault, shown: tuple[int, int]) -> Iterator[tuple[Side, int]]:
    """Where its sides are marked: the first where it ends, the second where it begins."""
    first, last = shown
    for place, side in enumerate(fault.sides):
        time = side.schedule
        start, end = (time.start_fy, time.end_fy) if time else (None, None)
        year = next((one for one in ((start, end) if place else (end, start)) if one is not None), first)
        yield side, min(max(year, first), last - 1)
