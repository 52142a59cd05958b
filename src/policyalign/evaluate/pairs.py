"""How well the relation of two measures is judged, on labelled pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from policyalign.evaluate.cells import Record
from policyalign.gold.pairs import Pair, Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
_CLOSE = ("DUP", "OVL")


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """The likeliest relation, and the probability (0–1) that the pair is 重複 or 類似."""

    relation: Relation
    close: float


PairJudge = Callable[[Sequence[Pair]], Sequence[PairVerdict]]
"""Judges pairs by their texts alone; one verdict per pair, in order."""


def score_pairs(pairs: Sequence[Pair], judge: PairJudge) -> Record:
    """Average precision of 重複 or 類似 against the rest, macro-F1 over the five relations, and the confusion
    matrix (label, then verdict); pairs on which the coders differ are left out."""
    from sklearn.metrics import average_precision_score, confusion_matrix, f1_score

    labelled = [pair for pair in pairs if pair.label is not None]
    verdicts = judge(labelled)
    labels = [str(pair.label) for pair in labelled]
    relations = [verdict.relation for verdict in verdicts]
    close = [label in _CLOSE for label in labels]
    matrix = confusion_matrix(labels, relations, labels=RELATIONS).tolist()
    return {
        "pairs": len(labelled),
        "average_precision": float(average_precision_score(close, [verdict.close for verdict in verdicts])),
        "macro_f1": float(f1_score(labels, relations, labels=RELATIONS, average="macro", zero_division=0.0)),
        "confusion": {
            label: dict(zip(RELATIONS, row, strict=True))
            for label, row in zip(RELATIONS, matrix, strict=True)
        },
    }
