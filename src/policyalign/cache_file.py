"""The SQLite file of the cache: its one table, and what is done with it."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_KEPT = 0.9
"""The share of the limit that is kept when it is reached, so that not every further entry makes room anew."""
_BUSY_SECONDS = 10.0
_DAY_SECONDS = 86_400
_AT_ONCE = 500
"""Parameters of one statement: SQLite takes 999 everywhere."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY, checksum BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL, content BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS by_use ON entries (used, size);
"""
_MAKE_ROOM = """
DELETE FROM entries WHERE rowid IN (
    SELECT rowid FROM (SELECT rowid, sum(size) OVER (ORDER BY used DESC, rowid DESC) AS kept FROM entries)
    WHERE kept > ?
)
"""


def connect(path: Path) -> sqlite3.Connection:
    """The file with its table, made where there is none. Raises ``sqlite3.Error``, as all here do."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # With a log that is written ahead, an entry costs no wait for the disk, and readers do not wait for writers.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def read(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, bytes]:
    """The sound entries of these keys, which count as used today."""
    found: dict[str, bytes] = {}
    old: list[str] = []
    today = _today()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, checksum, used, CAST(content AS BLOB) FROM entries WHERE key IN ({marks})"
        for key, checksum, used, content in connection.execute(query, some):
            if content is not None and checksum == _checksum(key, content):
                found[key] = content
                old += [key] if used != today else []
    # Counted in days: a write for every entry read would cost more than a finer order is worth.
    if old:
        with suppress(sqlite3.OperationalError), _transaction(connection):
            connection.executemany("UPDATE entries SET used = ? WHERE key = ?", [(today, key) for key in old])
    return found


def write(connection: sqlite3.Connection, entries: Mapping[str, bytes], limit: int) -> None:
    """Keep entries, all or none; beyond ``limit`` bytes what was used longest ago goes."""
    today = _today()
    rows = [(key, _checksum(key, content), len(content), today, content) for key, content in entries.items()]
    with _transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
        if measure(connection)[1] > limit:
            connection.execute(_MAKE_ROOM, (int(limit * _KEPT),))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def measure(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many entries there are, and their bytes in all."""
    with closing(connection.execute("SELECT count(*), ifnull(sum(size), 0) FROM entries")) as rows:
        count, size = next(rows)
    return count, size


def is_damage(error: Exception) -> bool:
    """Whether it is the content of the file that is wrong, and not the disk, the rights or another process. What SQLite
    says of damage may quote the damage itself, which then cannot be read as text."""
    if isinstance(error, UnicodeError):
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF  # without what tells variants apart
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _today() -> int:
    return int(time.time()) // _DAY_SECONDS


def _checksum(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + payload).digest()
