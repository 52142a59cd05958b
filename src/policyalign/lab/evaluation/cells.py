"""Cells (proposal × plan): what was claimed of them, and what is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.gold.grades import FULL, GRADES, RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.statistics import Flags, auc, calibration_figures, exact_interval, exact_lower, precision_recall

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class CellTable:
    """The cells of which any pair was judged and that are not 対象外: indices of plan and proposal, the best
    grade of a unit, the status, and P(covered), NaN where none is given."""

    plan: Indices
    proposal: Indices
    grade: Indices
    status: NDArray[np.str_]
    probability: Matrix

    def __len__(self) -> int:
        return len(self.plan)

    @property
    def taken_up(self) -> Flags:
        """Which cells are truly 対応 or 一部対応."""
        return self.grade >= RELEVANT

    def part(self, chosen: Flags) -> CellTable:
        """Some of the cells."""
        return CellTable(*(getattr(self, column.name)[chosen] for column in fields(self)))


def cell_table(plans: Sequence[EvaluatedPlan]) -> CellTable:
    """The cells of all plans."""
    rows = [
        (number, row, grade, finding.status, finding.probability)
        for number, plan in enumerate(plans)
        for row, grade, finding in plan.judged_cells()
        if finding.status != "out_of_scope"
    ]
    columns = zip(*rows, strict=True) if rows else [()] * 5
    types = (np.intp, np.intp, np.intp, np.str_, np.float64)
    return CellTable(*map(np.array, columns, types))


def cell_figures(plans: Sequence[EvaluatedPlan]) -> Record:
    """:func:`figures_of` the cells of some plans, and their number."""
    cells = cell_table(plans)
    return {"cells": len(cells), **figures_of(cells)}


def figures_of(cells: CellTable) -> Record:
    """What is said of cells: ``auc``, ``brier``, the share of 判定不能, and the claims."""
    told = np.isfinite(cells.probability)
    return {
        "truly_taken_up": int(cells.taken_up.sum()),
        "auc": auc(cells.taken_up[told], cells.probability[told]),
        "brier": calibration_figures(cells.probability[told], cells.taken_up[told])["brier"] if told.any() else None,
        "share_undetermined": float((cells.status == "undetermined").mean()) if len(cells) else None,
        "claims": {name: claim for name, claim in claims(cells).items() if name != "partial"},
    }


def claims(cells: CellTable) -> dict[str, Record]:
    """What each kind of claim is worth: ``gap`` 欠落, ``taken_up`` 対応 or 一部対応, ``covered`` 対応,
    ``partial`` 一部対応. A claim of 欠落 is right where the best grade is 0 or 1, of 対応 where it is 3, of
    一部対応 where it is 2."""
    said, grade = cells.status, cells.grade
    return {
        "gap": claim_record(said == "gap", ~cells.taken_up),
        "taken_up": claim_record(_said_taken_up(cells), cells.taken_up),
        "covered": claim_record(said == "covered", grade == FULL),
        "partial": claim_record(said == "partial", grade == RELEVANT),
    }


def claim_record(claimed: Flags, true: Flags) -> Record:
    """Counts, precision with its exact limits, recall and F1 of a claim."""
    count, right, there = int(claimed.sum()), int((claimed & true).sum()), int(true.sum())
    return {
        "claims": count,
        "right": right,
        "true": there,
        **precision_recall(right, count, there),
        "precision_interval": exact_interval(right, count),
        "precision_lower_90": exact_lower(right, count),
    }


def main_figures(cells: CellTable, weights: Matrix) -> dict[str, float | None]:
    """The figures that stand for all cells, each cell with its weight (plans × proposals)."""
    own = weights[cells.plan, cells.proposal]
    gap, said, absent = cells.status == "gap", _said_taken_up(cells), ~cells.taken_up
    return {
        "auc": auc(cells.taken_up, cells.probability, own),
        "npv": _share(own, gap, absent),
        "share_of_gaps_claimed": _share(own, absent, gap),
        "share_undetermined": _share(own, np.ones_like(gap), cells.status == "undetermined"),
        "taken_up_precision": _share(own, said, cells.taken_up),
        "taken_up_recall": _share(own, cells.taken_up, said),
    }


def status_counts(cells: CellTable) -> Mapping[str, Mapping[str, int]]:
    """How often which status met which truth (the best grade), a confusion matrix."""
    return {
        status: {str(one): int(((cells.status == status) & (cells.grade == one)).sum()) for one in GRADES}
        for status in ("covered", "partial", "gap", "undetermined")
    }


def _said_taken_up(cells: CellTable) -> Flags:
    return np.isin(cells.status, ("covered", "partial"))


def _share(weights: Matrix, among: Flags, those: Flags) -> float | None:
    total = float(weights[among].sum())
    return float(weights[among & those].sum()) / total if total else None
