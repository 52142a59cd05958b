"""What one reviewer may see of the answers of others (二人は互いに見えない).

Two people may judge the same item apart: nobody is shown another's answer before the own one is in the log. Where two
do not agree, a third who has not judged the item settles it, and sees both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.errors import InputError
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review.records import Answer, Stage

LONGEST_NAME = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An item from the place of one reviewer. ``own`` is the standing answer (a note without a verdict, too),
    ``others`` those that may be seen, ``hidden`` counts those that may not; ``stage`` is what an answer given now
    would be."""

    stage: Stage
    own: Answer | None
    others: tuple[Answer, ...]
    hidden: int
    settled: bool

    @property
    def answered(self) -> bool:
        """Whether this reviewer has judged the item."""
        return self.own is not None and self.own.verdict != "noted"

    @property
    def state(self) -> str:
        """``answered`` by this reviewer, ``settle`` by this reviewer, ``taken`` by others only, or ``open``."""
        if self.answered:
            return "answered"
        if self.stage == "settling":
            return "taken" if self.settled else "settle"
        return "taken" if self.hidden else "open"


def seat_of(reviewer: str, answers: Sequence[Answer]) -> Seat:
    """Where a reviewer stands to an item; ``answers`` are its standing ones
    (:func:`~policyalign.review.settling.standing`)."""
    mine = [one for one in answers if one.reviewer == reviewer]
    others = tuple(one for one in answers if one.reviewer != reviewer)
    judged = {one.stage for one in mine if one.verdict != "noted"}
    apart = len({one.verdict for one in others if one.stage == "coding" and one.verdict != "noted"}) > 1
    settles = "coding" not in judged and ("settling" in judged or apart)
    stage: Stage = "settling" if settles else "coding"
    own = next((one for one in reversed(mine) if one.stage == stage), None)
    seen = others if settles or stage in judged else ()
    settled = any(one.stage == "settling" and one.verdict != "noted" for one in answers)
    return Seat(stage, own, seen, len(others) - len(seen), settled)


def reviewer_name(text: str) -> str:
    """A name as it is kept: one line, NFKC, without blanks around; empty where that leaves nothing, or too much."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    usable = len(name) <= LONGEST_NAME and not any(unicodedata.category(char).startswith("C") for char in name)
    return name if usable else ""


def name_given(text: str) -> str:
    """A name from the command line, as it is kept; empty where none is given. Raises
    :class:`~policyalign.errors.InputError` for what cannot be one."""
    name = reviewer_name(text)
    if text and not name:
        raise InputError(ReviewPageCode.page_name, name=text)
    return name


def seen_by(reviewer: str, answers: Sequence[Answer]) -> Sequence[Answer]:
    """The standing answers on an item, where the reviewer may see all of them; else none."""
    return () if seat_of(reviewer, answers).hidden else answers
