"""Reading JSON Lines: one record per line, and where a line is wrong, which one and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from policyalign.converting import json_decoder
from policyalign.errors import GoldError, cause
from policyalign.messages import LabCode

T = TypeVar("T")
Struct = TypeVar("Struct", bound=msgspec.Struct)

_TEXT = partial(Path.read_text, encoding="utf-8-sig")


def read_lines(path: Path, kind: type[Struct]) -> tuple[Struct, ...]:
    """The records of a JSONL file (UTF-8, with or without a byte order mark), empty lines left out.

    Fields that ``kind`` does not know are left alone. Raises :class:`GoldError` with the file and the line
    where one is missing or of another type.
    """
    decoder = json_decoder(kind)
    records = []
    for number, line in enumerate(read_labels(path, _TEXT).split("\n"), 1):
        if line.strip():
            try:
                records.append(decoder.decode(line))
            except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
                raise GoldError(LabCode.gold_line, file=path.name, line=number, error=error) from error
    return tuple(records)


def names_of(folder: Path, ending: str) -> set[str]:
    """The names of the plans that have a file of this ending in ``folder``."""
    return {path.name.removesuffix(ending) for path in folder.glob(f"*{ending}")}


def read_labels(path: Path, read: Callable[[Path], T]) -> T:
    """What ``read`` makes of a file of labels.

    Raises:
        GoldError: the file is missing, may not be read, or is not text.
    """
    try:
        return read(path)
    except FileNotFoundError as error:
        raise GoldError(LabCode.gold_missing, file=path) from error
    except (OSError, UnicodeError) as error:
        raise GoldError(LabCode.gold_unreadable, file=path, error=cause(error)) from error
