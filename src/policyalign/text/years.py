"""When something happens: years and fiscal years (年度) in running text, as intervals.

A small grammar of our own, since no library reads 年度. Times (a year, decade, century part or relative
year) join to ranges (令和5～9年度) and take bounds (2030年度まで, 令和9年度以降). Every pattern is bounded
in length, so that reading is linear in the text whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policyalign.domain import Interval
from policyalign.text.eras import era_year, fiscal_year
from policyalign.text.numerals import half_width, read_number
from policyalign.text.relative_years import Reference, relative_times
from policyalign.text.time_points import SPACE, Time, century_times, year_times

_DASH = r"[~〜～\-−–—―‐ー]"
_JOIN = re.compile(rf"{SPACE}(?:から|より|以降、?|{_DASH}){SPACE}")
_JOIN_BARE = re.compile(rf"{SPACE}(?:から|・|{_DASH}){SPACE}")
# The far end of a range may leave out era and century (令和5～9年度) or the year itself (令和5年4月～9月).
_FAR_YEAR = re.compile(
    rf"{SPACE}(?:から|{_DASH}|・){SPACE}(?P<count>[0-9]{{1,2}}|元){SPACE}(?P<unit>年度|年(?![間生前後]))末?"
)
_FAR_MONTH = re.compile(
    rf"{SPACE}(?:から|{_DASH}){SPACE}(?P<month>1[0-2]|[1-9]){SPACE}月(?:{SPACE}[0-9]{{1,2}}日)?末?"
)
_FAR_DAY = re.compile(rf"{SPACE}(?:から|{_DASH}){SPACE}[0-9]{{1,2}}{SPACE}日")
_LENGTH = re.compile(
    rf"{SPACE}(?:から|以降)(?:の|、)?{SPACE}(?P<years>[0-9]{{1,2}}|[一二三四五六七八九十]){SPACE}[かヶカ]?年(?:間|程度)"
)

_UNTIL = re.compile(rf"{SPACE}(?:まで(?:の間|に)?|迄に?|以前|(?:を)?(?:目途|目処|めど)(?:に|と)?)")
_SINCE = re.compile(rf"{SPACE}(?:以降|以後|以来|から|より(?![もりょよ前後高低多少大小以安早0-9]))")
_RANGE_TAIL = re.compile(rf"{SPACE}(?:まで(?:の間|に)?|迄に?|にかけて|の間に?)")

NO_REFERENCE = Reference()


def read_intervals(text: str, reference: Reference = NO_REFERENCE) -> tuple[Interval, ...]:
    """Every time expression of ``text``, in order, with its wording and offsets.

    Years without 年度 are calendar years: January to March count to the fiscal year before, a year without
    a month to the fiscal year of the same number. ``まで`` leaves the start open, ``から`` and ``以降`` the
    end; both ends are open where the years cannot be told (当面, or a relative time that ``reference`` does
    not resolve).

    >>> [(i.start_fy, i.end_fy, i.phrase) for i in read_intervals("令和5～9年度に整備し、2030年3月まで使う")]
    [(2023, 2027, '令和5～9年度'), (None, 2029, '2030年3月まで')]
    """
    plain = half_width(text)
    return tuple(
        Interval(start, end, text[begin:stop], (begin, stop))
        for start, end, begin, stop in _expressions(plain, reference)
    )


def _expressions(text: str, reference: Reference) -> Iterator[tuple[int | None, int | None, int, int]]:
    """``(start_fy, end_fy, begin, stop)`` of every expression."""
    times = _without_overlaps([*year_times(text), *century_times(text), *relative_times(text, reference)])
    index = 0
    while index < len(times):
        near = times[index]
        far = times[index + 1] if index + 1 < len(times) else None
        index += 1
        if far is not None and _joined(text, near, far):
            index += 1
            yield near.first, far.last, near.start, _skip(_RANGE_TAIL, text, far.end)
        elif (elided := _elided_end(text, near)) is not None:
            yield elided.first, elided.last, near.start, _skip(_RANGE_TAIL, text, elided.end)
        elif near.unit:
            yield _bounded(text, near)


def _without_overlaps(times: list[Time]) -> list[Time]:
    """Times in order of place; of overlapping ones the first, of those that begin together the longest."""
    kept: list[Time] = []
    for time in sorted(times, key=lambda time: (time.start, -time.end)):
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return kept


def _joined(text: str, near: Time, far: Time) -> bool:
    """Whether two times are the ends of one range; 2025・2026年度 is one too, 2025年度・2026年度 is not."""
    if not far.unit or near.first is None or far.last is None or near.first > far.last:
        return False
    join = _JOIN if near.unit else _JOIN_BARE
    return join.fullmatch(text, near.end, far.start) is not None


def _elided_end(text: str, near: Time) -> Time | None:
    """The far end of a range written without its era, century or year; ``None`` when there is none."""
    if not near.year or near.first is None:
        return None
    if match := _FAR_YEAR.match(text, near.end):
        return _far_year(near, match)
    if near.month and (match := _FAR_MONTH.match(text, near.end)):
        month = int(match["month"])
        year = near.year + (month < near.month)
        return replace(near, end=match.end(), last=fiscal_year(year, month))
    if near.month and (match := _FAR_DAY.match(text, near.end)):
        return replace(near, end=match.end())
    return None


def _far_year(near: Time, match: re.Match[str]) -> Time:
    """The range, with unknown years when its far end cannot be placed (2022年度から6年度)."""
    count = match["count"]
    year = era_year(near.era, count) if near.era else near.year // 100 * 100 + (read_number(count) or 0)
    if year is None or year <= near.year or (not near.era and len(count) < 2):
        return replace(near, end=match.end(), first=None, last=None)
    return replace(near, end=match.end(), last=year)


def _bounded(text: str, time: Time) -> tuple[int | None, int | None, int, int]:
    """A single time with the bound that follows it."""
    if time.first is None:
        return None, None, time.start, time.end
    if match := _LENGTH.match(text, time.end):
        years = read_number(match["years"]) or 1
        return time.first, time.first + years - 1, time.start, match.end()
    if match := _UNTIL.match(text, time.end):
        return None, time.last, time.start, match.end()
    if match := _SINCE.match(text, time.end):
        return time.first, None, time.start, match.end()
    return time.first, time.last, time.start, time.end


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
