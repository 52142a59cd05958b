"""All proposals against all plans of a collection: for every plan the exact products of its vectors with the
proposals', block by block, and the verdicts that a comparison of the plan alone comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policyalign.catalogue.scope import Scope
from policyalign.catalogue.scoping import Scoping, load_scoping
from policyalign.collection.engine import Engine, Failed, Job, MatchTask
from policyalign.collection.folder import (
    Comparison,
    Manifest,
    held,
    keep_whole,
    load_manifest,
    partial_of,
    save_manifest,
    sweep,
    writing,
)
from policyalign.collection.merging import Merger
from policyalign.collection.parts import pack_tables
from policyalign.collection.progress import Show, Tracker, forget_steps
from policyalign.collection.reading import buckets, plan_rows, read_columns
from policyalign.collection.spool import About, Spool, bucket_of
from policyalign.collection.tables import OF_PROPOSALS, READ, table_of
from policyalign.config import Settings
from policyalign.corpora import load_proposals, select
from policyalign.domain import Proposal
from policyalign.errors import InputError, ProposalError
from policyalign.match.profiles import Profile
from policyalign.messages import CollectionCode, ErrorCode
from policyalign.pipeline import match_key, own_profiles
from policyalign.recording import proposals_hash
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.text.file_names import file_name
from policyalign.values import MATCHABLE
from policyalign.versions import VERDICTS

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared: ``done`` plans anew, ``same`` had been before, under ``name``."""

    name: str
    done: int = 0
    same: int = 0
    failed: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparing:
    """What the plans are compared with: ``proposals``, ``profiles`` and ``scope`` are those of
    :func:`policyalign.pipeline.compare_files`, the kinds those of the settings that a plan can take up."""

    engine: Engine
    settings: Settings
    proposals: str = "cocn"
    profiles: Mapping[str, Profile] | None = None
    scope: str = ""
    show: Show | None = None

    def compare(self, folder: Path) -> Compared:
        """Compare all plans that were not compared with these proposals yet, or have changed since.

        Raises ``InputError`` where no plan was read, ``ProposalError``, ``CatalogueError``, and ``OutputError`` where
        nothing can be written: what is done until then is kept.
        """
        every = load_proposals(self.proposals)
        kinds = tuple(kind for kind in self.settings.kinds if kind in MATCHABLE)
        chosen = tuple(select(every, kinds=kinds)) if kinds else ()
        if not chosen:
            raise ProposalError(ErrorCode.proposals_none_selected)
        scoping = load_scoping(self.scope, self.proposals, every)
        job = Job(replace(self.settings, kinds=kinds), chosen, dict(self.profiles or {}), scoping)
        name = file_name(Path(self.proposals).stem)
        with held(folder), writing(folder):
            manifest = load_manifest(folder)
            sweep(folder, manifest)
            wanted = self._keys(folder, manifest, job)
            if not wanted:
                raise InputError(CollectionCode.collection_empty, path=folder)
            known = dict(compared_plans(folder, manifest, name))
            due = {plan: key for plan, key in wanted.items() if known.get(plan) != key}
            failed = list(self._run(folder, manifest, job, due, Spool.of(folder, "match", name)))
            manifest = _with_proposals(folder, manifest, name, self.proposals, job)
            merger = Merger(folder, Scoping(Scope("none", "")))
            spool, written = Spool.of(folder, "match", name), Tracker(folder, "write", 0, self.show)
            merger.merge_matched(manifest, spool, name, written.reach)
        forget_steps(folder)
        return Compared(name, len(due) - len(failed), len(wanted) - len(due), tuple(failed))

    def _keys(self, folder: Path, manifest: Manifest, job: Job) -> dict[str, str]:
        """By plan that was read, what its verdicts depend on."""
        assert job.scoping is not None
        own = own_profiles(job.proposals, job.profiles)
        expected = content_hash([job.scoping.scope, cache_key(VERDICTS, [], job.settings.assess)])
        rows = plan_rows(folder, manifest, ("plan_id", "status", "key", "domain", "sha256"))
        read = [row for row in rows if row["status"] == "read"]
        # The same for all plans, and by far the longest part of the key.
        shared = match_key("", job.proposals, own, job.settings)
        return {row["plan_id"]: content_hash([shared, expected, row["key"], row["domain"]]) for row in read}

    def _run(
        self, folder: Path, manifest: Manifest, job: Job, due: Mapping[str, str], spool: Spool
    ) -> Iterator[Failed]:
        kept = spool.keys()
        waiting = {plan: key for plan, key in due.items() if key not in kept}
        tracker = Tracker(folder, "match", len(due), self.show)
        tracker.begin()
        tracker.skip(len(due) - len(waiting))
        for outcome in self.engine.run(job, _tasks(folder, manifest, waiting)):
            spool.put(outcome, About())
            tracker.advance(outcome.plan_id, failed=isinstance(outcome, Failed))
            if isinstance(outcome, Failed):
                yield outcome


def _tasks(folder: Path, manifest: Manifest, waiting: Mapping[str, str]) -> Iterator[MatchTask]:
    """The plans with their tables, read from their bucket when it is their turn."""
    by_bucket: dict[str, list[str]] = {}
    for plan in sorted(waiting):
        by_bucket.setdefault(bucket_of(plan), []).append(plan)
    for name, bucket in buckets(folder, manifest, READ):
        for plan in by_bucket.get(name, ()):
            tables = bucket.tables(READ, plan)
            yield MatchTask(waiting[plan], plan, pack_tables(tables), tables["plans"]["domain"][0].as_py())


def compared_plans(folder: Path, manifest: Manifest, name: str) -> list[tuple[str, str]]:
    """The plans that were compared with these proposals, each with what its verdicts depended on."""
    rows: list[dict[str, Any]] = read_columns(folder, manifest, "compared", ("plan_id", "key"), name).to_pylist()
    return [(row["plan_id"], row["key"]) for row in rows]


def _with_proposals(folder: Path, manifest: Manifest, name: str, source: str, job: Job) -> Manifest:
    """The manifest with the proposals of a comparison, whose table is written."""
    import pyarrow.parquet as pq

    digest = proposals_hash(job.proposals)
    comparison = Comparison(source, digest, len(job.proposals), job.settings.kinds)
    path = f"{OF_PROPOSALS}/proposals={name}/part-{digest[:_KEPT]}.parquet"
    if manifest.comparisons.get(name) == comparison and path in manifest.files:
        return manifest
    table = table_of(OF_PROPOSALS, map(_proposal_row, job.proposals))
    partial = partial_of(folder / path)
    pq.write_table(table, partial, compression="zstd")
    keep_whole(partial, folder / path)
    files = {one: rows for one, rows in manifest.files.items() if one not in manifest.files_of(OF_PROPOSALS, name)}
    changed = replace(
        manifest,
        comparisons={**manifest.comparisons, name: comparison},
        files={**files, path: table.num_rows},
    )
    save_manifest(folder, changed)
    sweep(folder, changed)
    return changed


def _proposal_row(proposal: Proposal) -> dict[str, Any]:
    kept = ("kind", "chapter", "section", "label", "text", "actors", "field")
    return {"proposal_id": proposal.id, **{name: getattr(proposal, name) for name in kept}}
