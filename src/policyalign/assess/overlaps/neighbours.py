"""The nearest of many rows: among few by looking at all of them, among many in a graph.

Both compare vectors rounded to bytes, in integers, so that they answer alike on every machine and, but for what the
graph misses, like each other. All that is held in memory per row are its bytes and its place in the graph; the rows
themselves may lie in a file (``numpy.memmap``).
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

MOST_EXACT = 100_000
"""Up to so many rows all are looked at. A row then costs 0.27 ms of one core at 10⁴, 2.7 ms at 10⁵, and in the graph
3.5 ms at 10⁵, where it finds .994 of the ten nearest (``docs/decisions/0011-ray.md``)."""

# Of the graph (Malkov & Yashunin 2020): neighbours per node, and how many nodes are kept in view while it is built and
# searched. More than usearch proposes (16, 128, 64), since a pair that is missed is never judged.
_CONNECTIVITY = 32
_VIEW_BUILDING = 128
_VIEW_SEARCHING = 384

_PIECE = 16_384  # rows that are rounded, and added to the graph, at once
_HELD = 2**24  # similarities that are held at once

Rows = NDArray[np.float32]
Places = NDArray[np.int64]
Bytes = NDArray[np.int8]


class Neighbours(Protocol):
    """``comparisons`` counts those that all searches have taken."""

    comparisons: int

    def of(self, rows: Places, count: int) -> Places:
        """The ``count`` nearest of every row, itself among them, in no certain order: ``(rows, count)``. Where fewer
        are found, -1."""
        ...


def neighbours_of(rows: Rows, most_exact: int = MOST_EXACT) -> Neighbours:
    """What finds the nearest among ``rows``, ``(n, d)`` and of length one each."""
    rounded = _rounded(rows)
    return Everything(rounded) if len(rows) <= most_exact else Graph(rounded)


class Everything:
    """All rows are looked at. Sums of up to 1,040 products of bytes are whole numbers below 2²⁴, which 32-bit floats
    hold exactly, in whatever order they are added."""

    def __init__(self, rounded: Bytes) -> None:
        self.comparisons = 0
        self._rows: NDArray[np.floating[Any]] = rounded.astype(np.float32 if rounded.shape[1] <= 1_040 else np.float64)

    def of(self, rows: Places, count: int) -> Places:
        total = len(self._rows)
        self.comparisons += total * len(rows)
        step = max(1, _HELD // total)
        found = [self._block(rows[start : start + step], min(count, total)) for start in range(0, len(rows), step)]
        return np.concatenate(found) if found else np.empty((0, count), dtype=np.int64)

    def _block(self, rows: Places, count: int) -> Places:
        """Of rows as near as each other the first are taken."""
        total = len(self._rows)
        rank = (self._rows[rows] @ self._rows.T).astype(np.int64) * -total + np.arange(total)
        nearest: Places = np.argpartition(rank, count - 1, axis=1)[:, :count]
        return nearest


class Graph:
    """The HNSW graph over all rows. One thread builds and searches it, so that the same rows give the same answers."""

    def __init__(self, rounded: Bytes) -> None:
        from usearch.index import Index

        self.comparisons = 0
        self._rows = rounded
        self._index: Any = Index(
            ndim=rounded.shape[1],
            metric="ip",
            dtype="i8",
            connectivity=_CONNECTIVITY,
            expansion_add=_VIEW_BUILDING,
            expansion_search=_VIEW_SEARCHING,
        )
        for start in range(0, len(rounded), _PIECE):
            piece = rounded[start : start + _PIECE]
            # The graph points to the bytes that are held here, instead of holding them twice.
            self._index.add(np.arange(start, start + len(piece)), piece, threads=1, copy=False)

    @property
    def megabytes(self) -> float:
        """What the rows and the graph take."""
        return float(self._index.memory_usage + self._rows.nbytes) / 1e6

    def of(self, rows: Places, count: int) -> Places:
        found = self._index.search(self._rows[rows], count, threads=1)
        self.comparisons += int(found.computed_distances)
        keys, held = np.atleast_2d(found.keys).astype(np.int64), np.atleast_1d(found.counts).astype(np.int64)
        return np.where(np.arange(keys.shape[1]) < held[:, None], keys, -1)


def _rounded(rows: Rows) -> Bytes:
    """The rows in bytes, the largest number of all as ±127."""
    pieces = [slice(start, start + _PIECE) for start in range(0, len(rows), _PIECE)]
    largest = max((float(np.abs(rows[piece]).max(initial=0.0)) for piece in pieces), default=0.0)
    rounded = np.empty(rows.shape, dtype=np.int8)
    for piece in pieces:
        rounded[piece] = np.rint(rows[piece] * np.float32(127.0 / (largest or 1.0)))
    return rounded
