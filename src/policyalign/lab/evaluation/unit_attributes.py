"""Whether ministry and years of whole measures are right, against those of ``NAME.units.jsonl``."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Passage
from policyalign.lab.evaluation.attributes import share, stated_years
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
    dated = [pair for pair in units if pair[0].start is not None or pair[0].end is not None]
    if not dated and not any(unit.ministry for unit, _ in units):
        return None
    years = share([_years_right(unit, passages) for unit, passages in dated])
    ministry = share([_ministry_right(unit, passages) for unit, passages in units if unit.ministry])
    return {
        "units": len(units),
        "unit_years": years["accuracy"],
        "unit_ministry": ministry["accuracy"],
        "counts": {"unit_years": years, "unit_ministry": ministry},
    }


def _units(plan: EvaluatedPlan) -> list[tuple[Unit, list[Passage]]]:
    """Every unit with its passages in reading order."""
    passages: list[list[Passage]] = [[] for _ in plan.gold.units]
    for passage, unit in zip(plan.plan.passages, plan.unit_of.tolist(), strict=True):
        if unit >= 0:
            passages[unit].append(passage)
    return list(zip(plan.gold.units, passages, strict=True))


def _years_right(unit: Unit, passages: Sequence[Passage]) -> bool:
    stated = [years for years in map(stated_years, passages) if years != (None, None)]
    return bool(stated) and stated[-1] == (unit.start, unit.end)


def _ministry_right(unit: Unit, passages: Sequence[Passage]) -> bool:
    named = [passage.actors for passage in passages if passage.actors]
    ministry = unit.ministry or ""
    return bool(named) and bool({ministry, *named_bodies(ministry)} & set(named[-1]))
