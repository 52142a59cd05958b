"""How predictions out of plan fare: ranking of measures, and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import average_precision_score, brier_score_loss, ndcg_score, roc_auc_score

from policyalign.lab.fitting.scorer import Sample
from policyalign.lab.fitting.thresholds import RELEVANT, Predicted

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

_CUT = 10
_DEPTH = 20
_BINS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Of units per proposal that any unit answers: nDCG@10 (gain = grade), mean average precision, recall at
    20. Of cells: AUC, Brier score, expected calibration error in ten equal bins."""

    ndcg: float
    average_precision: float
    recall: float
    auc: float
    brier: float
    calibration_error: float


def figures_of(samples: Sequence[Sample], logits: Sequence[Matrix], predicted: Predicted) -> Figures:
    """Figures of log odds of contexts (P × C per plan) and of all cells."""
    truth = predicted.grades >= RELEVANT
    return Figures(
        *_ranking(samples, logits),
        float(roc_auc_score(truth, predicted.covered)),
        float(brier_score_loss(truth, predicted.covered)),
        calibration_error(predicted.covered, truth),
    )


def calibration_error(probabilities: Matrix, truth: Flags) -> float:
    """Mean distance of predicted and observed shares in ten equal bins, weighted by their sizes (Naeini,
    Cooper & Hauskrecht 2015)."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    parts = [
        abs(probabilities[bins == one].mean() - truth[bins == one].mean()) * (bins == one).mean()
        for one in np.unique(bins)
    ]
    return float(sum(parts))


def join(parts: Sequence[Predicted]) -> Predicted:
    """The predictions for several plans as one."""
    names = ("covered", "full", "best", "grades")
    return Predicted(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def isotonic(fitted: Predicted, new: Predicted) -> Matrix:
    """P(covered) by isotonic regression on the cells of the fit (Zadrozny & Elkan 2002)."""
    truth = (fitted.grades >= RELEVANT).astype(float)
    model = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(fitted.covered, truth)
    return np.asarray(model.predict(new.covered))


def venn_abers(fitted: Predicted, new: Predicted) -> Matrix:
    """P(covered) by inductive Venn–Abers prediction (Vovk, Petej & Fedorova 2015): isotonic regressions with
    the new cell taken as 0 and as 1 give p0 and p1, merged to p1 / (1 − p0 + p1)."""
    truth = (fitted.grades >= RELEVANT).astype(float)
    merged = []
    for value in new.covered:
        low, high = (
            IsotonicRegression(y_min=0, y_max=1)
            .fit(np.append(fitted.covered, value), np.append(truth, label))
            .predict([value])[0]
            for label in (0.0, 1.0)
        )
        merged.append(high / (1 - low + high))
    return np.array(merged)


def _ranking(samples: Sequence[Sample], logits: Sequence[Matrix]) -> tuple[float, float, float]:
    found: list[tuple[float, float, float]] = []
    for sample, matrix in zip(samples, logits, strict=True):
        scores = _unit_scores(sample, matrix)
        for row in np.flatnonzero(sample.best_grades >= RELEVANT):
            found.append(_one_ranking(np.maximum(sample.grades[row], 0), scores[row]))
    means = np.mean(found, axis=0)
    return float(means[0]), float(means[1]), float(means[2])


def _one_ranking(gains: NDArray[np.intp], scores: Matrix) -> tuple[float, float, float]:
    relevant = gains >= RELEVANT
    top = np.argsort(-scores, kind="stable")[:_DEPTH]
    return (
        float(ndcg_score([gains], [scores], k=_CUT)),
        float(average_precision_score(relevant, scores)),
        float(relevant[top].sum() / relevant.sum()),
    )


def _unit_scores(sample: Sample, logits: Matrix) -> Matrix:
    """The best context's log odds of every unit (P × U); a unit that was not found in the plan comes last."""
    scores = np.full(sample.grades.shape, float(logits.min()) - 1.0)
    for column, unit in enumerate(sample.unit_of.tolist()):
        if unit >= 0:
            scores[:, unit] = np.maximum(scores[:, unit], logits[:, column])
    return scores
