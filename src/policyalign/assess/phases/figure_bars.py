"""What a timeline shows, before any drawing: bars in rows and tracks, counts in cells, marks of faults."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.measures.answers import key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.phases.records import Fault, Phases
from policyalign.assess.run import Run
from policyalign.config import PhaseSettings
from policyalign.domain import Interval, Measure

MARGIN_YEARS = 5
"""Fiscal years shown before and after the reference window; what lies beyond is cut off at the edge."""
FADE_YEARS = 2
"""How far a bar is carried on before its year where its beginning is not told; an open end goes on to the
edge."""

_ASIDE = 0.34  # years between marks on one place
_SHARP = frozenset(("exact", "by", "from", "relative"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage (None: unknown) from ``start`` to before ``end``, in fiscal years; ``fade_left`` and
    ``fade_right`` are where it is told less surely, ``faint`` when all of it is inferred or imprecise."""

    stage: int | None
    start: int
    end: int
    fade_left: int
    fade_right: int
    faint: bool
    track: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with its bars, side by side where their times overlap."""

    plan_id: str
    measure_id: str
    name: str
    page: int
    bars: tuple[Bar, ...]
    tracks: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault by its number in ``phases.csv``; where each of its sides stands: row and year."""

    number: int
    places: tuple[tuple[int, float], ...]


def years_shown(settings: PhaseSettings) -> tuple[int, int]:
    """The first year shown and the one after the last."""
    first, last = settings.window
    return first - MARGIN_YEARS, last + MARGIN_YEARS + 1


def proposal_rows(run: Run, proposal_id: str) -> tuple[Row, ...]:
    """The measures that answer a proposal, or stand in a fault on it, in the order of the plans."""
    phases: Phases = run.results["phases"]
    faults = [fault for fault in phases.faults if proposal_id in fault.proposal_ids]
    sides = {key_of(side.measure) for fault in faults for side in fault.sides}
    chosen = [
        measure
        for measure in run.measures
        if proposal_id in run.taken_up.get(key_of(measure), ()) or key_of(measure) in sides
    ]
    return tuple(_row(measure, years_shown(phases.settings)) for measure in chosen)


def proposal_marks(phases: Phases, proposal_id: str, rows: Sequence[Row]) -> tuple[Mark, ...]:
    """The alarms on a proposal, at the rows of their measures; what is only listed is not marked."""
    places = {(row.plan_id, row.measure_id): index for index, row in enumerate(rows)}
    return tuple(
        Mark(number, tuple((places[key_of(side.measure)], year) for side, year in _years(fault, phases)))
        for number, fault in enumerate(phases.faults, 1)
        if proposal_id in fault.proposal_ids and fault.confidence != "listed"
    )


def stage_counts(
    measures: Iterable[Measure], settings: PhaseSettings
) -> dict[tuple[str, int], dict[int, tuple[int, int]]]:
    """By plan and stage, for every year shown: how many measures are told to be there, how many may be."""
    sure: Counter[tuple[str, int, int]] = Counter()
    maybe: Counter[tuple[str, int, int]] = Counter()
    for measure in measures:
        told, faded = _years_by_stage(measure, years_shown(settings))
        sure.update((measure.plan_id, *place) for place in told)
        maybe.update((measure.plan_id, *place) for place in faded - told)
    counts: defaultdict[tuple[str, int], dict[int, tuple[int, int]]] = defaultdict(dict)
    for plan, stage, year in sure.keys() | maybe.keys():
        counts[plan, stage][year] = sure[plan, stage, year], maybe[plan, stage, year]
    return counts


def overview_marks(phases: Phases) -> tuple[tuple[int, tuple[tuple[str, int, float], ...]], ...]:
    """All alarms by number, with plan, stage (0: unknown) and year of each side; marks that fall on one
    place stand beside each other."""
    taken: Counter[tuple[str, int, float]] = Counter()
    marks = []
    for number, fault in enumerate(phases.faults, 1):
        if fault.confidence == "listed":
            continue
        sides = []
        for side, year in _years(fault, phases):
            place = side.measure.plan_id, side.period.stage if side.period else 0, year
            sides.append((place[0], place[1], year - _ASIDE * taken[place]))
            taken[place] += 1
        marks.append((number, tuple(sides)))
    return tuple(marks)


def _years(fault: Fault, phases: Phases) -> Iterator[tuple[Side, float]]:
    """Where its sides are marked: the first where it ends, the second where it begins."""
    for place, side in enumerate(fault.sides):
        time = side.schedule
        start, end = (time.start_fy, time.end_fy) if time else (None, None)
        first, last = years_shown(phases.settings)
        year = next((one for one in ((start, end) if place else (end, start)) if one is not None), first)
        yield side, min(max(year, first), last - 1) + 0.5


def _row(measure: Measure, shown: tuple[int, int]) -> Row:
    bars = sorted(_distinct(_bars(measure, shown)), key=lambda bar: (bar.fade_left, bar.stage or 0, bar.fade_right))
    free: list[int] = []
    placed = []
    for bar in bars:
        track = next((index for index, end in enumerate(free) if end <= bar.fade_left), len(free))
        free[track : track + 1] = [bar.fade_right]
        placed.append(replace(bar, track=track))
    return Row(measure.plan_id, measure.id, measure.name, measure.page, tuple(placed), max(len(free), 1))


def _bars(measure: Measure, shown: tuple[int, int]) -> Iterator[Bar]:
    """Those of the stages, then of times without stage: where no stage is known at all, of that of the whole."""
    for period in measure.periods:
        alone = period.own or len(measure.stages) == 1
        yield from _bar(period.stage, period.interval, not (period.certain and alone), shown)
    for interval in (*measure.unstaged_intervals, *(() if measure.periods else (measure.overall_interval,))):
        yield from _bar(None, interval, True, shown)


def _distinct(bars: Iterable[Bar]) -> list[Bar]:
    """Each stage and time once, drawn as sure where one of its statements is."""
    found: dict[tuple[object, ...], Bar] = {}
    for bar in sorted(bars, key=lambda bar: bar.faint):
        found.setdefault((bar.stage, bar.fade_left, bar.fade_right), bar)
    return list(found.values())


def _bar(stage: int | None, interval: Interval | None, faint: bool, shown: tuple[int, int]) -> Iterator[Bar]:
    """The bar of a time within what is shown; none where it has no years or lies outside."""
    years = [year for year in (interval.start_fy, interval.end_fy) if year is not None] if interval else []
    if interval is None or not years:
        return
    first, last = shown
    left = years[0] - (FADE_YEARS if interval.start_fy is None else 0)
    right = last if interval.end_fy is None else years[-1] + 1
    if right > first and left < last:
        start, end, left, right = (min(max(year, first), last) for year in (years[0], years[-1] + 1, left, right))
        yield Bar(stage, start, end, left, right, faint or interval.precision not in _SHARP)


def _years_by_stage(measure: Measure, shown: tuple[int, int]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The stages and years in which a measure certainly is, and those in which it may be."""
    told: set[tuple[int, int]] = set()
    faded: set[tuple[int, int]] = set()
    for bar in _bars(measure, shown):
        if bar.stage is not None:
            sure = set() if bar.faint else {(bar.stage, year) for year in range(bar.start, bar.end)}
            told |= sure
            faded |= {(bar.stage, year) for year in range(bar.fade_left, bar.fade_right)} - sure
    return told, faded
