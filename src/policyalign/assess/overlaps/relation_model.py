"""The model that tells the relation of a pair: an additive one, a piecewise linear function per feature.

log P(relation) = intercept + Σ f(feature) + constant, a multinomial logistic regression on hat functions
(Hastie & Tibshirani, Generalized Additive Models, 1990). Every f can be drawn and read, and adds its share
to the explanation. The parameters stand in ``models/relations.json``, how they came about in
``models/relations.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.features import feature_names
from policyalign.assess.overlaps.records import RELATIONS, Relation
from policyalign.corpora import models_path
from policyalign.errors import PolicyAlignError
from policyalign.messages import FittingCode

Matrix = NDArray[np.float64]

FILE = "relations.json"


@dataclass(frozen=True)
class RelationModel:
    """``knots`` are the points of every feature, in order; ``values`` are f at these points, by relation and
    feature; ``average`` are the mean contributions over the pairs of the fit."""

    intercept: Mapping[str, float]
    knots: Mapping[str, Sequence[float]]
    values: Mapping[str, Mapping[str, Sequence[float]]]
    average: Mapping[str, Mapping[str, float]]
    record: Mapping[str, str]

    def contributions(self, features: Matrix) -> Matrix:
        """What every feature adds: ``(pairs, features, relations)`` for ``(pairs, features)``."""
        added = np.zeros((*features.shape, len(RELATIONS)))
        for column, name in enumerate(feature_names()):
            for place, relation in enumerate(RELATIONS):
                points = self.values[relation].get(name)
                if points:
                    added[:, column, place] = np.interp(features[:, column], self.knots[name], points)
        return added

    def probabilities(self, contributions: Matrix) -> Matrix:
        """``(pairs, relations)``, rows that sum to 1."""
        logits = contributions.sum(axis=1) + [self.intercept[relation] for relation in RELATIONS]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Matrix = odds / odds.sum(axis=1, keepdims=True)
        return shares

    def usual(self) -> Matrix:
        """The mean contributions: ``(features, relations)``."""
        return np.array([[self.average[one].get(name, 0.0) for one in RELATIONS] for name in feature_names()])


def feature_matrix(rows: Sequence[Mapping[str, float]]) -> Matrix:
    """Features in the order of :func:`feature_names`: ``(pairs, features)``."""
    names = feature_names()
    return np.array([[row[name] for name in names] for row in rows], dtype=np.float64).reshape(-1, len(names))


def write_model(model: RelationModel) -> str:
    """The content of the file."""
    return json.dumps(asdict(model), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@cache
def load_model(path: Path | None = None) -> RelationModel:
    """The model of a file; by default the one that comes along.

    Raises :class:`~policyalign.errors.PolicyAlignError` when it is missing or of another version.
    """
    path = path or models_path(FILE)
    try:
        model = RelationModel(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise PolicyAlignError(FittingCode.relation_model_unreadable, file=path, error=error) from error
    missing = [relation for relation in RELATIONS if relation not in model.values]
    if missing or not set(model.knots) <= set(feature_names()):
        raise PolicyAlignError(FittingCode.relation_model_unreadable, file=path, error="other features")
    return model


def relation(text: str) -> Relation:
    """The relation of that name. Raises ``ValueError`` for another one."""
    for one in RELATIONS:
        if one == text:
            return one
    raise ValueError(f"no such relation: {text}")
