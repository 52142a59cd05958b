"""Whether a document is of the kind that the error rate of 欠落 was measured on.

It was measured on plans: measures of a few hundred characters that tell what governments do, in fields that
the proposals touch on. A white paper describes, a manual explains, and a plan of quite another field takes up
nothing: what is not found there was not left out. Nor has a search that finds nothing anywhere in a document
shown that it could have found something (a negative without a positive control). Of such documents nothing is
claimed to be missing.

=================  =====================================================================================
length             median characters of the evidence of a context
similarity         median over the proposals of the cosine of the best sentence
measures           share of the evidence, by characters, whose role is measure (施策)
expected_coverage  mean over the proposals of P(対応 or 一部対応): the share that it is expected to take up
=================  =====================================================================================

Proposals here are always those of the fit, so that the answer does not depend on which of them are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policyalign.match.arrays import Matrix
from policyalign.match.features import EmbeddedPlan

Range = tuple[float, float]
Features = Mapping[str, float]

LENGTH_MARGIN = 4.0
"""Factor by which the median length of a plan's measures may lie outside of the measured range."""
SIMILARITY_MARGIN = 0.10
"""Cosine by which a plan's median similarity may do so."""
SHARE_MARGIN = 2.0
"""Factor by which the shares may lie below the lowest measured. More of either than measured speaks against
nothing. A round number, set when the documents of docs/evaluation.md were known: any from 1.2 to 3.4 would
tell these apart in the same way."""
_SHARES = ("measures", "expected_coverage")


def style_features(embedded: EmbeddedPlan, sentence: Matrix) -> dict[str, float]:
    """What tells how a document is written. ``sentence`` are the cosines of proposals and the best
    sentences of passages (queries × passages)."""
    passages = embedded.plan.passages
    evidence = [[passages[index] for index in one.evidence] for one in embedded.contexts]
    lengths = [sum(len(passage.text) for passage in members) for members in evidence]
    told = sum(len(one.text) for members in evidence for one in members if one.role == "measure")
    best = sentence.max(axis=1, initial=0.0)
    return {
        "length": float(np.median(lengths)) if lengths else 0.0,
        "similarity": float(np.median(best)) if best.size else 0.0,
        "measures": told / sum(lengths) if sum(lengths) else 0.0,
    }


def expected_coverage(covered: Matrix) -> float:
    """What tells how much of what is proposed a document takes up, from P(covered) per proposal."""
    return float(covered.mean()) if covered.size else 0.0


def measured_ranges(measured: Sequence[Features]) -> dict[str, Range]:
    """The range of every feature, from those of the plans of the fit, with its margin."""

    def ends(name: str) -> Range:
        values = [features[name] for features in measured]
        return min(values), max(values)

    length, similarity = ends("length"), ends("similarity")
    return {
        "length": (round(length[0] / LENGTH_MARGIN, 1), round(length[1] * LENGTH_MARGIN, 1)),
        "similarity": (round(similarity[0] - SIMILARITY_MARGIN, 4), round(similarity[1] + SIMILARITY_MARGIN, 4)),
        **{name: (round(ends(name)[0] / SHARE_MARGIN, 4), 1.0) for name in _SHARES},
    }


def is_in_domain(ranges: Mapping[str, Range], found: Features) -> bool:
    """Whether every feature lies in its range."""
    return all(low <= found[name] <= high for name, (low, high) in ranges.items())
