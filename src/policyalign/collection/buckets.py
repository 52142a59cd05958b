"""The Parquet files: plans lie in 256 buckets by the hash of their id, in each bucket a file per table.

A file is a function of the plans in it, in the order of their ids: the same plans give the same bytes, in whatever
order, by how many workers and after however many interruptions they were added. In tables with many rows per plan each
plan has a row group of its own, so that one plan is read, replaced or left out without the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.collection.folder import keep_whole, partial_of
from policyalign.collection.parts import Tables
from policyalign.collection.tables import schema
from policyalign.serialize import content_hash

if TYPE_CHECKING:
    import pyarrow as pa

SMALL = ("plans", "problems", "compared")
"""Tables with so few rows per plan that all of a bucket are one row group."""
_LEVEL = 3
_MARK = 16


class TableFile:
    """A Parquet file of a bucket, plan by plan."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _file(self) -> Any:
        import pyarrow.parquet as pq

        return pq.ParquetFile(self._path, memory_map=False)

    @cached_property
    def _groups(self) -> Mapping[str, int]:
        """The row group of each plan."""
        metadata = self._file.metadata
        column = metadata.schema.names.index("plan_id")
        stats = (metadata.row_group(place).column(column).statistics for place in range(metadata.num_row_groups))
        return {one.min: place for place, one in enumerate(stats)}

    def of(self, plan_id: str) -> pa.Table | None:
        """The rows of a plan; None where it has none."""
        if self._is_small:
            import pyarrow.compute as pc

            found = self.all.filter(pc.field("plan_id") == plan_id)
            return found if found.num_rows else None
        place = self._groups.get(plan_id)
        return None if place is None else self._file.read_row_group(place)

    @cached_property
    def _is_small(self) -> bool:
        return str(self._file.schema_arrow.metadata[b"policyalign"], "ascii").split()[0] in SMALL

    @cached_property
    def all(self) -> pa.Table:
        """All rows."""
        return self._file.read()

    def close(self) -> None:
        """Let go of the file, which may then be removed (Windows)."""
        if "_file" in self.__dict__:
            self._file.close()


class Bucket:
    """The tables of a bucket as they count now: ``files`` by name of the table."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self._files = {table: TableFile(folder / name) for table, name in files.items()}

    def __enter__(self) -> Bucket:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def table(self, name: str, plan_id: str) -> pa.Table:
        """The rows of a plan in a table."""
        found = self._files[name].of(plan_id) if name in self._files else None
        return schema(name).empty_table() if found is None else found

    def every(self, name: str) -> pa.Table:
        """All rows of a table."""
        return self._files[name].all if name in self._files else schema(name).empty_table()

    def tables(self, names: Iterable[str], plan_id: str) -> Tables:
        """The tables of a plan."""
        return {name: self.table(name, plan_id) for name in names}


TablesOf = Callable[[str], Tables]


def mark_of(keys: Mapping[str, str]) -> str:
    """What names the files of a bucket: changes with its plans, and with the key of each."""
    return content_hash(dict(sorted(keys.items())))[:_MARK]


def write_bucket(place: Callable[[str], Path], names: Sequence[str], plans: Iterable[str], of: TablesOf) -> list[int]:
    """Write the tables of these names with the rows that ``of`` gives of every plan, in the order of the plans, to
    where ``place`` says; each whole or not at all. Returns the rows of each; one without rows has no file. Raises
    ``OSError``."""
    writers = [_Writer(name, place(name)) for name in names]
    try:
        for plan in sorted(plans):
            tables = of(plan)
            for writer in writers:
                writer.add(tables[writer.name])
        for writer in writers:
            writer.finish()
    finally:
        for writer in writers:
            writer.drop()
    return [writer.rows for writer in writers]


class _Writer:
    """One file, opened with its first rows."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.rows = name, 0
        self._path = path
        self._partial: Path | None = None
        self._writer: Any = None
        self._few: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        self.rows += table.num_rows
        if not table.num_rows:
            return
        if self.name in SMALL:
            self._few.append(table)
        else:
            self._write(table)

    def finish(self) -> None:
        """All is there: the file takes its name."""
        import pyarrow as pa

        if self._few:
            self._write(pa.concat_tables(self._few))
        if self._writer is not None and self._partial is not None:
            self._writer.close()
            keep_whole(self._partial, self._path)
            self._writer = None

    def drop(self) -> None:
        """What is not finished is removed."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.close()
        if self._partial is not None:
            with suppress(OSError):
                self._partial.unlink(missing_ok=True)

    def _write(self, table: pa.Table) -> None:
        import pyarrow.parquet as pq

        if self._writer is None:
            self._partial = partial_of(self._path)
            vectors = self.name == "vectors"
            self._writer = pq.ParquetWriter(
                self._partial,
                table.schema,
                compression="zstd",
                compression_level=_LEVEL,
                use_dictionary=["plan_id", "kind"] if vectors else True,
                column_encoding={"vector.list.element": "BYTE_STREAM_SPLIT"} if vectors else None,
                write_statistics=["plan_id"],
            )
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))


def bucket_names(files: Iterable[str]) -> list[str]:
    """The buckets that these files belong to, in order."""
    parts = (part for name in files for part in name.split("/"))
    return sorted({part.removeprefix("bucket=") for part in parts if part.startswith("bucket=")})
