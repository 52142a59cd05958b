"""The folder of a collection: which files count, who may write, and that nothing is ever half there.

``collection.json`` (the manifest) names every Parquet file that counts; a file is whole on the disk before the manifest
names it, and the manifest is replaced whole. What it does not name is left from a run that was broken off, and is
removed by the next one that writes. ``work/`` holds what is done and not in the tables yet.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from policyalign.collection.tables import FORMAT, TABLES
from policyalign.converting import convert
from policyalign.errors import InputError, OutputError, cause
from policyalign.files import PARTIAL, held_alone, write_whole
from policyalign.interrupts import interrupts_held
from policyalign.messages import CollectionCode
from policyalign.serialize import to_json
from policyalign.values import Kind

MANIFEST = "collection.json"
WORK, FETCHED = "work", "files"
_LOCK = "lock"
_LOCK_SECONDS = 2.0

SourceKind = Literal["folder", "table", "store"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where plans come from: a folder or file, a table (CSV) of addresses or files, or a place of a file store
    (``s3://…``). ``place`` is as it was given, local ones from the root."""

    kind: SourceKind
    place: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Proposals that the plans were compared with: ``source`` as given, ``sha256`` of their wording and order."""

    source: str
    sha256: str
    count: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``collection.json``: ``files`` are rows by path below the folder."""

    format: int = FORMAT
    sources: tuple[Source, ...] = ()
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)

    def files_of(self, table: str, comparison: str = "") -> list[str]:
        """The files of a table, or those of one comparison, in order."""
        start = f"{table}/proposals={comparison}/" if comparison else f"{table}/"
        return sorted(name for name in self.files if name.startswith(start))


def create_folder(folder: Path) -> None:
    """Make an empty collection. Raises ``InputError`` where something is there, ``OutputError`` where that fails."""
    if (folder / MANIFEST).exists():
        raise InputError(CollectionCode.collection_exists, path=folder)
    with writing(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(CollectionCode.collection_not_empty, path=folder)
        folder.mkdir(parents=True, exist_ok=True)
        save_manifest(folder, Manifest())


def load_manifest(folder: Path) -> Manifest:
    """What counts. Raises ``InputError`` for what is no collection, a damaged one, or one of another format."""
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_bytes())
        if (found := content["format"]) != FORMAT:
            raise InputError(CollectionCode.collection_version, path=folder, found=found, expected=FORMAT)
        manifest = convert(content, Manifest)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(CollectionCode.collection_missing, path=folder) from error
    except (OSError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise InputError(CollectionCode.collection_broken, path=path, error=cause(error)) from error
    for name in manifest.files:
        if name.split("/")[0] not in TABLES or ".." in name.split("/"):  # they are read, and removed
            raise InputError(CollectionCode.collection_broken, path=path, error=name)
    return manifest


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """From here on this is what counts. Raises ``OSError``."""
    content = json.loads(to_json(manifest))
    write_whole(folder / MANIFEST, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A block whose writes may fail: a full disk, a folder without access. Raises ``OutputError``."""
    try:
        yield
    except OSError as error:
        raise OutputError(CollectionCode.collection_full, path=error.filename or folder, error=cause(error)) from error


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep others from writing. Raises ``InputError`` for what is no collection, ``OutputError`` where somebody else is
    at work."""
    load_manifest(folder)
    work = folder / WORK
    with writing(folder):
        work.mkdir(exist_ok=True)
    try:
        with held_alone(work / _LOCK, _LOCK_SECONDS):
            yield
    except TimeoutError as error:
        raise OutputError(CollectionCode.collection_in_use, path=folder) from error


def is_held(folder: Path) -> bool:
    """Whether somebody writes just now."""
    from filelock import FileLock, Timeout

    path = folder / WORK / _LOCK
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove files of tables that do not count, and what was being written when a run ended."""
    for path in [*(folder / WORK).rglob(f"{PARTIAL}*"), *folder.glob(f"{PARTIAL}*")]:
        path.unlink(missing_ok=True)
    for table in TABLES:
        for path in [*(folder / table).rglob("*.parquet"), *(folder / table).rglob(f"{PARTIAL}*")]:
            if path.relative_to(folder).as_posix() not in manifest.files:
                path.unlink(missing_ok=True)
                with suppress(OSError):  # not empty
                    path.parent.rmdir()


def partial_of(path: Path) -> Path:
    """A new file beside ``path`` to write to, before :func:`keep_whole`. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    os.close(handle)
    return Path(name)


def keep_whole(partial: Path, path: Path) -> None:
    """All is written: the file takes its name. Raises ``OSError``."""
    with interrupts_held():
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)
