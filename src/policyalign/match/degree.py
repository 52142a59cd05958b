"""Whether a passage goes as far as a proposal asks: numbers, deadlines and duties (程度)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.text.numerals import half_width
from policyalign.text.years import read_intervals

_SCALES = {"": 1.0, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12, "k": 1e3, "M": 1e6, "G": 1e9}
_UNITS = {
    **dict.fromkeys(("%", "％", "パーセント"), ("%", 1.0)),
    "割": ("%", 10.0),
    "倍": ("倍", 1.0),
    **dict.fromkeys(("人", "名"), ("人", 1.0)),
    **dict.fromkeys(("か所", "箇所", "ヶ所", "カ所", "ヵ所", "拠点", "施設"), ("か所", 1.0)),
    **dict.fromkeys(("市町村", "自治体", "団体"), ("自治体", 1.0)),
    **dict.fromkeys(("地域", "地区"), ("地域", 1.0)),
    **dict.fromkeys(("社", "企業"), ("社", 1.0)),
    **dict.fromkeys(("か月", "カ月", "ヶ月", "箇月"), ("日", 30.0)),
    "週間": ("日", 7.0),
    "年間": ("日", 365.0),
    "日": ("日", 1.0),
    "時間": ("時間", 1.0),
    **{
        word: (word, 1.0)
        for word in ("校", "件", "世帯", "円", "トン", "基", "機", "台", "回", "本", "W", "Wh", "ha", "km")
    },
}
_AMOUNT = re.compile(
    r"(?<![0-9.,第])(?P<number>[0-9][0-9,]{0,15}(?:\.[0-9]{1,6})?)(?P<scale>[十百千]?[万億兆]?|[kMG](?=W))(?P<unit>"
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")"
)
_FEWER = re.compile(r"以下|以内|未満|短縮|縮め")
# What makes a duty of an aim, or a whole of a part; each is looked for in both texts.
_REACHES = (
    re.compile(r"義務|必須|罰則|罰金|強制"),
    re.compile(r"法律|法令|条例|立法|法制化"),
    re.compile(r"(?:すべて|全て|全|あらゆる|各)(?:の|国|省|府省|自治体|市町村|学校|企業|地域)|例外なく|一律"),
    re.compile(r"禁止|全廃|完全に"),
    re.compile(r"無償|全額|無料"),
    re.compile(r"直ち|即時|即座|ただち"),
)


@dataclass(frozen=True, slots=True)
class Degree:
    """How far a text goes: its amounts in base units, the years by which, and which kinds of duty or reach it names."""

    amounts: tuple[tuple[str, float], ...] = ()
    deadlines: tuple[int, ...] = ()
    reaches: frozenset[int] = frozenset()
    fewer: bool = False

    @property
    def demands(self) -> bool:
        """Whether anything can be fallen short of."""
        return bool(self.amounts or self.deadlines or self.reaches)


def read_degree(text: str) -> Degree:
    """The degree that a text states."""
    plain = half_width(text)
    amounts = []
    for match in _AMOUNT.finditer(plain):
        unit, factor = _UNITS[match["unit"]]
        value = float(match["number"].replace(",", "")) * factor
        for sign in match["scale"]:
            value *= _SCALES[sign]
        amounts.append((unit, value))
    deadlines = tuple(time.end_fy for time in read_intervals(text) if time.end_fy is not None)
    reaches = frozenset(number for number, words in enumerate(_REACHES) if words.search(plain))
    return Degree(tuple(amounts), deadlines, reaches, _FEWER.search(plain) is not None)


def degree_wordings(text: str) -> tuple[str, ...]:
    """The words that a degree is read from, in half width: amounts, times, and what makes a duty or a whole.

    >>> degree_wordings("すべての学校で、２０３０年度までに教員の８割を育てることを義務とする")
    ('8割', '2030年度までに', 'すべての学校', '義務')
    """
    plain = half_width(text)
    amounts = (match[0] for match in _AMOUNT.finditer(plain))
    times = (half_width(time.phrase) for time in read_intervals(text))
    reaches = (match[0] for words in _REACHES if (match := words.search(plain)))
    return tuple(dict.fromkeys((*amounts, *times, *reaches)))


def meets(asked: Degree, stated: Degree) -> bool:
    """Whether what is stated goes at least as far in everything that is asked for. An amount of another unit, or no
    deadline, is not met: what a text leaves open it does not promise."""
    return asked.reaches <= stated.reaches and _by_then(asked, stated) and _amounts_met(asked, stated)


def _by_then(asked: Degree, stated: Degree) -> bool:
    return not asked.deadlines or (bool(stated.deadlines) and min(stated.deadlines) <= min(asked.deadlines))


def _amounts_met(asked: Degree, stated: Degree) -> bool:
    return all(_reached(unit, value, stated.amounts, asked.fewer) for unit, value in asked.amounts)


def _reached(unit: str, value: float, amounts: Sequence[tuple[str, float]], fewer: bool) -> bool:
    values = [other for known, other in amounts if known == unit]
    return any(other <= value if fewer else other >= value for other in values)
