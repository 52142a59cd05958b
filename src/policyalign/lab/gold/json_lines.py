"""Reading JSON Lines: one record per line, and where a line is wrong, which one and why."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from policyalign.errors import GoldError

T = TypeVar("T", bound=msgspec.Struct)


def read_lines(path: Path, kind: type[T]) -> tuple[T, ...]:
    """The records of a JSONL file (UTF-8, with or without a byte order mark), empty lines left out.

    Fields that ``kind`` does not know are left alone. Raises :class:`GoldError` with the file and the line
    where one is missing or of another type.
    """
    decoder = msgspec.json.Decoder(kind)
    return tuple(
        _record(decoder, line, path, number)
        for number, line in enumerate(_text(path).split("\n"), 1)
        if line.strip()
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise GoldError("gold_missing", file=str(path)) from error
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GoldError("gold_unreadable", file=str(path), error=reason) from error


def _record(decoder: msgspec.json.Decoder[T], line: str, path: Path, number: int) -> T:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise GoldError("gold_line", file=path.name, line=str(number), error=str(error)) from error
