"""Which pairs of proposal and measure a person is asked to judge: pooled candidates and random others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.lab.evaluation.ranking import order_units
from policyalign.lab.gold.unit_matching import Matrix

POOLED, RANDOM = "pooled", "random"

_RANDOM_SHARE = 5
"""One row in five is random: enough to see what the methods miss, few enough to be worth the reading."""


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """A unit (by its place) that was drawn for a proposal, from which stratum, and with what probability."""

    unit: int
    stratum: str
    inclusion_probability: float


def draw_units(scores: Mapping[str, Matrix], count: int, *, seed: str) -> list[DrawnUnit]:
    """The units to judge for one proposal, in an order that tells nothing.

    ``scores`` are by method, one value per unit, −∞ or NaN where a method has none. Four fifths of ``count``
    are pooled: the best of every method, then the second best, and so on. They are drawn for certain (1);
    of the other N units n are drawn with equal chances (n/N), without replacement. ``seed`` and nothing else
    decides chance and order.
    """
    units = len(next(iter(scores.values()))) if scores else 0
    orders = [order_units(np.nan_to_num(one, nan=-np.inf)).tolist() for one in scores.values()]
    pooled = _pooled(orders, count)
    rest = sorted(set(range(units)) - set(pooled))
    drawn = min(count - len(pooled), len(rest))
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]))
    others = sorted(rng.choice(rest, drawn, replace=False).tolist()) if drawn else []
    draws = [DrawnUnit(unit, POOLED, 1.0) for unit in sorted(pooled)]
    draws += [DrawnUnit(unit, RANDOM, drawn / len(rest)) for unit in others]
    return [draws[place] for place in rng.permutation(len(draws)).tolist()]


def _pooled(orders: Sequence[Sequence[int]], count: int) -> list[int]:
    """The best of every order, then the second best, and so on, each unit once."""
    ranks = range(max(map(len, orders), default=0))
    turns = (order[rank] for rank in ranks for order in orders if rank < len(order))
    return list(dict.fromkeys(turns))[: count - max(1, count // _RANDOM_SHARE)]
