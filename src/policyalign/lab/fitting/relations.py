"""The fit of the model that tells how two measures relate, from labelled pairs of projects and of prose.

``models/labels/pairs.csv`` tells which projects make a pair and how they relate, ``prose_pairs.csv`` the same of
passages of running prose (``README.md`` there tells how the labels were made). Measures of the labelled pairs that
``policyalign evaluate`` scores are in none of the pairs of projects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from policyalign.assess.overlaps.features import feature_names, pair_features
from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import Matrix, RelationModel, feature_matrix
from policyalign.config import Settings
from policyalign.corpora import models_path
from policyalign.domain import Plan
from policyalign.errors import GoldError
from policyalign.lab.fitting.collection import read_projects
from policyalign.lab.fitting.labelled_pairs import LabelledPair, ProseTexts, prose_texts, read_project_pairs
from policyalign.lab.gold.prose_pairs import FILE as PROSE_LABELS
from policyalign.lab.gold.prose_pairs import prose_documents, read_prose_pairs
from policyalign.lab.gold.unit_matching import Indices
from policyalign.lab.text_measures import traits_of_texts
from policyalign.messages import FittingCode, LabCode
from policyalign.pipeline import read_file
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
    """The model, and the probabilities of every pair by a fit that has not seen it: ``(pairs, relations)``.

    ``genres`` tells of every pair which kinds of text it is of; ``absent`` counts the pairs of prose that the reading
    of their documents lacks.
    """

    model: RelationModel
    labels: Indices
    left_out: Matrix
    genres: tuple[str, ...]
    absent: int = 0

    def by_genre(self) -> dict[str, tuple[Indices, Matrix]]:
        """Labels and probabilities of the pairs of every genre."""
        rows = {genre: [own == genre for own in self.genres] for genre in dict.fromkeys(self.genres)}
        return {genre: (self.labels[chosen], self.left_out[chosen]) for genre, chosen in rows.items()}


Tell = Callable[[str], None]
Seen = tuple[Indices, Indices]
"""The places of the pairs that a model is fitted on, and of those that it has not seen."""


def fit_relations(
    projects: Path,
    settings: Settings,
    folder: Path | None = None,
    tell: Tell = lambda _: None,
    *,
    plans: Mapping[str, Plan] | None = None,
) -> RelationFit:
    """Fit the model on the labelled pairs of a collection, and on those of prose whose documents are in ``plans``.

    A pair of projects is left out with its fold, a pair of prose with all pairs of its documents and of its project.

    Raises:
        GoldError: collection or labels are missing or malformed.
    """
    folder = folder or models_path("labels")
    known = read_projects(projects)
    of_projects = read_project_pairs(folder / LABELS, projects, known)
    _check_enough(of_projects, folder / LABELS)
    prose = ProseTexts((), 0)
    if plans:
        prose = prose_texts(read_prose_pairs(folder / PROSE_LABELS), plans, projects, known)
    pairs = (*of_projects, *prose.pairs)
    texts = sorted({text for pair in pairs for text in (pair.one, pair.other)})
    tell("annotate")
    with Runtime(settings) as runtime:
        traits = dict(zip(texts, traits_of_texts(texts, runtime), strict=True))
    tell("fit")
    features = feature_matrix([pair_features(traits[pair.one], traits[pair.other]) for pair in pairs])
    labels = np.array([pair.label for pair in pairs], dtype=np.intp)
    left_out = np.zeros((len(labels), len(RELATIONS)))
    for seen, unseen in (*_folds(labels, len(of_projects)), *_documents_apart(pairs)):
        model = _model(features[seen], labels[seen])
        left_out[unseen] = model.probabilities(model.contributions(features[unseen]))
    return RelationFit(_model(features, labels), labels, left_out, tuple(pair.genre for pair in pairs), prose.absent)


def read_prose_plans(pdf: Path, settings: Settings) -> dict[str, Plan]:
    """The documents of the labelled pairs of prose, read from ``NAME.pdf`` in a folder, by name.

    Raises:
        GoldError: a document is not there. A model fitted without it would be another one.
        InputError: one cannot be read.
    """
    paths = {name: pdf / f"{name}.pdf" for name in prose_documents(read_prose_pairs())}
    for path in paths.values():
        if not path.is_file():
            raise GoldError(LabCode.gold_missing, file=path)
    return {name: read_file(path, settings, plan_id=name) for name, path in paths.items()}


def _check_enough(pairs: Sequence[LabelledPair], path: Path) -> None:
    """Every fold needs one of each relation, and there must be something to tell apart."""
    counts = Counter(pair.label for pair in pairs)
    if len(counts) < 2 or min(counts.values()) < FOLDS:
        raise GoldError(FittingCode.pair_labels_few, file=path, least=FOLDS)


def _folds(labels: Indices, projects: int) -> Iterator[Seen]:
    """The pairs of projects, which come first, fold by fold; pairs of prose are seen by every fit."""
    prose = np.arange(projects, len(labels))
    own = labels[:projects]
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(own, own):
        yield np.concatenate([seen, prose]), unseen


def _documents_apart(pairs: Sequence[LabelledPair]) -> Iterator[Seen]:
    """The pairs of prose by their documents, and the pairs that share neither a document nor a project with them."""
    for documents in sorted({tuple(sorted(pair.documents)) for pair in pairs if pair.documents}):
        unseen = [place for place, pair in enumerate(pairs) if pair.documents == set(documents)]
        projects = frozenset(number for place in unseen for number in pairs[place].projects)
        seen = [
            place
            for place, pair in enumerate(pairs)
            if pair.documents.isdisjoint(documents) and pair.projects.isdisjoint(projects)
        ]
        yield np.array(seen, dtype=np.intp), np.array(unseen, dtype=np.intp)


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
