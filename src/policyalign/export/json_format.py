"""JSON Lines and JSON: UTF-8 without a byte order mark, keys in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

_DECIMALS = 6
_AS_IT_IS = frozenset({str, int, bool, type(None)})
_encoder = msgspec.json.Encoder(order="sorted")


def jsonl_chunks(rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The bytes of a JSONL file, one object per line."""
    for row in rows:
        yield _encoded(row) + b"\n"


def json_bytes(record: object) -> bytes:
    """A JSON file to be read by people too: indented by two."""
    return msgspec.json.format(_encoded(record), indent=2) + b"\n"


def _encoded(record: object) -> bytes:
    """Floats are rounded, so that the last bits of another machine do not show; texts are such that UTF-8 can hold."""
    plain = _rounded(record)
    try:
        return _encoder.encode(plain)
    except UnicodeEncodeError:  # rare, while a look at every text takes as long as all the rest
        return _encoder.encode(_readable(plain))


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, Mapping):
        entries = value.items()
        return {str(name): one if type(one) in _AS_IT_IS else _rounded(one) for name, one in entries}
    if isinstance(value, list | tuple):
        return [one if type(one) in _AS_IT_IS else _rounded(one) for one in value]
    return value


def _readable(value: object) -> object:
    """Texts with what UTF-8 cannot hold in a visible form; for what :func:`_rounded` has made."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_readable(name): _readable(entry) for name, entry in value.items()}
    return [_readable(entry) for entry in value] if isinstance(value, list) else value
