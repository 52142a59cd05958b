"""What parent and child say to each other.

A frame is an 8-byte big-endian length and a pickle. Only a parent and the child that it started itself ever
share these pipes, so nothing from outside is unpickled.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Setup:
    """The first frame: ``factory`` is ``"package.module:Name"``; ``memory_mb`` bounds address space (MiB)."""

    factory: str
    args: tuple[Any, ...]
    memory_mb: int | None


@dataclass(frozen=True, slots=True)
class Request:
    """A method to call on the object made."""

    method: str
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """``value`` is the result, the error meant for the user, or the wording of an unforeseen one."""

    outcome: Literal["done", "refused", "memory", "failed"]
    value: Any = None
    trace: str = ""
    peak_rss_mb: float = 0.0


def pack(record: Setup | Request | Reply) -> bytes:
    return pickle.dumps(record, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(payload: bytes) -> Any:
    return pickle.loads(payload)


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes:
    """The next frame; raises ``EOFError`` when the other side is gone."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
