"""What of a measure is compared with others, worked out once per measure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.instruments import Counts, load_instruments
from policyalign.domain import Measure
from policyalign.grouping import grouped
from policyalign.match.term_statistics import TermStatistics

Row = NDArray[np.float32]
Weights = Mapping[str, float]
WithLength = tuple[Counts, float]
"""Numbers by kind of instrument, and the length of this vector."""

OPENING = 200
"""Characters of heading and text in which the body that a measure belongs to is named."""
_HEADED = 2
"""How many times more often a word counts that the heading names too."""
_NAMED = 1.5
"""What an instrument counts more that the heading names."""

_CORE = re.compile(r"運営費交付金|施設整備費|施設整備に|設備整備費")
_BODY = re.compile(r"[一-龥ァ-ヶー]+(?:機構|研究所|学会|振興会|センター|大学|法人|学院|館)")


@dataclass(frozen=True)
class Traits:
    """``vector`` and ``heading_vector`` are unit rows of the encoder; the weights are TF-IDF of content
    words: of text and heading (``words``), of the heading alone (``heading_words``).

    ``core`` says that the measure pays for all that a body does, ``bodies`` are those named at its opening.
    """

    name: str
    text: str
    vector: Row
    heading_vector: Row
    counts: Mapping[str, int]
    plain: Weights
    words: Weights
    heading_words: Weights
    rarity: Mapping[str, float]
    instruments: Counts
    named: frozenset[str]
    named_counts: Counts
    objects: Weights
    heading_objects: Weights
    stages: frozenset[int]

    # What every pair with a measure asks for again, worked out once.

    @cached_property
    def count(self) -> int:
        """Content words of the text."""
        return sum(self.counts.values())

    @cached_property
    def squares(self) -> Mapping[str, float]:
        """The sums of the squares of the weights, by the name of the field that holds them."""
        fields = ("plain", "words", "heading_words", "objects", "heading_objects")
        return {name: sum(weight * weight for weight in getattr(self, name).values()) for name in fields}

    @cached_property
    def heading_weight(self) -> float:
        """The rarities of the words of the heading, added up."""
        return sum(self.heading_words.values())

    @cached_property
    def by_instruments(self) -> WithLength:
        return with_length(self.instruments)

    @cached_property
    def by_heading_instruments(self) -> WithLength:
        """A hundredth each is added, so that headings without any instrument are alike."""
        return with_length(self.named_counts + 0.01)

    @cached_property
    def core(self) -> bool:
        return _CORE.search(self.name) is not None

    @cached_property
    def bodies(self) -> frozenset[str]:
        return frozenset(_BODY.findall(f"{self.name}｜{self.text}"[:OPENING]))


def with_length(counts: Counts) -> WithLength:
    """The numbers with the length of their vector."""
    return counts, float(np.linalg.norm(counts))


def read_traits(
    measures: Sequence[Measure], texts: Row, headings: Row, background: TermStatistics
) -> tuple[Traits, ...]:
    """The traits of measures; ``texts`` and ``headings`` are (n, d), a row per measure."""
    reader = TraitReader(background, {term for one in measures for term in one.terms})
    return tuple(reader.traits(*three) for three in zip(measures, np.asarray(texts), np.asarray(headings), strict=True))


class TraitReader:
    """Knows which words are rare, and finds those of headings, which nobody has analysed: ``terms`` are all words of
    all measures."""

    def __init__(self, background: TermStatistics, terms: Iterable[str]) -> None:
        instruments = load_instruments()
        self._known = background.frequencies
        self._documents = background.documents
        self._instruments = instruments
        self._holds_instrument = cache(instruments.holds_word)
        self._rarity = cache(self._rarity_of)
        longest_first = sorted({*self._known, *terms}, key=lambda term: (-len(term), term))
        self._by_first = grouped((term[0], term) for term in longest_first)

    def traits(self, measure: Measure, vector: Row, heading_vector: Row) -> Traits:
        """The traits of a measure; ``vector`` and ``heading_vector`` are (d,)."""
        heading = self._heading_terms(measure.heading)
        words = self._weights(Counter(measure.terms) + Counter(dict.fromkeys(set(heading), _HEADED)))
        heading_words = {term: self._rarity(term) for term in heading}
        headed = self._instruments.counts(measure.heading)
        return Traits(
            name=measure.heading,
            text=measure.text,
            vector=vector,
            heading_vector=heading_vector,
            counts=measure.terms,
            plain=self._weights(measure.terms),
            words=words,
            heading_words=heading_words,
            rarity={term: self._rarity(term) for term in words},
            instruments=np.log1p(self._instruments.counts(measure.text)) + _NAMED * np.minimum(headed, 1),
            named=self._instruments.named(measure.heading),
            named_counts=headed,
            objects=self._of_objects(words),
            heading_objects=self._of_objects(heading_words),
            stages=measure.stages,
        )

    def _heading_terms(self, heading: str) -> tuple[str, ...]:
        """The known words of a heading, the longest first at every place."""
        text, found, place = unicodedata.normalize("NFKC", heading), [], 0
        while place < len(text):
            near = self._by_first.get(text[place], ())
            term = next((term for term in near if text.startswith(term, place)), "")
            found += [term] if term else []
            place += max(1, len(term))
        return tuple(found)

    def _weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        return {term: (1 + math.log(count)) * self._rarity(term) for term, count in counts.items()}

    def _rarity_of(self, term: str) -> float:
        """Inverse document frequency in the background collection, smoothed by one."""
        return math.log((self._documents + 1) / (self._known.get(term, 1) + 1))

    def _of_objects(self, weights: Weights) -> dict[str, float]:
        return {term: weight for term, weight in weights.items() if not self._holds_instrument(term)}
