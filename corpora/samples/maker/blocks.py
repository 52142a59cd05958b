"""Which block is set how."""

from __future__ import annotations

from maker.content import Block
from maker.looks import Look
from maker.strips import Strip, heading_strips, item_strips, paragraph_strips
from maker.tables import schedule_strips, table_strips


def block_strips(block: Block, width: float, look: Look) -> list[Strip]:
    """The strips of one block in a column ``width`` points wide."""
    if block.level:
        return heading_strips(block, width, look)
    match block.kind:
        case "p":
            return [strip for part in block.value for strip in paragraph_strips(part, width, look)]
        case "items":
            return [strip for item in block.value for strip in item_strips(item, width, look)]
        case "table":
            return table_strips(block.value, width, look)
        case "schedule":
            return schedule_strips(block.value, width, look)
    raise ValueError(f"unknown block {block.kind!r}")
