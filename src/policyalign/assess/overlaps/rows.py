"""Overlaps, clusters and what is described again as rows."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.overlaps.records import Overlap, Overlaps
from policyalign.assess.run import Run
from policyalign.domain import Measure
from policyalign.messages import label, message
from policyalign.messages.overlaps import DOUBTFUL, GROUPS, RELATIONS
from policyalign.messages.phases import CONFIDENCES
from policyalign.segment.ministries import ministries
from policyalign.tables import Row, Table, columns, joined, two_sided


def overlap_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per overlap, numbered from 1."""
    found: Overlaps = run.results["overlaps"]
    names = {cluster.id: cluster.name for cluster in found.clusters}
    cluster_of = found.cluster_of
    for number, one in enumerate(found.overlaps, 1):
        here, there = (cluster_of.get(key) for key in one.keys)
        cluster = here if here == there else None
        yield {
            "number": number,
            "relation": one.relation,
            "type": relation_told(one, lang),
            "confidence": label(CONFIDENCES, one.confidence, lang),
            "probability": one.probability,
            **_coordination(one),
            "same_ministry": None if one.same_ministry is None else int(one.same_ministry),
            "proposal_id": joined(one.proposals),
            "label": joined(run.labels[proposal] for proposal in one.proposals),
            "shared": joined(one.shared),
            "cluster": cluster,
            "cluster_name": names.get(cluster, "") if cluster else "",
            "why": explain_overlap(one, lang),
            **_side(one.first, ""),
            **_side(one.second, "_2"),
        }


def relation_told(overlap: Overlap, lang: str) -> str:
    """The relation in words: 判定不能 (…の疑い) where it is to be checked."""
    return label(RELATIONS if overlap.confidence == "certain" else DOUBTFUL, overlap.relation, lang)


def cluster_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per measure of a cluster, then one per measure of what is described again."""
    found: Overlaps = run.results["overlaps"]
    for cluster in found.clusters:
        for member in cluster.members:
            yield _member("cluster", cluster.id, cluster.name, len(cluster.members), member, lang)
    for number, repeat in enumerate(found.repeats, 1):
        for member in repeat.members:
            yield _member("repeat", number, repeat.name, len(repeat.members), member, lang)


def explain_overlap(overlap: Overlap, lang: str) -> str:
    """What speaks for the relation of a pair."""
    return joined(message(code, lang, **detail) for code, detail in overlap.judgement.why)


def _coordination(overlap: Overlap) -> Row:
    told = overlap.coordination
    if told is None:
        return {"coordinated": 0}
    side = overlap.first if told.by_first else overlap.second
    return {
        "coordinated": 1,
        "coordination": told.phrase,
        "coordination_plan": side.plan_id,
        "coordination_page": told.page,
        "coordination_passage": told.passage_id,
    }


def _side(measure: Measure, ending: str) -> Row:
    values: Row = {
        "plan_id": measure.plan_id,
        "page": measure.page,
        "measure": measure.heading,
        "ministries": joined(sorted(ministries(measure.actors))),
        "actors": joined(measure.actors),
        "passage_id": measure.passage_id,
        "text": measure.text,
    }
    return {f"{name}{ending}": value for name, value in values.items()}


def _member(kind: str, number: int, name: str, size: int, measure: Measure, lang: str) -> Row:
    return {
        "kind": kind,
        "type": label(GROUPS, kind, lang),
        "group": number,
        "name": name,
        "size": size,
        **_side(measure, ""),
    }


_MEASURE = columns("plan_id page:int measure ministries actors passage_id text")
TABLES = (
    Table(
        "overlaps.csv",
        (
            *columns(
                "number:int relation type confidence probability:number coordinated:int coordination coordination_plan "
                "coordination_page:int coordination_passage same_ministry:int proposal_id label shared cluster:int "
                "cluster_name why"
            ),
            *two_sided(_MEASURE),
        ),
        overlap_rows,
    ),
    Table("overlap_clusters.csv", (*columns("kind type group:int name size:int"), *_MEASURE), cluster_rows),
)

TYPES = {relation: RELATIONS[relation] for relation in ("duplicate", "similar", "complement")}
