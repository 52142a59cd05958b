"""The fit of the model that tells how two measures relate, from labelled pairs of a collection of projects.

``models/labels/pairs.csv`` tells which projects make a pair and how they relate (``README.md`` there tells
how the labels were made). Measures of the labelled pairs that ``policyalign evaluate`` scores are in none of
them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from policyalign.assess.overlaps.features import feature_names, pair_features
from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import Matrix, RelationModel, feature_matrix, relation
from policyalign.config import Settings
from policyalign.corpora import models_path
from policyalign.errors import GoldError
from policyalign.lab.fitting.collection import Project, read_projects
from policyalign.lab.gold.unit_matching import Indices
from policyalign.lab.text_measures import STROKE, traits_of_texts
from policyalign.messages import FittingCode
from policyalign.runtime import Runtime

LABELS = "pairs.csv"
QUANTILES = (0.0, 1 / 3, 2 / 3, 1.0)
"""Where the pieces of the functions meet: at these quantiles of the feature among the pairs of the fit."""
PENALTY = 0.01
"""Inverse of the weight of the squares of the coefficients (of standardized hat functions); of 0.003, 0.01
and 0.03 the one of the least log loss on pairs left out."""
FOLDS = 10
DIGITS = 6


@dataclass(frozen=True, slots=True)
class RelationFit:
    """The model, and the probabilities of every pair by a fit without its fold: ``(pairs, relations)``."""

    model: RelationModel
    labels: Indices
    left_out: Matrix


Tell = Callable[[str], None]
LabelledPair = tuple[int, int, int]
"""The numbers of two projects, and their relation as a place in :data:`RELATIONS`."""


def fit_relations(
    projects: Path, settings: Settings, folder: Path | None = None, tell: Tell = lambda _: None
) -> RelationFit:
    """Fit the model on the labelled pairs of a collection.

    Raises:
        GoldError: collection or labels are missing or malformed.
    """
    pairs = _read_labels((folder or models_path("labels")) / LABELS)
    known = read_projects(projects)
    numbers = sorted({number for *both, _ in pairs for number in both})
    missing = [number for number in numbers if number not in known]
    if missing:
        raise GoldError(FittingCode.collection_lacks, file=projects, project=missing[0])
    tell("annotate")
    with Runtime(settings) as runtime:
        traits = traits_of_texts([text_of(known[number]) for number in numbers], runtime)
    place = {number: index for index, number in enumerate(numbers)}
    tell("fit")
    rows = [pair_features(traits[place[one]], traits[place[other]]) for one, other, _ in pairs]
    return _fit(feature_matrix(rows), np.array([label for *_, label in pairs], dtype=np.intp))


def text_of(project: Project) -> str:
    """A project as the texts of labelled pairs are put: name｜purpose and overview."""
    told = f"{project.get('purpose') or ''} {project.get('overview') or ''}".replace("/", " ")
    return re.sub(r"\s+", " ", f"{project['projectName']}{STROKE}{told}").strip()


def _read_labels(path: Path) -> tuple[LabelledPair, ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            pairs = tuple(
                (int(row["a"]), int(row["b"]), RELATIONS.index(relation(row["relation"])))
                for row in csv.DictReader(file)
            )
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise GoldError(FittingCode.pair_labels_unreadable, file=path, error=error) from error
    counts = Counter(label for *_, label in pairs)
    # Every fold needs one of each, and there must be something to tell apart.
    if len(counts) < 2 or min(counts.values()) < FOLDS:
        raise GoldError(FittingCode.pair_labels_few, file=path, least=FOLDS)
    return pairs


def _fit(features: Matrix, labels: Indices) -> RelationFit:
    left_out = np.zeros((len(labels), len(RELATIONS)))
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(features, labels):
        model = _model(features[seen], labels[seen])
        left_out[unseen] = model.probabilities(model.contributions(features[unseen]))
    return RelationFit(_model(features, labels), labels, left_out)


def _model(features: Matrix, labels: Indices) -> RelationModel:
    """A penalized multinomial regression on the hat functions of all features."""
    knots = [_knots(features[:, column]) for column in range(features.shape[1])]
    hats = np.hstack([_hats(features[:, column], points) for column, points in enumerate(knots)])
    mean, scale = hats.mean(axis=0), hats.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    regression = LogisticRegression(C=PENALTY, max_iter=5000, tol=1e-8).fit((hats - mean) / scale, labels)
    weights = np.zeros((len(RELATIONS), hats.shape[1]))
    weights[regression.classes_] = regression.coef_ / scale
    free = np.full(len(RELATIONS), -20.0)
    free[regression.classes_] = regression.intercept_
    return _as_functions(knots, weights, free - weights @ mean, mean, len(labels))


def _knots(values: Matrix) -> Matrix:
    points: Matrix = np.unique(np.round(np.quantile(values, QUANTILES), DIGITS))
    return points


def _hats(values: Matrix, knots: Matrix) -> Matrix:
    """Of every value its weights at the knots, which sum to 1: ``(n, knots)``."""
    return np.column_stack([np.interp(values, knots, unit) for unit in np.eye(len(knots))])


def _as_functions(knots: Sequence[Matrix], weights: Matrix, free: Matrix, mean: Matrix, pairs: int) -> RelationModel:
    """The regression as a function of every feature, by relation: its values at the knots, and its mean."""
    names, ends = feature_names(), np.cumsum([len(points) for points in knots])[:-1]

    def by_feature(row: Matrix) -> Iterable[tuple[str, Matrix]]:
        return zip(names, np.split(row, ends), strict=True)

    values, means = (dict(zip(RELATIONS, table, strict=True)) for table in (weights, weights * mean))
    return RelationModel(
        dict(zip(RELATIONS, _rounded(free), strict=True)),
        {name: _rounded(points) for name, points in zip(names, knots, strict=True)},
        {one: {name: _rounded(own) for name, own in by_feature(row)} for one, row in values.items()},
        {one: {name: _rounded([own.sum()])[0] for name, own in by_feature(row)} for one, row in means.items()},
        {"pairs": str(pairs)},
    )


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(float(value), DIGITS) for value in values]
