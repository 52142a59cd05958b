"""What was drawn for an audit, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyalign.domain import Review


@dataclass(frozen=True, slots=True)
class Draw:
    """What a sheet was drawn from, and how: ``size`` of the ``claims`` of the named plans (all, where none is
    named) with ``seed``. ``population`` is the id of exactly these claims."""

    population: str
    claims: int
    size: int
    seed: int
    confidence: float
    target: float
    tolerated: int
    plans: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether such a draw can have been made."""
        sizes = 1 <= self.size <= self.claims and 0 <= self.tolerated < self.claims
        return sizes and 0.5 <= self.confidence < 1 and 0 < self.target <= 1

    @property
    def is_census(self) -> bool:
        """Whether all claims are checked (全数確認)."""
        return self.size == self.claims


@dataclass(frozen=True, slots=True)
class Audit:
    """A sheet answered: how many of the checked claims proved right and wrong, and how many of all claims are
    at least right (``right_at_least``) at the confidence of the draw; ``unsure`` ones count as wrong there.
    ``reached`` tells whether that is the target. ``of_this_run`` is false once the run beside it makes other
    claims. ``origin`` is where the answers are kept: in the audit itself, or in the log of the review."""

    draw: Draw
    right: int
    wrong: int
    unsure: int
    right_at_least: int
    reached: bool
    answers: tuple[Review, ...]
    of_this_run: bool = True
    origin: Literal["sheet", "review"] = "sheet"

    @property
    def left(self) -> int:
        """Claims that remain when those found wrong or unsure are taken out."""
        return self.draw.claims - self.wrong - self.unsure

    @property
    def share_at_least(self) -> float:
        return self.right_at_least / self.draw.claims
