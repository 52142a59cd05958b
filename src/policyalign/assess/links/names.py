"""Names as they are compared, and texts without spaces that know where they came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from policyalign.text.eras import era_year
from policyalign.text.normalize import fold, nfkc_key
from policyalign.text.numerals import read_number

_COUNTED = re.compile(r"第([〇一二三四五六七八九十]+)(?=[次期版])")
_YEARS_LONG = re.compile(r"(?<=[0-9])[ケヶカヵヶか]年")
_EDITION = re.compile(r"第([0-9]+)([次期])")
_DRAFT = re.compile(r"\(?(?:素案|案)\)?$")
_DATE = re.compile(
    r"(?:(明治|大正|昭和|平成|令和)([0-9]+|元)|(20[0-9]{2}))(?:\([^)]*\))?年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?"
)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text in NFKC without white space; ``places`` are the offsets of its characters in the original."""

    original: str
    text: str
    places: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """The original wording of a part of ``text``."""
        return self.original[self.places[start] : self.places[end - 1] + 1] if start < end else ""


def squeeze(text: str) -> Squeezed:
    """
    >>> squeezed = squeeze("第 ７ 期の計画")
    >>> squeezed.text, squeezed.written(0, 3)
    ('第7期の計画', '第 ７ 期')
    """
    chars = [
        (part, place)
        for place, char in enumerate(fold(text))
        for part in unicodedata.normalize("NFKC", char)
        if not part.isspace()
    ]
    return Squeezed(text, "".join(char for char, _ in chars), tuple(place for _, place in chars))


def name_key(name: str) -> str:
    """A name as names are compared: spelling variants of numbers and of 靱 are one.

    >>> name_key("第七期 科学技術・イノベーション基本計画"), name_key("育成５ヵ年計画")
    ('第7期科学技術・イノベーション基本計画', '育成5か年計画')
    """
    counted = _COUNTED.sub(lambda found: f"第{read_number(found[1])}", nfkc_key(name))
    return _YEARS_LONG.sub("か年", counted).replace("靭", "靱").replace("ディジタル", "デジタル")


def final_name(title: str) -> str:
    """The key of a title without the word that it is only a draft.

    >>> final_name("第六次環境基本計画（素案）")
    '第6次環境基本計画'
    """
    return _DRAFT.sub("", name_key(title))


def split_edition(key: str) -> tuple[int, str]:
    """The number of the edition, 0 where none is told, and the name without it.

    >>> split_edition("第6期科学技術・イノベーション基本計画")
    (6, '科学技術・イノベーション基本計画')
    """
    found = _EDITION.search(key)
    return (int(found[1]), key[: found.start()] + key[found.end() :]) if found else (0, key)


def read_date(text: str) -> tuple[int, ...]:
    """Calendar year, month and day as far as they are told; empty where no year is.

    >>> read_date("令和5年6月13日閣議決定"), read_date("2021年6月")
    ((2023, 6, 13), (2021, 6))
    """
    found = _DATE.search(nfkc_key(text))
    year = (int(found[3]) if found[3] else era_year(found[1], found[2])) if found else None
    if found is None or year is None:
        return ()
    return (year, *(int(part) for part in (found[4], found[5]) if part))
