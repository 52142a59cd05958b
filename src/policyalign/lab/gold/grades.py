"""The grades (点数) that people give to a pair of proposal and measure, and what they say of a cell."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from policyalign.values import Status

GRADES = (0, 1, 2, 3)
"""3 the measure does what the proposal asks, 2 a substantial part of it, 1 it is only about the same topic,
0 not even that."""
RELEVANT = 2
"""The lowest grade at which a measure takes a proposal up."""
FULL = 3
"""The grade at which it does all that the proposal asks."""

Grade = Annotated[int, Meta(ge=GRADES[0], le=GRADES[-1])]


def true_status(grade: int) -> Status:
    """What a cell whose best unit has this grade truly is."""
    if grade >= RELEVANT:
        return "covered" if grade >= FULL else "partial"
    return "gap"
