"""再掲: a programme described more than once, under one name by one ministry or in the same words, also by each of the
ministries that share it (共管).

That is no overlap of two programmes, however alike the texts are. All of it is linear in the number of
measures: only those of one name, or that share a piece of text few others hold, are looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import pairwise

from policyalign.assess.measures.words import Words, pays_for_a_body
from policyalign.domain import Measure
from policyalign.grouping import grouped
from policyalign.segment.ministries import ministries
from policyalign.text.normalize import nfkc_key

SHORTEST_NAME = 6
"""Characters of the shortest name that is taken for that of a programme; shorter ones are ordinary words."""
ALIKE = 0.8
"""The least share of common pieces (Jaccard) of two texts in the same words: a sentence added to a page of
text, or the dates brought up to date, keep it above."""

SHARED = 0.5
"""The same for one name under two ministries, of which each may tell a shared programme with words of its own: two
thirds of either text are then those of the other."""

_PIECE = 5  # characters of a shingle
_KEPT = 8  # smallest hashes of a text (Broder 1997): of two texts above ALIKE nearly always one is the same
_SHORTEST_TEXT = 40  # shorter texts are alike by chance

_PART = re.compile(r"[(（【〔][^)）】〕]*うち[^)）】〕]*[)）】〕]")
_EDITION = re.compile(
    r"第[0-9一二三四五六七八九十]+[期次版回弾]|(?:フェーズ|phase|ステージ|ver\.?)[0-9ivx]+|(?:令和|平成)?[0-9元]+年度|[ivx]{2,3}期?$",
    re.IGNORECASE,
)


def find_repeats(measures: Sequence[Measure], words: Words) -> tuple[tuple[int, ...], ...]:
    """Groups of measures, as indices, that are one programme; in order, no measure in two of them."""
    parent = list(range(len(measures)))
    for one, other in (*_by_name(measures, words), *_shared(measures, words), *_by_text(measures)):
        if _marks(measures[one]) == _marks(measures[other]) or _is_part(measures[one], measures[other]):
            low, high = sorted((_root(parent, one), _root(parent, other)))
            parent[high] = low
    groups = grouped((_root(parent, index), index) for index in range(len(measures)))
    return tuple(group for group in groups.values() if len(group) > 1)


def _by_name(measures: Sequence[Measure], words: Words) -> Iterator[tuple[int, int]]:
    """Measures of one name and ministry, of whose rare words the name holds one that both have: 人材の育成 is
    the name of many programmes."""
    holders = grouped(
        ((measure.name, ministry), index)
        for index, measure in enumerate(measures)
        if len(measure.name) >= SHORTEST_NAME
        for ministry in sorted(ministries(measure.actors))
    )
    for (name, _), found in holders.items():
        for one, other in pairwise(found):
            if any(term in name for term in words.rare(one) & words.rare(other)):
                yield one, other


def _shared(measures: Sequence[Measure], words: Words) -> Iterator[tuple[int, int]]:
    """Measures of one name in much the same words, whoever is in charge; a part goes by its own name."""
    holders = grouped(
        (name, index)
        for index, measure in enumerate(measures)
        for name in sorted({measure.name, _part_name(measure)})
        if len(name) >= SHORTEST_NAME and len(measure.text) >= _SHORTEST_TEXT and not pays_for_a_body(measure.name)
    )
    for name, found in holders.items():
        texts = {index: nfkc_key(measures[index].text) for index in found}
        for pair in pairwise(sorted(found, key=texts.__getitem__)):
            rare = words.rare(pair[0]) & words.rare(pair[1])
            if any(term in name for term in rare) and _resemblance(texts, pair) >= SHARED:
                yield pair


def _part_name(measure: Measure) -> str:
    """The name of the part that a measure is of another (うち…事業); empty where it is none."""
    found = _PART.search(nfkc_key(measure.heading))
    return found[0].partition("うち")[2][:-1].lstrip("、,:") if found else ""


def _is_part(one: Measure, other: Measure) -> bool:
    """Whether one is told as a part of something, and is the whole of the other: （うち画像配信事業）, 画像配信事業."""
    names = (_part_name(one), one.name), (_part_name(other), other.name)
    return any(mine and mine == theirs for mine, theirs in ((names[0][0], names[1][1]), (names[1][0], names[0][1])))


def _by_text(measures: Sequence[Measure]) -> Iterator[tuple[int, int]]:
    """Measures in nearly the same words. Among those that share a hash, like texts come to stand side by side
    when they are sorted, so that each is compared with the next only."""
    texts = {index: nfkc_key(one.text) for index, one in enumerate(measures) if not pays_for_a_body(one.name)}
    holders = grouped(
        (mark, index)
        for index, text in texts.items()
        if len(text) >= _SHORTEST_TEXT
        for mark in nsmallest(_KEPT, map(_hash, _shingles(text)))
    )
    pairs = {pair for found in holders.values() for pair in pairwise(sorted(found, key=texts.__getitem__))}
    yield from (pair for pair in sorted(pairs) if _resemblance(texts, pair) >= ALIKE)


def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1))


def _hash(piece: str) -> bytes:
    return blake2b(piece.encode(), digest_size=8).digest()


def _resemblance(texts: Mapping[int, str], pair: tuple[int, int]) -> float:
    one, other = (_shingles(texts[index]) for index in pair)
    return len(one & other) / len(one | other)


def _marks(measure: Measure) -> tuple[frozenset[str], frozenset[str]]:
    """What keeps programmes of one name apart: an edition (第2期), and that one is a part (うち…分)."""
    heading = nfkc_key(measure.heading)
    return frozenset(_PART.findall(heading)), frozenset(_EDITION.findall(heading))


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index
