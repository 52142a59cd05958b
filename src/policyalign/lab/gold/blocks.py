"""The true structure of a plan: ``NAME.blocks.jsonl``, one heading or paragraph per line."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from policyalign.errors import GoldError
from policyalign.lab.gold.json_lines import read_lines

BLOCKS = ".blocks.jsonl"


class Block(Struct, frozen=True):
    """A block in reading order: ``kind`` is ``heading``, ``para`` or ``footnote``; other kinds are left
    alone. ``level`` counts those of headings from 1, the title of the plan."""

    kind: str
    text: str
    level: int = 0


def read_blocks(folder: Path, name: str) -> tuple[Block, ...]:
    """``NAME.blocks.jsonl`` in ``folder``.

    Raises:
        GoldError: the file is missing or cannot be read, or a line lacks what is needed.
    """
    blocks = read_lines(folder / f"{name}{BLOCKS}", Block)
    for number, block in enumerate(blocks, 1):
        if block.kind == "heading" and block.level < 1:
            detail = "a heading needs a `level` >= 1"
            raise GoldError("gold_line", file=f"{name}{BLOCKS}", line=str(number), error=detail)
    return blocks


def block_names(folder: Path) -> tuple[str, ...]:
    """The names of the plans whose structure is given in ``folder``, in order."""
    return tuple(sorted(path.name.removesuffix(BLOCKS) for path in folder.glob(f"*{BLOCKS}")))
