"""Tables as they are written and shown: columns, and rows made of a run. Nothing here knows a file format.

A column may say itself where its value stands in the records that a row is made of; :func:`filled` then makes
the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from policyalign.messages.wording import Wording

ColumnType = Literal["text", "integer", "number", "boolean", "list", "object"]
Row = dict[str, object]

LIST_SEPARATOR = ";"
"""Between several values in one cell."""
PATH_SEPARATOR = " > "
"""Between the headings that lead to a passage."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file or a key of a JSONL object.

    ``key`` finds its value in a row where that is not the name: plans may be called like another column. ``path``
    leads to the value, ``part.measure.heading``: the name of a record, then attributes. ``words`` word the value.
    """

    name: str
    type: ColumnType = "text"
    key: str = ""
    path: str = ""
    words: Mapping[Any, Wording] | None = None

    @property
    def row_key(self) -> str:
        return self.key or self.name

    @property
    def record(self) -> str:
        """The name of the record that holds the value; empty where a row gets it in another way."""
        return self.path.partition(".")[0]

    def value(self, record: Any, lang: str) -> object:
        """What stands at the end of the path; behind an attribute that is None nothing does."""
        for name in self.path.split(".")[1:]:
            record = None if record is None else getattr(record, name)
        if record is None:
            return "" if self.type == "text" else None
        if self.words is not None:
            return self.words[str(record)].text(lang)
        if isinstance(record, tuple):
            return joined(record)
        return int(record) if self.type == "integer" else record


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


def columns(names: str, **words: Mapping[Any, Wording]) -> tuple[Column, ...]:
    """Columns by their names, separated by spaces; ``:int``, ``:number``, ``:bool``, ``:list`` and ``:object``
    give the type of those that hold no text, ``=`` the path to the value. ``words`` word the values of the columns
    of these names.

    >>> columns("page:int=passage.page_start label")[0]
    Column(name='page', type='integer', key='', path='passage.page_start', words=None)
    """
    kinds: dict[str, ColumnType] = {
        "": "text",
        "int": "integer",
        "number": "number",
        "bool": "boolean",
        "list": "list",
        "object": "object",
    }
    told = (part.partition("=") for part in names.split())
    parts = ((*head.partition(":"), path) for head, _, path in told)
    return tuple(Column(name, kinds[kind], "", path, words.get(name)) for name, _, kind, path in parts)


def two_sided(side: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a side, whose records are called ``first…``, and, ending in ``_2``, those of the ``second``."""
    other = (replace(one, name=f"{one.name}_2", path=one.path.replace("first", "second", 1)) for one in side)
    return (*side, *other)


def filled(columns: Iterable[Column], lang: str, **records: object) -> Row:
    """The values that the columns find in these records; nothing of a record that is None or not given."""
    return {one.row_key: one.value(records[one.record], lang) for one in columns if records.get(one.record) is not None}


def joined(values: Iterable[object]) -> str:
    """Several values in one cell, each once, in order."""
    return LIST_SEPARATOR.join(dict.fromkeys(map(str, values)))
