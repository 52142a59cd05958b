"""When something happens: years and fiscal years (年度) in running text, as intervals.

A small grammar of our own, since no library reads 年度. Times (a year, decade, century part or relative
year) join to ranges (令和5～9年度) and take bounds (2030年度まで, 令和9年度以降). Every pattern is bounded
in length, so that reading is linear in the text whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Interval
from policyalign.text.eras import ERAS, era_year, fiscal_year
from policyalign.text.numerals import half_width, read_number
from policyalign.text.relative_years import Reference, relative_times
from policyalign.text.time_points import SPACE, Time, century_times, year_times
from policyalign.values import Precision

_DASH = r"[~〜～\-−–—―‐ー]"
_JOIN = re.compile(rf"{SPACE}(?:から(?P<comma>[、,])?|より|以降、?|{_DASH}){SPACE}")
_JOIN_BARE = re.compile(rf"(?:{SPACE}[・、,]{SPACE}[0-9]{{1,2}}){{0,4}}{SPACE}(?:から|[・、,]|{_DASH}){SPACE}")
_LISTED = re.compile(rf"{SPACE}[・、,]{SPACE}")
_DASHED = re.compile(rf"{SPACE}{_DASH}{SPACE}")
_UP_TO = re.compile(rf"{SPACE}(?:まで|迄|にかけて)")
# The far end of a range may leave out era and century (令和5～9年度) or the year itself (令和5年4月～9月).
_FAR_YEAR = re.compile(
    rf"{SPACE}(?:から|{_DASH}|・|(?P<comma>[、,])){SPACE}同?(?P<count>[0-9]{{1,2}}|元){SPACE}(?P<unit>年度|年(?![間生前後]))末?"
)
_FAR_MONTH = re.compile(
    rf"{SPACE}(?:から|{_DASH}){SPACE}(?P<next>翌年?|同年)?(?P<month>1[0-2]|[1-9]){SPACE}月(?:{SPACE}[0-9]{{1,2}}日)?末?"
)
_FAR_DAY = re.compile(rf"{SPACE}(?:から|{_DASH}){SPACE}[0-9]{{1,2}}{SPACE}日")
_FAR_PART = re.compile(
    rf"{SPACE}(?:から|{_DASH}){SPACE}(?P<next>翌年?|同年?)?(?:[春夏秋冬]頃?|第[1-4一二三四]四半期|年度?末|年央|末|[上下]半?期|後半|半ば)"
)
_LENGTH = re.compile(
    rf"{SPACE}(?:から|以降)(?:の|、)?{SPACE}(?P<about>おおむね|概ね|約|およそ|ほぼ)?(?:向こう|今後|最長|最大)?"
    rf"{SPACE}(?P<years>[0-9]{{1,2}}|[一二三四五六七八九十]){SPACE}(?:[かヶカ]年|年(?=間|程度|計画))(?:間|程度)?"
)

_UNTIL = re.compile(
    rf"{SPACE}(?:まで(?:の間|に)?|迄に?|以前|を?(?:目途|目処|めど)(?:に|と)?|を(?:目標|期限)(?:に|と)(?:して)?"
    r"|に向け(?:て|た(?![^、。]{0,4}目標))?|を待たず(?:に|して)?)"
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


# A column head that is a year and nothing else: 2025, R7, 令和7, FY2025, 2026～28, R13以降, ～2025.
_ONE = r"(?:20[0-9]{2}|[RH]\.?[0-9]{1,2}|(?:令和|平成)(?:[0-9]{1,2}|元)|㋿[0-9]{1,2}|FY ?'?(?:20)?[0-9]{2})"
_BARE_HEAD = re.compile(rf"(?P<first>{_ONE}(?:{_DASH}(?:{_ONE}|[0-9]{{1,2}}))?)(?P<gloss>\([^()]{{1,8}}\))?")
_OPEN_HEAD = re.compile(rf"(?P<head>.*?(?:[0-9]|元|年度?|\)))(?:以降|以後|{_DASH}|→)(?P<gloss>\([^()]{{1,8}}\))?")
_UNTIL_HEAD = re.compile(rf"(?:{_DASH}(?P<after>.*)|(?P<before>.*?)(?:まで|以前))")
# A head that only counts on from the one before it: 令和8, 9, 10; 2026, 27, 28以降; 8年度, 9年度.
_COUNTING_HEAD = re.compile(rf"'?(?P<count>[0-9]{{1,2}})(?:年度?)?(?P<open>以降|以後|{_DASH})?")


def head_years(head: str) -> Interval | None:
    """The years that the head of a column names (2025年度, R7, 2025年度／上半期); ``None`` when it is none.

    >>> [(years.start_fy, years.end_fy) for years in map(head_years, ("R7", "2026～2028年度", "2031以降")) if years]
    [(2025, 2025), (2026, 2028), (2031, None)]
    """
    plain = half_width(head).strip()
    found = read_intervals(_spelt_out(plain))
    if len(found) != 1 or not found[0].is_resolved or found[0].span[0] > _HEAD_REACH or len(plain) > _LONGEST_HEAD:
        return None
    return replace(found[0], phrase=head.strip(), span=(0, len(head.strip())))


def _spelt_out(head: str) -> str:
    """The head as it would stand in running text."""
    if match := _OPEN_HEAD.fullmatch(head):
        return f"{_spelt_out(match['head'])}以降"
    if (match := _UNTIL_HEAD.fullmatch(head)) and (match["after"] or match["before"]):
        return f"{_spelt_out(match['after'] or match['before'])}まで"
    if (match := _BARE_HEAD.fullmatch(head)) is None or match["first"].startswith("FY"):
        return head
    return f"{match['first']}年度"


def years_of_heads(heads: Sequence[str]) -> list[Interval | None]:
    """The years of all heads of a row of heads; a bare number counts on from the head before it.

    >>> [years and years.start_fy for years in years_of_heads(["施策", "令和8年度", "9", "10"])]
    [None, 2026, 2027, 2028]
    """
    found: list[Interval | None] = []
    for head in heads:
        years, before = head_years(head), found[-1] if found else None
        if years is None and before is not None and before.end_fy is not None:
            years = _counted_on(head, before.end_fy + 1)
        found.append(years)
    return found


def _counted_on(head: str, year: int) -> Interval | None:
    match = _COUNTING_HEAD.fullmatch(half_width(head).strip())
    counts = {year % 100, *(year - era.first_year + 1 for era in ERAS if era.last_year is None)}
    if match is None or int(match["count"]) not in counts:
        return None
    return Interval(year, None if match["open"] else year, head.strip(), (0, len(head.strip())))


# What is longer, or names its year later, is a title (施策の実績（2023年度）).
_LONGEST_HEAD = 24
_HEAD_REACH = 2


def _expressions(text: str, reference: Reference) -> Iterator[Time]:
    """Every expression, from its first character to the end of its bound."""
    told = [*year_times(text, reference.written), *century_times(text), *relative_times(text, reference)]
    times = _without_overlaps([_with_remark(text, time, reference) for time in _without_overlaps(told)])
    index = done = 0
    while index < len(times):
        near = times[index]
        far = times[index + 1] if index + 1 < len(times) else None
        index += 1
        if near.start < done:
            continue
        while far is not None and _lists(text, near, far):
            near, index = replace(near, end=far.end), index + 1
            far = times[index] if index < len(times) else None
        if far is not None and _joined(text, near, far):
            index += 1
            end = _skip(_RANGE_TAIL, text, far.end)
            yield replace(near, last=far.last, end=end, precision=_vaguer(near.precision, far.precision))
        elif (elided := _elided_end(text, near)) is not None:
            done = _skip(_RANGE_TAIL, text, elided.end)
            yield replace(elided, end=done)
        elif near.unit:
            yield _bounded(text, near)


# 令和９年度末（2028年３月末）まで: a bracket that says the same once more, in another count.
_REMARK = re.compile(
    rf"{SPACE}\((?P<inner>(?:[0-9]|令和|平成|昭和|西暦|FY|[RH])"
    rf"(?:[0-9元年月日度末頃初旬上中下春夏秋冬 .RHFY]|{_DASH}|から|まで|令和|平成|昭和|第[1-4]四半期){{1,24}})\)"
)


def _with_remark(text: str, time: Time, reference: Reference) -> Time:
    """The time with the bracket behind it, where that lies within the time."""
    match = _REMARK.match(text, time.end) if time.unit else None
    if match is None or time.first is None or time.last is None:
        return time
    inner = list(_expressions(match["inner"], reference))
    within = all(
        one.first is not None and one.last is not None and time.first <= one.first <= one.last <= time.last
        for one in inner
    )
    return replace(time, end=match.end()) if inner and within else time


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
    if near.first is None or far.last is None or near.first > far.last:
        return False
    if not far.unit:  # FY2026-2028, 2026年度～2028
        return near.unit == "年度" and not far.era and _DASHED.fullmatch(text, near.end, far.start) is not None
    match = (_JOIN if near.unit else _JOIN_BARE).fullmatch(text, near.end, far.start)
    if match is None:
        return False
    # 2026年度から、2028年度まで is a range; 2026年度から、2028年度には are two times.
    return not (near.unit and match["comma"]) or _UP_TO.match(text, far.end) is not None


def _lists(text: str, near: Time, far: Time) -> bool:
    """Whether two bare years are the first of several: 2026, 2027, 2028年度."""
    bare = not near.unit and not far.unit and (near.first or 0) < (far.first or 0)
    return bare and _LISTED.fullmatch(text, near.end, far.start) is not None


def _elided_end(text: str, near: Time) -> Time | None:
    """The far end of a range written without its era, century or year; ``None`` when there is none."""
    if not near.year or near.first is None:
        return None
    if (match := _FAR_YEAR.match(text, near.end)) and not (match["comma"] and near.unit):
        return _far_year(near, match)
    if near.month and (match := _FAR_MONTH.match(text, near.end)):
        month = int(match["month"])
        year = near.year + ((match["next"] or "").startswith("翌") or month < near.month)
        return replace(near, end=match.end(), last=fiscal_year(year, month))
    if near.month and (match := _FAR_DAY.match(text, near.end)):
        return replace(near, end=match.end())
    if near.unit in ("年", "年度") and (match := _FAR_PART.match(text, near.end)):
        return replace(near, end=match.end(), last=near.first + (match["next"] or "").startswith("翌"))
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
        bound = (_UNTIL.match(text, time.end) or _SINCE.match(text, time.end)) if time.unit == "relative" else None
        return replace(time, end=bound.end()) if bound else time
    if _OPEN.search(text, max(0, time.start - 2), time.start):
        return replace(time, first=None, start=time.start - 1, precision=_vaguer(time.precision, "by"))
    if match := _LENGTH.match(text, time.end):
        years = read_number(match["years"]) or 1
        precision = _vaguer(time.precision, "around") if match["about"] else time.precision
        return replace(time, last=time.first + years - 1, end=match.end(), precision=precision)
    if match := _UNTIL.match(text, time.end):
        return replace(time, first=None, end=match.end(), precision=_vaguer(time.precision, "by"))
    if match := _SINCE.match(text, time.end):
        return replace(time, last=None, end=match.end(), precision=_vaguer(time.precision, "from"))
    return time


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
