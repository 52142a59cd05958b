"""The figures as one object with the keys ``ranking``, ``cells``, ``calibration``, ``structure``,
``attributes``, ``pairs``; all are defined in ``docs/evaluation.md``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from policyalign.lab.evaluation.baselines import cell_baselines, ranking_baselines
from policyalign.lab.evaluation.bootstrap import Figures, bootstrap_intervals
from policyalign.lab.evaluation.calibration import (
    adaptive_calibration_error,
    area_under_risk,
    calibration_figures,
    gap_curve,
    reliability,
    risk_coverage,
)
from policyalign.lab.evaluation.cells import (
    CellTable,
    Record,
    cell_table,
    claims,
    main_figures,
    status_counts,
)
from policyalign.lab.evaluation.evaluated_plans import Labelled, Matrix
from policyalign.lab.evaluation.groups import plan_groups, proposal_groups
from policyalign.lab.evaluation.ranking import RankingTable, rank_units
from policyalign.lab.evaluation.unjudged import estimate_relevant

FigureOf = Callable[[Matrix], Figures]


def ranking_record(plans: Sequence[Labelled]) -> Record | None:
    """The value of ``ranking``; None where no proposal is answered by any unit."""
    scores = [plan.probability for plan in plans]
    table = rank_units(plans, scores)
    if not len(table.plan):
        return None
    groups = _grouped(plans, lambda weights: {**table.means(weights), "rankings": _rows(table, weights)})
    return {
        **table.means(_all(plans)),
        "rankings": len(table.plan),
        "intervals": _intervals(plans, table.means),
        **groups,
        "weighted": estimate_relevant(plans, scores),
        "baselines": ranking_baselines(plans, _all(plans)),
    }


def cells_record(plans: Sequence[Labelled]) -> Record | None:
    """The value of ``cells``; None where no cell was judged."""
    cells = cell_table(plans)
    if not len(cells):
        return None
    found = claims(cells)
    return {
        **main_figures(cells, _all(plans)),
        "npv_interval": found["gap"]["precision_interval"],
        "npv_lower_90": found["gap"]["precision_lower_90"],
        "cells": len(cells),
        "truly_taken_up": int(cells.taken_up.sum()),
        "claims": found,
        "statuses": status_counts(cells),
        "intervals": _intervals(plans, lambda weights: main_figures(cells, weights)),
        **_grouped(plans, lambda weights: {**main_figures(cells, weights), **_counted(cells, weights)}),
        "baselines": cell_baselines(plans, cells),
    }


def calibration_record(plans: Sequence[Labelled]) -> Record | None:
    """The value of ``calibration``; None where no judged cell has a probability."""
    every = cell_table(plans)
    cells = every.part(np.isfinite(every.probability))
    if not len(cells):
        return None
    return {
        **calibration_figures(cells, _all(plans)),
        "ece_adaptive": adaptive_calibration_error(cells.probability, cells.taken_up),
        "aurc": area_under_risk(cells),
        "cells": len(cells),
        "intervals": _intervals(plans, lambda weights: calibration_figures(cells, weights)),
        "reliability": reliability(cells),
        "risk_coverage": risk_coverage(cells),
        "gap_curve": gap_curve(cells),
        "by_plan": _by_plan(plans, lambda weights: calibration_figures(cells, weights)),
    }


def _all(plans: Sequence[Labelled]) -> Matrix:
    return np.ones((len(plans), len(plans[0].proposals)))


def _intervals(plans: Sequence[Labelled], figures: FigureOf) -> Record:
    return dict(bootstrap_intervals(figures, len(plans), len(plans[0].proposals)))


def _grouped(plans: Sequence[Labelled], figures: Callable[[Matrix], Mapping[str, object]]) -> Record:
    proposals = plans[0].proposals
    return {
        "by_plan": _by_plan(plans, figures),
        **{
            f"by_{by}": {
                name: dict(figures(weights))
                for name, weights in proposal_groups(len(plans), proposals, by).items()
            }
            for by in ("chapter", "kind")
        },
    }


def _by_plan(plans: Sequence[Labelled], figures: Callable[[Matrix], Mapping[str, object]]) -> Record:
    """The figures of every plan, and whether its labels took part in fitting the scorer that judged it."""
    groups = plan_groups([plan.plan.id for plan in plans], len(plans[0].proposals))
    return {plan.plan.id: {**figures(groups[plan.plan.id]), "held_out": plan.held_out} for plan in plans}


def _rows(table: RankingTable, weights: Matrix) -> int:
    return int((weights[table.plan, table.proposal] > 0).sum())


def _counted(cells: CellTable, weights: Matrix) -> Record:
    own = cells.part(weights[cells.plan, cells.proposal] > 0)
    gap = own.status == "gap"
    return {
        "cells": len(own),
        "truly_taken_up": int(own.taken_up.sum()),
        "gap_claims": int(gap.sum()),
        "gap_right": int((gap & ~own.taken_up).sum()),
    }
