"""One vector for each of many groups of sentences: what a context or a measure is about as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policyalign.match.arrays import Vectors
from policyalign.match.encoder import Encoder


def pool_groups(groups: Sequence[Sequence[str]], encoder: Encoder, known: Mapping[str, Vectors]) -> Vectors:
    """The mean of the sentences of every group, long ones counting more, by the square root of their length:
    ``(len(groups), d)``, rows of length 1, or of zeros for an empty group.

    Every different sentence is encoded once; ``known`` holds the vectors of those that have been before.
    """
    distinct = sorted({text for group in groups for text in group} - known.keys())
    encoded = encoder.encode(distinct, "passage") if distinct else np.zeros((0, encoder.dimension), np.float32)
    rows = {**known, **dict(zip(distinct, encoded, strict=True))}
    pooled = np.zeros((len(groups), encoder.dimension), dtype=np.float32)
    for place, group in enumerate(groups):
        for text in group:
            pooled[place] += rows[text] * np.float32(np.sqrt(len(text)))
    return normalized(pooled)


def normalized(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return scaled
