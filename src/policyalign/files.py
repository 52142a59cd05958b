"""Files as wholes: written all at once or not at all, told apart by their content, read back as spreadsheets
save them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from policyalign.interrupts import interrupts_held


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary name beside ``path`` and rename, so that nobody ever sees half of it.

    Raises ``OSError``, and then leaves what stood there before.
    """
    with interrupts_held():
        _write_and_rename(path, content)


def _write_and_rename(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".partial-", dir=path.parent)
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
