"""``reviews.sqlite``: the log of all answers, and of what ministries replied, in the results folder.

An answer is added and never changed: taking back is a further answer. SQLite writes ahead (WAL) and syncs, so that a
killed process or a pulled plug loses at most the answer that was not confirmed yet.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from policyalign.errors import InputError, OutputError, cause
from policyalign.messages import ReviewCode
from policyalign.review.records import Answer, plain
from policyalign.review.replies import Reply

STORE = "reviews.sqlite"
RECORD = "review"
"""The entry of ``run.json`` that tells which answers count in the results beside it."""
_APPLICATION = 0x7061_7276
""""parv": tells our file from any other SQLite database."""
_BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside its own."""
_BUSY_SECONDS = 10.0
"""How long a writer waits for another one: an answer takes milliseconds."""
_COLUMNS = tuple(field.name for field in fields(Answer) if field.name != "number")
_REPLY_COLUMNS = tuple(field.name for field in fields(Reply) if field.name != "number")
_LISTS = ("plans", "documents")
_SEPARATOR = "\n"
"""Between the entries of a list: ids of plans and hashes have no line breaks."""

_MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE answers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL, subject TEXT NOT NULL, proposal_id TEXT NOT NULL, plans TEXT NOT NULL,
        documents TEXT NOT NULL, wording TEXT NOT NULL, verdict TEXT NOT NULL, reviewer TEXT NOT NULL,
        at TEXT NOT NULL, stage TEXT NOT NULL, origin TEXT NOT NULL, passage_id TEXT NOT NULL,
        passage TEXT NOT NULL, page TEXT NOT NULL, note TEXT NOT NULL, draw TEXT NOT NULL,
        carried_from TEXT NOT NULL
    ) STRICT;
    CREATE INDEX answers_of_key ON answers (key);
    CREATE TRIGGER answers_stand BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END;
    CREATE TRIGGER answers_stay BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'answers are never removed'); END;
    """,
    """
    CREATE TABLE replies (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL, subject TEXT NOT NULL, proposal_id TEXT NOT NULL, plans TEXT NOT NULL,
        documents TEXT NOT NULL, wording TEXT NOT NULL, ministry TEXT NOT NULL, kind TEXT NOT NULL,
        place TEXT NOT NULL, note TEXT NOT NULL, respondent TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER replies_stand BEFORE UPDATE ON replies BEGIN SELECT RAISE(ABORT, 'replies are never changed'); END;
    CREATE TRIGGER replies_stay BEFORE DELETE ON replies BEGIN SELECT RAISE(ABORT, 'replies are never removed'); END;
    """,
)
"""What makes each version of the file out of the one before; ``user_version`` counts them. None is ever changed."""


def applied_until(record: Mapping[str, Any]) -> int:
    """The number of the last answer that counts in the results of a ``run.json``; 0 where none does."""
    return int(record.get(RECORD, {}).get("last", 0))


class ReviewStore:
    """The answers kept in a results folder. The file is made with the first answer; a store may be used by several
    threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / STORE
        self._lock = threading.Lock()
        self._holds = False
        self._held: sqlite3.Connection | None = None
        self._file: os.stat_result | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, one connection serves all calls: opening and closing one costs several times an answer. Answers
        lie in the file ``-wal`` beside the other then, as safe from a kill as there."""
        self._holds = True
        try:
            yield
        finally:
            with self._lock:
                self._holds = False
                self._let_go()

    def add(self, answers: Iterable[Answer]) -> tuple[Answer, ...]:
        """Keep the answers, all or none, and return them with their numbers.

        Raises :class:`~policyalign.errors.OutputError` where the file cannot be written, or is a link.
        """
        with self._connection(OutputError) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            told = map(plain, answers)
            return tuple(replace(one, number=_insert(connection, "answers", _COLUMNS, one)) for one in told)

    def answers(self, after: int = 0) -> tuple[Answer, ...]:
        """All answers (those of a higher number, where one is given), in the order in which they came; none where
        nobody has answered.

        Raises :class:`~policyalign.errors.InputError` where the file cannot be read.
        """
        if not self._is_there():
            return ()
        with self._connection(InputError) as connection:
            rows = connection.execute(
                f"SELECT number, {', '.join(_COLUMNS)} FROM answers WHERE number > ? ORDER BY number", (after,)
            )
            return tuple(Answer(**_values(_COLUMNS, row)) for row in rows)

    def add_replies(self, replies: Iterable[Reply]) -> tuple[Reply, ...]:
        """Keep what ministries replied, all or none, and return the replies with their numbers.

        Raises :class:`~policyalign.errors.OutputError` where the file cannot be written, or is a link.
        """
        with self._connection(OutputError) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            return tuple(replace(one, number=_insert(connection, "replies", _REPLY_COLUMNS, one)) for one in replies)

    def replies(self) -> tuple[Reply, ...]:
        """All replies of ministries, in the order in which they came.

        Raises :class:`~policyalign.errors.InputError` where the file cannot be read.
        """
        if not self._is_there():
            return ()
        with self._connection(InputError) as connection:
            rows = connection.execute(f"SELECT number, {', '.join(_REPLY_COLUMNS)} FROM replies ORDER BY number")
            return tuple(Reply(**_values(_REPLY_COLUMNS, row)) for row in rows)

    @property
    def last(self) -> int:
        """The number of the last answer; 0 where there is none."""
        if not self._is_there():
            return 0
        with self._connection(InputError) as connection:
            (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM answers").fetchone()
            return int(number)

    def _is_there(self) -> bool:
        """Raises :class:`~policyalign.errors.InputError` where a link stands in its place."""
        self._refuse_links(InputError)
        return self.path.exists()

    def _refuse_links(self, error_type: type[InputError | OutputError]) -> None:
        """What somebody else put into a folder must not make us write elsewhere."""
        for path in (self.path, *(self.path.with_name(f"{STORE}{ending}") for ending in _BESIDE)):
            if path.is_symlink():
                raise error_type(ReviewCode.store_link, file=path)

    @contextmanager
    def _connection(self, error_type: type[InputError | OutputError]) -> Iterator[sqlite3.Connection]:
        """The file, of the version of this program."""
        self._refuse_links(error_type)
        try:
            with self._lock, nullcontext(self._kept()) if self._holds else closing(_connected(self.path)) as connection:
                _migrate(connection)
                yield connection
        except (sqlite3.Error, UnicodeError) as error:
            with self._lock:
                self._let_go()  # with whatever it had begun
            raise error_type(ReviewCode.store_unusable, file=self.path, error=cause(error)) from error

    def _kept(self) -> sqlite3.Connection:
        """The connection that is held, to the file that stands there now: one taken away would go on to be written."""
        if self._held is not None and not _is_at(self.path, self._file):
            self._let_go()
        if self._held is None:
            self._held = _connected(self.path)
            self._file = self.path.stat()
        return self._held

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
        self._held = None


def _connected(path: Path) -> sqlite3.Connection:
    """Any thread may use it, one after the other."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_at(path: Path, file: os.stat_result | None) -> bool:
    try:
        return file is not None and os.path.samestat(path.stat(), file)
    except FileNotFoundError:
        return False


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the version of this program. Raises ``sqlite3.DatabaseError`` for a newer or foreign file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version > len(_MIGRATIONS) or (tables and application != _APPLICATION):
        raise sqlite3.DatabaseError(f"application_id {application}, user_version {version}")
    if version == len(_MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been faster
    for number, script in enumerate(_MIGRATIONS[version:], version + 1):
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: ``executescript`` would commit in between."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], record: Answer | Reply) -> int:
    values = [_SEPARATOR.join(getattr(record, one)) if one in _LISTS else getattr(record, one) for one in columns]
    marks = ", ".join("?" * len(columns))
    cursor = connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
    return int(cursor.lastrowid or 0)


def _values(columns: Sequence[str], row: Sequence[object]) -> dict[str, Any]:
    """The fields of a record, as they were kept."""
    number, *cells = row
    values: dict[str, Any] = dict(zip(columns, map(str, cells), strict=True))
    lists = {name: tuple(values[name].split(_SEPARATOR)) for name in _LISTS}
    return {**values, **lists, "number": int(str(number))}
