"""Cells (proposal × plan): what was claimed of them, and what is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from policyalign.lab.evaluation.evaluated_plans import Indices, Labelled, Matrix
from policyalign.lab.gold.relevance import FULL, RELEVANT
from policyalign.lab.statistics import exact_interval, exact_lower

Flags = NDArray[np.bool_]

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
        return CellTable(
            self.plan[chosen],
            self.proposal[chosen],
            self.grade[chosen],
            self.status[chosen],
            self.probability[chosen],
        )


def cell_table(plans: Sequence[Labelled]) -> CellTable:
    """The cells of all plans."""
    rows = [
        (number, row, grade, finding.status, np.nan if finding.probability is None else finding.probability)
        for number, plan in enumerate(plans)
        for row, (grade, finding) in enumerate(
            zip(plan.grades.max(axis=1, initial=-1).tolist(), plan.findings, strict=True)
        )
        if grade >= 0 and finding.status != "out_of_scope"
    ]
    plan, proposal, grade, status, probability = zip(*rows, strict=True) if rows else ((),) * 5
    return CellTable(
        np.array(plan, dtype=np.intp),
        np.array(proposal, dtype=np.intp),
        np.array(grade, dtype=np.intp),
        np.array(status, dtype=np.str_),
        np.array(probability, dtype=np.float64),
    )


def claims(cells: CellTable) -> dict[str, Record]:
    """What each kind of claim is worth: ``gap`` 欠落, ``taken_up`` 対応 or 一部対応, ``covered`` 対応,
    ``partial`` 一部対応. A claim of 欠落 is right where the best grade is 0 or 1, of 対応 where it is 3, of
    一部対応 where it is 2."""
    said, grade = cells.status, cells.grade
    return {
        "gap": claim_record(said == "gap", ~cells.taken_up),
        "taken_up": claim_record((said == "covered") | (said == "partial"), cells.taken_up),
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
        "precision": right / count if count else None,
        "precision_interval": exact_interval(right, count),
        "precision_lower_90": exact_lower(right, count),
        "recall": right / there if there else None,
        "f1": 2 * right / (count + there) if count + there else None,
    }


def main_figures(cells: CellTable, weights: Matrix) -> dict[str, float | None]:
    """The figures that stand for all cells, each cell with its weight (plans × proposals)."""
    own = weights[cells.plan, cells.proposal]
    gap = cells.status == "gap"
    said = (cells.status == "covered") | (cells.status == "partial")
    absent = ~cells.taken_up
    return {
        "auc": auc(cells.taken_up, cells.probability, own),
        "npv": _share(own, gap, absent),
        "share_of_gaps_claimed": _share(own, absent, gap),
        "share_undetermined": _share(own, np.ones_like(gap), cells.status == "undetermined"),
        "taken_up_precision": _share(own, said, cells.taken_up),
        "taken_up_recall": _share(own, cells.taken_up, said),
    }


def auc(truth: Flags, scores: Matrix, weights: Matrix | None = None) -> float | None:
    """Area under the ROC curve of ``scores`` for ``truth``, over the cells that have a score and a weight;
    None where one of the two classes is absent."""
    weights = np.ones(len(truth)) if weights is None else weights
    known = np.isfinite(scores) & (weights > 0)
    if len(np.unique(truth[known])) < 2:
        return None
    return float(roc_auc_score(truth[known], scores[known], sample_weight=weights[known]))


def status_counts(cells: CellTable) -> Mapping[str, Mapping[str, int]]:
    """How often which status met which truth (the best grade), a confusion matrix."""
    return {
        status: {
            str(grade): int(((cells.status == status) & (cells.grade == grade)).sum()) for grade in range(4)
        }
        for status in ("covered", "partial", "gap", "undetermined")
    }


def _share(weights: Matrix, among: Flags, those: Flags) -> float | None:
    total = float(weights[among].sum())
    return float(weights[among & those].sum()) / total if total else None
