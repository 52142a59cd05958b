"""From features to probabilities, in plain NumPy.

A passage's probability is a logistic regression of its features and of an offset per proposal. A cell
(proposal × plan) is judged by its best measure, by the evidence of its ten best pooled, and by how often
plans of the fit take the proposal up (the *prior*): a broad request is answered at similarities at which a
narrow one is not. The prior alone never makes a gap, since :mod:`policyalign.assess` also asks that the best
passage itself be improbable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.match.arrays import Flags, Indices, Matrix
from policyalign.match.learned_terms import TermVector, learned_similarity
from policyalign.match.parameters import Logistic, Model, Scorer

BACKGROUND = 2.0
"""Log odds that a passage loses which tells a situation, not an action. Chosen, not fitted, since labels are
of whole measures: such a passage is the best evidence only where nothing else comes near."""
NO_EVIDENCE = -1.4
"""Highest log odds (a probability of 0.2, below every threshold) of a passage that does the opposite of what is asked.
Chosen, not fitted: it must never be shown as the evidence of 対応."""
POOLED = 10
"""Measures whose evidence is pooled."""
_NO_PASSAGE = -12.0


@dataclass(frozen=True, slots=True)
class Scores:
    """``logits`` are queries × passages; ``covered`` and ``full`` are P(対応 or 一部対応) and P(対応) of each
    query, the latter never above the former."""

    logits: Matrix
    covered: Matrix
    full: Matrix


def probability(logit: Matrix) -> Matrix:
    """1 / (1 + exp(−logit))."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -60, 60))))


def learned_feature(learned: Mapping[str, TermVector], keys: Sequence[str], contexts: Sequence[TermVector]) -> Matrix:
    """Likeness of contexts to what was learned of each proposal: keys × contexts, 0 where nothing was."""
    return learned_similarity([learned.get(key, {}) for key in keys], contexts)


def cell_features(contexts: Matrix, prior: Matrix) -> dict[str, Matrix]:
    """What a cell is judged by, from the log odds of a plan's contexts (queries × contexts)."""
    ordered = -np.sort(-contexts, axis=1)[:, :POOLED]
    pooled = np.log(np.maximum(probability(ordered).sum(axis=1), np.exp(_NO_PASSAGE)))
    return {"best": contexts.max(axis=1, initial=_NO_PASSAGE), "pooled": pooled, "prior": prior}


def best_by_context(logits: Matrix, context_of: Indices) -> Matrix:
    """The highest log odds among the passages of every context: queries × contexts."""
    count = int(context_of.max(initial=-1)) + 1
    best = np.full((logits.shape[0], count), _NO_PASSAGE)
    np.maximum.at(best.T, context_of, logits.T)
    return best


def score(
    scorer: Scorer, features: Mapping[str, Matrix], context_of: Indices, keys: Sequence[str], profiled: Flags
) -> Scores:
    """Score all pairs and cells. ``features`` are queries × passages, ``keys`` the proposals' fingerprints;
    ``profiled`` tells which queries have a profile."""
    cases = scorer.profiled, _by_key(scorer.offsets, keys), _by_key(scorer.prior, keys)
    others = scorer.plain, np.zeros(len(keys)), np.zeros(len(keys))
    logits, covered, full = (
        np.where(profiled[:, None] if with_profile.ndim == 2 else profiled, with_profile, without)
        for with_profile, without in zip(
            *(_scores(*one, features, context_of) for one in (cases, others)),
            strict=True,
        )
    )
    return Scores(logits, covered, full)


def evident(logits: Matrix, features: Mapping[str, Matrix]) -> Matrix:
    """The log odds of passages, held down where a passage does the opposite of what is asked (``contrary``)."""
    return np.where(features["contrary"] > 0, np.minimum(logits, NO_EVIDENCE), logits)


def far_enough(logits: Matrix, features: Mapping[str, Matrix]) -> Matrix:
    """The log odds by which 対応 is judged: held down, too, where a passage does not go as far as is asked
    (``short``)."""
    return np.where(features["short"] > 0, np.minimum(logits, NO_EVIDENCE), logits)


def contributions(
    scorer: Scorer, features: Mapping[str, Matrix], row: int, column: int, key: str, profiled: bool
) -> dict[str, float]:
    """What each feature adds to the log odds of the average passage or takes from them; they sum to the log
    odds of the pair."""
    model = scorer.profiled.passage if profiled else scorer.plain.passage
    parts = {
        "average": model.average,
        "proposal": scorer.offsets.get(key, 0.0) if profiled else 0.0,
        "background": -BACKGROUND * float(features["background"][row, column]),
        **dict(_parts(model, features, row, column)),
    }
    held_down = min(0.0, NO_EVIDENCE - sum(parts.values())) if features["contrary"][row, column] else 0.0
    return {**parts, "contrary": held_down} if held_down else parts


def _parts(model: Logistic, features: Mapping[str, Matrix], row: int, column: int) -> Iterator[tuple[str, float]]:
    for name, weight in model.weights.items():
        yield name, weight * (float(features[name][row, column]) - model.averages.get(name, 0.0))


def _scores(
    model: Model, offsets: Matrix, prior: Matrix, features: Mapping[str, Matrix], context_of: Indices
) -> tuple[Matrix, Matrix, Matrix]:
    raw = model.passage.logit(features) + offsets[:, None] - BACKGROUND * features["background"]
    logits = evident(raw, features)
    covered = model.covered.logit(cell_features(best_by_context(logits, context_of), prior))
    enough = best_by_context(far_enough(logits, features), context_of)
    full = model.full.logit(cell_features(enough, prior))
    return logits, probability(covered), probability(np.minimum(covered, full))


def _by_key(values: Mapping[str, float], keys: Sequence[str]) -> Matrix:
    return np.array([values.get(key, 0.0) for key in keys], dtype=np.float64)
