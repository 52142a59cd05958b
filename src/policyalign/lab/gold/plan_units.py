"""The measures of a plan as read, as units to be labelled."""

from __future__ import annotations

from policyalign.domain import Passage, Plan
from policyalign.lab.gold.relevance import Unit
from policyalign.segment.measures import read_measures


def plan_units(plan: Plan) -> list[tuple[Unit, tuple[Passage, ...]]]:
    """The measures (施策) of a plan as units, with their passages; what stands under no heading, and notes, are
    none."""
    passages = {passage.id: passage for passage in plan.passages}
    units: list[tuple[Unit, tuple[Passage, ...]]] = []
    for measure in read_measures(plan):
        own = tuple(passages[one] for one in measure.passages)
        if own[0].section is not None and not own[0].is_aside:
            text = "\n".join(passage.text for passage in own)
            units.append((Unit(f"{plan.id}-{len(units) + 1:04d}", measure.heading, text), own))
    return units
