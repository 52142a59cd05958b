"""Files as wholes: written all at once or not at all, told apart by their content, read back as spreadsheets
save them."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from policyalign.interrupts import interrupts_held

PARTIAL = ".partial-"
"""How the names of files begin that are still being written."""


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary name beside ``path`` and rename, so that nobody ever sees half of it.

    Raises ``OSError``, and then leaves what stood there before.
    """
    with interrupts_held():
        _write_and_rename(path, content)


def _write_and_rename(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


@contextmanager
def held_alone(lock: Path, seconds: float) -> Iterator[None]:
    """Keep other processes that ask for the same ``lock`` file waiting, ``seconds`` at most; it is gone afterwards.

    Raises ``TimeoutError`` where another one does not let go of it, ``OSError`` where it cannot be made.
    """
    from filelock import FileLock  # takes longer to load than all the rest

    held = FileLock(lock, timeout=seconds)
    with held:
        try:
            yield
        finally:
            with suppress(OSError):  # who waits for it sees that it is gone, and makes another
                lock.unlink()


def is_special(path: Path) -> bool:
    """Whether a path is a pipe, a device or a socket: such may never end, or hold something else the next time."""
    return path.exists() and not path.is_file() and not path.is_dir()


def read_whole(path: Path) -> bytes:
    """The content of a file. Raises ``OSError`` where it cannot be read, or is a pipe or device without an end."""
    if is_special(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return path.read_bytes()


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file. Raises ``OSError`` when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_LARGEST = 200_000_000
"""Bytes of a spreadsheet: some ten thousand claims with what is near them."""


def read_spreadsheet(path: Path) -> str:
    """The text of a CSV file that a spreadsheet may have saved: UTF-8, or the cp932 of what a Japanese Excel
    calls plain "CSV".

    Raises ``OSError`` when it cannot be read, ``UnicodeError`` when it is neither.
    """
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise OSError(f"> {_LARGEST // 10**6} MB")
    for encoding in ("utf-8-sig", "cp932"):
        with suppress(UnicodeError):
            return content.decode(encoding)
    raise UnicodeError("UTF-8, cp932")


def spreadsheet_rows(text: str, separator: str = ",") -> tuple[Sequence[str], list[tuple[int, dict[str, str]]]]:
    """The names in the header of a CSV file, and its rows by their number in a spreadsheet (the header is 1); cells
    beyond the header are left out, those that a row lacks are empty.

    Raises ``ValueError``, with the line, for what is no CSV file.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    try:
        names = tuple(reader.fieldnames or ())
        rows = [{name: cell for name, cell in row.items() if isinstance(name, str)} for row in reader]
    except csv.Error as error:
        raise ValueError(f"{reader.line_num}: {error}") from error
    return names, list(enumerate(rows, 2))
