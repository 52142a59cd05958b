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
from policyalign.values import Precision

_DASH = r"[~〜～\-−–—―‐ー]"
_JOIN = re.compile(rf"{SPACE}(?:から|より|以降、?|{_DASH}){SPACE}")
_JOIN_BARE = re.compile(rf"{SPACE}(?:から|[・、,]|{_DASH}){SPACE}")
# The far end of a range may leave out era and century (令和5～9年度) or the year itself (令和5年4月～9月).
_FAR_YEAR = re.compile(
    rf"{SPACE}(?:から|{_DASH}|・|(?P<comma>[、,])){SPACE}同?(?P<count>[0-9]{{1,2}}|元){SPACE}(?P<unit>年度|年(?![間生前後]))末?"
)
_FAR_MONTH = re.compile(
    rf"{SPACE}(?:から|{_DASH}){SPACE}(?P<next>翌年|同年)?(?P<month>1[0-2]|[1-9]){SPACE}月(?:{SPACE}[0-9]{{1,2}}日)?末?"
)
_FAR_DAY = re.compile(rf"{SPACE}(?:から|{_DASH}){SPACE}[0-9]{{1,2}}{SPACE}日")
_LENGTH = re.compile(
    rf"{SPACE}(?:から|以降)(?:の|、)?{SPACE}(?P<years>[0-9]{{1,2}}|[一二三四五六七八九十]){SPACE}(?:[かヶカ]年|年(?=間|程度|計画))(?:間|程度)?"
)

_UNTIL = re.compile(
    rf"{SPACE}(?:まで(?:の間|に)?|迄に?|以前|を?(?:目途|目処|めど)(?:に|と)?|を(?:目標|期限)(?:に|と)(?:して)?)"
)
_SINCE = re.compile(
    rf"{SPACE}(?:以降|以後|以来|から|より(?![もりょよ前後高低多少大小以安早0-9])"
    rf"|[~〜～](?!{SPACE}[0-9A-Z第令平昭大今]))"
)
# ～2027年度 with nothing before it: an end without a beginning.
_OPEN = re.compile(r"(?:^|[\s:：;；,、(（])[~〜～]$")
_RANGE_TAIL = re.compile(
    rf"{SPACE}(?:まで(?:の間|に)?|迄に?|にかけて|の間に?)?(?:の{SPACE}[0-9]{{1,2}}{SPACE}[かヶカ]?年(?:間|(?=で|に)))?"
)

# From what is pinned down to what is not; a bound adds nothing to the doubt of 2030年頃.
_VAGUENESS: tuple[Precision, ...] = ("exact", "by", "from", "part", "around", "relative", "unresolved")

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
        Interval(time.first, time.last, text[time.start : time.end], (time.start, time.end), time.precision)
        for time in _expressions(plain, reference)
    )


# A column head that is a year and nothing else: 2025, R7, 令和7, 2026～28, 2030以降.
_BARE_HEAD = re.compile(r"(?:20[0-9]{2}|[RH][0-9]{1,2}|(?:令和|平成)(?:[0-9]{1,2}|元))(?:\([^()]{1,8}\))?")


def head_years(head: str) -> Interval | None:
    """The years that the head of a column names (2025年度, R7, 2025年度／上半期); ``None`` when it is none.

    >>> [(years.start_fy, years.end_fy) for years in map(head_years, ("R7", "2026～2028年度")) if years]
    [(2025, 2025), (2026, 2028)]
    """
    plain = half_width(head).strip()
    found = read_intervals(f"{plain}年度" if _BARE_HEAD.fullmatch(plain) else plain)
    if len(found) != 1 or not found[0].is_resolved or found[0].span[0] > _HEAD_REACH or len(plain) > _LONGEST_HEAD:
        return None
    return replace(found[0], phrase=head.strip(), span=(0, len(head.strip())))


# What is longer, or names its year later, is a title (施策の実績（2023年度）).
_LONGEST_HEAD = 24
_HEAD_REACH = 2


def _expressions(text: str, reference: Reference) -> Iterator[Time]:
    """Every expression, from its first character to the end of its bound."""
    times = _without_overlaps([*year_times(text), *century_times(text), *relative_times(text, reference)])
    index = 0
    while index < len(times):
        near = times[index]
        far = times[index + 1] if index + 1 < len(times) else None
        index += 1
        if far is not None and _joined(text, near, far):
            index += 1
            end = _skip(_RANGE_TAIL, text, far.end)
            yield replace(near, last=far.last, end=end, precision=_vaguer(near.precision, far.precision))
        elif (elided := _elided_end(text, near)) is not None:
            yield replace(elided, end=_skip(_RANGE_TAIL, text, elided.end))
        elif near.unit:
            yield _bounded(text, near)


def _vaguer(*precisions: Precision) -> Precision:
    """The one of several that promises least."""
    return max(precisions, key=_VAGUENESS.index)


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
    if (match := _FAR_YEAR.match(text, near.end)) and not (match["comma"] and near.unit):
        return _far_year(near, match)
    if near.month and (match := _FAR_MONTH.match(text, near.end)):
        month = int(match["month"])
        year = near.year + (match["next"] == "翌年" or month < near.month)
        return replace(near, end=match.end(), last=fiscal_year(year, month))
    if near.month and (match := _FAR_DAY.match(text, near.end)):
        return replace(near, end=match.end())
    return None


def _far_year(near: Time, match: re.Match[str]) -> Time:
    """The range, with unknown years when its far end cannot be placed (2022年度から6年度)."""
    count = match["count"]
    year = era_year(near.era, count) if near.era else near.year // 100 * 100 + (read_number(count) or 0)
    if year is None or year <= near.year or (not near.era and len(count) < 2):
        return replace(near, end=match.end(), first=None, last=None, precision="unresolved")
    return replace(near, end=match.end(), last=year)


def _bounded(text: str, time: Time) -> Time:
    """A single time with the bound that follows it."""
    if time.first is None or time.last is None:
        return time
    if _OPEN.search(text, max(0, time.start - 2), time.start):
        return replace(time, first=None, start=time.start - 1, precision=_vaguer(time.precision, "by"))
    if match := _LENGTH.match(text, time.end):
        years = read_number(match["years"]) or 1
        return replace(time, last=time.first + years - 1, end=match.end())
    if match := _UNTIL.match(text, time.end):
        return replace(time, first=None, end=match.end(), precision=_vaguer(time.precision, "by"))
    if match := _SINCE.match(text, time.end):
        return replace(time, last=None, end=match.end(), precision=_vaguer(time.precision, "from"))
    return time


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
