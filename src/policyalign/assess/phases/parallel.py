"""同時並行の重複段階: two ministries at the same stage, at the same time, on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyalign.assess.measures.handing_over import hands_over
from policyalign.assess.measures.repeats import find_repeats
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.words import SharedSubject, quote_terms
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.verdict import object_doubt, weigh_sides
from policyalign.assess.survey import Survey
from policyalign.domain import Measure, StagePeriod
from policyalign.segment.ministries import ministries

COMMON = 4
"""Rare words that both must hold, one more than for the same thing: with three, measures on one matter that
complement each other were called duplicates too often (docs/phases.md)."""

_RESEARCH = re.compile(r"研究|開発|試作|製造")


def find_parallels(survey: Survey) -> Iterator[Fault]:
    """One fault per pair of measures, at the furthest stage that both are at; none of one programme told twice, nor
    where the one hands over to the other."""
    groups = find_repeats(survey.measures, survey.words)
    programme = {index: number for number, group in enumerate(groups) for index in group}
    for subject in survey.shared_subjects:
        one, other = survey.measures[subject.first], survey.measures[subject.second]
        same = subject.first in programme and programme[subject.first] == programme.get(subject.second)
        linked = hands_over(one, other) or hands_over(other, one)
        if len(subject.words) >= COMMON and not same and not linked and _apart(one, other):
            yield from _parallel(survey, subject, one, other)


def _parallel(survey: Survey, subject: SharedSubject, one: Measure, other: Measure) -> Iterator[Fault]:
    pairs = [
        (mine, theirs)
        for mine in one.periods
        for theirs in other.periods
        if mine.stage == theirs.stage and _same_doing(mine, theirs) and _same_time(mine, theirs)
    ]
    if not pairs:
        return
    mine, theirs = max(pairs, key=lambda pair: (all(period.certain for period in pair), pair[0].stage))
    sides = Side(one, mine), Side(other, theirs)
    alike = one.stages == other.stages and _years(one) == _years(other) is not None
    indices, detail = (subject.first, subject.second), {"shared": quote_terms(subject.words)}
    doubts = object_doubt(subject)
    yield from weigh_sides(
        survey, "parallel", indices, sides, PhaseCode.parallel_stage, detail, doubts, times=not alike
    )


def _apart(one: Measure, other: Measure) -> bool:
    """Whether different ministries are in charge, and neither measure names one of the other's."""
    mine, theirs = ministries(one.actors), ministries(other.actors)
    if not mine or not theirs or mine & theirs or set(one.actors) & set(other.actors):
        return False
    named_here = any(name in one.text for name in {*theirs, *other.actors})
    return not (named_here or any(name in other.text for name in {*mine, *one.actors}))


def _years(measure: Measure) -> tuple[int | None, int | None] | None:
    """The years of the whole measure. Two of the same stages in the same years are at each of them together,
    in whatever order."""
    return (measure.overall_interval.start_fy, measure.overall_interval.end_fy) if measure.overall_interval else None


def _same_doing(one: StagePeriod, other: StagePeriod) -> bool:
    """A stage is one for research and for institutions: 研究開発 and 施設の整備 are not the same doing."""
    return bool(_RESEARCH.search(one.phrase)) == bool(_RESEARCH.search(other.phrase))


def _same_time(one: StagePeriod, other: StagePeriod) -> bool:
    """Whether two stages certainly share a year: both beginnings are told, or one is and lies before the
    other's end, which is told too."""
    if one.start is None or other.start is None:
        return False
    ends = [one.end, other.end]
    first = max(one.start, other.start)
    return all(end is None or first <= end for end in ends)
