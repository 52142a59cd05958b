"""Whether a passage does what a proposal asks for, and not only speaks of it: features by act and object.

======  ==========================================================================================
cover   share of what is asked for (weight of its terms) that the passage or its headings name
act     share that one sentence does in the direction asked for, less what it does the other way
======  ==========================================================================================

A passage that does the opposite of what is asked for, or of a refusal does nothing of what is refused, is no
evidence, however near its topic: :func:`contrary`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from policyalign.domain import Passage, Plan
from policyalign.match.arrays import Flags, Indices, Matrix
from policyalign.match.lexical import sparse_rows
from policyalign.segment.acts import CARRIED_ON, UNDONE
from policyalign.segment.requests import Request

HEADING = 0.7
"""What a term counts for that only a heading above the passage names. Chosen: a heading tells the subject, not that
something is done to this part of it."""
REFUSED = 0.3
"""Share of what a refusal wants undone that a passage must undo itself. Chosen: a third, so that one general word
(見直し, 縮小) in common is not enough."""

Weight = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Acts:
    """What passages do of what is asked for, each queries × passages: shares 0–1 of the weight of the terms asked for.

    ``same`` and ``opposed`` are those of the sentence that does most in the direction asked for, and of the one that
    does most in the other; ``net`` the best difference within a sentence; ``undone`` is the share of what is to be
    undone that the passage undoes.
    """

    cover: Matrix
    net: Matrix
    same: Matrix
    opposed: Matrix
    undone: Matrix


def compare_acts(plan: Plan, requests: Sequence[Request], weight: Weight) -> Acts:
    """Hold what is asked for against what the sentences of a plan do. ``weight`` is the rarity of a term."""
    vocabulary = {term: place for place, term in enumerate(sorted({t for one in requests for t in one.asked}))}
    wanted = [_wanted(request, weight) for request in requests]
    on, off = (sparse_rows([one[side] for one in wanted], vocabulary) for side in (CARRIED_ON, UNDONE))
    total = np.maximum(np.asarray((on + off).sum(axis=1)).ravel(), 1e-9)[:, None]
    sentences = [sentence for passage in plan.passages for sentence in passage.directed_terms]
    owners = np.array([number for number, one in enumerate(plan.passages) for _ in one.directed_terms], dtype=np.intp)
    done, undone = (sparse_rows([_having(one, side) for one in sentences], vocabulary) for side in (CARRIED_ON, UNDONE))
    same = _dense(on @ done.T + off @ undone.T) / total
    opposed = _dense(on @ undone.T + off @ done.T) / total
    to_undo = np.maximum(np.asarray(off.sum(axis=1)).ravel(), 1e-9)[:, None]
    named = sparse_rows([_named(passage, vocabulary) for passage in plan.passages], vocabulary)
    count = len(plan.passages)
    return Acts(
        _dense((on + off) @ named.T) / total,
        _best(np.maximum(same - opposed, 0.0), owners, count),
        _best(same, owners, count),
        _best(opposed, owners, count),
        _best(_dense(off @ undone.T) / to_undo, owners, count),
    )


def contrary(acts: Acts, requests: Sequence[Request]) -> Flags:
    """Which passages are no evidence for which proposals: queries × passages."""
    refuses = np.array([request.refuses for request in requests], dtype=bool)[:, None]
    return np.where(refuses, acts.undone < REFUSED, acts.opposed > acts.same)


def _wanted(request: Request, weight: Weight) -> Mapping[int, dict[str, float]]:
    """By direction, the weights of the terms asked for; a term asked for both ways counts as it was said first."""
    sides: dict[int, dict[str, float]] = {CARRIED_ON: {}, UNDONE: {}}
    for term, sign in zip(request.asked, request.directions, strict=True):
        if not any(term in side for side in sides.values()):
            sides[UNDONE if sign == UNDONE else CARRIED_ON][term] = weight(term)
    return sides


Signed = Sequence[tuple[str, int]]


def _having(sentence: Signed, side: int) -> dict[str, float]:
    return {term: 1.0 for term, sign in sentence if sign == side}


def _named(passage: Passage, vocabulary: Mapping[str, int]) -> dict[str, float]:
    """The terms that the passage holds, and those that a heading above it names."""
    headings = " ".join(passage.section_path)
    named = {term: HEADING for term in vocabulary if len(term) > 1 and term in headings} if headings else {}
    return {**named, **dict.fromkeys(passage.terms, 1.0)}


def _dense(product: csr_matrix) -> Matrix:
    return np.asarray(product.todense(), dtype=np.float64)


def _best(values: Matrix, owners: Indices, count: int) -> Matrix:
    """The highest value among the sentences of every passage, 0 where it has none."""
    best = np.zeros((len(values), count))
    np.maximum.at(best.T, owners, values.T)
    return best
