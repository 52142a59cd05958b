"""Outcomes into the tables, a bucket at a time: new files first, then the manifest, then the old files go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from policyalign.catalogue.scoping import Scoping
from policyalign.collection.buckets import Bucket, mark_of, write_bucket
from policyalign.collection.folder import Manifest, save_manifest
from policyalign.collection.parts import Tables, problem_rows, unpack_tables
from policyalign.collection.places import prefecture_in
from policyalign.collection.spool import About, Kept, Spool, bucket_of, read_kept
from policyalign.collection.tables import MATCHED, READ, rows_of, schema, table_of
from policyalign.domain import Plan
from policyalign.serialize import content_hash

Told = Callable[[int, int], None]
"""Is told how many buckets of how many are written."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Writes buckets of the collection in ``folder``. ``domains`` tells the domain of plans that the user has told
    none of."""

    folder: Path
    domains: Scoping

    def merge_read(
        self, manifest: Manifest, spool: Spool, abouts: Mapping[str, About] | None = None, told: Told | None = None
    ) -> Manifest:
        """The manifest after all outcomes of reading are in the tables; ``abouts`` are of plans of which only this has
        changed. What was compared of a plan that was read anew is left out: it is no longer true of it. Raises
        ``OSError``."""
        changed = abouts or {}
        buckets = sorted({*spool.buckets(), *map(bucket_of, changed)})
        for number, bucket in enumerate(buckets, 1):
            files = self._read_bucket(manifest, bucket, spool.outcomes(bucket), changed)
            manifest = self._settled(manifest, files)
            spool.forget(bucket)
            if told:
                told(number, len(buckets))
        return manifest

    def merge_matched(self, manifest: Manifest, spool: Spool, name: str, told: Told | None = None) -> Manifest:
        """The manifest after all outcomes of comparing with the proposals ``name`` are in the tables. Raises
        ``OSError``."""
        buckets = spool.buckets()
        for number, bucket in enumerate(buckets, 1):
            new = {plan: path for plan, path in spool.outcomes(bucket).items() if read_kept(path).failed is None}
            with self._bucket(manifest, MATCHED, bucket, name) as old:
                known = {row["plan_id"]: row["key"] for row in _rows(old, "compared")}
                keys = {**known, **{plan: path.stem for plan, path in new.items()}}
                files = self._written(manifest, MATCHED, bucket, keys, partial(_matched, old, new), name)
            manifest = self._settled(manifest, files)
            spool.forget(bucket)
            if told:
                told(number, len(buckets))
        return manifest

    def _read_bucket(
        self, manifest: Manifest, bucket: str, new: Mapping[str, Path], abouts: Mapping[str, About]
    ) -> Mapping[str, int | None]:
        with self._bucket(manifest, READ, bucket) as old:
            rows = {row["plan_id"]: row for row in _rows(old, "plans")}
            for plan, about in abouts.items():
                if plan in rows and plan not in new:
                    rows[plan] = {**rows[plan], **self._known(rows[plan], about)}
            fresh = {plan: self._fresh(read_kept(path)) for plan, path in new.items()}
            rows |= fresh
            keys = {plan: content_hash(row) for plan, row in rows.items()}

            def of(plan: str) -> Tables:
                tables = dict(_made(read_kept(new[plan])) if plan in new else old.tables(READ, plan))
                return {**tables, "plans": table_of("plans", [rows[plan]])}

            before = {row["plan_id"]: row["key"] for row in _rows(old, "plans")}
            files = dict(self._written(manifest, READ, bucket, keys, of))
        stale = {plan for plan in fresh if before.get(plan, rows[plan]["key"]) != rows[plan]["key"]}
        for name in manifest.comparisons if stale else ():
            files |= self._without(manifest, bucket, name, stale)
        return files

    def _without(self, manifest: Manifest, bucket: str, name: str, plans: Collection[str]) -> Mapping[str, int | None]:
        with self._bucket(manifest, MATCHED, bucket, name) as old:
            keys = {row["plan_id"]: row["key"] for row in _rows(old, "compared") if row["plan_id"] not in plans}
            return self._written(manifest, MATCHED, bucket, keys, partial(_matched, old, {}), name)

    def _fresh(self, kept: Kept) -> dict[str, Any]:
        """The row of a plan that was read."""
        if kept.failed is not None:
            status = "set_aside" if kept.failed.tries > 1 else "unusable"
            row = {**dict.fromkeys(schema("plans").names), "plan_id": kept.plan_id, "status": status, "title": ""}
            row |= {"page_count": 0, "passages": 0, "measures": 0, "edition": "", "unread_pages": [], "places": []}
        else:
            (row,) = rows_of(unpack_tables(kept.parts, ("plans",))["plans"])
            row["status"] = "read" if row["passages"] else "unusable"
        told = replace(kept.about, sha256=row["sha256"] or kept.about.sha256)
        return {**row, "key": kept.key, **self._known(row, told)}

    def _known(self, row: Mapping[str, Any], about: About) -> dict[str, str]:
        """What the collection knows of a plan, as it stands in its row."""
        plan = Plan(row["plan_id"], about.sha256, about.source, row["title"], (), (), 0, edition=row["edition"])
        found = None if about.domain else self.domains.domain_of(plan)
        return {
            "source": about.source,
            "origin": about.origin,
            "sha256": about.sha256,
            "domain": about.domain or (found.domain if found else ""),
            "prefecture": about.prefecture or prefecture_in(row["title"]),
        }

    def _bucket(self, manifest: Manifest, names: tuple[str, ...], bucket: str, comparison: str = "") -> Bucket:
        return Bucket(self.folder, bucket_files(manifest, names, bucket, comparison))

    def _written(
        self,
        manifest: Manifest,
        names: tuple[str, ...],
        bucket: str,
        keys: Mapping[str, str],
        of: Callable[[str], Tables],
        comparison: str = "",
    ) -> Mapping[str, int | None]:
        """Rows by file: the new ones, and None for those that go. Nothing where nothing has changed."""
        old, mark = bucket_files(manifest, names, bucket, comparison), mark_of(keys)
        paths = {name: f"{_stem(name, bucket, comparison)}part-{mark}.parquet" for name in names}
        if set(old.values()) <= set(paths.values()) and old:
            return {}
        counts = write_bucket(lambda name: self.folder / paths[name], names, keys, of)
        new = {paths[name]: rows for name, rows in zip(names, counts, strict=True) if rows}
        return {**dict.fromkeys(old.values()), **new}

    def _settled(self, manifest: Manifest, files: Mapping[str, int | None]) -> Manifest:
        """From here on the new files count; the old ones are removed."""
        if not files:
            return manifest
        kept = {name: rows for name, rows in {**manifest.files, **files}.items() if rows}
        settled = replace(manifest, files=kept)
        save_manifest(self.folder, settled)
        for name in manifest.files.keys() - kept.keys():
            with suppress(OSError):  # somebody reads it (Windows): the next run removes it
                (self.folder / name).unlink(missing_ok=True)
        return settled


def bucket_files(manifest: Manifest, names: tuple[str, ...], bucket: str, comparison: str = "") -> dict[str, str]:
    """The files of a bucket by name of the table."""
    stems = {_stem(name, bucket, comparison): name for name in names}
    found = ((name.rpartition("/")[0] + "/", name) for name in manifest.files)
    return {stems[stem]: name for stem, name in found if stem in stems}


def _stem(table: str, bucket: str, comparison: str) -> str:
    return f"{table}/proposals={comparison}/bucket={bucket}/" if comparison else f"{table}/bucket={bucket}/"


def _rows(bucket: Bucket, name: str) -> list[dict[str, Any]]:
    return rows_of(bucket.every(name))


def _made(kept: Kept) -> Tables:
    """The tables of an outcome of reading."""
    if kept.failed is None:
        return unpack_tables(kept.parts)
    empty = {name: schema(name).empty_table() for name in READ}
    return {**empty, "problems": table_of("problems", problem_rows(kept.plan_id, [kept.failed.problem]))}


def _matched(old: Bucket, new: Mapping[str, Path], plan: str) -> Tables:
    return unpack_tables(read_kept(new[plan]).parts) if plan in new else old.tables(MATCHED, plan)
