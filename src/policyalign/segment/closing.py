"""The line that closes a measure (担当：…): who is in charge of all of it, and when it is carried out."""

from __future__ import annotations

from collections.abc import Callable

from policyalign.domain import Passage, Plan
from policyalign.text.facets import speaks_of_measure

MeasureOf = Callable[[int], int | None]
"""The section that names the measure to which a section belongs."""


def sole_closing_lines(plan: Plan, measure_of: MeasureOf) -> dict[int | None, Passage]:
    """By the section of a measure, its closing line where it has exactly one."""
    told: dict[int | None, list[Passage]] = {}
    for passage in plan.passages:
        if passage.section is not None and speaks_of_measure(passage.text):
            told.setdefault(measure_of(passage.section), []).append(passage)
    return {section: passages[0] for section, passages in told.items() if len(passages) == 1}
