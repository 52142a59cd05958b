"""One proposal in a picture: the measures of every plan by name, ministry and page, with their stages in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.drawing.colours import GROUND, INK, SOFT, VERMILION
from policyalign.assess.drawing.lettering import fitting
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Box, Drawing, Line, Shape, Text
from policyalign.assess.drawing.sheet import Frame, paged, titled
from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.phases.figure_bars import Bar, Mark
from policyalign.assess.phases.figure_lanes import Lane, Picture, Row, picture_of_proposal
from policyalign.assess.phases.figure_years import RULER, Years, ink_of, legend, stage_name, years_of
from policyalign.assess.phases.messages import FAULTS, FIGURE, PICTURE
from policyalign.assess.phases.records import Phases
from policyalign.assess.run import Run
from policyalign.domain import HIGHEST
from policyalign.messages import label
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import CONFIDENCES

_NAMES = 196.0
_TRACK, _LINE, _PLAN = 10.0, 9.0, 12.0
_NAME, _DETAIL, _NUMBER = 7.0, 6.0, 6.5


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of the picture from edge to edge: the name of a plan, a measure, or a note in words; one that ``leads``
    stands on one sheet with what follows."""

    height: float
    words: str
    detail: str = ""
    row: Row | None = None
    is_plan: bool = False
    faint: bool = False
    leads: bool = False


def draw_proposal(run: Run, proposal_id: str, lang: str = "ja") -> tuple[Drawing, ...]:
    """The stages in time of the measures that answer a proposal or, where none of a plan does, of the nearest.

    Raises ``KeyError`` for an unknown proposal.
    """
    phases: Phases = run.results["phases"]
    picture = picture_of_proposal(run, proposal_id)
    years = years_of(phases, _NAMES)
    frame = _frame(run, proposal_id, picture, lang)
    strips = list(_strips(run, proposal_id, picture, lang))
    # A sheet that goes on with a plan names it again, for which there must be room.
    room = frame.room(PAGE) - RULER - _PLAN
    groups = list(_kept_together(strips))
    pages = list(_headed(paged(groups, (sum(one.height for one in group) for group in groups), room)))
    return tuple(
        _page(replace(frame, title=titled(frame.title, number, len(pages))), page, picture.marks, years, lang)
        for number, page in enumerate(pages, 1)
    )


def _kept_together(strips: Sequence[Strip]) -> Iterator[tuple[Strip, ...]]:
    """The names of plans, and what leads up to them, with the strip that follows."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.leads:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _headed(pages: Iterable[Sequence[Sequence[Strip]]]) -> Iterator[tuple[Strip, ...]]:
    """The strips of every sheet, first the name of the plan that they belong to."""
    plan: tuple[Strip, ...] = ()
    for page in pages:
        strips = [strip for group in page for strip in group]
        yield (*(plan if strips and not strips[0].leads else ()), *strips)
        plan = tuple(strip for strip in strips if strip.is_plan)[-1:] or plan


def _frame(run: Run, proposal_id: str, picture: Picture, lang: str) -> Frame:
    notes = [] if picture.lanes else [label(FIGURE, "none", lang)]
    if picture.silent and picture.lanes:
        notes.append(label(FIGURE, "silent", lang).format(count=picture.silent))
    notes += [
        label(FIGURE, "fault_told", lang).format(
            number=mark.number,
            type=label(FAULTS, mark.fault.kind, lang),
            confidence=label(CONFIDENCES, mark.fault.confidence, lang),
        )
        for mark in picture.marks
    ]
    used = {bar.stage for lane in picture.lanes for row in lane.rows for bar in row.bars}
    stages = [stage for stage in (*range(1, HIGHEST + 1), 0) if stage in used]
    return Frame(f"{proposal_id}  {run.labels[proposal_id]}", notes, legend(lang, stages))


def _strips(run: Run, proposal_id: str, picture: Picture, lang: str) -> Iterator[Strip]:
    """What answers first, then what only comes near."""
    for takes_up in (True, False):
        lanes = [lane for lane in picture.lanes if lane.takes_up == takes_up]
        if lanes and not takes_up:
            yield Strip(_PLAN, label(FIGURE, "nearest", lang), leads=True)
        for lane in lanes:
            yield from _of_lane(run, proposal_id, lane, lang)


def _of_lane(run: Run, proposal_id: str, lane: Lane, lang: str) -> Iterator[Strip]:
    plan = next(one for one in run.plans if one.id == lane.plan_id)
    status = label(STATUSES, run.matrix.status(proposal_id, lane.plan_id), lang)
    told = label(FIGURE, "verdict", lang).format(status=status)
    yield Strip(_PLAN, plan.title or plan.id, told, is_plan=True, leads=True)
    for row in lane.rows:
        ministries = "・".join(row.measure.ministries) or label(PICTURE, "unnamed", lang)
        place = run.place(lane.plan_id, row.page, lang)
        detail = label(FIGURE, "named", lang).format(ministry=ministries, place=place)
        height = max(row.tracks * _TRACK, 2 * _LINE) + 1
        yield Strip(height, row.measure.heading, detail, row, faint=not lane.takes_up)
    for name, count in (("undated", lane.undated), ("more", lane.hidden)):
        if count:
            yield Strip(_LINE + 1, label(FIGURE, name, lang).format(count=count))


def _page(frame: Frame, strips: Sequence[Strip], marks: Sequence[Mark], years: Years, lang: str) -> Drawing:
    _, top = frame.head()
    start = top + RULER
    bottom = start + sum(strip.height for strip in strips)
    body = list(years.ground(top, bottom, lang))
    down = start
    tops: dict[Key, tuple[float, Row]] = {}
    for strip in strips:
        body += _drawn(strip, down, years, lang)
        if strip.row:
            tops[key_of(strip.row.measure)] = down, strip.row
        down += strip.height
    body += _marks(marks, tops, years)
    return frame.around(body, bottom)


def _drawn(strip: Strip, top: float, years: Years, lang: str) -> Iterator[Shape]:
    if strip.is_plan:
        yield Box(0, top, WIDTH, strip.height, GROUND)
        status = fitting(strip.detail, _DETAIL, 0.4 * WIDTH)
        yield Text(4, top + strip.height / 2, fitting(strip.words, _NAME, 0.58 * WIDTH), _NAME)
        yield Text(WIDTH - 4, top + strip.height / 2, status, _DETAIL, "end", SOFT)
        return
    if strip.row is None:
        words = fitting(strip.words, _DETAIL, WIDTH - 8)
        yield Text(4, top + strip.height / 2, words, _DETAIL, colour=SOFT)
        return
    room = years.left - 12
    yield Text(
        years.left - 4,
        top + _LINE / 2 + 0.5,
        fitting(strip.words, _NAME, room),
        _NAME,
        "end",
        SOFT if strip.faint else INK,
    )
    yield Text(years.left - 4, top + _LINE * 1.5, fitting(strip.detail, _DETAIL, room), _DETAIL, "end", SOFT)
    yield Line(years.left, top + strip.height, years.right, top + strip.height, GROUND, 0.5)
    for bar in strip.row.bars:
        yield from _bar(strip.row, bar, top, years, lang)
    if not strip.row.bars:
        told = (", " if lang == "en" else "、").join(
            dict.fromkeys(years_told(side.schedule, lang) for side in strip.row.sides)
        )
        words = fitting(told, _DETAIL, years.right - years.left - 8)
        yield Text(years.left + 4, top + _LINE, words, _DETAIL, colour=SOFT)


def _bar(row: Row, bar: Bar, top: float, years: Years, lang: str) -> Iterator[Shape]:
    track = top + bar.track * _TRACK
    if bar.target:
        yield years.target(bar.start, track + _TRACK / 2, str(bar.stage or ""), _NUMBER)
        return
    for first, after, stated in bar.pieces:
        box = years.bar(bar.stage, first, after, track, _TRACK, stated=stated)
        told = label(FIGURE, "stated" if stated else "inferred", lang)
        yield replace(box, tip=f"{row.measure.heading}  {stage_name(bar.stage, lang)}  {told}")
    # What is stated may lie outside the years shown: then the number stands on the part that does not.
    first, after, stated = max(bar.pieces, key=lambda piece: (piece[2], piece[1] - piece[0]))
    words, colour = (str(bar.stage) if bar.stage else "?"), ink_of(bar.stage, stated=stated)
    yield Text(years.x((first + after) / 2), track + _TRACK / 2, words, _NUMBER, "middle", colour)


def _marks(marks: Sequence[Mark], tops: Mapping[Key, tuple[float, Row]], years: Years) -> Iterator[Shape]:
    """A spot at each side, a dotted line between two, and the number at the right edge."""
    numbers: dict[Key, set[int]] = {}
    spots: list[Shape] = []
    for mark in marks:
        found = [(key_of(side.measure), year) for side, year in mark.places if key_of(side.measure) in tops]
        discs = [years.mark(year, tops[key][0]) for key, year in found]
        if len(discs) == 2:
            (one, other) = discs
            yield Line(one.x, one.y, other.x, other.y, VERMILION, 0.8, dotted=True)
        spots += discs
        for key in dict.fromkeys(key for key, _ in found):
            numbers.setdefault(key, set()).add(mark.number)
    yield from spots
    for key, told in numbers.items():
        yield years.numbers(told, tops[key][0] + _LINE)
