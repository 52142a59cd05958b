"""Fitting the scorer on labelled plans.

Nothing is fitted on what it is applied to within the fit: the terms learned for a plan's own rows come from
the other plans, and the cell model sees log odds from passage models that were fitted without the cell's
plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from policyalign.domain import Thresholds
from policyalign.lab.fitting.regression import DIGITS, fit_grouped, fit_logistic
from policyalign.lab.fitting.thresholds import Predicted, fit_thresholds
from policyalign.lab.gold.grades import FULL, RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.statistics import Flags
from policyalign.match.learned_terms import TermVector, mean_terms
from policyalign.match.parameters import Logistic, Model
from policyalign.match.scoring import cell_features, learned_feature, probability

PROFILED = ("sentence", "context", "ngram", "names", "related", "essentials", "learned")
"""Terms by BM25 add nothing to these; they serve where there is no profile."""
CELL_PLAIN = ("best", "pooled")
"""Also what 対応 is told from 一部対応 by."""
CELL_PROFILED = (*CELL_PLAIN, "prior")

TARGETS = {3: 1.0, 2: 0.75, 1: 0.1, 0: 0.0, -1: 0.0}
"""What a grade is worth to the passage model; between neighbouring grades coders differ too. What was not
judged no retrieval method thought worth judging: it counts as grade 0, as in the figures."""
UNTRUSTED = 0.1
"""Weight of a cell of a plan with one coder's labels, who saw only the likeliest measures."""
_PRIOR_STRENGTH = 2.0
"""Plans that the mean of all proposals counts for in the prior of each."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled plan: P proposals, C contexts, U units (the measures that were labelled).

    ``features`` are P × C without ``learned``; ``terms`` are those of each context; ``unit_of`` gives the
    unit of a context or −1; ``grades`` P × U are 0–3, −1 where not judged. ``trusted`` tells whether its
    labels are adjudicated, ``whole`` whether it is a plan at all and not a mere list of measures: only then
    its cells mean something. ``style`` tells how it is written (:mod:`policyalign.match.applicability`).
    """

    plan_id: str
    features: Mapping[str, Matrix]
    terms: tuple[TermVector, ...]
    unit_of: Indices
    grades: Indices
    trusted: bool = True
    whole: bool = True
    style: Mapping[str, float] = field(default_factory=dict)

    @property
    def best_grades(self) -> Indices:
        """The highest grade of every proposal: P."""
        return np.asarray(self.grades.max(axis=1))

    @property
    def context_grades(self) -> Indices:
        """The grade of the unit of every context: P × C, −1 where there is none."""
        return np.where(self.unit_of >= 0, self.grades[:, np.maximum(self.unit_of, 0)], -1)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted; ``offsets`` and ``prior`` are log odds of every proposal, ``learned`` by its
    fingerprint. ``predicted`` are the cells of the fit as models without their plan see them."""

    model: Model
    offsets: Matrix
    prior: Matrix
    learned: Mapping[str, TermVector]
    predicted: Predicted

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds of the verdicts that the cells of the fit bear out."""
        return fit_thresholds(self.predicted)


def fit_scorer(
    samples: Sequence[Sample], keys: Sequence[str], names: Sequence[str], cells: Sequence[str] = CELL_PROFILED
) -> Fitted:
    """A scorer from labelled plans; ``keys`` are the proposals' fingerprints, ``names`` and ``cells`` the
    features of passages and of cells to use."""
    ready = [with_learned(sample, learn_terms(others, keys), keys) for sample, others in leave_one_out(samples)]
    passage, offsets = _fit_passages(ready, names)
    whole = [sample for sample in ready if sample.whole]
    tables, best = [], []
    for sample in whole:
        others = [other for other in ready if other is not sample]
        logits = _logits(*_fit_passages(others, names), sample)
        tables.append(cell_features(logits, prior_logits(others)))
        best.append(probability(logits).max(axis=1))
    grades = np.concatenate([sample.best_grades for sample in whole])
    weights = np.repeat([1.0 if sample.trusted else UNTRUSTED for sample in whole], len(keys))
    seen = {name: np.concatenate([table[name] for table in tables]) for name in CELL_PROFILED}
    covered = _fit_cells(seen, cells, grades >= RELEVANT, weights)
    full = _fit_cells(seen, CELL_PLAIN, grades >= FULL, weights)
    return Fitted(
        Model(passage, covered, full),
        offsets,
        prior_logits(samples),
        learn_terms(samples, keys),
        Predicted(probability(covered.logit(seen)), probability(full.logit(seen)), np.concatenate(best), grades),
    )


def predict(fitted: Fitted, sample: Sample, keys: Sequence[str]) -> tuple[Matrix, Predicted]:
    """The log odds of all pairs of a plan (P × C), and its cells."""
    ready = with_learned(sample, fitted.learned, keys)
    logits = _logits(fitted.model.passage, fitted.offsets, ready)
    cells = cell_features(logits, fitted.prior)
    covered, full = (probability(part.logit(cells)) for part in (fitted.model.covered, fitted.model.full))
    best = probability(logits).max(axis=1)
    return logits, Predicted(covered, np.minimum(covered, full), best, sample.best_grades)


def leave_one_out(samples: Sequence[Sample]) -> Iterator[tuple[Sample, list[Sample]]]:
    """Every plan with all the others."""
    for sample in samples:
        yield sample, [other for other in samples if other is not sample]


def prior_logits(samples: Sequence[Sample]) -> Matrix:
    """Log odds that a plan takes each proposal up, shrunk towards the mean of all proposals as by two
    plans."""
    reached = np.array([sample.best_grades >= RELEVANT for sample in samples if sample.whole])
    strength = _PRIOR_STRENGTH * reached.mean()
    share = (reached.sum(axis=0) + strength) / (len(reached) + _PRIOR_STRENGTH)
    return np.asarray(np.round(np.log(share / (1 - share)), DIGITS))


def learn_terms(samples: Sequence[Sample], keys: Sequence[str]) -> Mapping[str, TermVector]:
    """The terms of the contexts that answer each proposal, by its fingerprint."""
    learned = {}
    for row, key in enumerate(keys):
        examples = [
            sample.terms[column]
            for sample in samples
            for column in np.flatnonzero(sample.context_grades[row] >= RELEVANT).tolist()
        ]
        if examples:
            learned[key] = mean_terms(examples)
    return learned


def with_learned(sample: Sample, learned: Mapping[str, TermVector], keys: Sequence[str]) -> Sample:
    """The sample with the feature ``learned``."""
    return replace(sample, features={**sample.features, "learned": learned_feature(learned, keys, sample.terms)})


def _fit_passages(samples: Sequence[Sample], names: Sequence[str]) -> tuple[Logistic, Matrix]:
    """The model of a passage, from every context that belongs to a labelled measure, and the offsets of the
    proposals."""
    values, grades, groups = (
        np.concatenate(parts) for parts in zip(*(_rows(sample, names) for sample in samples), strict=True)
    )
    targets = np.vectorize(TARGETS.__getitem__, otypes=[float])(grades)
    return fit_grouped(names, values, targets, None, groups, len(samples[0].grades))


def _rows(sample: Sample, names: Sequence[str]) -> tuple[Matrix, Indices, Indices]:
    """Values, grades and proposals of all contexts of labelled measures."""
    held = sample.unit_of >= 0
    stacked = np.stack([sample.features[name][:, held] for name in names], axis=-1)
    grades = sample.context_grades[:, held]
    groups = np.broadcast_to(np.arange(len(grades))[:, None], grades.shape)
    return stacked.reshape(-1, len(names)), grades.ravel(), groups.ravel()


def _logits(passage: Logistic, offsets: Matrix, sample: Sample) -> Matrix:
    return passage.logit(sample.features) + offsets[:, None]


def _fit_cells(seen: Mapping[str, Matrix], names: Sequence[str], reached: Flags, weights: Matrix) -> Logistic:
    return fit_logistic(names, np.column_stack([seen[name] for name in names]), reached.astype(float), weights)
