"""Which sentences the second encoder reads: it is too slow for all, and only the likely ones matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.match.arrays import Indices, Matrix

MAX_SENTENCE = 120
"""Characters of a sentence that the second encoder reads; what follows rarely changes the subject."""
BUDGET = 7_500
"""Characters that the second encoder reads per plan: some 6 s on one core, whatever the length of the
plan."""
_FUSION = 10.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be read for a query, and the sentence of it to be read, all by index."""

    query: int
    passage: int
    sentence: int


def fused_order(similarities: Sequence[Matrix]) -> Indices:
    """For each query the columns by reciprocal rank fusion of several similarities, best first.

    Cormack, Clarke & Buettcher 2009: the sum of 1 / (constant + rank), which needs no common scale.
    """
    orders = (np.argsort(-similarity, axis=1, kind="stable") for similarity in similarities)
    fused = sum(1.0 / (_FUSION + np.argsort(order, axis=1)) for order in orders)  # the ranks of an order
    return np.argsort(-np.asarray(fused), axis=1, kind="stable")


def choose_candidates(
    order: Indices, best_passages: Indices, best_sentences: Indices, lengths: Sequence[int], budget: int = BUDGET
) -> list[Candidate]:
    """The best passage of the best windows of every query, in turn, until the budget of characters is spent.

    ``order`` (queries × windows) are windows best first; ``best_passages`` (queries × windows) the best
    passage of each window; ``best_sentences`` (queries × passages) the best sentence of each passage;
    ``lengths`` the characters of every sentence. A sentence wanted by several queries costs once.
    """
    chosen: list[Candidate] = []
    paid: set[int] = set()
    spent = 0
    for rank in range(order.shape[1]):
        for query in range(order.shape[0]):
            passage = int(best_passages[query, order[query, rank]])
            sentence = int(best_sentences[query, passage])
            if sentence not in paid:
                spent += min(lengths[sentence], MAX_SENTENCE)
                if spent > budget:
                    return chosen
                paid.add(sentence)
            chosen.append(Candidate(query, passage, sentence))
    return chosen
