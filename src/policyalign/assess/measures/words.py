"""Which measures are about the same thing (対象).

Two measures that answer the same broad proposal are often about different things. Here they must share what
few others speak of: several rare words, and a good part of all that they say. Precision comes first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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


class Words:
    """The words of all measures of a run with their weights."""

    def __init__(self, measures: Sequence[Measure], background: TermStatistics) -> None:
        known = background.frequencies
        self._held = Counter(term for measure in measures for term in measure.terms)
        self._held.update({term: known.get(term, 1) for term in list(self._held) if background.documents})
        self._total = background.documents + len(measures)
        spoken = grouped((measure.plan_id, term) for measure in measures for term in measure.terms)
        self._local = {plan: Counter(terms) for plan, terms in spoken.items()}
        self._sizes = Counter(measure.plan_id for measure in measures)
        self._headings = [measure.name for measure in measures]
        self._vectors = [self._vector(*pair) for pair in zip(measures, self._headings, strict=True)]
        self._rare = [
            frozenset(term for term in measure.terms if self._is_rare(term, measure.plan_id)) for measure in measures
        ]

    def shared_subjects(self) -> tuple[SharedSubject, ...]:
        """All pairs of measures about the same thing, in order."""
        specific = (index for index, heading in enumerate(self._headings) if not pays_for_a_body(heading))
        holders = grouped((term, index) for index in specific for term in self._rare[index])
        shared = Counter(pair for found in holders.values() for pair in combinations(found, 2))
        subjects = (self.shared_subject(*pair) for pair, count in shared.items() if count >= SHARED)
        same = (subject for subject in subjects if self.same_subject(subject))
        return tuple(sorted(same, key=lambda subject: (subject.first, subject.second)))

    def rare(self, index: int) -> frozenset[str]:
        """The rare words of a measure."""
        return self._rare[index]

    def weights(self, index: int) -> Mapping[str, float]:
        """How telling the words of a measure are: the squares sum to 1."""
        return self._vectors[index]

    def shared_subject(self, first: int, second: int) -> SharedSubject:
        """What two measures share, whether or not they are about the same thing."""
        one, other = self._vectors[first], self._vectors[second]
        weights = {term: weight * other[term] for term, weight in one.items() if term in other}
        rare = self._rare[first] & self._rare[second]
        words = sorted(rare, key=lambda term: (-weights[term], term))
        return SharedSubject(first, second, sum(weights.values()), tuple(words))

    def same_subject(self, subject: SharedSubject) -> bool:
        """Whether what two measures share makes them measures about the same thing."""
        return len(subject.words) >= SHARED and subject.similarity >= SIMILAR and self._is_subject(subject)

    def _is_subject(self, subject: SharedSubject) -> bool:
        """Whether a heading names a word that both hold and few others do: what is only said in passing ties
        nothing. That a whole plan may be about it does no harm here."""
        headings = self._headings[subject.first], self._headings[subject.second]
        shared = self._vectors[subject.first].keys() & self._vectors[subject.second].keys()
        return any(self._is_uncommon(term) and any(term in one for one in headings) for term in shared)

    def _vector(self, measure: Measure, heading: str) -> dict[str, float]:
        """Weights of length one: log frequency times rarity, twice for what the heading names."""
        weights = {
            term: (1 + math.log(count)) * self._rarity(term) * (_HEADED if term in heading else 1.0)
            for term, count in measure.terms.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}

    def _rarity(self, term: str) -> float:
        """BM25's inverse document frequency (Robertson & Zaragoza 2009)."""
        held = self._held[term]
        return math.log(1 + (self._total - held + 0.5) / (held + 0.5))

    def _is_rare(self, term: str, plan_id: str) -> bool:
        local = self._local[plan_id][term]
        spread = max(LOCAL_COUNT, LOCAL * self._sizes[plan_id])
        return self._is_uncommon(term) and local <= spread

    def _is_uncommon(self, term: str) -> bool:
        return self._held[term] <= max(RARE * self._total, 2)


def pays_for_a_body(name: str) -> bool:
    """Whether a measure of this name pays for all that a body does (運営費交付金): it is about no one thing.

    >>> pays_for_a_body("国立大学法人の運営費交付金"), pays_for_a_body("観測衛星の開発")
    (True, False)
    """
    return _OF_A_BODY.search(name) is not None


def quote_terms(words: Sequence[str], most: int = 3) -> str:
    """The most telling words, as they are shown: 「履歴」「学び」."""
    return "".join(f"「{word}」" for word in words[:most])
