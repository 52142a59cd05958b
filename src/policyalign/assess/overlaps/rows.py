"""Overlaps, clusters and what is described again as rows."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.measures.checked import DOUBTS
from policyalign.assess.overlaps.messages import DOUBTFUL, GROUPS, RELATIONS
from policyalign.assess.overlaps.records import Cluster, Overlap, Overlaps, Repeat
from policyalign.assess.run import Run
from policyalign.domain import Measure
from policyalign.messages import label, message
from policyalign.messages.audit import CHECKS
from policyalign.messages.measures import CONFIDENCES
from policyalign.segment.ministries import ministries
from policyalign.tables import Row, Table, columns, filled, joined, two_sided

_MEASURE = columns(
    "plan_id=first.plan_id page:int=first.page measure=first.heading ministries=first_ministries actors=first.actors "
    "passage_id=first.passage_id text=first_text"
)
_OVERLAPS = (
    *columns(
        "number:int relation=overlap.relation type confidence=overlap.confidence "
        "probability:number=overlap.probability coordinated:int coordination=told.phrase "
        "coordination_plan=teller.plan_id coordination_page:int=told.page coordination_passage=told.passage_id "
        "same_ministry:int=overlap.same_ministry proposal_id=overlap.proposals label shared=overlap.shared "
        "cluster:int=cluster.id cluster_name why",
        confidence=CONFIDENCES,
    ),
    *two_sided(_MEASURE),
    *columns("checked=overlap.checked", checked=CHECKS),
)


def overlap_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per overlap, numbered from 1."""
    found: Overlaps = run.results["overlaps"]
    clusters = {cluster.id: cluster for cluster in found.clusters}
    cluster_of = found.cluster_of
    for number, one in enumerate(found.overlaps, 1):
        here, there = (cluster_of.get(key, 0) for key in one.keys)
        told, cluster = one.coordination, clusters.get(here) if here == there else None
        records = {
            "overlap": one,
            "told": told,
            "teller": told and (one.first if told.by_first else one.second),
            "cluster": cluster,
            "first": one.first,
            "first_ministries": _ministries(one.first),
            "first_text": _text(one.first, run),
            "second": one.second,
            "second_ministries": _ministries(one.second),
            "second_text": _text(one.second, run),
        }
        yield {
            **filled(_OVERLAPS, lang, **records),
            "number": number,
            "type": relation_told(one, lang),
            "coordinated": int(told is not None),
            "label": joined(run.labels[proposal] for proposal in one.proposals),
            "cluster_name": cluster.name if cluster else "",
            "why": explain_overlap(one, lang),
        }


def relation_told(overlap: Overlap, lang: str) -> str:
    """The relation in words: 判定不能 (…の疑い) where it is to be checked."""
    return label(RELATIONS if overlap.confidence == "certain" else DOUBTFUL, overlap.relation, lang)


def explain_overlap(overlap: Overlap, lang: str) -> str:
    """What speaks for the relation of a pair."""
    told = [message(code, lang, **detail) for code, detail in overlap.judgement.why]
    if doubt := DOUBTS.get(overlap.checked):
        told.insert(0, message(doubt, lang))
    return joined(told)


def _text(measure: Measure, run: Run) -> str:
    """What it says it does, from the passage on whose page is told: an aim (目的) may stand on the page before."""
    start = measure.text.find(run.passages[measure.plan_id, measure.passage_id].text)
    return measure.text[max(start, 0) :]


def _ministries(measure: Measure) -> tuple[str, ...]:
    """The ministries in charge, else all that are named."""
    return measure.ministries or tuple(sorted(ministries(measure.actors)))


_MEMBERS = (*columns("kind=kind type=kind group:int=number name=group.name size:int", type=GROUPS), *_MEASURE)


def cluster_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per measure of a cluster, then one per measure of what is described again."""
    found: Overlaps = run.results["overlaps"]
    groups: list[tuple[str, int, Cluster | Repeat]] = [("cluster", one.id, one) for one in found.clusters]
    groups += [("repeat", number, one) for number, one in enumerate(found.repeats, 1)]
    for kind, number, group in groups:
        for one in group.members:
            records = {
                "kind": kind,
                "number": number,
                "group": group,
                "first": one,
                "first_ministries": _ministries(one),
                "first_text": _text(one, run),
            }
            yield {**filled(_MEMBERS, lang, **records), "size": len(group.members)}


TABLES = (Table("overlaps.csv", _OVERLAPS, overlap_rows), Table("overlap_clusters.csv", _MEMBERS, cluster_rows))

TYPES = {relation: RELATIONS[relation] for relation in ("duplicate", "similar", "complement")}
