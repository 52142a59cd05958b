"""The fitted numbers as they lie in ``models/``: plain JSON, read without any machine-learning library."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from policyalign.domain import Thresholds
from policyalign.match.arrays import Matrix
from policyalign.match.learned_terms import TermVector
from policyalign.serialize import from_json


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: ``logit = intercept + Σ weight · feature``, on features in their own units.

    ``averages`` are the means of the features that it was fitted on: where contributions are counted from.
    """

    weights: Mapping[str, float]
    intercept: float
    averages: Mapping[str, float] = field(default_factory=dict)

    def logit(self, features: Mapping[str, Matrix]) -> Matrix:
        """The log odds, of the shape of the features."""
        total: Matrix = sum(
            (weight * features[name] for name, weight in self.weights.items()), start=np.asarray(self.intercept)
        )
        return total

    @property
    def average(self) -> float:
        """The log odds at the averages."""
        return self.intercept + sum(weight * self.averages.get(name, 0.0) for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Model:
    """Of a passage (grade ≥ 2), and of a cell: ``covered`` 対応 or 一部対応, ``full`` 対応."""

    passage: Logistic
    covered: Logistic
    full: Logistic


@dataclass(frozen=True, slots=True)
class Scorer:
    """``profiled`` serves proposals with a profile, ``plain`` all others, with thresholds of their own
    (``plain_thresholds``).

    By the fingerprint of a proposal: ``offsets`` are the log odds that its passages differ by from others
    that look alike, ``prior`` the log odds that a plan of the fit takes it up, ``learned`` the terms of
    measures that do, ``profiles`` the key of its profile at the time of the fit. ``encoders`` are names and
    revisions; ``plans`` the names of the labelled plans by the SHA-256 of their files; ``in_domain`` the
    ranges of the features of documents that the thresholds hold for; ``record`` is what a run tells of the
    scorer.
    """

    profiled: Model
    plain: Model
    thresholds: Thresholds
    plain_thresholds: Thresholds
    offsets: Mapping[str, float]
    prior: Mapping[str, float]
    learned: Mapping[str, TermVector]
    profiles: Mapping[str, str]
    encoders: Mapping[str, str]
    plans: Mapping[str, str]
    in_domain: Mapping[str, tuple[float, float]]
    record: Mapping[str, str]


def load_scorer(path: Path) -> Scorer:
    """The scorer in a file that the fit wrote. Raises ``ValueError`` for anything else."""
    data = path.read_bytes()
    scorer = from_json(data, Scorer)
    found = {"scorer": path.name, "scorer_sha256": hashlib.sha256(data).hexdigest()}
    return replace(scorer, record={**found, **scorer.record})
