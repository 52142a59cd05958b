"""How well the relation of two measures is judged, on labelled pairs, by their texts alone.

The model was fitted on pairs of other measures (``models/relations.md``): the figures are of pairs not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np
from sklearn.metrics import average_precision_score, confusion_matrix

from policyalign.assess.overlaps.judge import RelationJudge
from policyalign.assess.overlaps.records import RELATIONS as JUDGED
from policyalign.assess.overlaps.relation_model import load_model
from policyalign.config import Settings
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.pairs import Pair, Relation
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.text_measures import traits_of_texts
from policyalign.runtime import Runtime

RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""As labels call them: the same order as those of the judge, from the closest to the farthest."""
_EVERY = range(len(RELATIONS))
_CLOSE = 2  # 重複 and 類似 come first
_FOLDS = 5
_SHOWN = 60  # characters of a text that name a measure in a list of errors


def judge_pairs(pairs: Sequence[Pair], settings: Settings) -> tuple[Matrix, Matrix]:
    """What the judge that ``policyalign compare`` asks says of pairs, by their texts alone: the probabilities
    of the five relations, ``(pairs, relations)`` in the order of :data:`RELATIONS`; and what the baseline
    goes by, the cosine of every pair. The helpers are started for the pairs and end with them."""
    texts = sorted({text for pair in pairs for text in (pair.a_text, pair.b_text)})
    with Runtime(settings) as runtime:
        traits = traits_of_texts(texts, runtime)
    place = {text: index for index, text in enumerate(texts)}
    places = [(place[pair.a_text], place[pair.b_text]) for pair in pairs]
    judgements = RelationJudge(traits, load_model())(places)
    return (
        np.array([[one.probabilities[relation] for relation in JUDGED] for one in judgements]),
        np.array([float(traits[one].vector @ traits[other].vector) for one, other in places]),
    )


def score_pairs(pairs: Sequence[Pair], chances: Matrix, cosines: Matrix) -> Record:
    """Average precision of 重複 or 類似 against the rest, macro-F1 over the five relations, the confusion
    matrix (label, then verdict), what a mere cosine gives, and the errors.

    ``chances`` and ``cosines`` are those of :func:`judge_pairs`; every pair has a label.
    """
    labels = np.array([RELATIONS.index(pair.label) for pair in pairs if pair.label], dtype=np.intp)
    return {
        "pairs": len(pairs),
        **relation_figures(labels, chances),
        "baselines": {"cosine": _cosine_figures(labels, cosines)},
        "errors": [
            {
                "a": pair.a,
                "b": pair.b,
                "a_text": pair.a_text[:_SHOWN],
                "b_text": pair.b_text[:_SHOWN],
                "label": pair.label,
                "verdict": RELATIONS[int(own.argmax())],
                "close": round(float(own[:_CLOSE].sum()), 4),
            }
            for pair, label, own in zip(pairs, labels, chances, strict=True)
            if own.argmax() != label
        ],
    }


def relation_figures(labels: Indices, chances: Matrix) -> Record:
    """The figures of probabilities, ``(pairs, relations)``, against labels given as places in
    :data:`RELATIONS`."""
    said = chances.argmax(axis=1)
    matrix = confusion_matrix(labels, said, labels=_EVERY).tolist()
    return {
        "average_precision": _average_precision(labels, chances[:, :_CLOSE].sum(axis=1)),
        "macro_f1": _macro_f1(labels, said),
        "confusion": {
            label: dict(zip(RELATIONS, row, strict=True)) for label, row in zip(RELATIONS, matrix, strict=True)
        },
    }


def _average_precision(labels: Indices, closeness: Matrix) -> float | None:
    """None where no pair is 重複 or 類似: there is nothing to be found then."""
    close = labels < _CLOSE
    return float(average_precision_score(close, closeness)) if close.any() else None


def _macro_f1(labels: Indices, said: Indices) -> float:
    """The mean F1 of all relations, ``2 TP / (2 TP + FP + FN)`` each, 0 for one that neither labels nor verdicts hold:
    what scikit-learn's ``f1_score`` gives, whose checks would take nearly all the time of thousands of cuts."""
    right, there, told = (np.bincount(one, minlength=len(RELATIONS)) for one in (labels[labels == said], labels, said))
    return float(np.mean(2 * right / np.maximum(there + told, 1)))


def _cosine_figures(labels: Indices, cosines: Matrix) -> Record:
    """What the encoder's cosine alone gives: the average precision, and the macro-F1 of the best four cuts
    between the relations, cut on the other folds."""
    said = np.zeros(len(labels), dtype=np.intp)
    for fold in range(_FOLDS):
        unseen = np.arange(len(labels)) % _FOLDS == fold
        said[unseen] = _cut(cosines[unseen], _best_cuts(labels[~unseen], cosines[~unseen]))
    return {"average_precision": _average_precision(labels, cosines), "macro_f1": _macro_f1(labels, said)}


def _best_cuts(labels: Indices, cosines: Matrix) -> Matrix:
    """Descending cuts, moved one by one among some quantiles until the macro-F1 rises no more."""
    grid = np.quantile(cosines, np.linspace(0.05, 1.0, 20)) if len(cosines) else np.zeros(1)
    cuts = np.quantile(grid, [0.98, 0.8, 0.5, 0.35])
    best, moved = _macro_f1(labels, _cut(cosines, cuts)), True
    while moved:
        moved = False
        for place in range(len(cuts)):
            for value in grid:
                trial = np.sort(np.where(np.arange(len(cuts)) == place, value, cuts))[::-1]
                gain = _macro_f1(labels, _cut(cosines, trial))
                if gain > best + 1e-9:
                    cuts, best, moved = trial, gain, True
    return cuts


def _cut(cosines: Matrix, cuts: Matrix) -> Indices:
    """The relation of every cosine: the number of cuts above it."""
    below: Indices = (cosines[:, None] < cuts[None, :]).sum(axis=1).astype(np.intp)
    return below
