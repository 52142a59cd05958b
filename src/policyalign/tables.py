"""Tables as they are written and shown: columns, and rows made of a run. Nothing here knows a file format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["text", "integer", "number", "boolean", "list", "object"]
Row = dict[str, object]

LIST_SEPARATOR = ";"
"""Between several values in one cell."""
PATH_SEPARATOR = " > "
"""Between the headings that lead to a passage."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file or a key of a JSONL object.

    ``key`` finds its value in a row where that is not the name: plans may be called like another column.
    """

    name: str
    type: ColumnType = "text"
    key: str = ""

    @property
    def row_key(self) -> str:
        return self.key or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows: ``rows`` makes them of a run in a language. ``further`` gives the columns that depend on the
    run, such as one per plan; they follow the others."""

    file: str
    columns: tuple[Column, ...]
    rows: Callable[[Any, str], Iterable[Row]]
    further: Callable[[Any], Iterable[Column]] | None = None

    def columns_of(self, run: Any) -> tuple[Column, ...]:
        return (*self.columns, *(self.further(run) if self.further else ()))


def columns(names: str) -> tuple[Column, ...]:
    """Columns by their names, separated by spaces; ``:int``, ``:number``, ``:bool``, ``:list`` and ``:object``
    give the type of those that hold no text.

    >>> columns("page:int label")[0]
    Column(name='page', type='integer', key='')
    """
    kinds: dict[str, ColumnType] = {
        "": "text",
        "int": "integer",
        "number": "number",
        "bool": "boolean",
        "list": "list",
        "object": "object",
    }
    parts = (name.partition(":") for name in names.split())
    return tuple(Column(name, kinds[kind]) for name, _, kind in parts)


def two_sided(side: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a side and, ending in ``_2``, those of another."""
    return (*side, *(Column(f"{one.name}_2", one.type) for one in side))


def joined(values: Iterable[object]) -> str:
    """Several values in one cell, each once, in order."""
    return LIST_SEPARATOR.join(dict.fromkeys(map(str, values)))
