"""Tables of a collection read back: rows of all plans, one plan, or everything by SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.collection.buckets import Bucket, bucket_names
from policyalign.collection.folder import Manifest
from policyalign.collection.merging import bucket_files
from policyalign.collection.spool import bucket_of
from policyalign.collection.tables import MATCHED, PAIRED, TABLES, schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


def read_columns(
    folder: Path, manifest: Manifest, table: str, columns: Sequence[str], comparison: str = ""
) -> pa.Table:
    """Some columns of all rows of a table, in the order of the buckets."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = manifest.files_of(table, comparison)
    empty = schema(table).empty_table().select(list(columns))
    parts = [pq.ParquetFile(folder / name).read(columns=list(columns)) for name in files]
    return pa.concat_tables([empty, *(part.cast(empty.schema) for part in parts)])


def plan_rows(folder: Path, manifest: Manifest, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Some columns of all plans."""
    found: list[dict[str, Any]] = read_columns(folder, manifest, "plans", columns).to_pylist()
    return found


def buckets(folder: Path, manifest: Manifest, names: tuple[str, ...]) -> Iterator[tuple[str, Bucket]]:
    """The buckets with their names, one after the other."""
    for name in bucket_names(manifest.files_of("plans")):
        with Bucket(folder, bucket_files(manifest, names, name)) as bucket:
            yield name, bucket


def bucket_with(folder: Path, manifest: Manifest, plan_id: str, names: tuple[str, ...]) -> Bucket:
    """The bucket that a plan is in, if it is in the collection."""
    return Bucket(folder, bucket_files(manifest, names, bucket_of(plan_id)))


def connect(folder: Path, manifest: Manifest) -> duckdb.DuckDBPyConnection:
    """DuckDB, in memory, with a view of every table. It fetches no extensions."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    connection = duckdb.connect(":memory:", config=settings)
    for table in TABLES:
        files = manifest.files_of(table)
        if files:
            listed = ", ".join(_quoted(str(folder / name)) for name in files)
            options = "hive_partitioning = true, hive_types_autocast = false"
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{listed}], {options})")
        else:
            connection.register(table, _without_rows(table))
    return connection


def _without_rows(table: str) -> pa.Table:
    """A table with the columns that it has as soon as it has rows."""
    import pyarrow as pa

    told = schema(table)
    for name in _partitions(table):
        told = told.append(pa.field(name, pa.string()))
    return told.empty_table()


def _partitions(table: str) -> tuple[str, ...]:
    if table == PAIRED:
        return ()
    if table == "proposals":
        return ("proposals",)
    return ("bucket", "proposals") if table in MATCHED else ("bucket",)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
