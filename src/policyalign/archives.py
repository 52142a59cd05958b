"""ZIP archives from anybody, opened within limits: of Office files, and of plans that were packed together."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from policyalign.errors import EncryptedFile, UnreadableFile
from policyalign.messages import ReadingCode

SIGNATURE = b"PK\x03\x04"

# A report of 500 pages with its pictures has some 2,000 parts and 100 MB.
MOST_ENTRIES = 10_000
MOST_BYTES = 400 * 2**20
# Text and XML shrink to a twentieth, rarely to a hundredth; what shrinks further says one thing over and over.
MOST_RATIO = 200
_NO_BOMB = 20 * 2**20  # bytes: what unpacks to less harms nobody, however it was packed

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, OverflowError)


class Archive:
    """The entries of an archive by their names."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._name = name
        self.entries = {_name_of(one): one for one in file.infolist() if not one.is_dir()}

    def __contains__(self, entry: str) -> bool:
        return entry in self.entries

    def read(self, entry: str) -> bytes:
        """The bytes of an entry, no more than it says it has. Raises :class:`UnreadableFile`, `EncryptedFile`."""
        info = self.entries[entry]
        if info.flag_bits & 1:
            raise EncryptedFile(ReadingCode.zip_encrypted, file=self._name)
        try:
            with self._file.open(info) as stream:
                return stream.read(info.file_size)
        except (*_BROKEN, RuntimeError):
            raise UnreadableFile(ReadingCode.zip_damaged, file=self._name) from None


@contextmanager
def opened_archive(data: bytes, name: str) -> Iterator[Archive]:
    """The archive in ``data``; ``name`` is that of its file.

    Raises:
        UnreadableFile: damaged, or beyond the limits of count, size and ratio.
        EncryptedFile: an entry that is read needs a password.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise UnreadableFile(ReadingCode.zip_damaged, file=name) from None
    with file:
        total = sum(one.file_size for one in file.infolist())
        ratio = total / max(1, len(data))
        count = len(file.infolist())
        if count > MOST_ENTRIES or total > MOST_BYTES or (total > _NO_BOMB and ratio > MOST_RATIO):
            raise UnreadableFile(ReadingCode.zip_too_large, file=name, count=count, megabytes=total // 2**20)
        yield Archive(file, name)


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of an entry; Windows in Japan writes it in CP932 and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename
