"""What a timeline shows, before any drawing: bars in rows and tracks, counts in cells, marks of faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    counts: dict[tuple[str, int], dict[int, tuple[int, int]]] = {}
    for place in sure.keys() | maybe.keys():
        plan_id, stage, year = place
        counts.setdefault((plan_id, stage), {})[year] = (sure[place], maybe[place])
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
        placed.append(Bar(bar.stage, bar.start, bar.end, bar.fade_left, bar.fade_right, bar.faint, track))
    return Row(measure.plan_id, measure.id, measure.name, measure.page, tuple(placed), max(len(free), 1))


def _bars(measure: Measure, shown: tuple[int, int]) -> Iterable[Bar]:
    for period in measure.periods:
        alone = period.own or len(measure.stages) == 1
        bar = _bar(period.stage, period.interval, not (period.certain and alone), shown)
        if bar is not None:
            yield bar
    for interval in (*measure.unstaged_intervals, *_unstaged(measure)):
        bar = _bar(None, interval, True, shown)
        if bar is not None:
            yield bar


def _distinct(bars: Iterable[Bar]) -> list[Bar]:
    """Each stage and time once, drawn as sure where one of its statements is."""
    found: dict[tuple[object, ...], Bar] = {}
    for bar in sorted(bars, key=lambda bar: bar.faint):
        found.setdefault((bar.stage, bar.fade_left, bar.fade_right), bar)
    return list(found.values())


def _unstaged(measure: Measure) -> tuple[Interval, ...]:
    """The time of a whole measure none of whose stages is known."""
    return (measure.overall_interval,) if measure.overall_interval is not None and not measure.periods else ()


def _bar(stage: int | None, interval: Interval | None, faint: bool, shown: tuple[int, int]) -> Bar | None:
    """The bar of a time within what is shown; None where it has no years or lies outside."""
    if interval is None or not interval.is_resolved:
        return None
    first, last = shown
    start, end = interval.start_fy, interval.end_fy
    solid = (start if start is not None else end, (end if end is not None else start))
    assert solid[0] is not None
    assert solid[1] is not None
    left = solid[0] - (FADE_YEARS if start is None else 0)
    right = last if end is None else solid[1] + 1
    if right <= first or left >= last:
        return None
    clipped = [min(max(year, first), last) for year in (solid[0], solid[1] + 1, left, right)]
    imprecise = interval.precision not in _SHARP
    return Bar(stage, clipped[0], clipped[1], clipped[2], clipped[3], faint or imprecise)


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
