"""Pairs of measures (施策) of different plans or ministries that come close. Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from policyalign.assess.measures.answers import Key, key_of
from policyalign.domain import Measure
from policyalign.values import Check, Code

Relation = Literal["duplicate", "similar", "complement", "related", "none"]
"""重複 (the same activity for the same object), 類似 (similar goal and activity in parallel), 補完 (the same
larger goal, but another role, stage or instrument: should be linked), 関連 (related only), 無関係.

The first three after the distinction of duplication, overlap and fragmentation in public audit: US GAO,
Fragmentation, Overlap, and Duplication: An Evaluation and Management Guide, GAO-15-49SP (2015)."""

RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""From the closest to the farthest."""

Confidence = Literal["certain", "check"]
"""確実, 要確認 (close enough to be looked at, not close enough to be said)."""

Reason = tuple[Code, Mapping[str, str]]
"""A message code with what fills its blanks."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a pair is: the probabilities of the five relations, which sum to 1, and what speaks for it."""

    probabilities: Mapping[Relation, float]
    why: tuple[Reason, ...] = ()

    @property
    def relation(self) -> Relation:
        """The likeliest relation; of equals the closest."""
        return max(RELATIONS, key=lambda relation: self.probabilities.get(relation, 0.0))

    @property
    def close(self) -> float:
        """P(重複) + P(類似), with as many decimals as either."""
        return round(self.probabilities.get("duplicate", 0.0) + self.probabilities.get("similar", 0.0), 6)


class Judge(Protocol):
    """What tells the relation of pairs, given as indices into the measures of a run; one judgement each."""

    def __call__(self, pairs: Sequence[tuple[int, int]]) -> Sequence[Judgement]: ...


@dataclass(frozen=True, slots=True)
class Coordination:
    """Where one measure refers to the other (連携済み): the wording and its place; ``by_first`` says that the
    first measure is the one that refers."""

    phrase: str
    passage_id: str
    page: int
    by_first: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the machine said of a pair before anybody looked."""

    relation: Relation
    probability: float
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two measures of different plans or ministries that are reported, the first in the order of the plans.

    ``relation`` is 重複, 類似 or 補完 and ``probability`` its own, for 重複 and 類似 that of either;
    ``proposals`` are those that both answer; ``shared`` are the rare words that both hold, the most telling
    first. ``same_ministry`` is None where one of them names no ministry. ``checked`` is what people who looked said,
    and ``claimed`` then what the machine had said.
    """

    first: Measure
    second: Measure
    judgement: Judgement
    relation: Relation
    probability: float
    confidence: Confidence
    coordination: Coordination | None = None
    proposals: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    same_ministry: bool | None = None
    checked: Check = ""
    claimed: Claimed | None = None

    @property
    def keys(self) -> tuple[Key, Key]:
        return key_of(self.first), key_of(self.second)


@dataclass(frozen=True, slots=True)
class Cluster:
    """More than two measures of which each is close to most others; ``id`` counts from 1, ``name`` is made
    of the terms they share."""

    id: int
    name: str
    members: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A programme described more than once under one name or in the same words (再掲): no finding."""

    name: str
    members: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The result: overlaps, the most useful first, clusters of them, and what is 再掲. ``judged`` counts the
    pairs that were judged. ``set_aside`` are those that people said are none, and the clusters that hold them; they
    stand in no table."""

    overlaps: tuple[Overlap, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    judged: int = 0
    set_aside: tuple[Overlap, ...] = ()
    clusters_set_aside: tuple[Cluster, ...] = ()

    @property
    def findings(self) -> tuple[Overlap, ...]:
        """Those that call for something to be done: certain, and not co-ordinated yet."""
        return tuple(one for one in self.overlaps if one.confidence == "certain" and one.coordination is None)

    @property
    def cluster_of(self) -> dict[Key, int]:
        """By measure the id of its cluster."""
        return {key_of(member): cluster.id for cluster in self.clusters for member in cluster.members}
