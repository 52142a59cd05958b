"""What an import passes on: units of a file, the statements made of them, and what is to be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyalign.values import Code, Kind

UnitKind = Literal["heading", "item", "text", "table"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a file: a heading with its level (1 the outermost), an item of a list, or another paragraph.

    ``mark`` is the number or sign at its head, ``style`` that of the mark (see ``segment.markers``), and ``text``
    what follows it; ``place`` counts paragraphs or lines from 1. ``apart`` tells of a text file that a blank line
    stands ahead. A ``table`` only holds the place of one.
    """

    kind: UnitKind
    text: str
    place: int
    level: int = 0
    mark: str = ""
    style: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """A statement as it was found; what the file does not give is empty. ``chapter`` and ``section`` are titles as
    they stand there, with their numbers; ``place`` is where it stands, for people."""

    text: str
    place: str
    number: str = ""
    label: str = ""
    chapter: str = ""
    section: str = ""
    kind: Kind | None = None
    actors: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of an import: a code of ``OwnCode`` and what fills its blanks."""

    code: Code
    detail: dict[str, object]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that was not taken for a statement; it becomes a comment of the file. ``before`` is the number of
    statements ahead of it."""

    text: str
    place: str
    before: int


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was found in a file, in its order."""

    statements: tuple[Drafted, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()
