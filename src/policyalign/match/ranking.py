"""The records that leave the matching: the best passages of every proposal, and the estimate of every
cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import CellEstimate, Match, Passage

Matrix = NDArray[np.float64]

BEST = 30
"""Passages kept per proposal; more where more are probable enough to count as measures."""
_DIGITS = 6


def rank_matches(
    proposal_ids: Sequence[str],
    passages: Sequence[Passage],
    probabilities: Matrix,
    features: Mapping[str, Matrix],
    measure: float,
) -> Iterator[Match]:
    """The matches of every proposal, best first, equals in reading order.

    All from the probability ``measure`` on, and at least :data:`BEST`. The similarity is the second encoder's
    under the name ``shown`` where given, else that of the best sentence.
    """
    rounded = np.round(probabilities, _DIGITS)
    for row, proposal_id in enumerate(proposal_ids):
        order = np.argsort(-rounded[row], kind="stable")
        kept = max(BEST, int((rounded[row] >= measure).sum()))
        for column in order[:kept].tolist():
            values = _values(features, row, column)
            yield Match(
                proposal_id,
                passages[column].id,
                values.get("other", values["sentence"]),
                float(rounded[row, column]),
                values,
            )


def estimate_cells(
    proposal_ids: Sequence[str], covered: Matrix, full: Matrix, calibrated: Sequence[bool]
) -> Iterator[CellEstimate]:
    """One estimate per proposal, in order."""
    for row, proposal_id in enumerate(proposal_ids):
        yield CellEstimate(
            proposal_id,
            round(float(covered[row]), _DIGITS),
            round(float(full[row]), _DIGITS),
            calibrated[row],
        )


def _values(features: Mapping[str, Matrix], row: int, column: int) -> dict[str, float]:
    """The features of one pair, without those that were not computed for it."""
    pairs = ((name, float(matrix[row, column])) for name, matrix in sorted(features.items()))
    return {name: round(value, _DIGITS) + 0.0 for name, value in pairs if np.isfinite(value)}
