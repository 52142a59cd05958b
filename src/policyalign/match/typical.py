"""Whether a plan is of the kind that the thresholds were measured on.

The error rate of 欠落 was measured on plans of a certain manner: measures of a few hundred characters that
speak of what governments do. Of forms, tables or reports of quite another manner nothing is known, and so
nothing is claimed to be missing from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policyalign.match.features import EmbeddedPlan, FirstStage

Range = tuple[float, float]

LENGTH_MARGIN = 4.0
"""Factor by which the median length of a plan's measures may lie outside of the measured range."""
SIMILARITY_MARGIN = 0.10
"""Cosine by which a plan's median similarity may do so."""


def traits(embedded: EmbeddedPlan, first: FirstStage) -> dict[str, float]:
    """``length``: median characters of the evidence of a context; ``similarity``: median over the queries of
    the cosine of the best sentence."""
    passages = embedded.plan.passages
    lengths = [sum(len(passages[index].text) for index in one.evidence) for one in embedded.contexts]
    best = first.sentence.max(axis=1, initial=0.0)
    return {
        "length": float(np.median(lengths)) if lengths else 0.0,
        "similarity": float(np.median(best)) if best.size else 0.0,
    }


def typical_ranges(measured: Sequence[Mapping[str, float]]) -> dict[str, Range]:
    """The range of every trait, from those of the plans of the fit, with its margin."""
    length = [one["length"] for one in measured]
    similarity = [one["similarity"] for one in measured]
    return {
        "length": (round(min(length) / LENGTH_MARGIN, 1), round(max(length) * LENGTH_MARGIN, 1)),
        "similarity": (
            round(min(similarity) - SIMILARITY_MARGIN, 4),
            round(max(similarity) + SIMILARITY_MARGIN, 4),
        ),
    }


def is_typical(ranges: Mapping[str, Range], embedded: EmbeddedPlan, first: FirstStage) -> bool:
    """Whether every trait of the plan lies in its range."""
    found = traits(embedded, first)
    return all(low <= found[name] <= high for name, (low, high) in ranges.items())
