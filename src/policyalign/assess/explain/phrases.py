"""Which phrases (文節) of a passage stand against which of a proposal: the same words, or near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SAME_WEIGHT = 1.5
"""Words in common must weigh at least this much together (inverse document frequency, natural logarithm): one
that every fourth text holds, 支援 or 事業, tells nothing."""
NEAR_COSINE = 0.75
"""From here on the first encoder takes two phrases for near: 専門家 and 専門職 have 0.86, 大学 and 社会
0.50."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A bunsetsu without its particles, and the normalized content words in it."""

    text: str
    terms: tuple[str, ...]
    from_profile: bool = False


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """Two phrases that answer each other: ``same`` words, or ``near`` in meaning. ``weight`` is the rarity of
    what they share; ``from_profile`` tells that the proposal's side is of its profile, not of its wording."""

    passage: str
    proposal: str
    kind: Literal["same", "near"]
    terms: tuple[str, ...]
    weight: float
    from_profile: bool


def pair_phrases(
    passage: Sequence[Phrase],
    proposal: Sequence[Phrase],
    weight: Callable[[str], float],
    cosine: Callable[[str, str], float],
) -> tuple[PhrasePair, ...]:
    """The phrases of a passage with their best partner in the proposal, the weightiest first.

    ``weight`` is the rarity of a term, ``cosine`` the similarity of two phrases (passage, proposal). Phrases
    with words in common go before those that are only near; each phrase of the passage is used once, and so
    is each set of common words.
    """
    pairs: dict[frozenset[str], PhrasePair] = {}
    for pair in _ranked(_same(one, other, weight) for one in passage for other in proposal):
        if all(pair.passage != taken.passage for taken in pairs.values()):
            pairs.setdefault(frozenset(pair.terms), pair)
    same = list(pairs.values())
    taken = {pair.passage for pair in same}
    near: dict[str, PhrasePair] = {}
    rest = [phrase for phrase in passage if phrase.text not in taken]
    for pair in _ranked(_near(one, other, weight, cosine) for one in rest for other in proposal):
        near.setdefault(pair.passage, pair)
    return (*same, *near.values())


def _same(one: Phrase, other: Phrase, weight: Callable[[str], float]) -> PhrasePair | None:
    common = sorted(set(one.terms) & set(other.terms))
    shared = sum(weight(term) for term in common)
    if shared < SAME_WEIGHT:
        return None
    return PhrasePair(one.text, other.text, "same", tuple(common), round(shared, 4), other.from_profile)


def _near(
    one: Phrase, other: Phrase, weight: Callable[[str], float], cosine: Callable[[str, str], float]
) -> PhrasePair | None:
    rarity = min(sum(weight(term) for term in phrase.terms) for phrase in (one, other))
    if rarity < SAME_WEIGHT or cosine(one.text, other.text) < NEAR_COSINE:
        return None
    shared = round(rarity * cosine(one.text, other.text), 4)
    return PhrasePair(one.text, other.text, "near", (), shared, other.from_profile)


def _ranked(pairs: Iterable[PhrasePair | None]) -> list[PhrasePair]:
    """The weightiest first; of equals the shorter, and the proposal's own wording before its profile's."""
    found = {pair for pair in pairs if pair is not None}
    return sorted(
        found,
        key=lambda pair: (
            -pair.weight,
            len(pair.passage) + len(pair.proposal),
            pair.from_profile,
            pair.passage,
            pair.proposal,
        ),
    )
