"""Which measure rests on another by name: 小型通信衛星群の回線を用いた遠隔授業, …の本格運用を待って."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.measures.words import Words
from policyalign.domain import Measure
from policyalign.grouping import grouped
from policyalign.text.normalize import nfkc_key

SHORTEST_NAME = 6
"""Characters of the shortest name that is taken for one; shorter ones are ordinary words."""
MOST_DEPENDENTS = 5
"""A name that more measures than this hold is a common term."""

_LAST_PART = re.compile(r"の[^の]{1,12}$")
# What stands between a name and the verb that says that it is used stays short and within the sentence.
_WAITS = re.compile(r"[^。]{0,15}?(?:を待|(?:整備|完成|稼働|供用|運用開始)後)")
# The character or the problems of a thing (…の特性を踏まえ) are considered and not used.
_USES = re.compile(
    r"(?!の(?:特性|特徴|性質|現状|状況|動向|課題|問題|必要性|重要性|可能性|意義|影響|普及|導入|進展))"
    r"[^。]{0,15}?(?:を(?:用い|活用|利用|使|踏まえ|前提|通じ)|に(?:基づ|接続)|と接続|が届く)"
)


@dataclass(frozen=True, slots=True)
class Dependency:
    """A measure, ``dependent``, that names the object of another, ``provider``, as what it uses, or, with
    ``waits``, waits for; both as indices. ``phrase`` is the wording."""

    dependent: int
    provider: int
    name: str
    phrase: str
    waits: bool


def find_dependencies(measures: Sequence[Measure], words: Words) -> tuple[Dependency, ...]:
    """All of them, in the order of the dependents; a measure that carries the name itself is none of it."""
    names = _names(measures, words)
    beginnings = grouped((name[:SHORTEST_NAME], name) for name in names)
    uses = grouped(
        (name, use)
        for dependent, measure in enumerate(measures)
        for text in map(nfkc_key, measure.text.splitlines())
        for name, place in _spoken(text, beginnings)
        if names[name] != dependent and name not in measure.name
        for use in _use(text, place, name, dependent, names[name])
    )
    told = [use for found in uses.values() if len({use.dependent for use in found}) <= MOST_DEPENDENTS for use in found]
    chosen: dict[tuple[int, int], Dependency] = {}
    for use in sorted(told, key=lambda use: (use.dependent, use.provider, not use.waits)):
        chosen.setdefault((use.dependent, use.provider), use)
    return tuple(chosen.values())


def _use(text: str, place: int, name: str, dependent: int, provider: int) -> Iterator[Dependency]:
    """The reliance that the words after a name tell, if they do."""
    waits, uses = (pattern.match(text, place + len(name)) for pattern in (_WAITS, _USES))
    if told := waits or uses:
        yield Dependency(dependent, provider, name, text[place : told.end()], waits is not None)


def _names(measures: Sequence[Measure], words: Words) -> dict[str, int]:
    """Names of several words, a rare one among them, that belong to one measure only: its heading, and that
    without its last part (小型通信衛星群の軌道上実証 → 小型通信衛星群)."""
    owners = grouped(
        (name, index)
        for index, measure in enumerate(measures)
        for name in {measure.name, _LAST_PART.sub("", measure.name)}
        if len(name) >= SHORTEST_NAME and _is_telling(name, measure, words.rare(index))
    )
    return {name: found[0] for name, found in owners.items() if len(found) == 1}


def _is_telling(name: str, measure: Measure, rare: Collection[str]) -> bool:
    told = [term for term in measure.terms if term in name]
    return len(told) > 1 and any(term in rare for term in told)


def _spoken(text: str, beginnings: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """The names that a text holds, with their places; one look-up per character."""
    for place in range(len(text) - SHORTEST_NAME + 1):
        for name in beginnings.get(text[place : place + SHORTEST_NAME], ()):
            if text.startswith(name, place):
                yield name, place
