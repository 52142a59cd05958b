"""計画期間のずれ and 期限なし: schedules outside the reference window, too short for what waits, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyalign.assess.measures.dependencies import Dependency
from policyalign.assess.measures.side import Side
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Fault, PlanNote
from policyalign.assess.phases.verdict import doubts_of, unread, weigh, weigh_sides
from policyalign.assess.survey import Survey
from policyalign.config import PhaseSettings
from policyalign.domain import DEPLOYMENT, Interval, Measure, Plan, StagePeriod
from policyalign.messages import MeasureCode
from policyalign.segment.measures import without_brackets
from policyalign.text.years import read_intervals
from policyalign.values import Code

# A heading of the state to be attained, or of what others did. 先進事例の横展開 and モデル事業 are measures.
_PICTURE = re.compile(
    r"(?:イメージ|(?:将来|未来|社会|国家|全体|理想|目標)像|姿|(?<!レ)ビジョン|シナリオ|類型|事例|(?<![条特慣])例"
    r"|(?:先進|優良|成功|典型|導入|取組|普及)モデル|(?:モデル|ユース)ケース)(?:集|図|案)?$|類型(?:ごと|別)|(?<!プロト)タイプ別"
)
_IMPRECISE = frozenset(("around", "part", "unresolved"))


def find_misfits(survey: Survey, settings: PhaseSettings) -> Iterator[Fault]:
    """Measures that answer a proposal and lie outside the window, then those that end before what waits."""
    old = old_plans(survey.plans, settings)
    for index, measure in enumerate(survey.measures):
        if survey.answered.get(survey.key(index)) and measure.plan_id not in old:
            yield from _outside(survey, settings, index, measure)
    for use in survey.dependencies:
        yield from _awaited(survey, use)


def find_undated(survey: Survey) -> Iterator[Fault]:
    """Measures that answer a proposal and state no time at all; they are listed, not alarmed.

    A time that is told of something else in the text, or by a heading above, is a time: it may well be the measure's.
    What has no name of its own (農山村, 総論), does nothing, or pictures what is to be attained (将来像, 事例) needs
    none.
    """
    passages = {(plan.id, one.id): one for plan in survey.plans for one in plan.passages}
    for index, measure in enumerate(survey.measures):
        proposals = survey.answered.get(survey.key(index), ())
        if (
            not proposals
            or measure.intervals
            or read_intervals(measure.text)
            or measure.called not in ("", measure.name)
        ):
            continue
        own = [passages[measure.plan_id, one] for one in measure.passages]
        headings = {heading for one in own for heading in (*one.section_path, measure.heading)}
        acts = any(one.role == "measure" for one in own)
        if acts and not any(read_intervals(heading) or _is_picture(heading) for heading in headings):
            furthest = max(measure.periods, key=lambda period: period.stage, default=None)
            yield Fault("undated", proposals, Side(measure, furthest), None, "listed", PhaseCode.no_time, {})


def _is_picture(heading: str) -> bool:
    """Whether what stands under a heading pictures things as they are to be, or were done elsewhere."""
    return bool(_PICTURE.search(without_brackets(heading).strip()))


def plan_notes(plans: Sequence[Plan], settings: PhaseSettings) -> Iterator[PlanNote]:
    """A note for every plan whose period is known and is not that of the window."""
    for plan in plans:
        period = plan.period
        if period is None or period.start_fy is None or period.end_fy is None:
            continue
        if (period.start_fy, period.end_fy) != settings.window:
            reason = PhaseCode.plan_before if period.end_fy < settings.window[0] else PhaseCode.plan_period
            yield PlanNote(plan.id, period, reason, _window(settings))


def old_plans(plans: Sequence[Plan], settings: PhaseSettings) -> frozenset[str]:
    """The plans that ended before the window; that their measures did too is no fault of each."""
    return frozenset(
        plan.id
        for plan in plans
        if plan.period is not None and plan.period.end_fy is not None and plan.period.end_fy < settings.window[0]
    )


# --- against the window -----------------------------------------------------------------------------------


def _outside(survey: Survey, settings: PhaseSettings, index: int, measure: Measure) -> Iterator[Fault]:
    first, last = settings.window
    told = _told(measure)
    if not told:
        return
    if ended_before(measure, first):
        yield from _misfit(survey, settings, index, _latest(measure), PhaseCode.measure_before)
    elif all(time.start_fy is not None and time.start_fy > last for time in told):
        yield from _misfit(survey, settings, index, _earliest(measure), PhaseCode.measure_after)
    else:
        yield from _late_exit(survey, settings, index, measure)


def ended_before(measure: Measure, year: int) -> tuple[Interval, ...]:
    """The schedule of a measure that is over before a fiscal year; none where it is not, or not all of it is dated."""
    told = _told(measure)
    return told if all(time.end_fy is not None and time.end_fy < year for time in told) else ()


def _told(measure: Measure) -> tuple[Interval, ...]:
    """The times that together are the schedule of the whole measure; none where a part of it is undated."""
    if measure.overall_interval is not None:
        return (measure.overall_interval,)
    complete = measure.periods and not measure.unstaged_intervals and len(measure.dated) == len(measure.periods)
    return measure.intervals if complete else ()


def _late_exit(survey: Survey, settings: PhaseSettings, index: int, measure: Measure) -> Iterator[Fault]:
    """Preparation within the window, use only after it."""
    last = settings.window[1]
    uses = [period for period in measure.periods if period.stage >= DEPLOYMENT]
    basis = [period for period in measure.dated if period.stage < DEPLOYMENT]
    late = all(use.own and use.start is not None and use.start > last for use in uses)
    if uses and basis and late and not measure.unstaged_intervals:
        first = min(uses, key=lambda use: (use.start or 0, use.stage))
        yield from _misfit(survey, settings, index, first, PhaseCode.exit_after)


def _misfit(
    survey: Survey, settings: PhaseSettings, index: int, period: StagePeriod | None, reason: Code
) -> Iterator[Fault]:
    measure = survey.measures[index]
    side = Side(measure, period)
    doubts = unread((side,), survey.half_read)
    if reason == PhaseCode.exit_after or measure.overall_interval is None:
        doubts += doubts_of(side)
    elif measure.overall_interval.precision in _IMPRECISE:
        doubts.append(PhaseCode.doubt_time)
    doubts += [] if any(survey.key(index) in answer.sure for answer in survey.answers) else [PhaseCode.doubt_match]
    proposals = survey.answered[survey.key(index)]
    yield from weigh("period", proposals, side, None, reason, _window(settings), doubts)


def _latest(measure: Measure) -> StagePeriod | None:
    ended = [period for period in measure.periods if period.end is not None]
    return max(ended, key=lambda period: (period.end or 0, period.stage), default=None)


def _earliest(measure: Measure) -> StagePeriod | None:
    begun = [period for period in measure.periods if period.start is not None]
    return min(begun, key=lambda period: (period.start or 0, period.stage), default=None)


def _window(settings: PhaseSettings) -> dict[str, str]:
    return {"window_start": str(settings.window[0]), "window_end": str(settings.window[1])}


# --- against what waits -----------------------------------------------------------------------------------


def _awaited(survey: Survey, use: Dependency) -> Iterator[Fault]:
    """A measure waits for another to be in use, whose schedule ends at a stage before that."""
    user, supplier = survey.measures[use.dependent], survey.measures[use.provider]
    ended = _end_before_use(supplier)
    if not use.waits or ended is None or ended.end is None:
        return
    if (begins := _first_after(user, ended.end)) is None:
        return
    indices, sides = (use.dependent, use.provider), (Side(supplier, ended), begins)
    doubts = [] if begins.period else [MeasureCode.doubt_stage]
    yield from weigh_sides(survey, "period", indices, sides, PhaseCode.awaited_missing, {"name": use.phrase}, doubts)


def _end_before_use(measure: Measure) -> StagePeriod | None:
    """The last stage of a measure that is over before any use; None where use is told or an end is not."""
    dated = measure.dated
    if not dated or len(dated) < len(measure.periods) or (measure.highest or 0) >= DEPLOYMENT:
        return None
    if any(period.end is None for period in dated):
        return None
    return max(dated, key=lambda period: (period.end or 0, period.stage))


def _first_after(measure: Measure, year: int) -> Side | None:
    """Where what waits first does something after the year; a doing of unknown stage counts too."""
    sides = [Side(measure, period) for period in measure.dated]
    sides += [Side(measure, None, time) for time in measure.unstaged_intervals if not time.of_target]
    begins = [(side.interval.start_fy or 0, side) for side in sides if side.interval is not None]
    later = [pair for pair in begins if pair[0] > year]
    return min(later, key=lambda pair: (pair[0], pair[1].period is None), default=(0, None))[1]
