"""Checksums of the files that results are read back from, kept in ``run.json``.

A line that was edited, or a file of another run with as many lines, has the right form and another meaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from policyalign.errors import InputError
from policyalign.export.json_format import json_bytes
from policyalign.files import sha256_of
from policyalign.messages import SavedCode

CHECKSUMS = "checksums"
"""The entry of ``run.json``: SHA-256 (hex) by file name; under its own name that of all else in ``run.json``."""


def summed(name: str, chunks: Iterable[bytes], sums: dict[str, str]) -> Iterator[bytes]:
    """The same pieces; once they have passed, ``sums`` holds the checksum."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    sums[name] = digest.hexdigest()


def record_chunks(name: str, record: Mapping[str, Any], sums: Mapping[str, str]) -> Iterator[bytes]:
    """The content of ``run.json``, made when the other files have been written."""
    bare = {key: entry for key, entry in record.items() if key != CHECKSUMS}
    yield json_bytes({**bare, CHECKSUMS: {**sums, name: _sum_of(bare)}})


def check_sums(folder: Path, name: str, record: Mapping[str, Any], files: Iterable[str]) -> None:
    """Hold the ``files`` that were read against the checksums in the record of the file ``name``.

    Raises :class:`InputError` for the first that is not what was written.
    """
    sums = record.get(CHECKSUMS)
    bare = {key: entry for key, entry in record.items() if key != CHECKSUMS}
    if not isinstance(sums, dict) or sums.get(name) != _sum_of(bare):
        raise InputError(SavedCode.saved_altered, file=folder / name)
    for file in files:
        if sums.get(file) != sha256_of(folder / file):
            raise InputError(SavedCode.saved_altered, file=folder / file)


def _sum_of(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(json_bytes(record)).hexdigest()
