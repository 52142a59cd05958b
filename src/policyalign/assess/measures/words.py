"""Which measures are about the same thing (対象).

Two measures that answer the same broad proposal are often about different things. Here they must share what
few others speak of: several rare words, and a good part of all that they say. Precision comes first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, Self

from policyalign.domain import Measure
from policyalign.grouping import grouped
from policyalign.match.term_statistics import TermStatistics

SIMILAR = 1 / 3
"""The least cosine of the weighted words of two measures about the same thing. With the limits below it takes
7 of 28 pairs that two coders called duplicate, overlapping or complementary, and none of 39 that they called
unrelated or of the same topic only. The limits are round numbers, settled with these pairs in view."""
SHARED = 3
"""The least number of rare words that both must hold."""
CLOSE = 0.5
"""Below this cosine it is a doubt whether two measures are about the same thing: half of what they say is
not shared."""
RARE = 0.01
"""A word is rare that at most this share of all measures hold, those of a background collection included."""
LOCAL = 0.1
"""In a plan about space 宇宙 tells nothing: a rare word is held by no more than this share of its plan …"""
LOCAL_COUNT = 5
"""… or by no more than so many of its measures."""

# What pays for all that a body does is about no one thing.
_OF_A_BODY = re.compile(r"運営費交付金|施設整備費補助|施設整備に必要な経費|設備整備費補助")
_HEADED = 2.0  # what the heading names too is what the measure is about


@dataclass(frozen=True, slots=True)
class SharedSubject:
    """Two measures about the same thing, as indices, the first before the second, with the rare words that
    both hold, the most telling first."""

    first: int
    second: int
    similarity: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsOfOne:
    """What the words of a measure tell: its name, their weights (the squares sum to 1), and which of them are rare."""

    heading: str
    weights: Mapping[str, float]
    rare: frozenset[str]


class Entries(Protocol):
    """The words of measures by index: a list, or what works them out when they are asked for."""

    def __getitem__(self, index: int, /) -> WordsOfOne: ...

    def __len__(self) -> int: ...


class Spread:
    """How many measures hold each word, those of a background collection included; plans are added one by one."""

    def __init__(self, background: TermStatistics) -> None:
        self._known = background.frequencies
        self._documents = background.documents
        self._held: Counter[str] = Counter()
        self._measures = 0

    def add(self, measures: Sequence[Measure]) -> None:
        """Count the words of so many more measures."""
        self._held.update(term for measure in measures for term in measure.terms)
        self._measures += len(measures)

    @property
    def terms(self) -> Collection[str]:
        """All words that were counted."""
        return self._held.keys()

    def is_uncommon(self, term: str) -> bool:
        return self._held_by(term) <= max(RARE * self._total, 2)

    def words_of(self, measure: Measure, widespread: Collection[str]) -> WordsOfOne:
        """The words of a measure, as soon as all measures were added; see :func:`widespread_words`."""
        rare = frozenset(term for term in measure.terms if term not in widespread and self.is_uncommon(term))
        return WordsOfOne(measure.name, self._weights(measure), rare)

    @property
    def _total(self) -> int:
        return self._documents + self._measures

    def _held_by(self, term: str) -> int:
        background = self._known.get(term, 1) if self._documents and term in self._held else 0
        return self._held[term] + background

    def _weights(self, measure: Measure) -> dict[str, float]:
        """Weights of length one: log frequency times rarity, twice for what the heading names."""
        weights = {
            term: (1 + math.log(count)) * self._rarity(term) * (_HEADED if term in measure.name else 1.0)
            for term, count in measure.terms.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}

    def _rarity(self, term: str) -> float:
        """BM25's inverse document frequency (Robertson & Zaragoza 2009)."""
        held = self._held_by(term)
        return math.log(1 + (self._total - held + 0.5) / (held + 0.5))


def widespread_words(plan: Sequence[Measure]) -> frozenset[str]:
    """The words that so many measures of their plan hold that they tell nothing there."""
    spread = max(LOCAL_COUNT, LOCAL * len(plan))
    held = Counter(term for measure in plan for term in measure.terms)
    return frozenset(term for term, count in held.items() if count > spread)


class Words:
    """The words of all measures of a run with their weights."""

    def __init__(self, measures: Sequence[Measure], background: TermStatistics) -> None:
        spread = Spread(background)
        spread.add(measures)
        widespread = {plan: widespread_words(own) for plan, own in _by_plan(measures).items()}
        self._spread = spread
        self._entries: Entries = [spread.words_of(one, widespread[one.plan_id]) for one in measures]

    @classmethod
    def of_entries(cls, entries: Entries, spread: Spread) -> Self:
        """Words of measures that are not held in memory."""
        made = cls.__new__(cls)
        made._spread, made._entries = spread, entries
        return made

    def shared_subjects(self) -> tuple[SharedSubject, ...]:
        """All pairs of measures about the same thing, in order."""
        every = range(len(self._entries))
        specific = (index for index in every if not pays_for_a_body(self._entries[index].heading))
        holders = grouped((term, index) for index in specific for term in self.rare(index))
        shared = Counter(pair for found in holders.values() for pair in combinations(found, 2))
        subjects = (self.shared_subject(*pair) for pair, count in shared.items() if count >= SHARED)
        same = (subject for subject in subjects if self.same_subject(subject))
        return tuple(sorted(same, key=lambda subject: (subject.first, subject.second)))

    def rare(self, index: int) -> frozenset[str]:
        """The rare words of a measure."""
        return self._entries[index].rare

    def weights(self, index: int) -> Mapping[str, float]:
        """How telling the words of a measure are: the squares sum to 1."""
        return self._entries[index].weights

    def shared_subject(self, first: int, second: int) -> SharedSubject:
        """What two measures share, whether or not they are about the same thing."""
        one, other = self._entries[first], self._entries[second]
        theirs = other.weights
        weights = {term: weight * theirs[term] for term, weight in one.weights.items() if term in theirs}
        rare = one.rare & other.rare
        words = sorted(rare, key=lambda term: (-weights[term], term))
        return SharedSubject(first, second, sum(weights.values()), tuple(words))

    def are_same(self, first: int, second: int) -> bool:
        """Whether two measures are about the same thing."""
        if len(self.rare(first) & self.rare(second)) < SHARED:  # as most pairs, of which nothing more need be known
            return False
        return self.same_subject(self.shared_subject(first, second))

    def same_subject(self, subject: SharedSubject) -> bool:
        """Whether what two measures share makes them measures about the same thing."""
        return len(subject.words) >= SHARED and subject.similarity >= SIMILAR and self._is_subject(subject)

    def _is_subject(self, subject: SharedSubject) -> bool:
        """Whether a heading names a word that both hold and few others do: what is only said in passing ties
        nothing. That a whole plan may be about it does no harm here."""
        one, other = self._entries[subject.first], self._entries[subject.second]
        shared = one.weights.keys() & other.weights.keys()
        headings = one.heading, other.heading
        return any(self._spread.is_uncommon(term) and any(term in name for name in headings) for term in shared)


def _by_plan(measures: Iterable[Measure]) -> Mapping[str, Sequence[Measure]]:
    return grouped((one.plan_id, one) for one in measures)


def pays_for_a_body(name: str) -> bool:
    """Whether a measure of this name pays for all that a body does (運営費交付金): it is about no one thing.

    >>> pays_for_a_body("国立大学法人の運営費交付金"), pays_for_a_body("観測衛星の開発")
    (True, False)
    """
    return _OF_A_BODY.search(name) is not None


def quote_terms(words: Sequence[str], most: int = 3) -> str:
    """The most telling words, as they are shown: 「履歴」「学び」."""
    return "".join(f"「{word}」" for word in words[:most])
