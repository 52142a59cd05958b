"""A content-addressed cache: makes the second run fast, and is never needed for a right one.

Every entry carries a checksum of its key and content. What does not agree with it, after a crash or on a bad
disk, counts as absent. When the folder cannot be written the run goes on without it and says so once.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from policyalign.errors import cause
from policyalign.files import PARTIAL, write_whole
from policyalign.messages import ErrorCode, message
from policyalign.serialize import content_hash
from policyalign.versions import package_version, source_fingerprint

__all__ = ["Store", "cache_folder", "cache_key", "package_version"]

_MAGIC = b"policyalign cache 1\n"
_SHARD, _KEY = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{64}")
_HEADER = len(_MAGIC) + hashlib.sha256().digest_size
_logger = logging.getLogger(__name__)


def cache_folder() -> Path:
    """``$POLICYALIGN_CACHE_DIR``, or the user's cache folder for policyalign on this system."""
    chosen = os.environ.get("POLICYALIGN_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("policyalign", appauthor=False))


def cache_key(stage: str, inputs: Iterable[str], settings: object = None, packages: Iterable[str] = ()) -> str:
    """SHA-256 (hex) over all that a stage's result depends on.

    ``inputs`` are the hashes of what goes in; ``settings`` any record that JSON can hold; ``packages`` the
    distributions whose version matters. policyalign's own code and data always count.
    """
    parts = {
        "stage": stage,
        "inputs": list(inputs),
        "settings": settings,
        "packages": {name: package_version(name) for name in packages},
        "policyalign": source_fingerprint(),
    }
    return content_hash(parts)


class Store:
    """Entries of bytes by key, as files in ``folder``. Several processes may share one folder."""

    def __init__(self, folder: Path | None = None, lang: str = "ja") -> None:
        self._folder = folder or cache_folder()
        self._lang = lang
        self._writable = True

    @property
    def folder(self) -> Path:
        return self._folder

    def get(self, key: str) -> bytes | None:
        """The entry, or ``None`` when there is none or it is damaged; a damaged one is removed."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        payload = content[_HEADER:]
        if content[:_HEADER] == _MAGIC + _checksum(key, payload):
            return payload
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, key: str, payload: bytes) -> None:
        """Keep an entry: wholly or not at all. Never raises for a full disk or a folder without access."""
        if not self._writable:
            return
        try:
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, _MAGIC + _checksum(key, payload) + payload)
        except OSError as error:
            self._writable = False
            detail = {"path": str(self._folder), "error": cause(error)}
            _logger.warning(message(ErrorCode.cache_unusable, self._lang, **detail))

    def size(self) -> tuple[int, int]:
        """How many entries there are, and their bytes in all."""
        sizes = []
        for path in (path for shard in self._shards() for path in self._entries(shard)):
            with suppress(OSError):  # another process has just removed it
                sizes.append(path.stat().st_size)
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Remove every entry and leftover; raises ``OSError`` when that is not allowed.

        Only what has the form of an entry goes, and folders that it leaves empty: the cache may have been
        pointed at a folder of something else by mistake.
        """
        for shard in self._shards():
            for path in (*self._entries(shard), *_leftovers(shard)):
                path.unlink(missing_ok=True)
            with suppress(OSError):  # something else is in there
                shard.rmdir()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _shards(self) -> Iterator[Path]:
        if self._folder.is_dir():
            for child in sorted(self._folder.iterdir()):
                if _SHARD.fullmatch(child.name) and child.is_dir() and not child.is_symlink():
                    yield child

    @staticmethod
    def _entries(shard: Path) -> Iterator[Path]:
        """The files of a shard that are named and begin as entries do."""
        for path in sorted(shard.iterdir()):
            if _KEY.fullmatch(path.name) and path.name.startswith(shard.name) and _begins_as_entry(path):
                yield path


def _begins_as_entry(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _leftovers(shard: Path) -> Iterator[Path]:
    """What a crash left of an entry that was being written: nothing, a part of the magic, or that and more."""
    for path in sorted(shard.glob(f"{PARTIAL}*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                begun = file.read(len(_MAGIC))
            if _MAGIC.startswith(begun):
                yield path


def _checksum(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + payload).digest()
