"""A file as it lies on disk: read once, and then handed to the reader of its format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from policyalign.errors import UnreadableFile, cause
from policyalign.files import is_special
from policyalign.messages import ReadingCode


@dataclass(frozen=True, slots=True)
class RawFile:
    """The name and the content of a file."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        _, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot else ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_raw(path: Path) -> RawFile:
    """The content of a file. Raises :class:`UnreadableFile` where it is missing, empty, no file or cannot be opened."""
    try:
        if is_special(path):
            raise UnreadableFile(ReadingCode.not_a_file, file=path)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(ReadingCode.file_missing, file=path) from None
    except IsADirectoryError:
        raise UnreadableFile(ReadingCode.file_is_folder, file=path) from None
    except OSError as error:
        raise UnreadableFile(ReadingCode.file_unreadable, file=path, why=cause(error)) from None
    if not data:
        raise UnreadableFile(ReadingCode.file_empty, file=path.name)
    return RawFile(path.name, data)
