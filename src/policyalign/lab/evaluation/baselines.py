"""What simple similarities do on the same plans: the figures that a scorer has to beat.

They are the very similarities that the scorer is given, with the proposals' profiles as part of the query.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policyalign.lab.evaluation.cells import CellTable, Record, claim_record
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.evaluation.ranking import rank_units
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.statistics import Flags, auc

BASELINES = {
    "bm25": ("terms",),
    "char_tfidf": ("ngram",),
    "use_sentence": ("sentence",),
    "use_context": ("context",),
    "e5": ("e5",),
    "sum": ("context", "e5", "terms", "ngram"),
}
"""By name, the features that are added up as z-scores."""
COSINES = {"fixed_threshold_use": "sentence", "fixed_threshold_e5": "e5"}
"""The cosines that are cut off at one fixed value, as is usual."""


def baseline_scores(plans: Sequence[EvaluatedPlan]) -> dict[str, list[Matrix]]:
    """The scores of every baseline whose features the run has, P × N per plan."""
    return {
        name: [np.sum(parts, axis=0) for parts in zip(*(_standard(plans, one) for one in features), strict=True)]
        for name, features in BASELINES.items()
        if all(_known(plans, feature) for feature in features)
    }


def ranking_baselines(plans: Sequence[EvaluatedPlan], weights: Matrix) -> dict[str, Record]:
    """The ranking figures of every baseline."""
    return {name: dict(rank_units(plans, scores).means(weights)) for name, scores in baseline_scores(plans).items()}


def cell_baselines(plans: Sequence[EvaluatedPlan], cells: CellTable) -> dict[str, Record]:
    """The AUC of every baseline, a cell by its best passage; and what claims are worth that a fixed cut-off
    of a cosine makes."""
    found: dict[str, Record] = {
        name: {"auc": auc(cells.taken_up, _of_cells(scores, cells))} for name, scores in baseline_scores(plans).items()
    }
    for name, feature in COSINES.items():
        if _known(plans, feature) and _can_choose(cells, len(plans)):
            scores = _of_cells(_filled(plans, feature), cells)
            found[name] = _fixed_threshold(cells, scores, [plan.plan.id for plan in plans])
    return found


def _can_choose(cells: CellTable, plans: int) -> bool:
    """Whether, without any one plan, there are still cells of both kinds."""
    return all(len(np.unique(cells.taken_up[cells.plan != number])) == 2 for number in range(plans))


def _fixed_threshold(cells: CellTable, scores: Matrix, names: Sequence[str]) -> Record:
    """Every cell is decided by a cut-off that was chosen on the other plans."""
    others = [cells.plan != number for number in range(len(names))]
    cuts = [_best_cut(cells.taken_up[rest], scores[rest]) for rest in others]
    above = scores >= np.array(cuts)[cells.plan]
    return {
        "auc": auc(cells.taken_up, scores),
        "thresholds": dict(zip(names, cuts, strict=True)),
        "gap": claim_record(~above, ~cells.taken_up),
        "taken_up": claim_record(above, cells.taken_up),
    }


def _best_cut(truth: Flags, scores: Matrix) -> float:
    """The lowest score from which on cells count as covered so that sensitivity + specificity is greatest
    (Youden 1950)."""
    cuts = np.unique(scores)
    gains = [float((scores[truth] >= cut).mean() - (scores[~truth] >= cut).mean()) for cut in cuts]
    return float(cuts[int(np.argmax(gains))])


def _of_cells(scores: Sequence[Matrix], cells: CellTable) -> Matrix:
    best = np.array([score.max(axis=1) for score in scores])
    return np.asarray(best[cells.plan, cells.proposal])


def _known(plans: Sequence[EvaluatedPlan], feature: str) -> bool:
    """Whether some pair of every plan has the feature."""
    return all(feature in plan.features and np.isfinite(plan.features[feature]).any() for plan in plans)


def _filled(plans: Sequence[EvaluatedPlan], feature: str) -> list[Matrix]:
    """Pairs that e5 has not read are those that the first encoder puts last."""
    matrices = [plan.features[feature] for plan in plans]
    lowest = min(float(np.nanmin(matrix)) for matrix in matrices)
    return [np.where(np.isfinite(matrix), matrix, lowest) for matrix in matrices]


def _standard(plans: Sequence[EvaluatedPlan], feature: str) -> list[Matrix]:
    values = np.concatenate([plan.features[feature].ravel() for plan in plans])
    mean, deviation = float(np.nanmean(values)), float(np.nanstd(values)) or 1.0
    return [(matrix - mean) / deviation for matrix in _filled(plans, feature)]
