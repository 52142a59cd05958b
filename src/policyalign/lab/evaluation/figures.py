"""The figures of a ranking, of cells and of their probabilities, each a value of the object that
``docs/evaluation.md`` defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from policyalign.lab.evaluation.baselines import cell_baselines, ranking_baselines
from policyalign.lab.evaluation.bootstrap import Figures, bootstrap_intervals
from policyalign.lab.evaluation.calibration import (
    adaptive_calibration_error,
    area_under_risk,
    cell_calibration,
    gap_curve,
    reliability,
    risk_coverage,
)
from policyalign.lab.evaluation.cells import (
    Record,
    cell_table,
    claims,
    main_figures,
    status_counts,
)
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.evaluation.ranking import rank_units
from policyalign.lab.evaluation.unjudged import estimate_relevant
from policyalign.lab.gold.unit_matching import Matrix

Measure = Callable[[Matrix], Mapping[str, object]]
"""Figures of cells that weigh as told: plans × proposals."""


def ranking_record(plans: Sequence[EvaluatedPlan]) -> Record | None:
    """The value of ``ranking``; None where no proposal is answered by any unit."""
    table = rank_units(plans, [plan.probability for plan in plans])
    if not len(table.plan):
        return None

    def counted(weights: Matrix) -> Record:
        return {**table.means(weights), "rankings": int((weights[table.plan, table.proposal] > 0).sum())}

    return {
        **_overall(plans, table.means),
        "rankings": len(table.plan),
        **_by_plan(plans, counted),
        **_by_proposal(plans, counted),
        "weighted": estimate_relevant(plans),
        "baselines": ranking_baselines(plans, _all(plans)),
    }


def cells_record(plans: Sequence[EvaluatedPlan]) -> Record | None:
    """The value of ``cells``; None where no cell was judged."""
    cells = cell_table(plans)
    if not len(cells):
        return None
    found = claims(cells)

    def counted(weights: Matrix) -> Record:
        own = cells.part(weights[cells.plan, cells.proposal] > 0)
        gap = own.status == "gap"
        return {
            **main_figures(cells, weights),
            "cells": len(own),
            "truly_taken_up": int(own.taken_up.sum()),
            "gap_claims": int(gap.sum()),
            "gap_right": int((gap & ~own.taken_up).sum()),
        }

    return {
        **_overall(plans, partial(main_figures, cells)),
        "npv_interval": found["gap"]["precision_interval"],
        "npv_lower_90": found["gap"]["precision_lower_90"],
        "cells": len(cells),
        "truly_taken_up": int(cells.taken_up.sum()),
        "claims": found,
        "statuses": status_counts(cells),
        **_by_plan(plans, counted),
        **_by_proposal(plans, counted),
        "baselines": cell_baselines(plans, cells),
    }


def calibration_record(plans: Sequence[EvaluatedPlan]) -> Record | None:
    """The value of ``calibration``; None where no judged cell has a probability."""
    every = cell_table(plans)
    cells = every.part(np.isfinite(every.probability))
    if not len(cells):
        return None
    return {
        **_overall(plans, partial(cell_calibration, cells)),
        "ece_adaptive": adaptive_calibration_error(cells.probability, cells.taken_up),
        "aurc": area_under_risk(cells),
        "cells": len(cells),
        "reliability": reliability(cells),
        "risk_coverage": risk_coverage(cells),
        "gap_curve": gap_curve(cells),
        **_by_plan(plans, partial(cell_calibration, cells)),
    }


def _all(plans: Sequence[EvaluatedPlan]) -> Matrix:
    return np.ones((len(plans), len(plans[0].proposals)))


def _overall(plans: Sequence[EvaluatedPlan], figures: Callable[[Matrix], Figures]) -> Record:
    every = _all(plans)
    return {**figures(every), "intervals": bootstrap_intervals(figures, *every.shape)}


def _by_plan(plans: Sequence[EvaluatedPlan], measure: Measure) -> Record:
    """The figures of every plan, and whether its labels took part in fitting the scorer that judged it."""
    parts = zip(plans, np.eye(len(plans)), strict=True)
    return {
        "by_plan": {
            plan.plan.id: {**measure(_all(plans) * own[:, None]), "held_out": plan.held_out} for plan, own in parts
        }
    }


def _by_proposal(plans: Sequence[EvaluatedPlan], measure: Measure) -> Record:
    """The figures of every chapter and every kind of proposals."""
    record: Record = {}
    for field in ("chapter", "kind"):
        values = np.array([getattr(proposal, field) for proposal in plans[0].proposals])
        parts = dict.fromkeys(values.tolist())
        record[f"by_{field}"] = {value: measure(_all(plans) * (values == value)) for value in parts}
    return record
