"""What recognition (OCR) gives of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyalign.domain import Box

Outcome = Literal["read", "nothing", "vertical", "failed"]
"""``vertical`` is a page of vertical writing (縦書き) that no engine at hand can read, ``failed`` one that took too
much time or memory."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of print and its box in points from the top left of the page, which is taken to lie level."""

    text: str
    box: Box
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The lines of a page in no particular order; none unless the ``outcome`` is ``read``."""

    lines: tuple[RecognisedLine, ...] = ()
    outcome: Outcome = "read"


Recognised = dict[int, RecognisedPage]
"""By page number, from 1; pages without an entry were not looked at."""
