"""JSON Lines and JSON: UTF-8 without a byte order mark, keys in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

_DECIMALS = 6
_encoder = msgspec.json.Encoder(order="sorted")


def jsonl_chunks(rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The bytes of a JSONL file, one object per line."""
    for row in rows:
        yield _encoder.encode(_plain(row)) + b"\n"


def json_bytes(record: object) -> bytes:
    """A JSON file to be read by people too: indented by two."""
    return msgspec.json.format(_encoder.encode(_plain(record)), indent=2) + b"\n"


def _plain(value: object) -> object:
    """Floats rounded, so that the last bits of another machine do not show; texts that UTF-8 can hold."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {str(_plain(name)): _plain(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value
