"""What relative times of a plan refer to: its decision, its period, and the editions of its series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Interval, Plan
from policyalign.segment.lexicon import load_lexicon
from policyalign.text.normalize import nfkc_key
from policyalign.text.numerals import read_number
from policyalign.text.relative_years import Period, Reference
from policyalign.text.years import read_intervals

_EDITION = re.compile(r"第([0-9]{1,2}|[一二三四五六七八九十]{1,3})[期次]")


@dataclass(frozen=True, slots=True)
class _Series:
    """A plan that has several editions; ``editions`` gives the period of each."""

    names: tuple[str, ...]
    editions: Mapping[int, Period]


@dataclass(frozen=True, slots=True)
class _Editions:
    series: tuple[_Series, ...]


def plan_reference(plan: Plan) -> Reference:
    """What 来年度, 今後5年間, 計画期間中 and 第7期 refer to in a plan.

    The decision is dated by the cover, or else by the year that the edition names (令和6年版). A plan of a
    series of ``corpora/lexicon/editions.yaml`` has the period of its edition where it states none.
    """
    series = _series()
    name = next((name for name in series if name in nfkc_key(plan.title)), "")
    editions = dict(series.get(name, {}))
    own = _EDITION.search(nfkc_key(plan.edition) or nfkc_key(plan.title))
    number = read_number(own.group(1)) if own else None
    period = _years(plan.period) or editions.get(number or 0)
    if number is not None and period is not None:
        editions[number] = period
    return Reference(plan.decided or _edition_year(plan.edition), period, editions, series)


@cache
def _series() -> Mapping[str, Mapping[int, Period]]:
    """The periods of the editions of every series, under each of its names."""
    return {
        nfkc_key(name): series.editions
        for series in load_lexicon("editions.yaml", _Editions).series
        for name in series.names
    }


def _edition_year(edition: str) -> int | None:
    found = [interval.start_fy for interval in read_intervals(edition)]
    return found[0] if len(found) == 1 else None


def _years(period: Interval | None) -> Period | None:
    if period is None or period.start_fy is None or period.end_fy is None:
        return None
    return period.start_fy, period.end_fy
