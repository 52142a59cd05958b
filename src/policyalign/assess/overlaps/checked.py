"""What becomes of overlaps once people have looked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, cast

from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.overlaps.ordering import most_useful_first
from policyalign.assess.overlaps.records import Claimed, Cluster, Judgement, Overlap, Overlaps, Relation
from policyalign.domain import Measure

if TYPE_CHECKING:
    from policyalign.assess.questions import Said

REPORTED = ("duplicate", "similar", "complement")
_NONE = ("related", "none")


def checked(found: Overlaps, said: Said, measures: Sequence[Measure]) -> Overlaps:
    """重複, 類似 and 補完 are certain where people say so; 関連 and 無関係 are set aside, with the clusters that hold
    such a pair. 不明 and 不一致 are to be checked."""
    before = as_claimed(found)
    overlaps = [_checked(one, said) for one in before.overlaps]
    aside = [one for one in overlaps if one.checked in _NONE]
    apart = {frozenset(one.keys) for one in aside}
    broken = [one for one in before.clusters if apart & set(_pairs(one))]
    return replace(
        before,
        overlaps=tuple(most_useful_first((one for one in overlaps if one.checked not in _NONE), measures)),
        set_aside=tuple(most_useful_first(aside, measures)),
        clusters=tuple(one for one in before.clusters if one not in broken),
        clusters_set_aside=tuple(broken),
    )


def as_claimed(found: Overlaps) -> Overlaps:
    """The overlaps as they were before anybody looked, but for their order."""
    overlaps = tuple(map(claimed, (*found.overlaps, *found.set_aside)))
    clusters = sorted((*found.clusters, *found.clusters_set_aside), key=lambda one: one.id)
    return replace(found, overlaps=overlaps, clusters=tuple(clusters), set_aside=(), clusters_set_aside=())


def claimed(overlap: Overlap) -> Overlap:
    """The overlap as it was before anybody looked."""
    told = overlap.claimed
    if told is None:
        return overlap
    before = replace(overlap, relation=told.relation, probability=told.probability, confidence=told.confidence)
    return replace(before, checked="", claimed=None)


def _checked(overlap: Overlap, said: Said) -> Overlap:
    check = said(overlap)
    if not check:
        return overlap
    told = Claimed(overlap.relation, overlap.probability, overlap.confidence)
    if check not in REPORTED:
        return replace(overlap, confidence="check", checked=check, claimed=told)
    relation = cast(Relation, check)
    likely = told.probability if relation == told.relation else _likely(overlap.judgement, relation)
    return replace(overlap, relation=relation, probability=likely, confidence="certain", checked=check, claimed=told)


def _likely(judgement: Judgement, relation: Relation) -> float:
    """The probability that is told beside a relation."""
    return judgement.probabilities.get(relation, 0.0) if relation == "complement" else judgement.close


def _pairs(cluster: Cluster) -> Iterator[frozenset[Key]]:
    return map(frozenset, combinations(map(key_of, cluster.members), 2))
