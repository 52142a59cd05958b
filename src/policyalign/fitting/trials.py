"""The fit tried on plans that it has not seen: every adjudicated plan by a scorer of all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Thresholds
from policyalign.fitting.figures import Figures, calibration_error, figures_of, isotonic, join, venn_abers
from policyalign.match.fit import (
    CELL_PLAIN,
    CELL_PROFILED,
    PLAIN,
    PROFILED,
    Fitted,
    Sample,
    fit_scorer,
    leave_one_out,
    predict,
)
from policyalign.match.thresholds import RELEVANT, Claim, Predicted, fit_thresholds, measure_claims

GROUPS = {
    "sentence, context (USE)": ("sentence", "context"),
    "context": ("context",),
    "ngram": ("ngram",),
    "names, related": ("names", "related"),
    "learned": ("learned",),
}
"""Features that are left out together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A fit without one plan, and what it makes of the plan."""

    plan_id: str
    fitted: Fitted
    thresholds: Thresholds
    logits: NDArray[np.float64]
    predicted: Predicted


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of all trials together; ``claims`` with the thresholds that each trial settled on without
    its plan."""

    figures: Figures
    claims: dict[str, Claim]
    gaps: int


def try_out(
    samples: Sequence[Sample], keys: Sequence[str], names: Sequence[str], cells: Sequence[str]
) -> list[Trial]:
    """One trial per adjudicated plan."""
    trials = []
    for sample, others in leave_one_out(samples):
        if sample.trusted:
            fitted = fit_scorer(others, keys, names, cells)
            logits, predicted = predict(fitted, sample, keys)
            trials.append(Trial(sample.plan_id, fitted, fit_thresholds(fitted.predicted), logits, predicted))
    return trials


def outcome_of(samples: Sequence[Sample], trials: Sequence[Trial]) -> Outcome:
    """What the trials amount to."""
    trusted = [sample for sample in samples if sample.trusted]
    together = join([trial.predicted for trial in trials])
    each = [measure_claims(trial.predicted, trial.thresholds) for trial in trials]
    claims = {
        name: Claim(sum(one[name].claims for one in each), sum(one[name].right for one in each))
        for name in each[0]
    }
    figures = figures_of(trusted, [trial.logits for trial in trials], together)
    return Outcome(figures, claims, int((together.grades < RELEVANT).sum()))


def ablations(samples: Sequence[Sample], keys: Sequence[str]) -> dict[str, Outcome]:
    """Outcomes without one group of features each, with the terms that only the plain model uses, without the
    prior or the pooled evidence, and without the one-coder labels."""
    found = {}
    for name, group in GROUPS.items():
        kept = tuple(feature for feature in PROFILED if feature not in group)
        found[f"− {name}"] = outcome_of(samples, try_out(samples, keys, kept, CELL_PROFILED))
    with_terms = (*PROFILED, "terms")
    found["+ terms (BM25)"] = outcome_of(samples, try_out(samples, keys, with_terms, CELL_PROFILED))
    found["− prior"] = outcome_of(samples, try_out(samples, keys, PROFILED, CELL_PLAIN))
    found["− pooled"] = outcome_of(samples, try_out(samples, keys, PROFILED, ("best", "prior")))
    trusted = [sample for sample in samples if sample.trusted]
    found["− one-coder labels"] = outcome_of(trusted, try_out(trusted, keys, PROFILED, CELL_PROFILED))
    return found


def calibrators(trials: Sequence[Trial]) -> dict[str, float]:
    """Expected calibration error of cells out of plan: of the regression itself (Platt 1999), and of isotonic
    and Venn–Abers calibration on top of it."""
    found = {}
    for name, calibrate in (("logistic", None), ("isotonic", isotonic), ("Venn–Abers", venn_abers)):
        parts = [
            replace(trial.predicted, covered=calibrate(trial.fitted.predicted, trial.predicted))
            if calibrate
            else trial.predicted
            for trial in trials
        ]
        together = join(parts)
        found[name] = calibration_error(together.covered, together.grades >= RELEVANT)
    return found


def plain_trials(samples: Sequence[Sample], keys: Sequence[str]) -> list[Trial]:
    """The trials of the model for proposals without a profile."""
    return try_out(samples, keys, PLAIN, CELL_PLAIN)
