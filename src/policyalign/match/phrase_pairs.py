"""Which phrases (文節) of a passage stand against which of a proposal: the same words, or near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import PhrasePair, Plan, PlanMatches
from policyalign.match.nearest import nearest_on_both_sides
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


def with_phrases(
    plan: Plan,
    matches: PlanMatches,
    asked: Mapping[str, Sequence[Phrase]],
    weight: Callable[[str], float],
    encode: Encode,
) -> PlanMatches:
    """The matches with the phrases that answer each other, for the nearest passages of every proposal, accepted
    and rejected.

    ``asked`` are the phrases of the proposals by id, ``weight`` is the rarity of a term, ``encode`` gives rows of
    length one.
    """
    limit = matches.thresholds.measure if matches.thresholds else 1.0
    shown = {
        (proposal, match.passage_id): phrases_of_passage(passage)
        for proposal in asked
        for match, passage in nearest_on_both_sides(plan, matches, proposal, limit, SHOWN)
    }
    texts = sorted(
        {one.text for phrases in shown.values() for one in _rarest(phrases, weight)}
        | {one.text for phrases in asked.values() for one in phrases}
    )
    row = {text: number for number, text in enumerate(texts)}
    vectors = encode(texts)

    def cosine(one: str, other: str) -> float:
        return float(np.dot(vectors[row[one]], vectors[row[other]]))

    pairs = {
        key: pair_phrases(phrases, asked[key[0]], weight, cosine)[:PAIRS] for key, phrases in shown.items()
    }
    found = tuple(
        replace(one, phrases=pairs.get((one.proposal_id, one.passage_id), ())) for one in matches.matches
    )
    return replace(matches, matches=found)


def _rarest(phrases: Sequence[Phrase], weight: Callable[[str], float]) -> list[Phrase]:
    ranked = sorted(phrases, key=lambda one: (-sum(map(weight, one.terms)), one.text))
    return list(dict.fromkeys(ranked))[:_MOST_NEAR]


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
    rest = [phrase for phrase in _rarest(passage, weight) if phrase.text not in taken]
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
