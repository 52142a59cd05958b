"""The judge: from two measures to the probabilities of their relations, and what speaks for the likeliest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

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
# That two measures are unlike in something may speak for a relation as well (補完: other means to one end), and is told
# as what it is: below a similarity, or beyond a distance in rungs.
_UNLIKE = {
    OverlapCode.overlap_why_text: OverlapCode.overlap_why_text_differs,
    OverlapCode.overlap_why_heading: OverlapCode.overlap_why_heading_differs,
    OverlapCode.overlap_why_words: OverlapCode.overlap_why_words_differ,
    OverlapCode.overlap_why_objects: OverlapCode.overlap_why_objects_differ,
    OverlapCode.overlap_why_stages: OverlapCode.overlap_why_stages_apart,
    _OTHERS: OverlapCode.overlap_why_instruments_differ,
}
_ALIKE = {OverlapCode.overlap_why_text: 0.5, _OTHERS: 0.5}
_ALIKE_BY_WORDS = 0.2
"""Similarity from which on names and words are told as alike; of whole texts and instruments, whose vectors are never
far apart, see above."""
_NEAR = 1.0
"""Rungs of the ladder up to which stages are told as close."""
_LEAST = 0.1
"""Log odds below which a group of features is no reason worth telling."""


class TraitsByIndex(Protocol):
    """The traits of measures: a sequence, or what works them out when they are asked for."""

    def __getitem__(self, index: int, /) -> Traits: ...


class RelationJudge:
    """Tells the relation of pairs of measures, given as indices into ``traits``, and unless ``reasons`` are not wanted
    what speaks for it."""

    def __init__(self, traits: TraitsByIndex, model: RelationModel, *, reasons: bool = True) -> None:
        self._reasons = reasons
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
                self._why(row, contributions - self._usual, int(each.argmax())) if self._reasons else (),
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
    unlike = value > _NEAR if code == OverlapCode.overlap_why_stages else value < _ALIKE.get(code, _ALIKE_BY_WORDS)
    return _UNLIKE.get(code, code) if unlike else code, {"value": f"{value:.2f}"}
