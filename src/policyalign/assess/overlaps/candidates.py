"""Which pairs of measures are worth judging: each with its nearest others of another plan or ministry.

All n(n−1)/2 pairs of a few plans could still be judged; those of all plans of a government could not. The
nearest neighbours come from an HNSW graph (Malkov & Yashunin 2020), whose cost grows like n log n. The graph
compares vectors rounded to bytes, in integers: fast, and the same on every machine; what it finds is put in
order by the true similarities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Measure
from policyalign.segment.ministries import ministries

NEIGHBOURS = 10
"""How many others each measure is judged with."""
FIRST_FETCH = 4
"""How many times as many neighbours are asked for at first: some are of its own plan and ministry."""
MOST_FETCH = 64
"""… and at most, growing by :data:`FIRST_FETCH`: a bound, so that the cost per measure has one."""

# Of the graph: neighbours per node, and how many nodes are kept in view while it is built and searched. More
# than the library proposes (16, 128, 64), since a pair that is missed is never judged.
_CONNECTIVITY = 32
_VIEW_BUILDING = 128
_VIEW_SEARCHING = 96
_CHUNK = 1_024  # rows that are searched at once: bounds the memory of exact similarities

Rows = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a measure comes from: its plan, the ministries in charge, and what the editions of a plan share."""

    plan_id: str
    ministries: frozenset[str]
    edition: str = ""


def origin_of(measure: Measure, editions: Mapping[str, str] | None = None) -> Origin:
    """The origin of a measure, bureaus by their ministry; ``editions`` are by plan, where a plan has several."""
    return Origin(measure.plan_id, ministries(measure.actors), (editions or {}).get(measure.plan_id, ""))


def is_apart(one: Origin, other: Origin) -> bool:
    """Whether two measures are of different plans, or of one plan but certainly different ministries. Two editions
    of a plan are never held against each other."""
    if one.plan_id != other.plan_id:
        return not one.edition or one.edition != other.edition
    return bool(one.ministries and other.ministries) and one.ministries.isdisjoint(other.ministries)


def find_pairs(
    vectors: Rows, origins: Sequence[Origin], count: int = NEIGHBOURS, left_out: Collection[int] = ()
) -> tuple[tuple[int, int], ...]:
    """Pairs of rows, each row with its ``count`` nearest that are :func:`apart <is_apart>`, in order.

    ``vectors`` is (n, d), its rows of length one; a row of zeros says nothing and is in no pair, nor are the
    rows ``left_out``. One thread builds and searches the graph, so that the same rows give the same pairs.
    """
    told = np.setdiff1d(np.flatnonzero(vectors.any(axis=1)), np.array(sorted(left_out), dtype=np.int64))
    rows = np.ascontiguousarray(vectors[told], dtype=np.float32)
    kinds = [origins[place] for place in told.tolist()]
    if len(set(kinds)) < 2:
        return ()
    found = {(min(one, other), max(one, other)) for one, other in _nearest_apart(Neighbours(rows), kinds, count)}
    return tuple(sorted((int(told[one]), int(told[other])) for one, other in found))


def _nearest_apart(neighbours: Neighbours, origins: Sequence[Origin], count: int) -> Iterator[tuple[int, int]]:
    """Every row with its nearest rows apart; rows that lack some are asked for again with a longer list."""
    waiting, fetch = list(range(len(origins))), FIRST_FETCH * count
    most = min(MOST_FETCH * count, len(origins))
    while waiting:
        left = []
        for row, near in neighbours.of(waiting, min(fetch, most)):
            good = [there for there in near if is_apart(origins[row], origins[there])]
            if len(good) < count and fetch < most:
                left.append(row)
            else:
                yield from ((row, there) for there in good[:count])
        waiting, fetch = left, fetch * FIRST_FETCH


class Neighbours:
    """The HNSW graph over all rows; ``comparisons`` counts those that searching it has taken."""

    def __init__(self, vectors: Rows) -> None:
        from usearch.index import Index

        self.comparisons = 0
        self._vectors = vectors
        self._index: Any = Index(
            ndim=vectors.shape[1],
            metric="ip",
            dtype="i8",
            connectivity=_CONNECTIVITY,
            expansion_add=_VIEW_BUILDING,
            expansion_search=_VIEW_SEARCHING,
        )
        self._index.add(np.arange(len(vectors)), vectors, threads=1)

    def of(self, rows: Sequence[int], count: int) -> Iterator[tuple[int, list[int]]]:
        """Each row with its ``count`` nearest, nearest first, of equals the first."""
        for start in range(0, len(rows), _CHUNK):
            chunk = np.asarray(rows[start : start + _CHUNK], dtype=np.int64)
            found = self._index.search(self._vectors[chunk], count, threads=1)
            self.comparisons += int(found.computed_distances)
            keys, held = np.atleast_2d(found.keys).astype(np.int64), np.atleast_1d(found.counts)
            for row, near, many in zip(chunk.tolist(), keys, held.tolist(), strict=True):
                yield row, self._in_order(row, near[:many])

    def _in_order(self, row: int, near: Places) -> list[int]:
        similarity = np.round(self._vectors[near] @ self._vectors[row], 6)
        order: list[int] = near[np.lexsort((near, -similarity))].tolist()
        return order
