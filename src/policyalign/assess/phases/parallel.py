"""同時並行の重複段階: two ministries at the same stage, at the same time, on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyalign.assess.phases.objects import Link
from policyalign.assess.phases.records import Fault, MeasureSchedule, Side, StagePeriod
from policyalign.assess.phases.survey import Survey, told
from policyalign.assess.phases.verdict import doubts_of, object_doubt, unread, weigh

COMMON = 4
"""Rare words that both must hold, one more than for the same thing: with three, measures on one matter that
complement each other were called duplicates too often (docs/phases.md)."""

_MINISTRY = re.compile(r".{1,6}(?:省|庁)|内閣府|内閣官房|人事院")
_RESEARCH = re.compile(r"研究|開発|試作|製造")
_OF_NO_ONE = frozenset(("関係府省庁", "関係省庁", "各省庁", "各府省庁"))
# Bureaus of a ministry that go by their own name (国家行政組織法 別表第一, 各府省の設置法).
_PARENTS = {
    "消防庁": "総務省",
    "公安調査庁": "法務省",
    "出入国在留管理庁": "法務省",
    "国税庁": "財務省",
    "スポーツ庁": "文部科学省",
    "文化庁": "文部科学省",
    "林野庁": "農林水産省",
    "水産庁": "農林水産省",
    "資源エネルギー庁": "経済産業省",
    "特許庁": "経済産業省",
    "中小企業庁": "経済産業省",
    "観光庁": "国土交通省",
    "気象庁": "国土交通省",
    "海上保安庁": "国土交通省",
    "原子力規制庁": "環境省",
    "防衛装備庁": "防衛省",
}


def find_parallels(survey: Survey) -> Iterator[Fault]:
    """One fault per pair of measures, at the furthest stage that both are at."""
    for link in survey.links:
        one, other = survey.measures[link.first], survey.measures[link.second]
        if len(link.words) >= COMMON and _apart(one, other):
            yield from _parallel(survey, link, one, other)


def _parallel(survey: Survey, link: Link, one: MeasureSchedule, other: MeasureSchedule) -> Iterator[Fault]:
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
    doubts = [*doubts_of(*sides, times=not alike), *unread(sides, survey.unread_plans), *object_doubt(link)]
    detail = {"shared": told(link.words)}
    proposals = survey.proposals(link.first, link.second)
    fault = weigh("parallel", proposals, *sides, "parallel_stage", detail, doubts)
    if fault is not None:
        yield fault


def _apart(one: MeasureSchedule, other: MeasureSchedule) -> bool:
    """Whether different ministries are in charge, and neither measure names one of the other's."""
    mine, theirs = ministries(one.actors), ministries(other.actors)
    if not mine or not theirs or mine & theirs or set(one.actors) & set(other.actors):
        return False
    named_here = any(name in one.text for name in {*theirs, *other.actors})
    return not (named_here or any(name in other.text for name in {*mine, *one.actors}))


def ministries(actors: Iterable[str]) -> frozenset[str]:
    """The ministries among the actors, bureaus by their ministry.

    >>> sorted(ministries(["資源エネルギー庁", "東京大学", "環境省"]))
    ['環境省', '経済産業省']
    """
    found = (name for name in actors if _MINISTRY.fullmatch(name) and name not in _OF_NO_ONE)
    return frozenset(_PARENTS.get(name, name) for name in found)


def _years(measure: MeasureSchedule) -> tuple[int | None, int | None] | None:
    """The years of the whole measure. Two of the same stages in the same years are at each of them together,
    in whatever order."""
    return (measure.whole.start_fy, measure.whole.end_fy) if measure.whole else None


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
