"""Timelines: plans as lanes, stages as colours, faults as numbered marks (extra ``plot``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from policyalign.assess.drawing import cut
from policyalign.assess.phases.figure_bars import (
    Bar,
    Mark,
    Row,
    overview_marks,
    proposal_marks,
    proposal_rows,
    stage_counts,
    years_shown,
)
from policyalign.assess.phases.figure_sheet import Sheet, new_sheet
from policyalign.assess.phases.messages import FIGURE
from policyalign.assess.phases.records import Phases
from policyalign.assess.questions import Draw
from policyalign.assess.run import Run
from policyalign.domain import HIGHEST
from policyalign.messages import label
from policyalign.messages.measures import LADDER
from policyalign.text.file_names import file_names

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838")
"""Stages 1–6: six steps of cividis (Nuñez, Anderton & Renslow 2018), made to look alike with and without
colour blindness and to grow lighter evenly; the number of the stage stands beside or on every bar."""
UNKNOWN = "#d9d9d9"

_DARK = frozenset(COLOURS[:3])
_NAME_CHARACTERS = 24
_PLAN_CHARACTERS = 22
_MOST_ROWS = 40


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The overview and, with ``chosen``, a timeline of each of these proposals, or of all with an alarm."""
    lang = run.settings.lang
    drawn: dict[str, Draw] = {"phases": partial(draw_overview, run, lang)}
    if chosen is not None:
        phases: Phases = run.results["phases"]
        wanted = chosen or {proposal for fault in phases.alarms for proposal in fault.proposal_ids}
        files = file_names(proposal.id for proposal in run.matrix.proposals)
        for proposal in run.matrix.proposals:
            if proposal.id in wanted:
                drawn[f"phases/{files[proposal.id]}"] = partial(draw_proposal, run, proposal.id, lang)
    return drawn


def draw_overview(run: Run, lang: str = "ja") -> Figure:
    """How many measures of each plan are at which stage in which year; save it with ``figure.savefig``.

    Raises :class:`MissingExtra` without the extra ``plot``.
    """
    phases: Phases = run.results["phases"]
    planned = [measure for measure in run.measures if measure.planned]
    counts, marks = stage_counts(planned, phases.settings), overview_marks(phases)
    marked = {(plan, stage) for _, sides in marks for plan, stage, _ in sides}
    lines = _overview_lines([plan.id for plan in run.plans], counts.keys() | marked)
    place = {line: index for index, line in enumerate(lines)}
    years, title = years_shown(phases.settings), label(FIGURE, "overview", lang)
    sheet = new_sheet(len(lines), years, phases.settings.window, title, lang)
    for plan, stages in groupby(lines, key=lambda line: line[0]):
        top = place[plan, next(stages)[1]]
        sheet.lane(cut(plan, _PLAN_CHARACTERS), top, top + 0.5)
    for (plan, stage), index in place.items():
        sheet.name(_stage_name(stage, lang), index + 0.5, size=7)
        for year, told in sorted(counts.get((plan, stage), {}).items()):
            _draw_count(sheet, year, index, stage, told)
    for number, sides in marks:
        spots = [(place[plan, stage] + 0.5, year) for plan, stage, year in sides]
        sheet.mark(number, spots, joined=False)
    return sheet.finish({}, lang)


def draw_proposal(run: Run, proposal_id: str, lang: str = "ja") -> Figure:
    """The stages in time of the measures that answer one proposal.

    Raises :class:`MissingExtra` without the extra ``plot``, ``KeyError`` for an unknown proposal.
    """
    phases: Phases = run.results["phases"]
    title = f"{proposal_id}  {run.labels[proposal_id]}"
    every = proposal_rows(run, proposal_id)
    rows, marks = _shortened(every, proposal_marks(phases, proposal_id, every))
    if len(rows) < len(every):
        title += "  " + label(FIGURE, "more", lang).format(count=len(every) - len(rows))
    years = years_shown(phases.settings)
    tracks = sum(row.tracks for row in rows) + len({row.plan_id for row in rows})
    sheet = new_sheet(tracks, years, phases.settings.window, title, lang)
    tops = _draw_rows(sheet, rows, run, lang)
    for mark in marks:
        spots = [(tops[row] + rows[row].tracks / 2, year) for row, year in mark.places]
        sheet.mark(mark.number, spots, joined=True)
    if not any(row.bars for row in rows):
        words = label(FIGURE, "none", lang)
        sheet.word(words, sum(years) / 2, tracks + 0.5, size=8, dark=False, boxed=True)
    return sheet.finish({_stage_name(stage, lang): COLOURS[stage - 1] for stage in range(1, HIGHEST + 1)}, lang)


# --- overview ---------------------------------------------------------------------------------------------


def _overview_lines(plans: Sequence[str], used: set[tuple[str, int]]) -> list[tuple[str, int]]:
    """The stages of every plan that anything is known of; stage 0 where nothing is, or for a mark alone."""
    lines = [(plan, stage) for plan in plans for stage in range(HIGHEST + 1) if (plan, stage) in used]
    empty = [(plan, 0) for plan in plans if plan not in {one for one, _ in lines}]
    return sorted([*lines, *empty], key=lambda line: (plans.index(line[0]), line[1]))


def _stage_name(stage: int, lang: str) -> str:
    return f"{stage} {label(LADDER, str(stage), lang)}" if stage else label(LADDER, "", lang)


def _draw_count(sheet: Sheet, year: int, track: int, stage: int, counts: tuple[int, int]) -> None:
    """The number of measures; hatched where of most of them it is not sure."""
    sure, maybe = counts
    colour, hatched = COLOURS[stage - 1], maybe > sure
    sheet.bar(colour, year, year + 1, track, faint=hatched)
    words = str(sure + maybe)
    sheet.word(words, year + 0.26, track + 0.5, size=6.5, dark=colour in _DARK, boxed=hatched)


# --- one proposal -----------------------------------------------------------------------------------------


def _shortened(rows: Sequence[Row], marks: Sequence[Mark]) -> tuple[list[Row], list[Mark]]:
    """At most :data:`_MOST_ROWS` rows: those with a mark, then those with times, in their order."""
    marked = {row for mark in marks for row, _ in mark.places}
    ranked = sorted(range(len(rows)), key=lambda row: (row not in marked, not rows[row].bars, row))
    kept = sorted(ranked[:_MOST_ROWS])
    place = {row: index for index, row in enumerate(kept)}
    moved = [
        Mark(mark.number, tuple((place[row], year) for row, year in mark.places))
        for mark in marks
        if all(row in place for row, _ in mark.places)
    ]
    return [rows[row] for row in kept], moved


def _draw_rows(sheet: Sheet, rows: Sequence[Row], run: Run, lang: str) -> list[int]:
    """Draw the rows in lanes by plan, each below a line with the plan's name; the tracks at which they
    begin."""
    tops: list[int] = []
    top = 0
    for plan, group in groupby(rows, key=lambda row: row.plan_id):
        sheet.lane(plan, top, top + 0.5)
        top += 1
        for row in group:
            tops.append(top)
            where = run.place(plan, row.page, lang)
            sheet.name(f"{cut(row.name, _NAME_CHARACTERS)}  {where}", top + row.tracks / 2)
            for bar in row.bars:
                _draw_bar(sheet, bar, top + bar.track)
            top += row.tracks
    return tops


def _draw_bar(sheet: Sheet, bar: Bar, track: int) -> None:
    colour = UNKNOWN if bar.stage is None else COLOURS[bar.stage - 1]
    for start, end, faint in _pieces(bar):
        sheet.bar(colour, start, end, track, faint=faint)
    hatched = bar.faint or bar.start == bar.end
    middle = (bar.fade_left + bar.fade_right if hatched else bar.start + bar.end) / 2
    words = "?" if bar.stage is None else str(bar.stage)
    sheet.word(words, middle, track + 0.5, size=7.5, dark=colour in _DARK, boxed=hatched)


def _pieces(bar: Bar) -> Iterator[tuple[int, int, bool]]:
    """The sure part of a bar and its hatched ends; all of it is hatched where nothing is sure."""
    if bar.faint:
        yield bar.fade_left, bar.fade_right, True
        return
    parts = ((bar.fade_left, bar.start, True), (bar.start, bar.end, False), (bar.end, bar.fade_right, True))
    yield from (part for part in parts if part[0] < part[1])
