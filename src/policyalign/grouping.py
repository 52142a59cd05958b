"""Values put together by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """By key the values that come with it, both in the order in which they come.

    >>> grouped([("宇宙", 3), ("海洋", 5), ("宇宙", 4)])
    {'宇宙': (3, 4), '海洋': (5,)}
    """
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def grouped_sets(pairs: Iterable[tuple[K, V]]) -> dict[K, frozenset[V]]:
    """The same, each value once."""
    return {key: frozenset(values) for key, values in grouped(pairs).items()}
