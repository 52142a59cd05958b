"""The tables of a collection: which there are, their columns, and how records become rows and rows records.

Columns are those of the records of :mod:`policyalign.domain`, under their names and without loss, so that a plan comes
back from its rows as it was; what else stands in a table is told at :func:`schema`. The layout has a number
(:data:`FORMAT`), and is described for readers in ``docs/scale.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from policyalign.converting import convert
from policyalign.domain import Finding, Match, Measure, Passage, Plan, PlanMatches, Problem, Section
from policyalign.values import Code

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 2
"""Of the tables and of ``collection.json``; a higher one is not read."""

READ = ("plans", "sections", "passages", "measures", "vectors", "problems")
"""What is made of a file."""
MATCHED = ("compared", "findings", "matches")
"""What is made of a plan and a set of proposals."""
OF_PROPOSALS = "proposals"
PAIRED = "pairs"
TABLES = (*READ, *MATCHED, OF_PROPOSALS, PAIRED)

T = TypeVar("T")

VectorKind = Literal["sentence", "window", "measure", "heading"]

_KNOWN = ("plan_id", "source", "origin", "sha256", "key", "status", "domain", "prefecture")
"""Of a plan: its id, what the collection knows of it, and whether it could be read."""


def _fields(record: Any, without: Collection[str]) -> dict[str, Any]:
    return {name: hint for name, hint in _hints(record).items() if name not in without}


_DERIVED = {"page_start": int, "page_end": int, "start_fy": int | None, "end_fy": int | None, "quotation": str}
_PLACED: Mapping[str, Any] = {"plan_id": str, "place": int}


def columns_of(name: str) -> Mapping[str, Any]:
    """The columns of a table in order, with the Python types of their values; those of ``vectors`` stand in
    :func:`schema`. ``place`` counts from 0 within the plan."""
    hints: Mapping[str, Mapping[str, Any]] = {
        "plans": {**dict.fromkeys(_KNOWN, str), **plan_fields(), "passages": int, "measures": int},
        "sections": {**_PLACED, **_hints(Section), "path": tuple[str, ...]},
        "passages": {**_PLACED, **_hints(Passage), **_DERIVED, "folded": str},
        "measures": {**_PLACED, "measure_id": str, **_hints(Measure)},
        "problems": {**_PLACED, **_hints(Problem), "problem": str},
        "compared": {"plan_id": str, "key": str, **match_fields()},
        "findings": {**_hints(Finding), "covered": float | None, "full": float | None, "page": int | None},
        "matches": {"plan_id": str, **_hints(Match)},
        "proposals": {
            **dict.fromkeys(("proposal_id", "kind", "chapter", "section", "label", "text"), str),
            "actors": tuple[str, ...],
            "field": str,
        },
        "pairs": {
            **dict.fromkeys(("plan_id", "measure_id", "plan_id_2", "measure_id_2"), str),
            **dict.fromkeys(("relation", "confidence"), str),
            **dict.fromkeys(("probability", "close", "similarity"), float),
        },
    }
    return hints[name]


def plan_fields() -> dict[str, Any]:
    """What of a plan stands in its row in ``plans`` under its own name, so that nothing of it is lost."""
    return _fields(Plan, ("id", "document_id", "source", "sections", "passages", "problems"))


def match_fields() -> dict[str, Any]:
    """What of the matches of a plan stands in its row in ``compared``; the rest in ``matches`` and ``findings``."""
    return _fields(PlanMatches, ("plan_id", "matches", "cells"))


@cache
def schema(name: str, dimension: int = 512) -> pa.Schema:
    """The Arrow schema of a table. ``vectors`` has a row per sentence and window of a plan and, of each measure that
    announces something, one for its text and one for its heading; their ``place`` is that of the measure."""
    import pyarrow as pa

    if name == "vectors":
        vector = pa.list_(pa.field("element", pa.float32(), nullable=False), dimension)
        told = [("plan_id", pa.string()), ("kind", pa.string()), ("place", pa.int32()), ("vector", vector)]
    else:
        told = [(column, _arrow(hint)) for column, hint in columns_of(name).items()]
    return pa.schema(told, metadata={"policyalign": f"{name} {FORMAT}"})


def _hints(record: Any) -> dict[str, Any]:
    """The fields of a record by their types."""
    hints = get_type_hints(record)
    return {one.name: hints[one.name] for one in fields(record)}


def _arrow(hint: Any) -> pa.DataType:
    """The Arrow type of values of a Python type: records are structs, tuples lists, mappings maps."""
    import pyarrow as pa

    plain = {str: pa.string(), Code: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
    if hint in plain:
        return plain[hint]
    if is_dataclass(hint):
        return pa.struct([pa.field(name, _arrow(kind)) for name, kind in _hints(hint).items()])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pa.string()
    if origin in (Union, UnionType):
        return _arrow(next(one for one in inner if one is not NoneType))
    if origin is tuple:
        return pa.list_(_arrow(inner[0]))
    return pa.map_(_arrow(inner[0]), _arrow(inner[1]))


def table_of(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The rows as an Arrow table; values may be records."""
    import pyarrow as pa

    plain = msgspec.to_builtins(list(rows), builtin_types=())
    return pa.Table.from_pylist(plain, schema(name))


def rows_of(table: pa.Table, columns: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows of a table as plain objects, mappings among them."""
    chosen = table.select(list(columns)) if columns else table
    found: list[dict[str, Any]] = chosen.to_pylist(maps_as_pydicts="strict")
    return found


def records_of(table: pa.Table, record: type[T]) -> list[T]:
    """The records that the rows hold."""
    return [made(row, record) for row in rows_of(table, list(_hints(record)))]


def made(row: Mapping[str, Any], record: type[T]) -> T:
    """The record of plain values."""
    return convert(row, record)
