"""Which phrases (文節) of a passage stand against which of a proposal: the same words, or near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import PhrasePair, Plan, PlanMatches
from policyalign.grouping import grouped
from policyalign.match.nearest import nearest_of_all
from policyalign.segment.phrases import Phrase, phrases_of_passage

SAME_WEIGHT = 1.5
"""Words in common must weigh at least this much together (inverse document frequency, natural logarithm): one
that every fourth text holds, 支援 or 事業, tells nothing."""
NEAR_COSINE = 0.75
"""From here on the first encoder takes two phrases for near: 専門家 and 専門職 have 0.86, 大学 and 社会
0.50."""


PAIRS = 6
"""Pairs of phrases kept of a passage."""
_MOST_NEAR = 12
"""Phrases of a passage, the rarest, for which near ones are looked for."""
SHOWN = 3
"""Accepted and rejected passages of a cell whose phrases are told."""

Encode = Callable[[list[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class Asked:
    """The phrases of one proposal, with the rarity of each and its row of length one."""

    phrases: tuple[Phrase, ...]
    weights: tuple[float, ...]
    vectors: NDArray[np.float32]

    @cached_property
    def holders(self) -> Mapping[str, tuple[int, ...]]:
        """By term, the phrases that hold it."""
        return grouped((term, place) for place, phrase in enumerate(self.phrases) for term in set(phrase.terms))


class PhraseJudge:
    """Holds the phrases of passages against those of proposals. What it has encoded it keeps.

    ``weight`` is the rarity of a term, ``encode`` gives rows of length one.
    """

    def __init__(self, weight: Callable[[str], float], encode: Encode) -> None:
        self._weight = weight
        self._encode = encode
        self._asked: dict[tuple[Phrase, ...], Asked] = {}

    def asked(self, phrases: Sequence[Phrase]) -> Asked:
        """The phrases of a proposal, ready to be held against passages."""
        key = tuple(phrases)
        if key not in self._asked:
            vectors = self._encode([phrase.text for phrase in key])
            self._asked[key] = Asked(key, tuple(map(self._rarity, key)), vectors)
        return self._asked[key]

    def pairs(self, passage: Sequence[Phrase], proposal: Asked, vectors: Vectors) -> tuple[PhrasePair, ...]:
        """The phrases of a passage with their best partner in the proposal, the weightiest first.

        Phrases with words in common go before those that are only near; each phrase of the passage is used once,
        and so is each set of common words. ``vectors`` are rows by text; a phrase without one is near nothing.
        """
        found: dict[frozenset[str], PhrasePair] = {}
        for pair in _ranked(pair for one in passage for pair in self._same(one, proposal)):
            if all(pair.passage != taken.passage for taken in found.values()):
                found.setdefault(frozenset(pair.terms), pair)
        same = list(found.values())
        taken = {pair.passage for pair in same}
        near: dict[str, PhrasePair] = {}
        rest = [phrase for phrase in passage if phrase.text not in taken and phrase.text in vectors]
        for pair in _ranked(pair for one in rest for pair in self._near(one, proposal, vectors[one.text])):
            near.setdefault(pair.passage, pair)
        return (*same, *near.values())

    def rarest(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """The phrases for which near ones are looked for."""
        ranked = sorted(phrases, key=lambda one: (-self._rarity(one), one.text))
        return list(dict.fromkeys(ranked))[:_MOST_NEAR]

    def encode(self, texts: list[str]) -> Vectors:
        """The rows of texts by text."""
        return dict(zip(texts, self._encode(texts), strict=True))

    def _rarity(self, phrase: Phrase) -> float:
        return sum(self._weight(term) for term in phrase.terms)

    def _same(self, one: Phrase, proposal: Asked) -> Iterator[PhrasePair]:
        for place in {place for term in set(one.terms) for place in proposal.holders.get(term, ())}:
            other = proposal.phrases[place]
            common = sorted(set(one.terms) & set(other.terms))
            shared = sum(self._weight(term) for term in common)
            if shared >= SAME_WEIGHT:
                weight = round(shared, 4)
                yield PhrasePair(one.text, other.text, "same", tuple(common), weight, other.from_profile)

    def _near(self, one: Phrase, proposal: Asked, row: NDArray[np.float32]) -> Iterator[PhrasePair]:
        own = self._rarity(one)
        cosines = proposal.vectors @ row
        for place in np.flatnonzero(cosines >= NEAR_COSINE).tolist():
            other, rarity = proposal.phrases[place], min(own, proposal.weights[place])
            if rarity >= SAME_WEIGHT:
                weight = round(rarity * float(cosines[place]), 4)
                yield PhrasePair(one.text, other.text, "near", (), weight, other.from_profile)


Vectors = Mapping[str, NDArray[np.float32]]


def with_phrases(
    plan: Plan, matches: PlanMatches, asked: Mapping[str, Sequence[Phrase]], judge: PhraseJudge
) -> PlanMatches:
    """The matches with the phrases that answer each other, for the nearest passages of every proposal, accepted
    and rejected. ``asked`` are the phrases of the proposals by id."""
    shown = {
        (match.proposal_id, match.passage_id): phrases_of_passage(passage)
        for match, passage in nearest_of_all(plan, matches, SHOWN)
        if match.proposal_id in asked
    }
    texts = {one.text for phrases in shown.values() for one in judge.rarest(phrases)}
    vectors = judge.encode(sorted(texts))
    pairs = {key: judge.pairs(phrases, judge.asked(asked[key[0]]), vectors)[:PAIRS] for key, phrases in shown.items()}
    found = tuple(replace(one, phrases=pairs.get((one.proposal_id, one.passage_id), ())) for one in matches.matches)
    return replace(matches, matches=found)


def _ranked(pairs: Iterable[PhrasePair]) -> list[PhrasePair]:
    """The weightiest first; of equals the shorter, and the proposal's own wording before its profile's."""

    def sort_key(pair: PhrasePair) -> tuple[float, int, bool, str, str]:
        length = len(pair.passage) + len(pair.proposal)
        return -pair.weight, length, pair.from_profile, pair.passage, pair.proposal

    return sorted(set(pairs), key=sort_key)
