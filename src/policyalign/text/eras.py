"""Japanese eras (元号) and fiscal years (年度).

Era beginnings after the era proclamations (改元): 明治 1868, 大正 1912, 昭和 1926, 平成 1989, 令和 2019. A
year of an era is counted from its first calendar year: 令和7年 = 2019 + 7 − 1 = 2025.
"""

from __future__ import annotations

from dataclasses import dataclass

from policyalign.text.numerals import read_number

FISCAL_YEAR_BEGINS = 4
"""Month in which the fiscal year begins (April: 財政法 Article 11)."""


@dataclass(frozen=True, slots=True)
class Era:
    """An era: its first calendar year and its last year (``None`` while it goes on)."""

    name: str
    letter: str
    first_year: int
    last_year: int | None

    def to_year(self, year_of_era: int) -> int | None:
        """The calendar year, or ``None`` when the era has no such year.

        Plans written before a change of era count on (平成32年度); up to 30 years beyond the end are read.
        """
        year = self.first_year + year_of_era - 1
        last = self.last_year if self.last_year is not None else self.first_year + 99
        return year if year_of_era >= 1 and year <= last + 30 else None


ERAS = (
    Era("明治", "M", 1868, 1912),
    Era("大正", "T", 1912, 1926),
    Era("昭和", "S", 1926, 1989),
    Era("平成", "H", 1989, 2019),
    Era("令和", "R", 2019, None),
)

_SIGNS = dict(zip("㍾㍽㍼㍻㋿", ERAS, strict=True))
_BY_NAME = {name: era for era in ERAS for name in (era.name, era.letter)} | _SIGNS


def era_year(era: str, number: str) -> int | None:
    """Calendar year of ``number`` (digits, kanji or 元) in ``era`` (令和 or R); ``None`` when there is none.

    >>> era_year("令和", "元"), era_year("H", "30"), era_year("平成", "三十一")
    (2019, 2018, 2019)
    """
    value = 1 if number == "元" else read_number(number)
    found = _BY_NAME.get(era)
    return found.to_year(value) if found is not None and value is not None else None


def fiscal_year(year: int, month: int | None) -> int:
    """The fiscal year in which a month of a calendar year lies; without a month the year's own number.

    >>> fiscal_year(2026, 3), fiscal_year(2026, 4), fiscal_year(2026, None)
    (2025, 2026, 2026)
    """
    return year - 1 if month is not None and month < FISCAL_YEAR_BEGINS else year
