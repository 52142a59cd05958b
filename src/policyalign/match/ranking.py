"""The records that leave the matching: the best passages of every proposal, and the estimate of every
cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policyalign.domain import CellEstimate, Match, Passage
from policyalign.match.arrays import Matrix
from policyalign.match.scoring import Scores, probability

TOP_K = 30
"""Passages kept per proposal unless told otherwise; more where more are probable enough to count as
measures."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """Pairs to be ranked: log odds and features, queries × passages. All passages from the probability
    ``measure`` on are kept, and at least ``top_k`` (None: all); ``explain`` gives the contributions of a
    pair. ``kept`` names, by query, a passage that is kept however improbable it is."""

    logits: Matrix
    features: Mapping[str, Matrix]
    measure: float
    top_k: int | None
    explain: Callable[[int, int], Mapping[str, float]]
    kept: Mapping[int, int] = field(default_factory=dict)


def rank_matches(proposal_ids: Sequence[str], passages: Sequence[Passage], ranked: Ranked) -> Iterator[Match]:
    """The matches of every proposal, best first, equals in reading order.

    The caption of a figure or its source shows a subject and announces nothing: it is kept only among all pairs.
    The similarity is another encoder's (``other``) where one looked, else that of the best sentence.
    """
    rounded = np.round(probability(ranked.logits), _DIGITS)
    for row, proposal_id in enumerate(proposal_ids):
        order = np.argsort(-rounded[row], kind="stable").tolist()
        if ranked.top_k is not None:
            order = [column for column in order if passages[column].kind != "caption"]
            measures = sum(rounded[row, column] >= ranked.measure for column in order)
            first = order[: max(ranked.top_k, measures)]
            kept = ranked.kept.get(row)
            order = first if kept is None or kept in first else [*first, kept]
        for column in order:
            values = _values(ranked.features, row, column)
            parts = {name: round(part, _DIGITS) + 0.0 for name, part in ranked.explain(row, column).items()}
            yield Match(
                proposal_id,
                passages[column].id,
                values.get("other", values["sentence"]),
                float(rounded[row, column]),
                values,
                parts,
            )


def estimate_cells(
    proposal_ids: Sequence[str], scores: Scores, calibrated: Sequence[bool], labelled: Sequence[bool]
) -> Iterator[CellEstimate]:
    """One estimate per proposal, in order."""
    for row, proposal_id in enumerate(proposal_ids):
        covered, full = (round(float(one[row]), _DIGITS) for one in (scores.covered, scores.full))
        yield CellEstimate(proposal_id, covered, full, calibrated[row], labelled[row])


def _values(features: Mapping[str, Matrix], row: int, column: int) -> dict[str, float]:
    """The features of one pair, without those that were not computed for it."""
    pairs = ((name, float(matrix[row, column])) for name, matrix in sorted(features.items()))
    return {name: round(value, _DIGITS) + 0.0 for name, value in pairs if np.isfinite(value)}
