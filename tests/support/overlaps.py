"""A judge that goes by shared words, vectors of words, and the overlaps of small plans."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.measures.reading import read_measures
from policyalign.assess.measures.records import Measure as Read
from policyalign.assess.overlaps.find import find_overlaps
from policyalign.assess.overlaps.records import Judgement, Overlap, Overlaps
from policyalign.config import AssessSettings
from policyalign.match.term_statistics import TermStatistics
from policyalign.run import Run

from support.schedules import Measure, matrix, plan

DIMENSION = 512


class WordJudge:
    """The more words two measures share (Jaccard), the closer; those that share some are 補完."""

    def __init__(self, measures: Sequence[Read]) -> None:
        self._words = [frozenset(one.terms) for one in measures]

    def __call__(self, pairs: Sequence[tuple[int, int]]) -> list[Judgement]:
        return [self._judge(self._words[one], self._words[other]) for one, other in pairs]

    def _judge(self, one: frozenset[str], other: frozenset[str]) -> Judgement:
        close = len(one & other) / max(len(one | other), 1)
        complement = (1 - close) * (0.9 if close >= 0.2 else 0.0)
        return Judgement(
            {
                "duplicate": close**3,
                "similar": close - close**3,
                "complement": complement,
                "none": 1 - close - complement,
            }
        )


def word_vectors(measures: Sequence[Read]) -> NDArray[np.float32]:
    """One row of length one per measure: its words, each at a place of its own as far as possible."""
    rows = np.zeros((len(measures), DIMENSION), dtype=np.float32)
    for row, one in zip(rows, measures, strict=True):
        for term in one.terms:
            row[int.from_bytes(hashlib.sha256(term.encode()).digest()[:4]) % DIMENSION] += 1
    scaled: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def overlaps(*plans: tuple[str, Sequence[Measure]], **how: Any) -> Overlaps:
    """The overlaps of plans given by name and measures. What is too short to judge by counts as read."""
    made = matrix(*((plan(name, *measures), measures) for name, measures in plans))
    measures = [one for each in made.plans for one in read_measures(each)]
    how = {"background": TermStatistics(), "reading": AssessSettings(min_passages=0, min_characters=0), **how}
    return find_overlaps(made, measures, word_vectors(measures), WordJudge(measures), **how)


def only(found: Overlaps) -> Overlap:
    """The one overlap that there is."""
    (one,) = found.overlaps
    return one


def overlap_run(*plans: tuple[str, Sequence[Measure]], **how: Any) -> Run:
    """A run over plans given by name and measures, with their overlaps."""
    made = matrix(*((plan(name, *measures), measures) for name, measures in plans))
    return Run(made, (), {"versions": {}}, overlaps(*plans, **how))
