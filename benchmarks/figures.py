"""How well predictions out of plan fare: ranking of measures, cells, calibration, and the claims made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, brier_score_loss, ndcg_score, roc_auc_score

from policyalign.match.fit import Sample
from policyalign.match.thresholds import RELEVANT, Claim, Measured, measure_claims

Matrix = NDArray[np.float64]

_CUT = 10
_DEPTH = 20
_BINS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Of units per proposal that any unit answers: nDCG@10 (gain = grade), mean average precision, recall at
    20. Of cells: AUC, Brier score, expected calibration error in ten equal bins, all None without
    probabilities.

    ``claims`` are made with the thresholds that are shipped; ``gaps`` counts the cells truly not
    covered.
    """

    ndcg: float
    average_precision: float
    recall: float
    auc: float
    brier: float | None = None
    calibration_error: float | None = None
    claims: Mapping[str, Claim] | None = None
    gaps: int = 0

    def as_dict(self) -> dict[str, object]:
        values = {
            "ndcg_at_10": self.ndcg,
            "mean_average_precision": self.average_precision,
            "recall_at_20": self.recall,
            "cell_auc": self.auc,
            "brier": self.brier,
            "calibration_error": self.calibration_error,
        }
        rounded = {name: None if value is None else round(value, 4) for name, value in values.items()}
        claims = {name: _claim_record(claim) for name, claim in (self.claims or {}).items()}
        return {**rounded, "claims": claims, "true_gaps": self.gaps}


def figures(samples: Sequence[Sample], pairs: Sequence[Matrix], covered: Sequence[Matrix]) -> Figures:
    """Figures of probabilities of passages (P × N) and cells (P) that are out of plan."""
    parts = [measure(*parts) for parts in zip(samples, pairs, covered, strict=True)]
    together = join(parts)
    truth = together.grades >= RELEVANT
    return Figures(
        *ranking(samples, pairs),
        float(roc_auc_score(truth, together.covered)),
        float(brier_score_loss(truth, together.covered)),
        calibration_error(together.covered, truth),
        measure_claims(together),
        int((~truth).sum()),
    )


def baselines(samples: Sequence[Sample]) -> dict[str, Figures]:
    """What single similarities and their sum do, by proposals' own wording; a cell is its best passage."""
    named = {
        "character TF-IDF": ("ngram",),
        "BM25": ("terms",),
        "USE, best sentence": ("sentence",),
        "USE, context": ("context",),
        "e5, where it looked": ("second",),
        "USE + BM25 + TF-IDF": ("context", "terms", "ngram"),
    }
    return {name: _similarity_figures(samples, columns) for name, columns in named.items()}


def _similarity_figures(samples: Sequence[Sample], columns: Sequence[str]) -> Figures:
    scores = [
        np.sum([_standard(sample.features[name], samples, name) for name in columns], axis=0)
        for sample in samples
    ]
    truth = np.concatenate([sample.best_grades >= RELEVANT for sample in samples])
    best = np.concatenate([score.max(axis=1) for score in scores])
    return Figures(*ranking(samples, scores), float(roc_auc_score(truth, best)))


def _standard(matrix: Matrix, samples: Sequence[Sample], name: str) -> Matrix:
    values = np.concatenate([sample.features[name].ravel() for sample in samples])
    matrix = np.where(np.isfinite(matrix), matrix, np.nanmin(values))
    return np.asarray((matrix - np.nanmean(values)) / np.nanstd(values))


def measure(sample: Sample, pairs: Matrix, covered: Matrix) -> Measured:
    """The predictions for one plan beside the truth; pairs that were not judged are left out."""
    units = unit_scores(sample, pairs)
    judged = (sample.grades >= 0) & np.isfinite(units)
    return Measured(covered, pairs.max(axis=1), sample.best_grades, units[judged], sample.grades[judged])


def join(parts: Sequence[Measured]) -> Measured:
    """The predictions for several plans as one."""
    names = ("covered", "best_passage", "grades", "pair", "pair_grades")
    return Measured(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def unit_scores(sample: Sample, pairs: Matrix) -> Matrix:
    """The best passage's score of every unit (P × U), −∞ for a unit that was not found in the plan."""
    scores = np.full(sample.grades.shape, -np.inf)
    for passage, unit in enumerate(sample.unit_of.tolist()):
        if unit >= 0:
            scores[:, unit] = np.maximum(scores[:, unit], pairs[:, passage])
    return scores


def ranking(samples: Sequence[Sample], pairs: Sequence[Matrix]) -> tuple[float, float, float]:
    """nDCG@10, average precision and recall at 20 over the proposals that some unit of the plan answers."""
    rows = []
    for sample, scores in zip(samples, pairs, strict=True):
        units = np.maximum(unit_scores(sample, scores), np.nanmin(scores) - 1)
        gains = np.maximum(sample.grades, 0)
        for gain, score in zip(gains, units, strict=True):
            relevant = gain >= RELEVANT
            if relevant.any():
                first = np.argsort(-score, kind="stable")[:_DEPTH]
                rows.append(
                    (
                        ndcg_score(gain[None], score[None], k=_CUT),
                        average_precision_score(relevant, score),
                        relevant[first].sum() / relevant.sum(),
                    )
                )
    ndcg, precision, recall = np.mean(rows, axis=0)
    return float(ndcg), float(precision), float(recall)


def calibration_error(predicted: Matrix, truth: NDArray[np.bool_]) -> float:
    """Mean distance of predicted and true share over ten equal bins, weighted by their size."""
    bins = np.minimum((predicted * _BINS).astype(int), _BINS - 1)
    parts = [(bins == number) for number in range(_BINS) if (bins == number).any()]
    return float(sum(part.mean() * abs(predicted[part].mean() - truth[part].mean()) for part in parts))


def print_table(table: Mapping[str, Figures]) -> None:
    """Plain text, one line per method, and the claims of those that make any."""
    print(f"{'':24}{'nDCG@10':>9}{'MAP':>7}{'R@20':>7}{'AUC':>7}{'Brier':>7}{'ECE':>7}")
    for name, row in table.items():
        cells = [row.ndcg, row.average_precision, row.recall, row.auc, row.brier, row.calibration_error]
        print(f"{name:24}  " + "".join("      –" if cell is None else f"{cell:7.3f}" for cell in cells))
    for name, row in table.items():
        if row.claims:
            print(f"\n{name}: claims")
            for kind, claim in row.claims.items():
                print(
                    f"  {kind:9}{claim.right:4} of {claim.claims:4} right ({claim.share:.3f}, "
                    f"at least {claim.lower:.3f} at 90 %)"
                )
            print(f"  true gaps claimed: {row.claims['gap'].right} of {row.gaps}")


def _claim_record(claim: Claim) -> dict[str, float]:
    return {"claims": claim.claims, "right": claim.right, "lower_limit_90": round(claim.lower, 4)}
