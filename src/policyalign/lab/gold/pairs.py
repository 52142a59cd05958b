"""How measures of different plans relate, by label: ``pairs.jsonl``."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

PAIRS = "pairs.jsonl"

Relation = Literal["DUP", "OVL", "CMP", "REL", "NON"]
"""重複 the same activity for the same object, 類似 parallel, 補完 to be linked, 関連 near topic, none."""


class Pair(Struct, frozen=True):
    """Two measures by their wording, and how they relate; None where the coders differ."""

    a: str
    b: str
    a_text: str
    b_text: str
    label: Relation | None
