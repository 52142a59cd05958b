"""Where a plan says what was asked for. Frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from policyalign.domain import Passage

How = Literal["exact", "folded", "words"]
"""文字どおり; 表記の違いだけ (width, case, spaces, old forms of ideographs); 同じ語 (all words of the query, by their
normalized forms, anywhere in the passage)."""

HOWS: tuple[How, ...] = get_args(How)
"""The closest first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query, and the ``sentence`` of it that does."""

    passage: Passage
    how: How
    sentence: str
