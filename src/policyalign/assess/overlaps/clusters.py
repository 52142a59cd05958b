"""Where more than two measures meet: groups in which they are close to each other on the whole.

Joining all that any chain of pairs connects would lead from 衛星画像 by way of データ連携 to 学習履歴. Two
groups are therefore joined only while the pairs between them are close on the average (average linkage, Sokal
& Michener 1958), those that the closest pairs connect first. Complete linkage would be too strict: of two
near twins one is often just below what is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import product

from policyalign.assess.measures.words import Words

CLOSE = 0.5
"""The least average closeness, P(重複) + P(類似), of the pairs between two groups that are joined: any two
members are then likelier close than not."""
SMALLEST = 3
"""Two measures are a pair, which is listed anyway."""

_NAME_TERMS = 3  # terms of a name at most: more are a list, not a name

Pair = tuple[int, int]


def find_clusters(
    edges: Mapping[Pair, float], closeness: Mapping[Pair, float], is_apart: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """Groups of at least :data:`SMALLEST` measures, as indices in order; no measure is in two of them.

    ``edges`` are the reported pairs, the smaller index first, with their closeness (0–1), ``closeness`` that
    of all pairs judged. A pair that was not judged counts as far, unless its measures are not ``is_apart``:
    of one plan and ministry, they are compared with nothing but what others do.
    """
    groups: dict[int, tuple[int, ...]] = {index: (index,) for pair in edges for index in pair}
    for one, other in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        here, there = groups[one], groups[other]
        if here is not there and _average(here, there, closeness, is_apart) >= CLOSE:
            joined = tuple(sorted((*here, *there)))
            groups.update(dict.fromkeys(joined, joined))
    return tuple(sorted({group for group in groups.values() if len(group) >= SMALLEST}))


def _average(
    here: Sequence[int], there: Sequence[int], closeness: Mapping[Pair, float], is_apart: Callable[[int, int], bool]
) -> float:
    pairs = [(min(pair), max(pair)) for pair in product(here, there) if is_apart(*pair)]
    return sum(closeness.get(pair, 0.0) for pair in pairs) / len(pairs) if pairs else 0.0


def cluster_name(group: Sequence[int], words: Words) -> str:
    """The most telling terms that more than half of a group hold, joined by ・; empty where there is none."""
    weights = [words.weights(index) for index in group]
    held = Counter(term for one in weights for term in one)
    total = {term: sum(one.get(term, 0.0) for one in weights) for term in held}
    shared = [term for term, count in held.items() if 2 * count > len(group)]
    shared.sort(key=lambda term: (-total[term], term))
    return "・".join(shared[:_NAME_TERMS])
