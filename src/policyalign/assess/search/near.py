"""Sentences that are near to a query in meaning (意味が近い), though they do not say it.

Neither vectors nor shared words alone tell enough: in vectors every sentence on nuclear power is near to restarting
reactors, and in words every one on oil is near to its stockpiling. Long sentences say several things; their best
clause counts as much as the whole. Rules and limits were chosen on queries to real documents (``docs/search.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from policyalign.assess.search.pieces import Sentence
from policyalign.assess.search.records import Hit

CUT = 0.55
"""Nearness (0–1) below which nothing is told; what came nearest to subjects that no document has stayed below 0.42."""
GAIN = 0.05
"""How much nearer (in cosines) a sentence has to be to the whole query than to any part of it. Every sentence on
nuclear power is near to training people for it, and to nuclear power nearer still."""
MOST = 10
"""Sentences told. The further down the list, the less is on the subject."""
_MEANING = 0.8


def nearest(
    words: Collection[str],
    sentences: Iterable[Sentence],
    cosines: Mapping[str, Sequence[float]],
    weight: Callable[[str], float],
) -> tuple[Hit, ...]:
    """The sentences that are near to a query, the nearest first, at most one of a passage.

    ``words`` are the normalized words of the query, and ``weight`` tells how much each counts (the rarer, the more);
    ``cosines`` are those of every piece to the query and to each of its parts (none for a single word). Nearness is
    four fifths the mean of two cosines, of the sentence and of its best clause, and one fifth the share of the words
    that the sentence holds. A sentence that is as near to one part alone is on that part, not on the query.
    """
    rated = [(_nearness(one, words, cosines, weight), one) for one in sentences]
    best: dict[tuple[str, str], Hit] = {}
    for near, one in sorted((pair for pair in rated if pair[0] >= CUT), key=lambda pair: -pair[0]):
        best.setdefault((one.passage.plan_id, one.passage.id), Hit(one.passage, "near", one.shown, near))
    return tuple(best.values())[:MOST]


def pieces_in(sentences: Iterable[Sentence]) -> list[str]:
    """All different pieces, in a fixed order."""
    return sorted({piece for one in sentences for piece in one.pieces})


def _nearness(
    sentence: Sentence,
    words: Collection[str],
    cosines: Mapping[str, Sequence[float]],
    weight: Callable[[str], float],
) -> float:
    whole, *clauses = (cosines[piece] for piece in sentence.pieces)
    meaning, *alone = ((own + max(best)) / 2 for own, *best in zip(whole, *clauses, strict=True))
    if alone and meaning < max(alone) + GAIN:
        return 0.0
    total = sum(map(weight, words))
    shared = sum(weight(word) for word in words if word in sentence.words) / total if total else 0.0
    return round(float(_MEANING * meaning + (1 - _MEANING) * shared), 3)
