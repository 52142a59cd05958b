"""Reads the content file of a sample plan: what is said, apart from how it is set.

A content file is YAML: the facts of the cover, then ``body``, a list of blocks with one key each
(``h1`` … ``h6``, ``p``, ``items``, ``table``, ``schedule``, ``columns``, ``landscape``, ``page``).
A heading may carry ``truth`` beside it. ``{注|…}`` inside a text is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NOTE = re.compile(r"\{注\|([^}]*)\}")
FIRST_MARK = 0xE000
"""Footnote n stands in the text as the private-use character FIRST_MARK + n until it is set."""


@dataclass(frozen=True)
class Block:
    """One block of the body: its kind, its value as in the file, and the truth planted beside it."""

    kind: str
    value: Any
    truth: dict[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """Heading level 1–6, or 0 for everything else."""
        return int(self.kind[1]) if re.fullmatch(r"h[1-6]", self.kind) else 0


@dataclass(frozen=True)
class PlanContent:
    """A sample plan as written: the cover's facts, the look's name, the blocks and the footnotes."""

    id: str
    title: str
    cover: dict[str, Any]
    look: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def read_content(path: Path) -> PlanContent:
    """Read ``path``; footnotes are taken out of the texts and numbered from 1 in reading order."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    notes: list[str] = []
    blocks = tuple(_block(entry, notes) for entry in raw["body"])
    cover = {key: raw[key] for key in ("subtitle", "decided", "decided_date", "period", "period_fy", "owner")}
    return PlanContent(path.stem, raw["title"], cover, raw["look"], blocks, tuple(notes))


def paragraphs(text: str) -> list[str]:
    """Paragraphs stand apart by an empty line; the line breaks inside one mean nothing."""
    return ["".join(part.split("\n")) for part in text.strip().split("\n\n")]


def note_mark(number: int) -> str:
    return chr(FIRST_MARK + number)


def note_number(char: str) -> int:
    """The footnote that a character marks, or 0 for an ordinary character."""
    number = ord(char) - FIRST_MARK
    return number if 0 < number < 1000 else 0


def without_marks(text: str) -> str:
    return "".join(char for char in text if not note_number(char))


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks in reading order, those inside ``columns`` and ``landscape`` included."""
    for block in blocks:
        if block.kind in ("columns", "landscape"):
            yield from flat(block.value)
        else:
            yield block


def _block(entry: dict[str, Any], notes: list[str]) -> Block:
    kind = next(iter(entry))
    value = entry[kind]
    if kind in ("columns", "landscape"):
        value = tuple(_block(inner, notes) for inner in value)
    else:
        value = _take_notes(paragraphs(value) if kind == "p" else value, notes)
    return Block(kind, value, entry.get("truth", {}))


def _take_notes(value: Any, notes: list[str]) -> Any:
    if isinstance(value, list):
        return [_take_notes(item, notes) for item in value]
    if isinstance(value, dict):
        return {key: _take_notes(item, notes) for key, item in value.items()}
    return NOTE.sub(lambda found: _file(found[1], notes), value.strip()) if isinstance(value, str) else value


def _file(note: str, notes: list[str]) -> str:
    notes.append(note)
    return note_mark(len(notes))
