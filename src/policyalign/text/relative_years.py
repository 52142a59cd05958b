"""Times that count from the plan itself: 今後5年間, 来年度, 計画期間中, 第7期.

They are resolved against a :class:`Reference`; without one, or where the words give no years (当面,
中長期的に), they are kept as unresolved: first and last are ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policyalign.text.numerals import read_number
from policyalign.text.time_points import SPACE, Time


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative times of a plan refer to, in fiscal years.

    ``decided`` is the year of the plan's decision, ``period`` its first and last year, ``editions`` the
    periods of the editions of its series by their number (第7期 → 7). What is unknown stays ``None`` or
    empty.
    """

    decided: int | None = None
    period: tuple[int, int] | None = None
    editions: Mapping[int, tuple[int, int]] = field(default_factory=dict)


_COUNTED = re.compile(
    rf"(?:今後|向こう){SPACE}(?P<years>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}){SPACE}[かヶカ]?年(?:間|程度|以内)?"
)
_NAMED = re.compile(r"(?P<name>[本今当来翌次昨前]年度|再来年度)(?:末|中|内|当初|以内)?")
_PERIOD = re.compile(
    r"(?P<next>次期|次の|第[0-9一二三四五六七八九十]{1,2}期)?(?:本|現行|基本|推進|重点|の){0,2}計画(?:の)?期間(?:中|内)?"
)
_EDITION = re.compile(rf"第{SPACE}(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}){SPACE}期")
_VAGUE = re.compile(
    r"当面(?:の間|は)?|(?:中長期|短中期|短期|中期|長期|将来)的に|早期に|速やかに|早急に|可及的速やかに|年度内"
)

_YEARS_AHEAD = {"本年度": 0, "今年度": 0, "当年度": 0, "来年度": 1, "翌年度": 1, "次年度": 1, "再来年度": 2}
_YEARS_AGO = {"昨年度": -1, "前年度": -1}


def relative_times(text: str, reference: Reference) -> Iterator[Time]:
    """All relative times of a half-width text, in no particular order."""
    for match in _COUNTED.finditer(text):
        years = read_number(match["years"])
        yield _time(match, _span(reference.decided, 0, years))
    for match in _NAMED.finditer(text):
        offset = {**_YEARS_AHEAD, **_YEARS_AGO}[match["name"]]
        yield _time(match, _span(reference.decided, offset, 1))
    for match in _PERIOD.finditer(text):
        yield _time(match, _period(match["next"], reference))
    for match in _EDITION.finditer(text):
        yield _time(match, reference.editions.get(read_number(match["number"]) or 0))
    for match in _VAGUE.finditer(text):
        yield _time(match, None)


def _span(decided: int | None, offset: int, years: int | None) -> tuple[int, int] | None:
    return None if decided is None or years is None else (decided + offset, decided + offset + years - 1)


def _period(prefix: str | None, reference: Reference) -> tuple[int, int] | None:
    """The plan's period, or the equally long one after it (次期)."""
    if prefix and prefix.startswith("第"):
        return reference.editions.get(read_number(prefix[1:-1]) or 0)
    if reference.period is None or not prefix:
        return reference.period
    first, last = reference.period
    return last + 1, last + 1 + last - first


def _time(match: re.Match[str], years: tuple[int, int] | None) -> Time:
    first, last = years if years is not None else (None, None)
    return Time(match.start(), match.end(), first, last, "relative")
