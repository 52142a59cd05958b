"""Times that count from the plan itself: 今後5年間, 来年度, 計画期間中, 第7期.

They are resolved against a :class:`Reference`; without one, or where the words give no years (当面,
中長期的に), they are kept as unresolved: first and last are ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policyalign.text.eras import fiscal_year
from policyalign.text.numerals import read_number
from policyalign.text.time_points import SPACE, Time
from policyalign.values import Precision

Period = tuple[int, int]
"""First and last fiscal year."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative times of a plan refer to, in fiscal years.

    ``decided`` is the year of the plan's decision, ``period`` its first and last year, ``editions`` the
    periods of the editions of its series by their number (第7期 → 7), and ``series`` those of other series by
    the name of the plan (海洋基本計画). What is unknown stays ``None`` or empty.
    """

    decided: int | None = None
    period: Period | None = None
    editions: Mapping[int, Period] = field(default_factory=dict)
    series: Mapping[str, Mapping[int, Period]] = field(default_factory=dict)

    @property
    def ahead(self) -> int | None:
        """The first year of 今後: that of the decision, or of the period where it begins no later than the
        year after."""
        if self.period is not None and (self.decided is None or 0 <= self.period[0] - self.decided <= 1):
            return self.period[0]
        return self.decided

    @property
    def written(self) -> int | None:
        """The year by which the plan was certainly written, as far as is known."""
        known = [year for year in (self.decided, self.period and self.period[0]) if year is not None]
        return min(known, default=None)


_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,2}"
_YEARS = rf"{SPACE}(?P<years>{_NUMBER}){SPACE}[かヶカ]?年"
# What stands right behind a noun counts from there (設立10年以内), not from the plan.
_FREE = r"(?<![一-龠々ァ-ヶー0-9第])(?<![0-9][.,])"
# So does what follows から, その or 後 (公布の日から３年以内, その５年後), unless it says now.
_ELSEWHERE = re.compile(
    r"(?:から|より|その|それ|この|の|後|以降|次第|以来"
    r"|(?:公布|施行|成立|締結|契約|着工|着手|開始|終了|完成|完了|発足|設立|認定|採択|承認|決定)し(?:て|、|,))"
    r"[、,]?(?:起算して|数えて|おおむね|概ね|約|およそ|遅くとも|少なくとも|最長|最大|最短|更に|さらに|、|,){0,3}$"
)
_NOW = re.compile(
    r"(?:今|現在|これ|現時点|(?:本|この)計画の?(?:策定|決定)(?:後|から)?)(?:から|より)?[、,]?[^、,]{0,6}$"
)
_COUNTED = re.compile(rf"(?:今後|向こう)(?:おおむね|概ね|約|およそ)?{_YEARS}(?:間|程度|以内)?")
_WITHIN = re.compile(rf"{_FREE}{_YEARS}以内(?=に)")
_LATER = re.compile(rf"{_FREE}{_YEARS}後(?!半|期|[一-龠])")
_NAMED = re.compile(r"(?P<name>[本今当来翌次昨前]年度|再来年度|(?<![一-龠0-9])年度(?=内))(?:末|中|内|当初|以内)?")
_CALENDAR = re.compile(
    rf"(?P<name>本年|今年|来年|(?<![一-龠々0-9])年(?=内))(?!度)"
    rf"(?:{SPACE}(?P<month>1[0-2]|[1-9]){SPACE}月末?|末|中|内|[春夏秋冬]頃?)?"
)
_PERIOD = re.compile(
    r"(?P<next>次期|次の|第(?P<number>[0-9一二三四五六七八九十]{1,2})期(?P<series>[一-龠ァ-ヶー・]{1,16}(?=計画))?)?"
    r"(?:本|現行|基本|推進|重点|の){0,2}計画(?:の)?期間(?:中(?![間頃])|内)?(?:の?(?P<part>前半|後半|最終年度|初年度))?"
)
_EDGE = re.compile(r"計画の?(?P<part>最終年度|初年度)")
_EDITION = re.compile(rf"第{SPACE}(?P<number>{_NUMBER}){SPACE}期(?:中(?!長期|間)|内)?")
_VAGUE = re.compile(
    r"当面(?!の(?!間))(?:の間|は)?|当分の間|(?:中長期|短中期|短期|中期|長期|将来)的に|早期に|速やかに|早急に|直ちに|近い将来"
    r"|(?:できるだけ|できる限り|可能な限り)早い(?:時期|段階)に|(?:今後)?数年(?:以内|間|程度)?(?=で|に)"
)

_YEARS_AHEAD = {"昨年度": -1, "本年度": 0, "今年度": 0, "年度": 0, "来年度": 1, "再来年度": 2}
"""翌年度, 次年度, 前年度 and 当年度 count from something that the sentence tells, not from the plan."""
_CALENDAR_AHEAD = {"本年": 0, "今年": 0, "年": 0, "来年": 1}


def relative_times(text: str, reference: Reference) -> Iterator[Time]:
    """All relative times of a half-width text, in no particular order."""
    within = (match for match in _WITHIN.finditer(text) if not _counts_elsewhere(text, match.start()))
    for match in (*_COUNTED.finditer(text), *within):
        yield _time(match, _span(reference.ahead, 0, read_number(match["years"])))
    for match in _LATER.finditer(text):
        if not _counts_elsewhere(text, match.start()):
            yield _time(match, _span(reference.decided, read_number(match["years"]) or 0, 1))
    for match in _NAMED.finditer(text):
        ahead = _YEARS_AHEAD.get(match["name"])
        yield _time(match, None if ahead is None else _span(reference.decided, ahead, 1))
    for match in _CALENDAR.finditer(text):
        yield _time(match, _calendar(match, reference))
    for match in _PERIOD.finditer(text):
        yield _time(match, _part(match["part"], _period(match, reference)))
    for match in _EDGE.finditer(text):
        yield _time(match, _part(match["part"], reference.period))
    for match in _EDITION.finditer(text):
        yield _time(match, reference.editions.get(read_number(match["number"]) or 0))
    for match in _VAGUE.finditer(text):
        yield _time(match, None)


def _counts_elsewhere(text: str, start: int) -> bool:
    """Whether a number of years counts from a day that the words before it name."""
    before = text[max(0, start - 24) : start].rstrip()
    return _ELSEWHERE.search(before) is not None and _NOW.search(before) is None


def _calendar(match: re.Match[str], reference: Reference) -> Period | None:
    """A calendar year counted from that of the decision, which is taken for the fiscal year's number."""
    if reference.decided is None:
        return None
    month = read_number(match["month"]) if match["month"] else None
    year = fiscal_year(reference.decided + _CALENDAR_AHEAD[match["name"]], month)
    return year, year


def _part(part: str | None, period: Period | None) -> Period | None:
    """A half of a period (both hold its middle year), its first or its last year."""
    if period is None or part is None:
        return period
    first, last = period
    middle = (first + last) // 2
    halves = {"前半": (first, middle), "後半": ((first + last + 1) // 2, last)}
    return halves.get(part) or ((last, last) if part == "最終年度" else (first, first))


def _span(decided: int | None, offset: int, years: int | None) -> Period | None:
    return None if decided is None or years is None else (decided + offset, decided + offset + years - 1)


def _period(match: re.Match[str], reference: Reference) -> Period | None:
    """The plan's period, that of the edition named, or the equally long one after it (次期)."""
    if match["number"]:
        series = reference.series.get(f"{match['series']}計画", {}) if match["series"] else reference.editions
        return series.get(read_number(match["number"]) or 0)
    if reference.period is None or not match["next"]:
        return reference.period
    first, last = reference.period
    return last + 1, last + 1 + last - first


def _time(match: re.Match[str], years: Period | None) -> Time:
    first, last = years if years is not None else (None, None)
    precision: Precision = "unresolved" if years is None else "relative"
    return Time(match.start(), match.end(), first, last, "relative", precision=precision)
