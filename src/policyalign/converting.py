"""Plain values and JSON as typed records, from any thread.

msgspec builds what it knows of a type when it first meets it, and crashes the process where two threads do so at once
(seen with 0.22). So types are met by one thread at a time, here and nowhere else.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

_alone = threading.Lock()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def convert(value: object, kind: type[T], **settings: bool) -> T:
    """The value as a ``kind``; ``settings`` are those of ``msgspec.convert``, which says what is raised."""
    with _alone:
        return cast(T, msgspec.convert(value, kind, **cast(Any, settings)))


def json_decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """What reads JSON as a ``kind``; the same for every caller."""
    with _alone:
        if kind not in _decoders:
            _decoders[kind] = msgspec.json.Decoder(kind)
        return _decoders[kind]
