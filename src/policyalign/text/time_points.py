"""Absolute times in running text: years, fiscal years, months, decades and centuries.

Offsets count in the text given; the text must already be half width (see :mod:`policyalign.text.numerals`).
Fuzzy words are read as the spans named beside them; where usage gives no exact years they are chosen and
said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyalign.text.eras import era_year, fiscal_year
from policyalign.text.numerals import read_number
from policyalign.values import Precision

SPACE = r"[ \n]{0,2}"
"""White space that layout puts inside a phrase, bounded so that no pattern runs away."""

_ERA = r"明治|大正|昭和|平成|令和|(?<![A-Za-z0-9])[MTSHR](?=\.?[0-9])\.?"
_COUNT = r"[0-9]{1,3}(?![0-9])|元|[一二三四五六七八九十]{1,3}"
_AD = r"(?<![0-9.,])(?:1[6-9]|2[01])[0-9]{2}(?![0-9])|(?:二〇|一九)[〇一二三四五六七八九]{2}"
_GLOSS = rf"{SPACE}\((?:西暦)?(?:(?:{_ERA}){SPACE}(?:{_COUNT})|{_AD}){SPACE}(?:年度?)?{SPACE}\)"
_PART = (
    r"末日?|初頭|初め|始め|はじめ|当初|早々|半ば|中頃|前半|後半|前期|後期|上半期|下半期|上期|下期"
    r"|中(?![間長期小])|内(?!閣)|[春夏秋冬]頃?|第[1-4一二三四]四半期"
)
_DAY = rf"(?:{SPACE}[0-9]{{1,2}}{SPACE}日)?"
_MONTH = rf"{SPACE}(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]){SPACE}月{_DAY}"

_YEAR = re.compile(
    rf"(?:(?P<era>{_ERA}){SPACE}(?P<count>{_COUNT})|(?:西暦{SPACE})?(?P<ad>{_AD}))(?:{_GLOSS})?"
    rf"(?:{SPACE}(?:(?P<decade>年代)の?(?P<third>早期|初頭|前半|前期|半ば|中頃|中盤|後半|後期|末)?"
    rf"|(?P<unit>年度|年)(?!代)(?:{_GLOSS})?(?:{_MONTH})?(?:{SPACE}(?:{_PART}))?))?"
    rf"(?P<around>頃|ごろ|前後|程度|あたり)?"
)
_CENTURY = re.compile(rf"(?P<this>今世紀)|(?P<number>1[6-9]|2[0-2]|二十一?|十九){SPACE}世紀")
_CENTURY_PART = re.compile(rf"{SPACE}(?P<part>半ば|中頃|中葉|前半|後半|末)(?:頃|ごろ)?")

_DECADE_PARTS = {
    # 早期 and the halves are exact by usage; 半ば and 末 are chosen: the middle and the last three years.
    **dict.fromkeys(("早期", "初頭"), (0, 3)),
    **dict.fromkeys(("前半", "前期"), (0, 4)),
    **dict.fromkeys(("半ば", "中頃", "中盤"), (4, 6)),
    **dict.fromkeys(("後半", "後期"), (5, 9)),
    "末": (7, 9),
}
_CENTURY_PARTS = {
    **dict.fromkeys(("半ば", "中頃", "中葉"), (45, 55)),
    "前半": (1, 50),
    "後半": (51, 100),
    "末": (91, 100),
}


@dataclass(frozen=True, slots=True)
class Time:
    """A time and where it stands: first and last fiscal year, both ``None`` when they cannot be told.

    ``unit`` is 年度, 年 or another unit word, empty for a bare year number (令和5 in 令和5～9年度); ``era``
    and ``year`` let the far end of a range leave out what its near end has said; ``month`` is 0 when none
    is named. ``precision`` is that of the time without a bound.
    """

    start: int
    end: int
    first: int | None
    last: int | None
    unit: str
    era: str = ""
    year: int = 0
    month: int = 0
    precision: Precision = "exact"


def year_times(text: str) -> Iterator[Time]:
    """Years and decades, in order; bare year numbers among them have no ``unit``."""
    for match in _YEAR.finditer(text):
        ad = match["ad"]
        year = read_number(ad) if ad else era_year(match["era"].rstrip("."), match["count"])
        if year is None:
            continue
        yield _decade(match, year) if match["decade"] else _year(match, year)


def _year(match: re.Match[str], year: int) -> Time:
    month = read_number(match["month"]) or 0 if match["month"] else 0
    fy = fiscal_year(year, month or None) if match["unit"] == "年" else year
    # 頃 is read as one year to either side: a chosen width.
    slack = 1 if match["around"] and match["unit"] else 0
    unit = match["unit"] or ""
    end = match.end() if unit else match.end("count" if match["era"] else "ad")
    precision: Precision = "around" if slack else "exact"
    return Time(
        match.start(),
        end,
        fy - slack,
        fy + slack,
        unit,
        (match["era"] or "").rstrip("."),
        year,
        month,
        precision,
    )


def _decade(match: re.Match[str], year: int) -> Time:
    low, high = _DECADE_PARTS[match["third"]] if match["third"] else (0, 9)
    return Time(match.start(), match.end(), year + low, year + high, "年代", precision="part")


def century_times(text: str) -> Iterator[Time]:
    """Parts of a century (今世紀半ば, 21世紀前半), in order; a whole century is no time of an action."""
    for match in _CENTURY.finditer(text):
        part = _CENTURY_PART.match(text, match.end())
        number = 21 if match["this"] else read_number(match["number"])
        if part is not None and number is not None:
            low, high = _CENTURY_PARTS[part["part"]]
            base = (number - 1) * 100
            yield Time(match.start(), part.end(), base + low, base + high, "世紀", precision=_fuzz(part["part"]))


def _fuzz(part: str) -> Precision:
    """A half and the end have edges; the middle of a century is only around it."""
    return "part" if part in ("前半", "後半", "末") else "around"
