"""死の谷: one stage is over, and the next one begins only after more years than a team can wait.

The years between count only when nothing is known to happen in them: no measure tied to either side has a
stage there, and none of either side's own stages is undated.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations

from policyalign.assess.measures.side import Side
from policyalign.assess.measures.words import quote_terms
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.verdict import object_doubt, weigh_sides
from policyalign.assess.survey import Survey
from policyalign.config import PhaseSettings
from policyalign.domain import HIGHEST, Measure, StagePeriod
from policyalign.values import Code


def find_valleys(survey: Survey, settings: PhaseSettings) -> Iterator[Fault]:
    """Within a measure, and from one to another about the same thing or tied to it by name."""
    for index, measure in enumerate(survey.measures):
        for before, after in pairwise(_in_time(measure)):
            yield from _valley(survey, settings, (index, index), (before, after), PhaseCode.valley_within, {}, [])
    for pair, (detail, doubts) in sorted(_subjects(survey).items()):
        for indices in permutations(pair, 2):
            last, first = _last(survey.measures[indices[0]]), _first(survey.measures[indices[1]])
            if last is not None and first is not None:
                stages = last, first
                yield from _valley(survey, settings, indices, stages, PhaseCode.valley_between, detail, doubts)


def _subjects(survey: Survey) -> dict[tuple[int, int], tuple[dict[str, str], list[Code]]]:
    """By pair of measures, what subjects them and what is doubtful about it; a name tells more than words."""
    subjects = {
        (subject.first, subject.second): ({"shared": quote_terms(subject.words)}, object_doubt(subject))
        for subject in survey.shared_subjects
    }
    for use in survey.dependencies:
        pair = min(use.dependent, use.provider), max(use.dependent, use.provider)
        subjects[pair] = {"shared": quote_terms([use.name])}, []
    return subjects


def _valley(
    survey: Survey,
    settings: PhaseSettings,
    indices: tuple[int, int],
    stages: tuple[StagePeriod, StagePeriod],
    reason: Code,
    detail: dict[str, str],
    doubts: list[Code],
) -> Iterator[Fault]:
    """A gap between two stages of ascending order, wide enough and with nothing in it."""
    ended, begun = stages
    if ended.end is None or begun.start is None or begun.stage <= ended.stage:
        return
    years = begun.start - ended.end - 1
    if years > settings.gap_years and not _bridged(survey, indices, ended.end, begun.start):
        sides = Side(survey.measures[indices[0]], ended), Side(survey.measures[indices[1]], begun)
        yield from weigh_sides(survey, "valley", indices, sides, reason, {**detail, "years": str(years)}, doubts)


def _bridged(survey: Survey, indices: tuple[int, int], end: int, start: int) -> bool:
    """Whether anything may go on between the years: a stage or a time without years, here or in a tied
    measure."""
    around = {*indices, *survey.near.get(indices[0], ()), *survey.near.get(indices[1], ())}
    return any(_may_fill(survey.measures[index], end, start) for index in around)


def _may_fill(measure: Measure, end: int, start: int) -> bool:
    if any(period.interval is None or not period.interval.is_resolved for period in measure.periods):
        return True
    return any(
        (time.start_fy is None or time.start_fy < start) and (time.end_fy is None or time.end_fy > end)
        for time in measure.intervals
    )


def _in_time(measure: Measure) -> list[StagePeriod]:
    """The dated stages in the order of the ladder, of each the one that ends last."""
    dated = sorted(measure.dated, key=lambda period: (period.stage, period.end or 0))
    return list({period.stage: period for period in dated}.values())


def _last(measure: Measure) -> StagePeriod | None:
    """The furthest stage of a measure that comes to an end; None where one goes on or it goes to the end."""
    steps = _in_time(measure)
    if not steps or any(period.end is None for period in steps) or steps[-1].stage == HIGHEST:
        return None
    return steps[-1]


def _first(measure: Measure) -> StagePeriod | None:
    """The first stage of a measure in time; None where the beginning of one is not told."""
    dated = measure.dated
    if not dated or any(period.start is None for period in dated):
        return None
    return min(dated, key=lambda period: (period.start or 0, period.stage))
