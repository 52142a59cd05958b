"""Where a plan says what was asked for. Frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from policyalign.domain import Passage

How = Literal["exact", "folded", "words", "near"]
"""文字どおり; 表記の違いだけ (:mod:`policyalign.text.spelling`); 同じ語 (all terms of the query somewhere in the
passage, in whichever spelling or by their normalized forms). These say what was asked for; 意味が近い does not: the
sentence is only near to it."""

HOWS: tuple[How, ...] = get_args(How)
"""The closest first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query, and the ``sentence`` of it that does. ``nearness`` (0–1) is that of a sentence
    which is only near."""

    passage: Passage
    how: How
    sentence: str
    nearness: float | None = None
