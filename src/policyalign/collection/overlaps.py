"""Measures (施策) of all plans of a collection that do the same or should be linked: near pairs
(:func:`~policyalign.assess.overlaps.candidates.find_pairs`), each judged by the model of relations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policyalign.assess.overlaps.candidates import Pairs, find_pairs
from policyalign.assess.overlaps.verdict import Circumstances, Limits, decide
from policyalign.collection.folder import (
    WORK,
    Manifest,
    held,
    keep_whole,
    load_manifest,
    partial_of,
    save_manifest,
    sweep,
    writing,
)
from policyalign.collection.measure_files import MeasureFiles, measure_files
from policyalign.collection.parts import vectors_of
from policyalign.collection.progress import Show, Tracker, forget_steps
from policyalign.collection.reading import buckets
from policyalign.collection.tables import PAIRED, VectorKind, records_of, rows_of, table_of
from policyalign.domain import Measure
from policyalign.errors import InputError
from policyalign.match.term_statistics import load_term_statistics
from policyalign.messages import CollectionCode
from policyalign.serialize import content_hash

_KINDS: tuple[VectorKind, VectorKind] = ("measure", "heading")
_WORKED_ON = "measures"
_BATCH = 10_000
_MARK = 16


@dataclass(frozen=True, slots=True)
class Paired:
    """How many pairs were judged, and how many of them are in the table."""

    judged: int
    found: int


def find_overlaps(folder: Path, show: Show | None = None) -> Paired:
    """Judge the near pairs of measures of different plans (or, within one, of different ministries), and write those
    that are 重複, 類似 or 補完 to the table ``pairs``.

    Raises ``InputError`` where no plan was read, ``OutputError`` where nothing can be written.
    """
    background = load_term_statistics()
    with held(folder), writing(folder), measure_files(folder / WORK / _WORKED_ON, background) as measures:
        manifest = load_manifest(folder)
        sweep(folder, manifest)
        if not _add_measures(folder, manifest, measures):
            raise InputError(CollectionCode.collection_empty, path=folder)
        near = find_pairs(measures.vectors()[0], measures.origins)
        tracker = Tracker(folder, "pairs", len(near), show)
        tracker.begin()
        rows = list(judged_pairs(near, measures, tracker.reach))
        files = {name: count for name, count in manifest.files.items() if not name.startswith(f"{PAIRED}/")}
        if rows:
            path = f"{PAIRED}/part-{content_hash(rows)[:_MARK]}.parquet"
            _write(folder / path, rows)
            files[path] = len(rows)
        changed = replace(manifest, files=files)
        save_manifest(folder, changed)
        sweep(folder, changed)
    forget_steps(folder)
    return Paired(len(near), len(rows))


def _add_measures(folder: Path, manifest: Manifest, measures: MeasureFiles) -> bool:
    """Add all measures that announce something, by bucket and plan; whether there are any."""
    found = False
    for _, bucket in buckets(folder, manifest, ("plans", "measures", "vectors")):
        for plan in sorted(row["plan_id"] for row in rows_of(bucket.every("plans"), ("plan_id",))):
            tables = bucket.tables(("measures", "vectors"), plan)
            planned = [one for one in records_of(tables["measures"], Measure) if one.planned]
            if planned:
                found = True
                measures.add(planned, *(vectors_of(tables["vectors"], kind) for kind in _KINDS))
    return found


def judged_pairs(
    pairs: Pairs, measures: MeasureFiles, reach: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[dict[str, Any]]:
    """The rows of the table ``pairs`` for pairs of rows of ``measures``; ``reach`` is told how many of all are done."""
    texts, _ = measures.vectors()
    judge, words = measures.judge()
    for start in range(0, len(pairs), _BATCH):
        batch = [(one, other) for one, other in pairs[start : start + _BATCH].tolist()]
        for pair, judgement in zip(batch, judge(batch), strict=True):
            one, other = (measures.measure(row) for row in pair)
            follows = bool(one.stages and other.stages) and (
                max(one.stages) < min(other.stages) or max(other.stages) < min(one.stages)
            )
            around = Circumstances(words.are_same(*pair), follows)
            if verdict := decide(judgement, Limits(), around):
                yield {
                    "plan_id": one.plan_id,
                    "measure_id": one.id,
                    "plan_id_2": other.plan_id,
                    "measure_id_2": other.id,
                    "relation": verdict.relation,
                    "confidence": verdict.confidence,
                    "probability": verdict.probability,
                    "close": judgement.close,
                    "similarity": round(float(texts[pair[0]] @ texts[pair[1]]), 6),
                }
        reach(min(start + _BATCH, len(pairs)), len(pairs))


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    import pyarrow.parquet as pq

    partial = partial_of(path)
    pq.write_table(table_of(PAIRED, rows), partial, compression="zstd")
    keep_whole(partial, path)
