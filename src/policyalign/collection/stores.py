"""File stores by their addresses (``s3://…``, ``file://…``), through fsspec."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from policyalign.collection.folder import keep_whole, partial_of, writing
from policyalign.errors import InputError, cause
from policyalign.extract.readers import SUFFIXES
from policyalign.messages import CollectionCode
from policyalign.serialize import text_hash

_LOCAL = frozenset(("file", "local", "memory"))
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a store: ``within`` is its path below the place that was asked for, ``kept`` where its present content
    lies once it was fetched."""

    address: str
    within: str
    kept: Path
    store: Any
    path: str


def is_remote(place: str) -> bool:
    """Whether a place is on the network."""
    return place.partition("://")[0].lower() not in _LOCAL


def stored_files(place: str, folder: Path, *, may_connect: bool) -> list[StoredFile]:
    """The files of plans below a place, by name. Raises ``InputError`` where it cannot be opened, or lies on the
    network and that was not asked for."""
    if not may_connect:
        raise InputError(CollectionCode.collection_network, count="?")
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(place)
        found = [path] if store.isfile(path) else sorted(store.find(path))
        plans = [one for one in found if PurePosixPath(one).suffix.lower() in SUFFIXES]
        top = str(PurePosixPath(path).parent) if found == [path] else path
        return [_stored(store, one, top, folder) for one in plans]
    except Exception as error:  # each store has errors of its own
        raise InputError(CollectionCode.collection_protocol, place=place, error=cause(error)) from error


def fetched_from_store(file: StoredFile) -> Path:
    """The file at hand. Raises ``InputError`` where it cannot be fetched, ``OutputError`` where it cannot be kept."""
    if file.kept.exists():
        return file.kept
    with writing(file.kept.parent):
        partial = partial_of(file.kept)
    try:
        with partial.open("wb") as out, file.store.open(file.path, "rb") as source:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
        keep_whole(partial, file.kept)
    except Exception as error:  # each store has errors of its own
        partial.unlink(missing_ok=True)
        raise InputError(CollectionCode.collection_protocol, place=file.address, error=cause(error)) from error
    return file.kept


def _stored(store: Any, path: str, top: str, folder: Path) -> StoredFile:
    address = store.unstrip_protocol(path)
    version = str(store.ukey(path))  # changes with the file
    kept = folder / f"{text_hash(address, version)[:24]}{PurePosixPath(path).suffix.lower()}"
    return StoredFile(address, str(PurePosixPath(path).relative_to(top)), kept, store, path)
