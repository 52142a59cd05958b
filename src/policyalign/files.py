"""Files as wholes: written all at once or not at all, told apart by their content, read back as spreadsheets
save them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
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


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file. Raises ``OSError`` when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_spreadsheet(path: Path) -> str:
    """The text of a CSV file that a spreadsheet may have saved: UTF-8, or the cp932 of what a Japanese Excel
    calls plain "CSV".

    Raises ``OSError`` when it cannot be read, ``UnicodeError`` when it is neither.
    """
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        with suppress(UnicodeError):
            return content.decode(encoding)
    raise UnicodeError("UTF-8, cp932")
