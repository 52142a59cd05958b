"""Keys under which different spellings (表記) of one wording are the same, for searching.

The page of the report searches by the same keys: ``report/search.js`` does step by step what stands here, with the
characters of :func:`spelled_as`. Both are tested on one table of cases.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_GAPS = re.compile(r"[\s・]+")
_DASHES = dict.fromkeys("\u2010\u2012\u2013\u2014\u2015\u2212", "-")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR_THEN_ERA = re.compile(r"([0-9]{4})\((?:令和|平成|昭和)(?:元|[0-9]{1,2})年?\)(?=年)")
_ERA_YEAR = re.compile(r"(令和|平成|昭和)(元|[0-9]{1,2})(?:\([0-9]{4}\))?(?=年)")
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3})")
_COUNTED = re.compile(r"([0-9])[ヶヵケカ箇](?=[月所年国])")
_LONG_END = re.compile("[ァ-ヺー]{3,}ー$")


@cache
def spelled_as() -> dict[str, str]:
    """Characters and what stands for them in keys: old forms of ideographs (旧字体) by those of the list of common
    ones (常用漢字表), radicals by the ideographs that they look like, dashes by the hyphen."""
    table = dict(_DASHES)
    for row in _rows("radicals.tsv"):
        code, _, ideograph = row.split("\t")
        radical = chr(int(code.removeprefix("U+"), 16))
        table[unicodedata.normalize("NFKC", radical)] = ideograph
    for row in _rows("old_kanji.tsv"):
        old, new = row.split("\t")
        table[old] = new
    return {old: table.get(new, new) for old, new in table.items() if old != table.get(new, new)}


def spelling_key(text: str) -> str:
    """The text without what is mere spelling: width, case, white space, ・, old forms of ideographs, dashes, commas
    of thousands, the kind of か in 3か月, and years of an era, which are written as those of the calendar.

    >>> spelling_key("令和１２（２０３０）年度に 3,000 ヵ所")
    '2030年度に3000か所'
    """
    key = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_translation()).lower()
    key = _YEAR_THEN_ERA.sub(r"\1", _GAPS.sub("", key))
    key = _ERA_YEAR.sub(lambda found: str(_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))), key)
    return _COUNTED.sub(r"\1か", _THOUSANDS.sub(r"\1", key))


def spelling_pattern(wording: str) -> str:
    """A regular expression for the key of a text that says ``wording``; empty where its key is.

    A number or a word in Latin letters is no part of a longer one (30年 is not in 2030年). A long vowel at the end of
    a word in katakana of four letters or more may be left out (サーバー, サーバ; JIS Z 8301), where no katakana
    follows.
    """
    key = spelling_key(wording)
    if not key:
        return ""
    long_end = _LONG_END.search(key)
    pattern = re.escape(key[:-1]) + "(?:ー|(?![ァ-ヺー]))" if long_end else re.escape(key)
    before, after = _border(key[0]), _border(key[-1])
    return (f"(?:^|[^{before}])" if before else "") + pattern + (f"(?![{after}])" if after else "")


def _border(char: str) -> str:
    """What may not stand beside the first or the last character of a wording."""
    return next((kind for kind in ("0-9", "a-z") if re.fullmatch(f"[{kind}]", char)), "")


def _rows(name: str) -> list[str]:
    return files("policyalign.text").joinpath(name).read_text("utf-8").splitlines()


@cache
def _translation() -> dict[int, str]:
    return str.maketrans(spelled_as())
