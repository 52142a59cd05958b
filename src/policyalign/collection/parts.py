"""What is made of one plan, as tables, and how they travel: each as an Arrow file, compressed, in one message.

The same tables give the same bytes, wherever they are made and in which order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.assess.gaps.records import GapMatrix
from policyalign.collection.tables import (
    MATCHED,
    READ,
    VectorKind,
    made,
    match_fields,
    plan_fields,
    records_of,
    rows_of,
    schema,
    table_of,
)
from policyalign.domain import Measure, Passage, Plan, Problem, Section, section_path
from policyalign.match.arrays import Vectors
from policyalign.match.plan_vectors import PlanVectors
from policyalign.messages import message
from policyalign.text.spelling import spelling_key

if TYPE_CHECKING:
    import pyarrow as pa

Tables = Mapping[str, "pa.Table"]
_PACKED = msgspec.msgpack.Decoder(dict[str, bytes])


def pack_tables(tables: Tables) -> bytes:
    """The tables of a plan in one piece."""
    import pyarrow as pa

    packed = {}
    for name, table in tables.items():
        sink = BytesIO()
        with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(table)
        packed[name] = sink.getvalue()
    return msgspec.msgpack.encode(packed)


def unpack_tables(parts: bytes, names: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables again, or those of these names. Raises ``ValueError`` for what is cut off."""
    import pyarrow as pa

    try:
        packed = _PACKED.decode(parts)
        return {name: pa.ipc.open_stream(packed[name]).read_all() for name in packed if not names or name in names}
    except (msgspec.MsgspecError, pa.ArrowInvalid, OSError) as error:
        raise ValueError(f"no tables of a plan: {error}") from error


def read_tables(
    plan: Plan, measures: Sequence[Measure], vectors: PlanVectors, pooled: tuple[Vectors, Vectors]
) -> dict[str, pa.Table]:
    """The tables of a plan as read; ``pooled`` are the vectors of the texts and headings of the measures that announce
    something. What only the collection knows of it (source, domain) is still empty."""
    planned = [place for place, one in enumerate(measures) if one.planned]
    whole: tuple[tuple[VectorKind, Vectors], ...] = ("sentence", vectors.sentences), ("window", vectors.windows)
    rows: dict[str, list[dict[str, Any]]] = {
        "plans": [_plan_row(plan, measures)],
        "sections": [
            {**_placed(plan.id, place), **_values(one), "path": section_path(plan.sections, one.parent)}
            for place, one in enumerate(plan.sections)
        ],
        "passages": [
            {**_placed(plan.id, place), **_values(one), **_derived(one)} for place, one in enumerate(plan.passages)
        ],
        "measures": [
            {**_placed(plan.id, place), "measure_id": one.id, **_values(one)} for place, one in enumerate(measures)
        ],
        "problems": problem_rows(plan.id, plan.problems),
    }
    tables = {name: table_of(name, some) for name, some in rows.items()}
    told = [_vector_rows(plan.id, kind, range(len(some)), some) for kind, some in whole]
    told += [_vector_rows(plan.id, kind, planned, some) for kind, some in zip(_OF_MEASURES, pooled, strict=True)]
    import pyarrow as pa

    return {name: tables[name] if name != "vectors" else pa.concat_tables(told).combine_chunks() for name in READ}


_OF_MEASURES: tuple[VectorKind, VectorKind] = ("measure", "heading")


def problem_rows(plan_id: str, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """The rows of ``problems`` of one plan."""
    return [
        {**_placed(plan_id, place), **_values(one), "problem": message(one.code, "ja", **one.detail)}
        for place, one in enumerate(problems)
    ]


def matched_tables(matrix: GapMatrix, key: str) -> dict[str, pa.Table]:
    """The tables of the verdicts on one plan, found under ``key``."""
    ((plan, found),) = zip(matrix.plans, matrix.matches, strict=True)
    cells = {one.proposal_id: one for one in found.cells}
    passages, sentences = {one.id: one for one in plan.passages}, carrying_sentences(matrix)
    rows: dict[str, list[dict[str, Any]]] = {
        "compared": [{"plan_id": plan.id, "key": key, **{name: getattr(found, name) for name in match_fields()}}],
        "findings": [
            {
                **_values(one),
                "covered": cells[one.proposal_id].covered if one.proposal_id in cells else None,
                "full": cells[one.proposal_id].full if one.proposal_id in cells else None,
                "page": passages[one.passage_id].pages_of(sentences[one.plan_id, one.proposal_id])[0]
                if one.passage_id in passages
                else None,
            }
            for one in matrix.findings
        ],
        "matches": [{"plan_id": plan.id, **_values(one)} for one in found.matches],
    }
    return {name: table_of(name, rows[name]) for name in MATCHED}


def plan_of(tables: Tables) -> Plan:
    """The plan that the tables were made of."""
    (row,) = rows_of(tables["plans"])
    told = {"id": row["plan_id"], "document_id": row["sha256"], "source": row["source"]}
    plan = made({**told, **{name: row[name] for name in plan_fields()}, "sections": (), "passages": ()}, Plan)
    return replace(
        plan,
        sections=tuple(records_of(tables["sections"], Section)),
        passages=tuple(records_of(tables["passages"], Passage)),
        problems=tuple(records_of(tables["problems"], Problem)),
    )


def plan_vectors_of(tables: Tables) -> PlanVectors:
    """The vectors by which the plan is matched."""
    return PlanVectors(vectors_of(tables["vectors"], "sentence"), vectors_of(tables["vectors"], "window"))


def vectors_of(table: pa.Table, kind: VectorKind) -> Vectors:
    """The vectors of a kind, a row each: ``(rows, dimension)``."""
    import pyarrow.compute as pc

    column = table.filter(pc.field("kind") == kind)["vector"].combine_chunks()
    width = table.schema.field("vector").type.list_size
    return np.asarray(column.flatten().to_numpy(zero_copy_only=False), np.float32).reshape(-1, width)


def _values(record: Any) -> dict[str, Any]:
    """The fields of a record, as they are."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _placed(plan_id: str, place: int) -> dict[str, Any]:
    return {"plan_id": plan_id, "place": place}


def _plan_row(plan: Plan, measures: Sequence[Measure]) -> dict[str, Any]:
    counts = {"passages": len(plan.passages), "measures": len(measures)}
    told = {"plan_id": plan.id, "sha256": plan.document_id, "source": plan.source, "status": "read"}
    return {**told, **{name: getattr(plan, name) for name in plan_fields()}, **counts}


def _derived(passage: Passage) -> dict[str, Any]:
    names = ("page_start", "page_end", "start_fy", "end_fy", "quotation")
    return {**{name: getattr(passage, name) for name in names}, "folded": spelling_key(passage.text)}


def _vector_rows(plan_id: str, kind: VectorKind, places: Sequence[int], vectors: Vectors) -> pa.Table:
    import pyarrow as pa

    told = schema("vectors", vectors.shape[1])
    flat = pa.array(np.ascontiguousarray(vectors, np.float32).ravel())
    columns = [
        pa.array([plan_id] * len(places), pa.string()),
        pa.array([kind] * len(places), pa.string()),
        pa.array(list(places), pa.int32()),
        pa.FixedSizeListArray.from_arrays(flat, type=told.field("vector").type),
    ]
    return pa.Table.from_arrays(columns, schema=told)
