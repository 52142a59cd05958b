"""Overlaps, clusters and what is described again as rows."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.ministries import ministries
from policyalign.assess.measures.records import Measure
from policyalign.assess.overlaps.records import Overlap, Overlaps
from policyalign.export.csv_format import LIST_SEPARATOR
from policyalign.messages import message
from policyalign.messages.overlaps import DOUBTFUL, GROUPS, RELATIONS
from policyalign.messages.phases import CONFIDENCES, label

Row = dict[str, object]


def overlap_rows(matrix: GapMatrix, found: Overlaps, lang: str) -> Iterator[Row]:
    """One row per overlap, numbered from 1."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
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
            "proposal_id": LIST_SEPARATOR.join(one.proposals),
            "label": LIST_SEPARATOR.join(labels[proposal] for proposal in one.proposals),
            "shared": LIST_SEPARATOR.join(one.shared),
            "cluster": cluster,
            "cluster_name": names.get(cluster, "") if cluster else "",
            "why": explain_overlap(one, lang),
            **_side(one.first, ""),
            **_side(one.second, "_2"),
        }


def relation_told(overlap: Overlap, lang: str) -> str:
    """The relation in words: 判定不能 (…の疑い) where it is to be checked."""
    return label(RELATIONS if overlap.confidence == "certain" else DOUBTFUL, overlap.relation, lang)


def cluster_rows(found: Overlaps, lang: str) -> Iterator[Row]:
    """One row per measure of a cluster, then one per measure of what is described again."""
    for cluster in found.clusters:
        for member in cluster.members:
            yield _member("cluster", cluster.id, cluster.name, len(cluster.members), member, lang)
    for number, repeat in enumerate(found.repeats, 1):
        for member in repeat.members:
            yield _member("repeat", number, repeat.name, len(repeat.members), member, lang)


def explain_overlap(overlap: Overlap, lang: str) -> str:
    """What speaks for the relation of a pair."""
    return LIST_SEPARATOR.join(message(code, detail, lang) for code, detail in overlap.judgement.why)


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
        "ministries": LIST_SEPARATOR.join(sorted(ministries(measure.actors))),
        "actors": LIST_SEPARATOR.join(measure.actors),
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
