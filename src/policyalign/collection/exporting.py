"""The tables of a collection as files that other programs take: CSV (UTF-8 with BOM), or one Parquet file each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policyalign.collection.folder import keep_whole, load_manifest, partial_of, writing
from policyalign.collection.reading import connect
from policyalign.collection.tables import TABLES
from policyalign.export.csv_format import csv_chunks
from policyalign.tables import Column, Row

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["csv", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "parquet")
_ROWS = 10_000


def export_tables(folder: Path, out: Path, format: Format = "csv", names: Sequence[str] = ()) -> list[Path]:
    """Write tables to ``out``, each whole or not at all, and tell which files; by default all that have rows, but for
    CSV the vectors. Rows are in the order of plans. Raises ``InputError``, ``OutputError``."""
    manifest = load_manifest(folder)
    by_default = [name for name in TABLES if manifest.files_of(name) and (format != "csv" or name != "vectors")]
    written = []
    with connect(folder, manifest) as connection, writing(out):
        for name in names or by_default:
            columns = [one[0] for one in connection.execute(f"SELECT * FROM {name} LIMIT 0").description or ()]
            order = ", ".join(one for one in ("proposals", "plan_id", "place") if one in columns)
            found = connection.sql(f"SELECT * FROM {name}" + (f" ORDER BY {order}" if order else ""))
            path = out / f"{name}.{format}"
            _write(path, found.to_arrow_reader(_ROWS), format)
            written.append(path)
    return written


def _write(path: Path, batches: pa.RecordBatchReader, format: Format) -> None:
    import pyarrow.parquet as pq

    partial = partial_of(path)
    try:
        if format == "csv":
            columns = [Column(name) for name in batches.schema.names]
            with partial.open("wb") as out:
                out.writelines(csv_chunks(columns, _rows(batches)))
        else:
            with pq.ParquetWriter(partial, batches.schema, compression="zstd") as writer:
                for batch in batches:
                    writer.write_batch(batch)
        keep_whole(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _rows(batches: pa.RecordBatchReader) -> Iterator[Row]:
    """Rows for CSV: lists, records and mappings as JSON."""
    for batch in batches:
        for row in batch.to_pylist(maps_as_pydicts="strict"):
            yield {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
