"""Fitting the model for proposals that no plan was labelled for: one's own (``Scorer.plain``).

It must hold for proposals and documents that it has not seen. Its rows are requests that were written for documents
(``models/labels/requests.csv``), asked of their own document and of documents of another field, and the COCN proposals
without their profiles. What a fit says of a row is always said by a model that saw neither its document nor its fold of
proposals.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from policyalign.domain import Thresholds
from policyalign.lab.fitting.regression import fit_logistic
from policyalign.lab.fitting.thresholds import LIKELIER, MEASURE, Predicted, full_limit, gap_limit
from policyalign.lab.gold.grades import FULL, RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.statistics import Flags
from policyalign.match.parameters import Logistic, Model
from policyalign.match.scoring import BACKGROUND, best_by_context, cell_features, evident, far_enough, probability

PASSAGE = ("sentence", "ngram", "wording", "cover", "act")
"""The features of passages. The context's cosine, BM25 and the cosine of the sentences that ask got no weight beside
these."""
CELL = ("best",)
"""Further passages, pooled, tell how near the topic is, not whether any does what is asked: with them 44 of the 60
likeliest cells of documents left out were covered, without them 57."""
FOREIGN, LABELLED = "foreign", "labelled"
"""Groups of cells: of a request to a document of another field, and of a COCN proposal."""
TARGETS = {3: 1.0, 2: 0.75, 1: 0.1, 0: 0.0, -1: 0.0}
"""What a grade is worth, as in :mod:`policyalign.lab.fitting.scorer`."""
EVIDENCE = 0.50
"""Lowest probability of the passage that bears out 対応 or 一部対応: without a profile the likelier answer. Chosen; at
0.3 of the claims on documents left out 121 of 138 were right, at 0.5 75 of 82."""
FOLDS = 5
"""Folds of proposals."""
NEAREST = 40
"""Passages that a proposal is fitted on besides those that were judged: those that name most of what it asks for. Of
the others none is ever near a threshold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, and what it was asked: P proposals × N passages (or contexts).

    ``features`` are P × N, ``context_of`` gives the context of each column; ``grades`` are P × N, −1 where not judged;
    ``best`` (P) is the grade of the cell. ``keys`` (P) name the proposals, ``groups`` (P) tell what they are: the
    variant of a request, :data:`FOREIGN` or :data:`LABELLED`; ``folds`` (P) which are held out together,
    ``weights`` (P) what a cell counts. ``bears_out`` tells of a key and a column whether a sentence there does what is
    asked (:mod:`policyalign.match.objects`); it is slow, and asked only of what is probable.
    """

    document: str
    keys: tuple[str, ...]
    groups: tuple[str, ...]
    features: Mapping[str, Matrix]
    context_of: Indices
    grades: Indices
    best: Indices
    folds: Indices
    weights: Matrix
    bears_out: Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class FittedPlain:
    """The model, its thresholds, and its cells as models that know neither their document nor their proposals see
    them."""

    model: Model
    thresholds: Thresholds
    predicted: Predicted


def fold_of(key: str) -> int:
    """The fold of a proposal, by its name alone."""
    return hashlib.sha256(key.encode()).digest()[0] % FOLDS


def fit_plain(asked: Sequence[Asked]) -> FittedPlain:
    """The model from all that was asked."""
    passage = _fit_passages(_rows(asked))
    tables = [_out_of_sample(asked, one) for one in asked]
    covered = {name: np.concatenate([table[0][name] for table in tables]) for name in CELL}
    full = {name: np.concatenate([table[1][name] for table in tables]) for name in CELL}
    best = np.concatenate([table[2] for table in tables])
    grades = np.concatenate([one.best for one in asked])
    weights = np.concatenate([one.weights for one in asked])
    model = Model(
        passage,
        _fit_cells(covered, grades >= RELEVANT, weights),
        _fit_cells(full, grades >= FULL, weights),
    )
    predicted = _predicted(model, covered, full, best, grades)
    judged = np.array([group != FOREIGN for one in asked for group in one.groups], dtype=bool)
    highest = full_limit(predicted)
    limits = Thresholds(gap_limit(predicted, weights, judged), MEASURE, LIKELIER, highest, EVIDENCE)
    return FittedPlain(model, limits, predicted)


def predict_plain(fitted: FittedPlain, one: Asked) -> Predicted:
    """What a fit says of the cells of a document."""
    covered, full, best = _cells(fitted.model.passage, one)
    return _predicted(fitted.model, covered, full, best, one.best)


def best_borne_out(fitted: FittedPlain, one: Asked, covered: Matrix) -> Matrix:
    """The probability of the best passage with a sentence that does what is asked, for each cell of a document that
    reaches the threshold by its P(covered); 0 for the others, and where no passage that is probable enough has one."""
    limits, chances = fitted.thresholds, probability(_logits(fitted.model.passage, one))
    best = np.zeros(len(covered))
    for row in np.flatnonzero(covered >= limits.covered).tolist():
        order = np.argsort(-chances[row], kind="stable")
        likely = order[chances[row, order] >= limits.measure].tolist()
        found = next((column for column in likely if one.bears_out(one.keys[row], column)), None)
        best[row] = chances[row, found] if found is not None else 0.0
    return best


def _leave_out(asked: Sequence[Asked], one: Asked, fold: int) -> list[Asked]:
    """All but a document and, of the others, but the proposals of a fold."""
    return [_without(other, other.folds == fold) for other in asked if other.document != one.document]


def _out_of_sample(asked: Sequence[Asked], one: Asked) -> tuple[dict[str, Matrix], dict[str, Matrix], Matrix]:
    """The features of a document's cells by models of other documents and other proposals."""
    count = len(one.keys)
    covered, full = ({name: np.zeros(count) for name in CELL} for _ in range(2))
    best = np.zeros(count)
    for fold in sorted(set(one.folds.tolist())):
        own = one.folds == fold
        parts = _cells(_fit_passages(_rows(_leave_out(asked, one, fold))), _without(one, ~own))
        for name in CELL:
            covered[name][own], full[name][own] = parts[0][name], parts[1][name]
        best[own] = parts[2]
    return covered, full, best


def _cells(passage: Logistic, one: Asked) -> tuple[dict[str, Matrix], dict[str, Matrix], Matrix]:
    logits = _logits(passage, one)
    prior = np.zeros(len(one.keys))
    covered = cell_features(best_by_context(logits, one.context_of), prior)
    full = cell_features(best_by_context(far_enough(logits, one.features), one.context_of), prior)
    return covered, full, probability(logits).max(axis=1, initial=0.0)


def _logits(passage: Logistic, one: Asked) -> Matrix:
    """The log odds of the passages, P × N."""
    return evident(passage.logit(one.features) - BACKGROUND * one.features["background"], one.features)


def _predicted(
    model: Model, covered: Mapping[str, Matrix], full: Mapping[str, Matrix], best: Matrix, grades: Indices
) -> Predicted:
    taken_up = probability(model.covered.logit(covered))
    return Predicted(taken_up, np.minimum(taken_up, probability(model.full.logit(full))), best, grades)


def _fit_passages(rows: tuple[Matrix, Matrix, Matrix]) -> Logistic:
    values, targets, weights = rows
    return fit_logistic(PASSAGE, values, targets, weights)


def _fit_cells(features: Mapping[str, Matrix], reached: Flags, weights: Matrix) -> Logistic:
    return fit_logistic(CELL, np.column_stack([features[name] for name in CELL]), reached.astype(float), weights)


def _rows(asked: Sequence[Asked]) -> tuple[Matrix, Matrix, Matrix]:
    """Features, targets and weights of the judged passages and of the nearest others."""
    parts = [part for one in asked for part in _rows_of(one)]
    return (
        np.concatenate([values for values, _, _ in parts]),
        np.concatenate([targets for _, targets, _ in parts]),
        np.concatenate([weights for _, _, weights in parts]),
    )


def _rows_of(one: Asked) -> Iterator[tuple[Matrix, Matrix, Matrix]]:
    stacked = np.stack([one.features[name] for name in PASSAGE], axis=-1)
    near = np.argsort(-(one.features["cover"] + one.features["sentence"]), axis=1, kind="stable")[:, :NEAREST]
    for row, weight in enumerate(one.weights.tolist()):
        columns = np.union1d(near[row], np.flatnonzero(one.grades[row] >= 0))
        # A passage that tells a situation loses its log odds by rule, whatever it was judged.
        columns = columns[one.features["background"][row, columns] == 0]
        if len(columns) and weight:
            targets = np.array([TARGETS[grade] for grade in one.grades[row, columns].tolist()])
            yield stacked[row, columns], targets, np.full(len(columns), weight)


def _without(one: Asked, left_out: Flags) -> Asked:
    kept = ~left_out
    keys, groups = (tuple(compress(names, kept.tolist())) for names in (one.keys, one.groups))
    features = {name: values[kept] for name, values in one.features.items()}
    grades, best, folds = one.grades[kept], one.best[kept], one.folds[kept]
    weights = one.weights[kept]
    return Asked(one.document, keys, groups, features, one.context_of, grades, best, folds, weights, one.bears_out)
