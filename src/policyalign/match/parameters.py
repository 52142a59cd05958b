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
from policyalign.match.lexical import TermStatistics

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: ``logit = intercept + Σ weight · feature``, on features in their own units."""

    weights: Mapping[str, float]
    intercept: float

    def logit(self, features: Mapping[str, Matrix]) -> Matrix:
        """The log odds, of the shape of the features."""
        total: Matrix = sum(
            (weight * features[name] for name, weight in self.weights.items()),
            start=np.asarray(self.intercept),
        )
        return total


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The mean vector of the contexts known to answer a proposal, and their number, by the proposal's
    fingerprint.

    ``slope`` and ``offset`` give the cosine with a prototype to expect at a given ``context`` cosine.
    """

    vectors: Mapping[str, Matrix] = field(default_factory=dict)
    examples: Mapping[str, int] = field(default_factory=dict)
    slope: float = 0.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """Of a passage (grade ≥ 2) that the second encoder has not read (``unread``) and that it has
    (``passage``), and of a cell (``cell`` covered, ``full``). The former two are one where there is no second
    encoder."""

    unread: Logistic
    passage: Logistic
    cell: Logistic
    full: Logistic


@dataclass(frozen=True, slots=True)
class Scorer:
    """``profiled`` serves proposals with a profile, ``plain`` all others; ``prior`` is the log odds that a
    plan of the calibration set takes a proposal up, by its fingerprint. ``encoders`` are names and revisions;
    ``record`` is what a run tells of the scorer: its file, and how its 欠落 claims fared out of plan."""

    profiled: Model
    plain: Model
    prior: Mapping[str, float]
    thresholds: Thresholds
    encoders: Mapping[str, str]
    record: Mapping[str, str] = field(default_factory=dict)


def load_scorer(path: Path) -> Scorer:
    """The scorer in a file that the fit wrote."""
    data = path.read_bytes()
    content = json.loads(data)
    gap = content["measured_profiled"]["claims"]["gap"]
    return Scorer(
        _model(content["profiled"]),
        _model(content["plain"]),
        content["prior"],
        Thresholds(**content["thresholds"]),
        content["encoders"],
        {
            "scorer": path.name,
            "scorer_sha256": hashlib.sha256(data).hexdigest(),
            "gap_claims_right": f"{gap['right']} of {gap['claims']}",
            "gap_claims_lower_limit_90": str(gap["lower_limit_90"]),
        },
    )


def load_prototypes(path: Path) -> Prototypes:
    """The prototypes in a file that the fit wrote."""
    content = json.loads(path.read_text(encoding="utf-8"))
    entries: dict[str, Any] = content["proposals"]
    return Prototypes(
        {key: np.array(entry["vector"]) for key, entry in entries.items()},
        {key: entry["examples"] for key, entry in entries.items()},
        content["slope"],
        content["offset"],
    )


def load_statistics(path: Path) -> tuple[TermStatistics, Mapping[str, Mapping[str, float]]]:
    """Term frequencies of the background collection, and the terms of the profiles."""
    content = json.loads(path.read_text(encoding="utf-8"))
    statistics = TermStatistics(content["documents"], content["mean_length"], content["frequencies"])
    return statistics, content["profiles"]


def _model(content: dict[str, Any]) -> Model:
    return Model(*(Logistic(**content[part]) for part in ("unread", "passage", "cell", "full")))
