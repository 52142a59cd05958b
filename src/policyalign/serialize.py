"""The domain records as JSON bytes and back, the same bytes for the same record every time."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from policyalign.converting import json_decoder

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def to_json(record: object) -> bytes:
    """UTF-8 JSON of a record (``Plan``, ``Document``, ``PlanMatches`` …), mappings in key order.

    Raises ``ValueError`` for what JSON cannot hold: lone surrogates, objects that are no records.
    """
    try:
        return _encoder.encode(record)
    except (TypeError, UnicodeError) as error:
        raise ValueError(f"cannot be written as JSON: {error}") from error


def content_hash(record: object) -> str:
    """SHA-256 (hex) of a record as JSON. Raises ``ValueError`` like :func:`to_json`."""
    return hashlib.sha256(to_json(record)).hexdigest()


def text_hash(*texts: str) -> str:
    """SHA-256 (hex) of texts and their order, whatever they hold."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()


def from_json(data: bytes, kind: type[T]) -> T:
    """The record of type ``kind`` that :func:`to_json` wrote.

    Raises ``ValueError`` when the bytes are no such record.
    """
    try:
        return json_decoder(kind).decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
