"""Sentences of a collection that are near to a query in meaning (意味が近い), though they do not say it.

The vectors of all sentences lie in the collection. Those nearest to the query are looked at by the search of single
plans, which weighs their clauses and words, too.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policyalign.assess.search.records import Hit
from policyalign.collection.buckets import Bucket
from policyalign.collection.folder import Manifest
from policyalign.collection.parts import plan_of, vectors_of
from policyalign.collection.reading import buckets
from policyalign.domain import Plan
from policyalign.match.arrays import Vectors
from policyalign.match.plan_vectors import list_sentences
from policyalign.nearness import near_sentences, query_vector
from policyalign.runtime import Runtime

LOOKED_AT = 500
"""Sentences, the nearest as a whole, that are looked at closely: fifty times those that are told. One of which a clause
alone is near may not be among them in a large collection."""
_TABLES = ("plans", "sections", "passages", "problems")


def near_in_collection(
    runtime: Runtime, folder: Path, manifest: Manifest, query: str, found: Sequence[Hit]
) -> tuple[tuple[Plan, ...], tuple[Hit, ...]]:
    """The sentences that are near to a query, of passages that are not ``found`` already, the nearest first, and their
    plans with the passages that were looked at."""
    asked = query_vector(runtime, query)
    if asked is None:
        return (), ()
    places = _nearest(folder, manifest, asked)
    said = {(hit.passage.plan_id, hit.passage.id) for hit in found}
    plans = []
    for _, bucket in buckets(folder, manifest, _TABLES):
        for plan_id in filter(places.__contains__, _plans(bucket)):
            plan = plan_of(bucket.tables(_TABLES, plan_id))
            owners = list_sentences(plan).passages
            chosen = (plan.passages[place] for place in sorted({int(owners[place]) for place in places[plan_id]}))
            some = tuple(one for one in chosen if (plan_id, one.id) not in said)
            plans.append(replace(plan, passages=some))
    plans.sort(key=lambda plan: plan.id)
    return tuple(plans), near_sentences(runtime, query, plans, found)


def _nearest(folder: Path, manifest: Manifest, asked: Vectors) -> dict[str, list[int]]:
    """By plan, the places of the sentences that are nearest as a whole."""
    best: list[tuple[float, str, int]] = []
    for _, bucket in buckets(folder, manifest, ("plans", "vectors")):
        for plan_id in _plans(bucket):
            cosines = (vectors_of(bucket.table("vectors", plan_id), "sentence") @ asked).tolist()
            rated = [(cosine, plan_id, place) for place, cosine in enumerate(cosines)]
            best = heapq.nlargest(LOOKED_AT, [*best, *rated])
    places: defaultdict[str, list[int]] = defaultdict(list)
    for _, plan_id, place in best:
        places[plan_id].append(place)
    return places


def _plans(bucket: Bucket) -> list[str]:
    return [row["plan_id"] for row in bucket.every("plans").select(["plan_id"]).to_pylist()]
