"""A content-addressed cache: makes the second run fast, and is never needed for a right one.

One SQLite file, which several processes may share and which survives being killed at any moment. Every entry
carries a checksum of its key and content: what does not agree with it, on a bad disk, counts as absent. When the
file cannot be written the run goes on without it and says so once. What was used longest ago goes when the file
would grow beyond its limit.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from policyalign.cache_file import connect, is_damage, measure, read, write
from policyalign.errors import PolicyAlignError, cause
from policyalign.messages import ErrorCode, message
from policyalign.serialize import content_hash
from policyalign.versions import Stage, package_version, stage_fingerprint

__all__ = ["Store", "cache_folder", "cache_key", "package_version"]

FILE = "policyalign-cache.sqlite3"
LIMIT_MB = 2_000
"""Some two hundred plans with the analyses of their sentences."""

_CLOSE_SECONDS = 0.5

T = TypeVar("T")
_logger = logging.getLogger(__name__)


def cache_folder() -> Path:
    """``$POLICYALIGN_CACHE_DIR``, or the user's cache folder for policyalign on this system."""
    chosen = os.environ.get("POLICYALIGN_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("policyalign", appauthor=False))


def cache_limit() -> int:
    """How many bytes the entries may have: ``$POLICYALIGN_CACHE_MB`` megabytes, or :data:`LIMIT_MB`.

    Raises :class:`~policyalign.errors.PolicyAlignError` for what is no number of megabytes.
    """
    chosen = os.environ.get("POLICYALIGN_CACHE_MB", "").strip() or str(LIMIT_MB)
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 9):
        raise PolicyAlignError(ErrorCode.cache_limit_wrong, value=chosen)
    return int(chosen) * 1_000_000


def cache_key(stage: Stage, inputs: Iterable[str], settings: object = None, *, name: str = "") -> str:
    """SHA-256 (hex) over all that a stage's result depends on.

    ``inputs`` are the hashes of what goes in, ``settings`` any record that JSON can hold, ``name`` tells apart what
    one stage makes of the same. The code, the data and the packages of the stage always count.
    """
    parts = {
        "stage": [stage.name, name],
        "inputs": list(inputs),
        "settings": settings,
        "packages": {package: package_version(package) for package in stage.packages},
        "policyalign": stage_fingerprint(stage),
    }
    return content_hash(parts)


class Store:
    """Entries of bytes by key in a file in ``folder``, ``limit`` bytes at most. Several processes may share it, and
    several threads one object."""

    def __init__(self, folder: Path | None = None, lang: str = "ja", limit: int | None = None) -> None:
        self._folder = folder or cache_folder()
        self._lang = lang
        self._limit = cache_limit() if limit is None else limit
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.RLock()
        self._usable = True

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def limit(self) -> int:
        """How many bytes the entries may have."""
        return self._limit

    def get(self, key: str) -> bytes | None:
        """The entry, or ``None`` when there is none or it is damaged."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The entries of these keys, as far as they are there and sound."""
        if not (self._folder / FILE).is_file():
            return {}
        return self._tried(lambda connection: read(connection, list(keys)), {})

    def put(self, key: str, payload: bytes) -> None:
        """Keep an entry: wholly or not at all. Never raises for a full disk or a folder without access."""
        self.put_all({key: payload})

    def put_all(self, entries: Mapping[str, bytes]) -> None:
        """Keep entries, all or none, and make room for them where the limit is reached."""
        if entries:
            self._tried(lambda connection: write(connection, entries, self._limit), None)

    def size(self) -> tuple[int, int]:
        """How many entries there are, and their bytes in all."""
        if not (self._folder / FILE).is_file():
            return 0, 0
        return self._tried(measure, (0, 0))

    def clear(self) -> None:
        """Remove every entry; raises ``OSError`` when that is not allowed. Nothing else in the folder is touched."""
        if not (self._folder / FILE).is_file():
            return
        try:
            with self._lock:
                self._connected().execute("DELETE FROM entries")
                self._connected().execute("VACUUM")
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        """Let go of the file; a later call opens it anew. Where another thread waits for the file, it is left to the
        end of the process, so that Ctrl-C does not wait with it."""
        if not self._lock.acquire(timeout=_CLOSE_SECONDS):
            return
        try:
            with suppress(sqlite3.Error):
                if self._connection is not None:
                    self._connection.close()
            self._connection = None
        finally:
            self._lock.release()

    def _tried(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What the action gives; after a damaged file once more with a new one. Where neither helps the cache is not
        used any more, and that is said."""
        with self._lock:
            for again in (True, False) if self._usable else ():
                try:
                    return action(self._connected())
                except (sqlite3.Error, OSError, UnicodeError) as error:
                    if again and is_damage(error) and self._removed():
                        continue
                    self._give_up(error)
                    break
        return otherwise

    def _connected(self) -> sqlite3.Connection:
        """The connection, made when first asked for."""
        if self._connection is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._connection = connect(self._folder / FILE)
        return self._connection

    def _removed(self) -> bool:
        """Remove a file that is no database any more; whether that went well."""
        self.close()
        try:
            for ending in ("", "-wal", "-shm"):
                (self._folder / f"{FILE}{ending}").unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _give_up(self, error: Exception) -> None:
        self.close()
        self._usable = False
        detail = {"path": str(self._folder), "error": cause(error) if isinstance(error, OSError) else error}
        _logger.warning(message(ErrorCode.cache_unusable, self._lang, **detail))
