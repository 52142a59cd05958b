"""The fitted numbers as they lie in ``models/``: plain JSON, read without any machine-learning library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Thresholds
from policyalign.match.learned_terms import TermVector
from policyalign.match.lexical import TermStatistics

Matrix = NDArray[np.float64]


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
            (weight * features[name] for name, weight in self.weights.items()),
            start=np.asarray(self.intercept),
        )
        return total

    @property
    def average(self) -> float:
        """The log odds at the averages."""
        return self.intercept + sum(
            weight * self.averages.get(name, 0.0) for name, weight in self.weights.items()
        )


@dataclass(frozen=True, slots=True)
class Model:
    """Of a passage (grade ≥ 2), and of a cell: ``covered`` 対応 or 一部対応, ``full`` 対応."""

    passage: Logistic
    covered: Logistic
    full: Logistic


@dataclass(frozen=True, slots=True)
class Scorer:
    """``profiled`` serves proposals with a profile, ``plain`` all others.

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
    offsets: Mapping[str, float]
    prior: Mapping[str, float]
    learned: Mapping[str, TermVector]
    profiles: Mapping[str, str]
    encoders: Mapping[str, str]
    plans: Mapping[str, str]
    in_domain: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    record: Mapping[str, str] = field(default_factory=dict)


def load_scorer(path: Path) -> Scorer:
    """The scorer in a file that the fit wrote."""
    data = path.read_bytes()
    content = json.loads(data)
    names = ("offsets", "prior", "learned", "profiles", "encoders", "plans")
    return Scorer(
        _model(content["profiled"]),
        _model(content["plain"]),
        Thresholds(**content["thresholds"]),
        **{name: content[name] for name in names},
        in_domain={name: (low, high) for name, (low, high) in content["in_domain"].items()},
        record={
            "scorer": path.name,
            "scorer_sha256": hashlib.sha256(data).hexdigest(),
            **content["record"],
        },
    )


def load_statistics(path: Path) -> tuple[TermStatistics, Mapping[str, Mapping[str, float]]]:
    """Term frequencies of the background collection, and the terms of the profiles."""
    content = json.loads(path.read_text(encoding="utf-8"))
    statistics = TermStatistics(content["documents"], content["mean_length"], content["frequencies"])
    return statistics, content["profiles"]


def _model(content: Mapping[str, Any]) -> Model:
    return Model(*(Logistic(**content[part]) for part in ("passage", "covered", "full")))
