"""Which pairs of measures are worth judging: each with its nearest others of another plan or ministry.

All n(n−1)/2 pairs of a few plans could still be judged; those of all plans of a government could not. The
nearest are found among vectors rounded to bytes (:mod:`policyalign.assess.overlaps.neighbours`), and put in order by
the true similarities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.neighbours import Places, Rows, neighbours_of
from policyalign.domain import Measure
from policyalign.segment.ministries import ministries

NEIGHBOURS = 10
"""How many others each measure is judged with."""
FIRST_FETCH = 4
"""How many times as many neighbours are asked for at first: some are of its own plan and ministry."""
MOST_FETCH = 64
"""… and at most, growing by :data:`FIRST_FETCH`: a bound, so that the cost per measure has one."""

_HELD = 16_384  # similarities that are worked out at once: bounds the memory of the vectors compared

Pairs = NDArray[np.int64]
"""Two rows each, the smaller first: ``(pairs, 2)``."""


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
) -> Pairs:
    """Pairs of rows, each row with its ``count`` nearest that are :func:`apart <is_apart>`, in order.

    ``vectors`` is (n, d), its rows of length one; a row of zeros says nothing and is in no pair, nor are the
    rows ``left_out``. The same rows give the same pairs.
    """
    told = np.setdiff1d(_telling(vectors), np.array(sorted(left_out), dtype=np.int64))
    kinds = [origins[place] for place in told.tolist()]
    if len(set(kinds)) < 2:
        return np.empty((0, 2), dtype=np.int64)
    rows = vectors if len(told) == len(vectors) else vectors[told]
    pairs = [told[found] for found in _nearest_apart(rows, kinds, count)]
    return np.unique(np.sort(np.concatenate(pairs), axis=1), axis=0)


def _telling(vectors: Rows) -> Places:
    """The rows that are not all zeros."""
    pieces = (vectors[start : start + _HELD].any(axis=1) for start in range(0, len(vectors), _HELD))
    return np.flatnonzero(np.concatenate([np.empty(0, dtype=bool), *pieces]))


def _nearest_apart(vectors: Rows, origins: Sequence[Origin], count: int) -> Iterator[Pairs]:
    """Every row with its nearest rows apart; rows that lack some are asked for again with a longer list."""
    neighbours, apart = neighbours_of(vectors), _Apart(origins)
    waiting: Places = np.arange(len(origins))
    fetch, most = FIRST_FETCH * count, min(MOST_FETCH * count, len(origins))
    while len(waiting):
        fetched, left = min(fetch, most), []
        step = max(1, _HELD // fetched)
        for rows in (waiting[start : start + step] for start in range(0, len(waiting), step)):
            near = _in_order(vectors, rows, neighbours.of(rows, fetched))
            good = apart(rows, near)
            done = good.sum(axis=1) >= (count if fetched < most else 0)
            left.append(rows[~done])
            chosen = good & (np.cumsum(good, axis=1) <= count) & done[:, None]
            yield np.stack([np.repeat(rows, chosen.sum(axis=1)), near[chosen]], axis=1)
        waiting, fetch = np.concatenate(left), fetch * FIRST_FETCH


def _in_order(vectors: Rows, rows: Places, near: Places) -> Places:
    """The nearest of every row by the true similarities, of equals the first; -1, for none, stays last."""
    similarity = np.round(np.matmul(vectors[near], vectors[rows][:, :, None])[:, :, 0], 6)
    order = np.lexsort((near, np.where(near < 0, np.inf, -similarity)))
    return np.take_along_axis(near, order, axis=1)


class _Apart:
    """:func:`is_apart` of many pairs at once."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        self._plans = _numbered([one.plan_id for one in origins])
        self._editions = _numbered([one.edition for one in origins])
        self._has_edition = np.array([bool(one.edition) for one in origins])
        known = {name: place for place, name in enumerate(sorted({n for one in origins for n in one.ministries}))}
        held = np.zeros((len(origins), max(1, len(known))), dtype=bool)
        for row, one in enumerate(origins):
            held[row, [known[name] for name in one.ministries]] = True
        self._ministries = np.packbits(held, axis=1)
        self._named = np.array([bool(one.ministries) for one in origins])

    def __call__(self, rows: Places, near: Places) -> NDArray[np.bool_]:
        """For ``(n,)`` rows and ``(n, k)`` others; -1, for none, is not apart."""
        mine = rows[:, None]
        other_edition = ~self._has_edition[mine] | (self._editions[mine] != self._editions[near])
        shared = (self._ministries[mine] & self._ministries[near]).any(axis=2)
        other_ministry = self._named[mine] & self._named[near] & ~shared
        apart = np.where(self._plans[mine] != self._plans[near], other_edition, other_ministry)
        told: NDArray[np.bool_] = apart & (near >= 0)
        return told


def _numbered(names: Sequence[str]) -> Places:
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.int64)
