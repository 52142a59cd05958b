"""Plans into a collection: what is new or changed by SHA-256 is read, all else is left as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.library import Library
from policyalign.catalogue.scope import Scope
from policyalign.catalogue.scoping import Scoping
from policyalign.collection.engine import Engine, Failed, Job, ReadTask
from policyalign.collection.folder import held, load_manifest, save_manifest, sweep, writing
from policyalign.collection.merging import Merger
from policyalign.collection.progress import Show, Tracker, forget_steps
from policyalign.collection.reading import plan_rows
from policyalign.collection.sources import Found, Listing, listed, source_of
from policyalign.collection.spool import About, Spool
from policyalign.config import Settings
from policyalign.domain import Problem
from policyalign.errors import InputError
from policyalign.files import sha256_of
from policyalign.messages import CollectionCode
from policyalign.pipeline import PlanFile, plan_key
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.versions import VECTORS

_KNOWN = ("plan_id", "source", "origin", "sha256", "key", "status", "domain", "prefecture")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: ``done`` were read, ``same`` had not changed, ``repeated`` are of the same content as
    another; ``older`` of the unchanged ones were read by another version or with other settings, ``gone`` are no longer
    where they were, ``unseen`` are places on the network that were not looked at."""

    done: int = 0
    same: int = 0
    repeated: int = 0
    older: int = 0
    gone: int = 0
    failed: tuple[Failed, ...] = ()
    ignored: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Adding:
    """How plans are brought in: ``fetch`` allows the network, ``again`` has plans read anew that another version has
    read, or that could not be used."""

    engine: Engine
    settings: Settings
    fetch: bool = False
    again: bool = False
    show: Show | None = None

    def add(self, folder: Path, given: Sequence[str]) -> Added:
        """Bring in the plans of these sources, which :meth:`update` then looks at, too.

        Raises ``InputError`` for a source that cannot be used, ``OutputError`` where nothing can be written: what is
        done until then is kept, and the next run goes on from there.
        """
        with held(folder):
            manifest = load_manifest(folder)
            sources = [source_of(one) for one in given]
            with listed(sources, folder, fetch=self.fetch) as listing:
                if not listing.found and not listing.failures:
                    raise InputError(CollectionCode.collection_no_plans, place=", ".join(given))
                with writing(folder):
                    known = tuple(dict.fromkeys((*manifest.sources, *sources)))
                    save_manifest(folder, replace(manifest, sources=known))
                return self._bring_in(folder, listing, every=False)

    def update(self, folder: Path) -> Added:
        """Look at all sources again. Raises what :meth:`add` raises."""
        sources = load_manifest(folder).sources
        with held(folder), listed(sources, folder, fetch=self.fetch, again=True) as listing:
            return self._bring_in(folder, listing, every=True)

    def _bring_in(self, folder: Path, listing: Listing, *, every: bool) -> Added:
        manifest = load_manifest(folder)
        spool = Spool.of(folder, "read")
        with writing(folder):
            sweep(folder, manifest)
            work = self._look(folder, listing, plan_rows(folder, manifest, _KNOWN))
            unusable = list(self._failures(spool, work))
            failed = list(self._read(folder, spool, work))
            merger = Merger(folder, Scoping(Scope("none", ""), {}, load_catalogue(), Library().plans()))
            written = Tracker(folder, "write", 0, self.show)
            merger.merge_read(manifest, spool, work.changed, written.reach)
        forget_steps(folder)
        gone = len(_gone(work.known.keys(), listing)) if every else 0
        done = len(work.tasks) - len(failed)
        told = (*unusable, *failed), listing.ignored, len(listing.unseen)
        return Added(done, work.same, work.repeated, work.older, gone, *told)

    def _look(self, folder: Path, listing: Listing, rows: Sequence[Mapping[str, Any]]) -> _Work:
        """Which files are to be read."""
        work = _Work({row["origin"]: row for row in rows})
        tracker = Tracker(folder, "hash", len(listing.found), self.show)
        tracker.begin()
        contents = {row["sha256"]: row["origin"] for row in rows if row["status"] == "read"}
        for found in listing.found:
            about = replace(found.about, sha256=_sha256(found.file))
            if contents.setdefault(about.sha256, about.origin) != about.origin:
                work.repeated += 1
            else:
                self._sort(work, found, about)
            tracker.advance(found.name)
        for about, name, problem in listing.failures:
            work.failures.append((about, work.id_for(about, name), problem))
        return work

    def _sort(self, work: _Work, found: Found, about: About) -> None:
        plan_id, row = work.id_for(about, found.name), work.known.get(about.origin)
        file = PlanFile(found.file, plan_id, about.sha256)
        key = content_hash([plan_key(file, self.settings), cache_key(VECTORS, [])])
        work.abouts[plan_id] = about
        if row is None or row["sha256"] != about.sha256 or (self.again and _is_old(row, key)):
            work.tasks.append(ReadTask(key, plan_id, found.file, about.sha256))
            return
        work.same += 1
        work.older += row["key"] != key
        told = (
            about.domain and about.domain != row["domain"],
            about.prefecture and about.prefecture != row["prefecture"],
        )
        if any(told) or about.source != row["source"]:
            work.changed[plan_id] = about

    def _failures(self, spool: Spool, work: _Work) -> Iterator[Failed]:
        """Keep what could not even be fetched or opened."""
        for about, plan_id, problem in work.failures:
            outcome = Failed(content_hash([about.origin, problem]), plan_id, problem)
            spool.put(outcome, about)
            yield outcome

    def _read(self, folder: Path, spool: Spool, work: _Work) -> Iterator[Failed]:
        """Read what an earlier run has not read already."""
        kept = spool.keys()
        tracker = Tracker(folder, "read", len(work.tasks), self.show)
        tracker.begin()
        waiting = [task for task in work.tasks if task.key not in kept]
        tracker.skip(len(work.tasks) - len(waiting))
        for outcome in self.engine.run(Job(self.settings), waiting):
            spool.put(outcome, work.abouts[outcome.plan_id])
            tracker.advance(outcome.plan_id, failed=isinstance(outcome, Failed))
            if isinstance(outcome, Failed):
                yield outcome


@dataclass(slots=True)
class _Work:
    """What is to be done: ``known`` are the rows of plans by their origin, ``changed`` plans of which only that has
    changed which the collection knows of them."""

    known: Mapping[str, Mapping[str, Any]]
    tasks: list[ReadTask] = field(default_factory=list)
    abouts: dict[str, About] = field(default_factory=dict)
    changed: dict[str, About] = field(default_factory=dict)
    failures: list[tuple[About, str, Problem]] = field(default_factory=list)
    same: int = 0
    repeated: int = 0
    older: int = 0
    _taken: dict[str, str] = field(default_factory=dict)

    def id_for(self, about: About, name: str) -> str:
        """The id of the plan from there: the one it has, else its name, or the next that is free."""
        if about.origin in self.known:
            plan_id: str = self.known[about.origin]["plan_id"]
            return plan_id
        if not self._taken:
            self._taken = {row["plan_id"]: origin for origin, row in self.known.items()}
        base, count = name, 1
        while self._taken.setdefault(name, about.origin) != about.origin:
            count += 1
            name = f"{base}-{count}"
        return name


def _gone(origins: Collection[str], listing: Listing) -> list[str]:
    """The files that are no longer where they were; of what was not looked at nobody knows."""
    seen = {one.about.origin for one in listing.found} | {about.origin for about, _, _ in listing.failures}
    return [one for one in origins if one not in seen and not one.startswith(tuple(listing.unseen))]


def _is_old(row: Mapping[str, Any], key: str) -> bool:
    return bool(row["key"] != key or row["status"] != "read")


def _sha256(file: Path) -> str:
    """SHA-256 of the file; what cannot be opened is left to the reader, which knows how to say why."""
    with suppress(OSError):
        if file.is_file():
            return sha256_of(file)
    return f"unreadable {file.name}"
