"""Fitting the scorer on labelled plans.

Nothing is fitted on what it is applied to within the fit: the prototypes of a plan's own rows come from the
other plans, and the cell model sees log odds from passage models that were fitted without the cell's plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policyalign.match.parameters import Logistic, Model, Prototypes
from policyalign.match.regression import DIGITS, fit_logistic
from policyalign.match.scoring import cell_probabilities, passage_logits, prototype_feature
from policyalign.match.thresholds import FULL, RELEVANT

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]

PLAIN = ("sentence", "context", "terms", "ngram")
PROFILED = (*PLAIN, "prototype")
_UNJUDGED_WEIGHT = 0.3
_PRIOR_STRENGTH = 2.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled plan: P proposals, N passages, C contexts, U units (the measures that were labelled).

    ``features`` are P × N without ``prototype``; ``contexts`` C × dimension and ``context_of`` N;
    ``similarity`` P × C; ``unit_of`` gives the unit of a passage or −1; ``grades`` P × U are 0–3, −1 where
    not judged.
    """

    plan_id: str
    features: Mapping[str, Matrix]
    contexts: Matrix
    context_of: Indices
    similarity: Matrix
    unit_of: Indices
    grades: Indices

    @property
    def best_grades(self) -> Indices:
        """The highest grade of every proposal: P."""
        return np.asarray(self.grades.max(axis=1))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model of passages and cells with its prototypes; ``prior`` is the log odds that a plan takes each
    proposal up."""

    model: Model
    prototypes: Prototypes
    prior: Matrix


def fit_scorer(
    samples: Sequence[Sample], keys: Sequence[str], names: Sequence[str], *, second: bool
) -> Fitted:
    """A scorer from labelled plans; ``keys`` are the proposals' fingerprints, ``names`` the features to use.

    With ``second`` pairs that the second encoder has read are scored by what it says too.
    """
    unread, passage = _fit_passages(samples, keys, names, second=second)
    tables = []
    for sample, others in leave_one_out(samples):
        features = _with_prototype(sample, keys, fit_prototypes(others, keys))
        logits = passage_logits(*_fit_passages(others, keys, names, second=second), features)
        tables.append(np.column_stack([logits.max(axis=1), prior_logits(others)]))
    columns = ("best", "prior") if "prototype" in names else ("best",)
    cell, full = _fit_cells(samples, np.concatenate(tables), columns)
    model = Model(unread, passage, cell, full)
    return Fitted(model, fit_prototypes(samples, keys), prior_logits(samples))


def predict_logits(fitted: Fitted, sample: Sample, keys: Sequence[str]) -> Matrix:
    """Log odds of all pairs of a plan: P × N."""
    features = _with_prototype(sample, keys, fitted.prototypes)
    return passage_logits(fitted.model.unread, fitted.model.passage, features)


def predict_cells(fitted: Fitted, logits: Matrix) -> tuple[Matrix, Matrix]:
    """P(covered) and P(full) of every proposal, from :func:`predict_logits`."""
    return cell_probabilities(fitted.model, logits, fitted.prior)


def leave_one_out(samples: Sequence[Sample]) -> Iterator[tuple[Sample, list[Sample]]]:
    """Every plan with all the others."""
    for sample in samples:
        yield sample, [other for other in samples if other is not sample]


def prior_logits(samples: Sequence[Sample]) -> Matrix:
    """Log odds that a plan takes each proposal up, shrunk towards the mean of all proposals as by two
    plans."""
    covered = np.array([sample.best_grades >= RELEVANT for sample in samples])
    strength = _PRIOR_STRENGTH * covered.mean()
    share = (covered.sum(axis=0) + strength) / (len(samples) + _PRIOR_STRENGTH)
    return np.asarray(np.round(np.log(share / (1 - share)), DIGITS))


def fit_prototypes(samples: Sequence[Sample], keys: Sequence[str]) -> Prototypes:
    """The mean vector of the contexts that answer each proposal, and what cosine with it to expect."""
    vectors: dict[str, Matrix] = {}
    examples: dict[str, int] = {}
    for row, key in enumerate(keys):
        found = np.array([vector for sample in samples for vector in _answers(sample, row)])
        if len(found):
            mean = found.mean(axis=0)
            vectors[key] = np.round(mean / np.linalg.norm(mean), DIGITS)
            examples[key] = len(found)
    if not vectors:
        return Prototypes()
    rows = [(row, vectors[key]) for row, key in enumerate(keys) if key in vectors]
    expected = np.concatenate([sample.similarity[row] for sample in samples for row, _ in rows])
    actual = np.concatenate([sample.contexts @ vector for sample in samples for _, vector in rows])
    slope, offset = np.polyfit(expected, actual, 1)
    return Prototypes(vectors, examples, round(float(slope), DIGITS), round(float(offset), DIGITS))


def _answers(sample: Sample, row: int) -> Iterator[Matrix]:
    """The contexts of the best passages of the units that answer a proposal."""
    for unit in np.flatnonzero(sample.grades[row] >= RELEVANT).tolist():
        passages = np.flatnonzero((sample.unit_of == unit) & (sample.features["background"][row] == 0))
        if len(passages):
            best = passages[sample.features["sentence"][row, passages].argmax()]
            yield sample.contexts[sample.context_of[best]]


def _with_prototype(sample: Sample, keys: Sequence[str], prototypes: Prototypes) -> dict[str, Matrix]:
    feature = prototype_feature(keys, prototypes, sample.contexts, sample.similarity)
    return {**sample.features, "prototype": feature[:, sample.context_of]}


def _fit_passages(
    samples: Sequence[Sample], keys: Sequence[str], names: Sequence[str], *, second: bool
) -> tuple[Logistic, Logistic]:
    """The models of a passage that the second encoder has not read, and of one that it has: one and the same
    where it takes no part."""
    tables = [
        _rows(sample, _with_prototype(sample, keys, fit_prototypes(others, keys)), (*names, "second"))
        for sample, others in leave_one_out(samples)
    ]
    values, labels, weights = (np.concatenate(parts) for parts in zip(*tables, strict=True))
    known = values[:, :-1]
    if not second:
        unread = fit_logistic(names, known, labels, weights)
        return unread, unread
    slopes, offset = _expected_second(known, values[:, -1])
    expected = known @ slopes + offset
    table = np.column_stack([known, np.where(np.isfinite(values[:, -1]), values[:, -1], expected)])
    passage = fit_logistic((*names, "second"), table, labels, weights)
    return _with_expected(passage, names, slopes, offset), passage


def _expected_second(known: Matrix, second: Matrix) -> tuple[Matrix, float]:
    """The linear function of the other features that tells best what the second encoder says where it
    looked."""
    read = np.isfinite(second)
    table = np.column_stack([known[read], np.ones(int(read.sum()))])
    solution = np.linalg.lstsq(table, second[read], rcond=None)[0]
    return np.asarray(solution[:-1], dtype=np.float64), float(solution[-1])


def _with_expected(passage: Logistic, names: Sequence[str], slopes: Matrix, offset: float) -> Logistic:
    """The model of a passage that the second encoder has not read: it is taken to say what is expected of
    it."""
    weight = passage.weights["second"]
    weights = {
        name: round(passage.weights[name] + weight * float(slope), DIGITS)
        for name, slope in zip(names, slopes, strict=True)
    }
    return Logistic(weights, round(passage.intercept + weight * offset, DIGITS))


def _rows(
    sample: Sample, features: Mapping[str, Matrix], names: Sequence[str]
) -> tuple[Matrix, NDArray[np.bool_], Matrix]:
    """Values, labels and weights of the best passage that tells what is done, and of the best that tells the
    background, of every unit for every proposal. The label is the unit's: no passage was labelled by
    itself."""
    stacked = np.stack([features[name] for name in names], axis=-1)
    chosen: list[tuple[int, int, int]] = []
    for unit in range(sample.grades.shape[1]):
        for background in (0.0, 1.0):
            members = np.flatnonzero((sample.unit_of == unit) & (features["background"][0] == background))
            if len(members):
                best = members[_order(features)[:, members].argmax(axis=1)]
                chosen.extend((row, int(passage), unit) for row, passage in enumerate(best))
    rows, passages, units = (np.array(column) for column in zip(*chosen, strict=True))
    grades = sample.grades[rows, units]
    return stacked[rows, passages], grades >= RELEVANT, np.where(grades < 0, _UNJUDGED_WEIGHT, 1.0)


def _order(features: Mapping[str, Matrix]) -> Matrix:
    """What the best passage of a unit is chosen by: those that the second encoder has read come first."""
    return features["sentence"] + np.isfinite(features["second"])


def _fit_cells(samples: Sequence[Sample], table: Matrix, names: Sequence[str]) -> tuple[Logistic, Logistic]:
    """P(covered) from the first columns of a table (cells × best passage and prior), and P(full) from the log
    odds of the former."""
    grades = np.concatenate([sample.best_grades for sample in samples])
    values = table[:, : len(names)]
    cell = fit_logistic(names, values, grades >= RELEVANT)
    covered = cell.logit({name: table[:, column] for column, name in enumerate(names)})
    return cell, fit_logistic(("covered",), covered[:, None], grades >= FULL)
