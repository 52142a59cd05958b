"""Ministries (府省) and sectors (産・官・学) that a text names, and where.

The names stand in ``corpora/lexicon/actors.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from policyalign.segment.lexicon import load_bodies
from policyalign.segment.ministries import ministries
from policyalign.text.numerals import half_width

SECTORS = ("産", "官", "学")

# 経済産業省令 is a rule, not a ministry.
_ENDS = r"(?!令|告示)"
_STATE_WORD = "国"
# 国 as the one that acts: neither 我が国 nor 諸外国, 全国, 36の国.
_STATE = r"(?<![一-龠々がの])国(?=[がはもにの、])"
_RESEARCHER = "研究者"
_OF_A_COMPANY = r"(?<!企業の)(?<!民間の)(?<!産業界の)(?<!メーカーの)"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text, ``text[start:end]``, and its meaning: a ministry, or the letters of sectors."""

    start: int
    end: int
    meaning: str


def named_ministries(text: str) -> tuple[Named, ...]:
    """The ministries that a text names, in its order, bureaus by their ministry.

    >>> [one.meaning for one in named_ministries("担当：文科省、環境省令による。")]
    ['文部科学省']
    """
    return tuple(_find(text, *_ministry_names()))


def named_sectors(text: str) -> tuple[Named, ...]:
    """The bodies and general words of 産・官・学 that a text names, in its order.

    >>> [one.meaning for one in named_sectors("大学と企業が産学官で我が国を支える。")]
    ['学', '産', '産官学']
    """
    return tuple(_find(text, *_sector_names()))


def in_official_order(names: Iterable[str]) -> tuple[str, ...]:
    """Ministries in the order of the lexicon, which is the usual one (建制順), each once."""
    order = {name: place for place, name in enumerate(dict.fromkeys(_ministry_names()[1].values()))}
    return tuple(sorted(set(names), key=lambda name: (order.get(name, len(order)), name)))


def _find(text: str, pattern: re.Pattern[str], meanings: Mapping[str, str]) -> Iterator[Named]:
    for found in pattern.finditer(half_width(text)):
        yield Named(found.start(), found.end(), meanings[found["name"]])


@cache
def _ministry_names() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings: dict[str, str] = {}
    for body in load_bodies().actors:
        for ministry in ministries([body.name]):
            meanings |= dict.fromkeys(body.names, ministry)
    return re.compile(f"(?P<name>{_longest_first(meanings)}){_ENDS}"), meanings


@cache
def _sector_names() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings: dict[str, str] = {}
    for sector in SECTORS:
        for word in load_bodies().sectors[sector]:
            meanings[word] = meanings.get(word, "") + sector
    for body in load_bodies().actors:
        if body.sector in SECTORS:
            meanings |= dict.fromkeys(body.names, body.sector)
    plain = _longest_first(meanings.keys() - {_STATE_WORD, _RESEARCHER})
    # 国立研究開発法人 before a name says nothing of the body's sector.
    prefix = f"(?:{'|'.join(load_bodies().prefixes)})?"
    names = f"{prefix}(?P<name>{plain}|{_OF_A_COMPANY}{_RESEARCHER}|{_STATE})"
    return re.compile(names), meanings


def _longest_first(names: Iterable[str]) -> str:
    """An alternation of the names; Latin ones stand as words of their own (AIST is not in DAISTA)."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name) for name in ordered
    )
