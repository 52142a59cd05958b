"""The judge: from two measures to the probabilities of their relations, and what speaks for the likeliest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.features import feature_names, pair_features
from policyalign.assess.overlaps.messages import OverlapCode
from policyalign.assess.overlaps.records import RELATIONS, Judgement, Reason
from policyalign.assess.overlaps.relation_model import RelationModel, feature_matrix
from policyalign.assess.overlaps.traits import Traits
from policyalign.values import Code

SHOWN_REASONS = 3

# What a reader is told of: groups of features, and the one whose value is shown.
_TOLD_BY = {
    OverlapCode.overlap_why_text: ("text", ("text",)),
    OverlapCode.overlap_why_heading: ("heading", ("heading", "heading_words", "heading_covered", "heading_objects")),
    OverlapCode.overlap_why_words: ("words", ("words", "words_with_heading", "contained")),
    OverlapCode.overlap_why_objects: ("objects", ("objects", "rarest", "rare", "rarest_heading")),
    OverlapCode.overlap_why_stages: ("stage_distance", ("stages", "stage_distance")),
    OverlapCode.overlap_why_bodies: ("core", ("core", "body", "body_named", "core_same", "core_apart")),
}
_OTHERS = OverlapCode.overlap_why_instruments
_UNLIKE = OverlapCode.overlap_why_instruments_differ
_ALIKE = 0.5
"""Similarity of instruments from which on they are told as alike."""
_LEAST = 0.1
"""Log odds below which a group of features is no reason worth telling."""


class RelationJudge:
    """Tells the relation of pairs of measures, given as indices into ``traits``."""

    def __init__(self, traits: Sequence[Traits], model: RelationModel) -> None:
        self._traits = traits
        self._model = model
        self._usual = model.usual()

    def __call__(self, pairs: Sequence[tuple[int, int]]) -> list[Judgement]:
        if not pairs:
            return []
        rows = [pair_features(self._traits[one], self._traits[other]) for one, other in pairs]
        added = self._model.contributions(feature_matrix(rows))
        chances = np.round(self._model.probabilities(added), 6)
        return [
            Judgement(
                {relation: float(chance) for relation, chance in zip(RELATIONS, each, strict=True)},
                self._why(row, contributions - self._usual, int(each.argmax())),
            )
            for row, each, contributions in zip(rows, chances, added, strict=True)
        ]

    def _why(self, row: Mapping[str, float], beyond: NDArray[np.float64], chosen: int) -> tuple[Reason, ...]:
        """The groups of features that speak most for a relation, against the mean of all relations."""
        favour = dict(zip(feature_names(), beyond[:, chosen] - beyond.mean(axis=1), strict=True))
        grouped = {code: sum(favour.pop(name) for name in names) for code, (_, names) in _TOLD_BY.items()}
        grouped[_OTHERS] = sum(favour.values())
        best = sorted(grouped.items(), key=lambda one: (-round(one[1], 6), one[0]))[:SHOWN_REASONS]
        return tuple(_told(code, row) for code, gain in best if gain >= _LEAST)


def _told(code: Code, row: Mapping[str, float]) -> Reason:
    value = row[_TOLD_BY[code][0]] if code in _TOLD_BY else row["instruments"]
    shown = _UNLIKE if code == _OTHERS and value < _ALIKE else code
    return shown, {"value": f"{value:.2f}"}
