"""Results as plain values that name measures instead of holding them, and back.

A measure stands in many results; written whole each time it would fill most of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import msgspec

from policyalign.converting import convert
from policyalign.domain import Measure

_MARK = "measure_id"

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dicts, lists and plain values of a result; a measure becomes its plan and id."""
    if isinstance(value, Measure):
        return {"plan_id": value.plan_id, _MARK: value.id}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_plain(entry) for name, entry in value.items()}
    if isinstance(value, frozenset):
        return sorted(to_plain(entry) for entry in value)
    if isinstance(value, list | tuple):
        return [to_plain(entry) for entry in value]
    return value


def from_plain(value: Any, kind: type[T], measures: Iterable[Measure]) -> T:
    """The result of which :func:`to_plain` made ``value``.

    Raises ``ValueError`` for what is no such result, or names a measure that is not there.
    """
    known = {(one.plan_id, one.id): one for one in measures}

    def resolved(entry: Any) -> Any:
        if isinstance(entry, dict):
            if entry.keys() == {"plan_id", _MARK}:
                return known[entry["plan_id"], entry[_MARK]]
            return {name: resolved(one) for name, one in entry.items()}
        return [resolved(one) for one in entry] if isinstance(entry, list) else entry

    try:
        return convert(resolved(value), kind, from_attributes=True)
    except (KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no measure {error}") from error
    except (msgspec.ValidationError, UnicodeError) as error:
        raise ValueError(str(error)) from error
