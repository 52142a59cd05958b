"""The fit tried on plans that it has not seen: every adjudicated plan by a scorer of all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from policyalign.lab.evaluation.ranking import rank_units
from policyalign.lab.fitting.scorer import (
    CELL_PLAIN,
    CELL_PROFILED,
    PROFILED,
    Fitted,
    Sample,
    fit_scorer,
    leave_one_out,
    predict,
)
from policyalign.lab.fitting.thresholds import Claim, Predicted, measure_claims
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.statistics import auc, calibration_figures

GROUPS = {
    "sentence, context (USE)": ("sentence", "context"),
    "context": ("context",),
    "ngram": ("ngram",),
    "names, related": ("names", "related"),
    "essentials": ("essentials",),
    "learned": ("learned",),
}
"""Features that are left out together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A fit without one plan, and what it makes of the plan."""

    plan_id: str
    fitted: Fitted
    logits: Matrix
    predicted: Predicted


@dataclass(frozen=True, slots=True)
class Outcome:
    """All trials together: ``ndcg_at_10``, ``map`` and ``recall_at_20`` of units, ``auc``, ``brier`` and
    ``ece`` of cells, as ``docs/evaluation.md`` defines them; ``claims`` with the thresholds that each trial
    found without its plan; the number of true ``gaps``."""

    figures: Mapping[str, float | None]
    claims: Mapping[str, Claim]
    gaps: int


def try_out(samples: Sequence[Sample], keys: Sequence[str], names: Sequence[str], cells: Sequence[str]) -> list[Trial]:
    """One trial per adjudicated plan."""
    trials = []
    for sample, others in leave_one_out(samples):
        if sample.trusted:
            fitted = fit_scorer(others, keys, names, cells)
            trials.append(Trial(sample.plan_id, fitted, *predict(fitted, sample, keys)))
    return trials


def outcome_of(samples: Sequence[Sample], trials: Sequence[Trial]) -> Outcome:
    """What the trials amount to."""
    trusted = [sample for sample in samples if sample.trusted]
    table = rank_units(trusted, [trial.logits for trial in trials])
    cells = join([trial.predicted for trial in trials])
    return Outcome(
        {
            **table.means(np.ones((len(trusted), len(trusted[0].grades)))),
            "auc": auc(cells.taken_up, cells.covered),
            **calibration_figures(cells.covered, cells.taken_up),
        },
        claims_of(trials),
        int((~cells.taken_up).sum()),
    )


def claims_of(trials: Sequence[Trial]) -> dict[str, Claim]:
    """How the claims of all trials fare, each by the thresholds found without its plan; none without trials."""
    each = [measure_claims(trial.predicted, trial.fitted.thresholds) for trial in trials]
    names = each[0] if each else ()
    return {name: Claim(sum(one[name].claims for one in each), sum(one[name].right for one in each)) for name in names}


def join(parts: Sequence[Predicted]) -> Predicted:
    """The predictions for several plans as one."""
    names = [field.name for field in fields(Predicted)]
    return Predicted(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def ablations(samples: Sequence[Sample], keys: Sequence[str]) -> dict[str, Outcome]:
    """Outcomes without one group of features each, with the terms that only the plain model uses, without the
    prior or the pooled evidence, and without the one-coder labels."""
    trusted = [sample for sample in samples if sample.trusted]
    variants: dict[str, tuple[Sequence[Sample], Sequence[str], Sequence[str]]] = {
        **{
            f"− {name}": (samples, [one for one in PROFILED if one not in group], CELL_PROFILED)
            for name, group in GROUPS.items()
        },
        "+ terms (BM25)": (samples, (*PROFILED, "terms"), CELL_PROFILED),
        "− prior": (samples, PROFILED, CELL_PLAIN),
        "− pooled": (samples, PROFILED, ("best", "prior")),
        "− one-coder labels": (trusted, PROFILED, CELL_PROFILED),
    }
    return {
        name: outcome_of(own, try_out(own, keys, features, cells)) for name, (own, features, cells) in variants.items()
    }
