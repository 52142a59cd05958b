"""Whether ministry and years of whole measures are right, against those of ``NAME.units.jsonl``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from policyalign.domain import Passage
from policyalign.lab.evaluation.attributes import Years, share, stated_years
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.gold import Unit
from policyalign.segment.actors import named_bodies


def score_units(plans: Sequence[EvaluatedPlan]) -> Record | None:
    """How often the years and the ministry of a unit are right, of those units that have such a label; None
    where none has.

    What is said of a whole measure stands at its end: the years are those of the last of its passages that
    states any, the ministry one of the actors of the last that names any. Nothing found is wrong.
    """
    units = [pair for plan in plans for pair in _units(plan)]
    dated = [pair for pair in units if (pair[0].start, pair[0].end) != (None, None)]
    years = share([_last_years(passages) == (unit.start, unit.end) for unit, passages in dated])
    ministry = share([_names(passages, unit.ministry) for unit, passages in units if unit.ministry])
    if not (years["of"] or ministry["of"]):
        return None
    return {
        "units": len(units),
        "unit_years": years["accuracy"],
        "unit_ministry": ministry["accuracy"],
        "counts": {"unit_years": years, "unit_ministry": ministry},
    }


def _units(plan: EvaluatedPlan) -> Iterator[tuple[Unit, list[Passage]]]:
    """Every unit with its passages in reading order."""
    for number, unit in enumerate(plan.gold.units):
        yield unit, [plan.plan.passages[place] for place in np.flatnonzero(plan.unit_of == number)]


def _last_years(passages: Sequence[Passage]) -> Years | None:
    stated = map(stated_years, reversed(passages))
    return next((years for years in stated if years != (None, None)), None)


def _names(passages: Sequence[Passage], ministry: str) -> bool:
    actors = next((passage.actors for passage in reversed(passages) if passage.actors), ())
    return bool({ministry, *named_bodies(ministry)} & set(actors))
