"""From features to probabilities, in plain NumPy.

A passage's probability is a logistic regression of its features. A cell (proposal × plan) is judged by its
best passage, and by how often plans of the calibration set take the proposal up (the *prior*): a broad
request is answered at similarities at which a narrow one is not. The prior alone never makes a gap, since
:mod:`policyalign.assess` also asks that the best passage itself be improbable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.match.parameters import Logistic, Model, Prototypes, Scorer

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

SHRINKAGE = 2.0
"""Examples that it takes to trust a prototype by half."""
_NO_PASSAGE = -12.0


def probability(logit: Matrix) -> Matrix:
    """1 / (1 + exp(−logit))."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -60, 60))))


def prototype_feature(
    keys: Sequence[str], prototypes: Prototypes, contexts: Matrix, similarity: Matrix
) -> Matrix:
    """How much nearer a context is to the proposal's prototype than its similarity lets expect.

    ``contexts`` are vectors (contexts × dimension), ``similarity`` and the result queries × contexts. Shrunk
    by the number of examples n as n / (n + 2); 0 without examples, so that having none tells nothing.
    """
    feature = np.zeros(similarity.shape)
    for row, key in enumerate(keys):
        if key in prototypes.vectors:
            expected = prototypes.offset + prototypes.slope * similarity[row]
            trust = prototypes.examples[key] / (prototypes.examples[key] + SHRINKAGE)
            feature[row] = trust * (contexts @ prototypes.vectors[key] - expected)
    return feature


def passage_logits(unread: Logistic, read: Logistic, features: Mapping[str, Matrix]) -> Matrix:
    """Log odds of every pair: by one model where the second encoder has read the passage, by the other where
    not."""
    logits = unread.logit(features)
    seen = np.isfinite(features["second"])
    if not seen.any():
        return logits
    return np.where(seen, read.logit({**features, "second": np.nan_to_num(features["second"])}), logits)


def cell_probabilities(model: Model, logits: Matrix, prior: Matrix) -> tuple[Matrix, Matrix]:
    """P(covered) and P(full) per query, the latter never above the former, from the log odds of its passages
    (queries × passages) and the prior log odds."""
    covered = model.cell.logit({"best": logits.max(axis=1, initial=_NO_PASSAGE), "prior": prior})
    full = np.minimum(covered, model.full.logit({"covered": covered}))
    return probability(covered), probability(full)


def score_pairs(scorer: Scorer, features: Mapping[str, Matrix], profiled: Flags) -> Matrix:
    """Log odds of all pairs (queries × passages); ``profiled`` tells which queries have a profile."""
    with_profile, without = (
        passage_logits(model.unread, model.passage, features) for model in (scorer.profiled, scorer.plain)
    )
    return np.where(profiled[:, None], with_profile, without)


def score_cells(
    scorer: Scorer, logits: Matrix, keys: Sequence[str], profiled: Flags
) -> tuple[Matrix, Matrix]:
    """P(covered) and P(full) of every query; ``keys`` are the fingerprints of the proposals."""
    prior = np.array([scorer.prior.get(key, 0.0) for key in keys])
    with_profile = cell_probabilities(scorer.profiled, logits, prior)
    without = cell_probabilities(scorer.plain, logits, prior)
    covered, full = (np.where(profiled, a, b) for a, b in zip(with_profile, without, strict=True))
    return covered, full
