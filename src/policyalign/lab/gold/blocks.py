"""The true structure of a plan: ``NAME.blocks.jsonl``, one heading or paragraph per line."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from policyalign.lab.gold.json_lines import names_of, read_lines

BLOCKS = ".blocks.jsonl"


class Block(Struct, frozen=True):
    """A block in reading order: ``kind`` is ``heading``, ``para`` or ``footnote``; other kinds are left
    alone. ``level`` counts those of headings from 1, the title of the plan; others have none."""

    kind: str
    text: str
    level: int | None = None

    def __post_init__(self) -> None:
        if self.kind == "heading" and (self.level or 0) < 1:
            raise ValueError("a heading needs a `level` >= 1")


def read_blocks(folder: Path, name: str) -> tuple[Block, ...]:
    """``NAME.blocks.jsonl`` in ``folder``.

    Raises:
        GoldError: the file is missing or cannot be read, or a line lacks what is needed.
    """
    return read_lines(folder / f"{name}{BLOCKS}", Block)


def block_names(folder: Path) -> tuple[str, ...]:
    """The names of the plans whose structure is given in ``folder``, in order."""
    return tuple(sorted(names_of(folder, BLOCKS)))
