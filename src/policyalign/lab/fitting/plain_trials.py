"""The model for one's own proposals tried on documents that it has not seen, group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.lab.fitting.thresholds import Claim, Predicted, measure_claims
from policyalign.lab.fitting.trials import Outcome, join
from policyalign.lab.fitting.unlabelled import FOREIGN, Asked, FittedPlain, best_borne_out, fit_plain, predict_plain
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.statistics import Flags, auc, calibration_figures

_CLAIMS = ("gap", "covered", "full")


@dataclass(frozen=True, slots=True)
class PlainTrial:
    """A fit without one document, and what it makes of the cells of that document, which are of these ``groups``.
    ``borne_out`` is the probability of the passage that bears out 対応 or 一部対応, 0 where none does."""

    document: str
    fitted: FittedPlain
    predicted: Predicted
    groups: tuple[str, ...]
    borne_out: Matrix


def try_plain(asked: Sequence[Asked]) -> list[PlainTrial]:
    """One trial per document."""
    trials = []
    for name in dict.fromkeys(one.document for one in asked):
        own = [one for one in asked if one.document == name]
        fitted = fit_plain([one for one in asked if one.document != name])
        groups = tuple(group for one in own for group in one.groups)
        cells = [predict_plain(fitted, one) for one in own]
        borne_out = [best_borne_out(fitted, one, said.covered) for one, said in zip(own, cells, strict=True)]
        trials.append(PlainTrial(name, fitted, join(cells), groups, np.concatenate(borne_out)))
    return trials


def plain_outcomes(trials: Sequence[PlainTrial]) -> Mapping[str, Outcome]:
    """What the trials amount to: ``plain`` in all cells that were judged, and in every group of cells."""
    names = dict.fromkeys(group for trial in trials for group in trial.groups)
    judged = frozenset(names) - {FOREIGN}
    groups = {"plain": judged, **{f"plain {name}": frozenset((name,)) for name in names}}
    return {name: _outcome(trials, chosen) for name, chosen in groups.items()}


def _outcome(trials: Sequence[PlainTrial], groups: frozenset[str]) -> Outcome:
    parts = [(trial, np.array([group in groups for group in trial.groups])) for trial in trials]
    each = [(trial, chosen, _chosen(trial.predicted, chosen)) for trial, chosen in parts if chosen.any()]
    cells = join([predicted for _, _, predicted in each])
    claims = [
        measure_claims(predicted, trial.fitted.thresholds, trial.borne_out[chosen]) for trial, chosen, predicted in each
    ]
    figures = {
        **dict.fromkeys(("ndcg_at_10", "map", "recall_at_20")),
        "auc": auc(cells.taken_up, cells.covered),
        **calibration_figures(cells.covered, cells.taken_up),
    }
    total = {
        name: Claim(sum(one[name].claims for one in claims), sum(one[name].right for one in claims)) for name in _CLAIMS
    }
    return Outcome(figures, total, int((~cells.taken_up).sum()))


def _chosen(predicted: Predicted, chosen: Flags) -> Predicted:
    return Predicted(
        predicted.covered[chosen], predicted.full[chosen], predicted.best[chosen], predicted.grades[chosen]
    )
