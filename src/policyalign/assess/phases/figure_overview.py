"""All plans in one picture: how many of their measures are at which stage in which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from policyalign.assess.drawing.colours import SOFT
from policyalign.assess.drawing.lettering import fitting, told_apart, wrapped
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Drawing, Line, Shape, Text
from policyalign.assess.drawing.sheet import Frame, paged, titled
from policyalign.assess.phases.figure_bars import TARGET, Counts, dated_count, marks_of, stage_counts, years_shown
from policyalign.assess.phases.figure_years import RULER, Years, ink_of, legend, stage_name, years_of
from policyalign.assess.phases.messages import FIGURE, PICTURE, SHORT
from policyalign.assess.phases.records import Phases
from policyalign.assess.run import Run
from policyalign.domain import HIGHEST
from policyalign.grouping import grouped
from policyalign.messages import label

_TRACK = 9.0
_NAMES, _STAGES = 110.0, 80.0
_NAME, _NOTE, _STAGE, _COUNT = 7.0, 6.0, 6.5, 6.0
_NAME_LINE = 8.5
_BETWEEN = 3.0
_ORDER = (*range(1, HIGHEST + 1), 0, TARGET)
"""Stages as they follow each other; behind them what is of no known stage, and the years of targets."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a plan, the counts of its years, and the faults that stand there by number and year."""

    stage: int
    counts: Counts
    faults: tuple[tuple[int, int], ...] = ()

    @property
    def tracks(self) -> list[tuple[bool, dict[int, int]]]:
        """The counts that are stated, and below them those that are inferred, as far as there are any."""
        if self.stage == TARGET:
            return [(True, {year: sum(one) for year, one in self.counts.items()})]
        told = [(not place, {year: one[place] for year, one in self.counts.items() if one[place]}) for place in (0, 1)]
        return [track for track in told if track[1]] or [(True, {})]

    @property
    def height(self) -> float:
        return len(self.tracks) * _TRACK + 1


@dataclass(frozen=True, slots=True)
class Lane:
    """A plan with the stages that anything is told of; ``note`` counts its measures."""

    names: Sequence[str]
    note: str
    lines: Sequence[StageLine]

    @property
    def height(self) -> float:
        return max(sum(line.height for line in self.lines), len(self.names) * _NAME_LINE + _NOTE + 3) + _BETWEEN


def draw_overview(run: Run, lang: str = "ja") -> tuple[Drawing, ...]:
    """How many measures of each plan are at which stage in which year, on as many sheets as the plans need."""
    phases: Phases = run.results["phases"]
    years = years_of(phases, _NAMES + _STAGES)
    span = label(FIGURE, "outside", lang).format(first=years.first, last=years.after - 1)
    frame = Frame(label(FIGURE, "overview", lang), (label(FIGURE, "counts", lang), span), legend(lang))
    lanes = _lanes(run, phases, lang)
    pages = paged(lanes, (lane.height for lane in lanes), frame.room(PAGE) - RULER)
    return tuple(
        _page(Frame(titled(frame.title, number, len(pages)), frame.notes, frame.legend), page, years, lang)
        for number, page in enumerate(pages, 1)
    )


def _lanes(run: Run, phases: Phases, lang: str) -> list[Lane]:
    planned = [measure for measure in run.measures if measure.planned]
    counts = stage_counts(run, planned, years_shown(phases.settings))
    marks = grouped(
        ((side.measure.plan_id, side.period.stage if side.period else 0), (mark.number, year))
        for mark in marks_of(phases)
        for side, year in mark.places
    )
    every, dated = Counter(measure.plan_id for measure in planned), dated_count(run, planned)
    names = told_apart(plan.title or plan.id for plan in run.plans)
    return [
        _lane(plan.id, name, counts, marks, (dated[plan.id], every[plan.id]), lang)
        for plan, name in zip(run.plans, names, strict=True)
    ]


def _lane(
    plan_id: str,
    name: str,
    counts: Mapping[tuple[str, int], Counts],
    marks: Mapping[tuple[str, int], tuple[tuple[int, int], ...]],
    numbers: tuple[int, int],
    lang: str,
) -> Lane:
    told = [stage for stage in _ORDER if (plan_id, stage) in counts or (plan_id, stage) in marks]
    lines = [StageLine(stage, counts.get((plan_id, stage), {}), marks.get((plan_id, stage), ())) for stage in told]
    dated, every = numbers
    note = label(FIGURE, "dated", lang).format(dated=dated, count=every)
    return Lane(wrapped(name, _NAME, _NAMES - 10, max(3, len(lines) - 1)), note, lines)


def _page(frame: Frame, lanes: Sequence[Lane], years: Years, lang: str) -> Drawing:
    _, top = frame.head()
    start = top + RULER
    bottom = start + sum(lane.height for lane in lanes)
    body = list(years.ground(top, bottom, lang))
    down = start
    for lane in lanes:
        body += _drawn(lane, down, years, lang)
        down += lane.height
    return frame.around(body, bottom)


def _drawn(lane: Lane, top: float, years: Years, lang: str) -> Iterator[Shape]:
    yield Line(0, top, WIDTH, top, SOFT, 0.6)
    first = top + _BETWEEN / 2
    for place, name in enumerate(lane.names):
        yield Text(4, first + (place + 0.5) * _NAME_LINE + 1, name, _NAME)
    below = first + len(lane.names) * _NAME_LINE + 1 + _NOTE / 2 + 1
    yield Text(4, below, fitting(lane.note, _NOTE, _NAMES - 8), _NOTE, colour=SOFT)
    for line in lane.lines:
        yield from _drawn_line(line, first, years, lang)
        first += line.height


def _drawn_line(line: StageLine, top: float, years: Years, lang: str) -> Iterator[Shape]:
    middle = top + line.height / 2
    if line.stage == TARGET:
        yield Text(years.left - 4, middle, label(PICTURE, "target", lang), _STAGE, "end")
        for year, count in line.tracks[0][1].items():
            yield years.target(year, middle, str(count), _COUNT)
        return
    yield Text(years.left - 4, middle, fitting(stage_name(line.stage, lang, SHORT), _STAGE, _STAGES - 4), _STAGE, "end")
    for place, (stated, counts) in enumerate(line.tracks):
        yield from _track(line.stage, counts, top + place * _TRACK, years, stated=stated)
    yield from (years.mark(year, top) for _, year in line.faults)
    if line.faults:
        yield years.numbers({number for number, _ in line.faults}, middle)


def _track(stage: int, counts: Mapping[int, int], top: float, years: Years, *, stated: bool) -> Iterator[Shape]:
    for _, group in groupby(counts, key=lambda year: (counts[year], year - list(counts).index(year))):
        stretch = list(group)
        box = years.bar(stage, stretch[0], stretch[-1] + 1, top, _TRACK, stated=stated)
        count = counts[stretch[0]]
        yield box
        words = str(count) if stated else f"+{count}"
        yield Text(*box.middle, words, _COUNT, "middle", ink_of(stage, stated=stated))
