"""Why a cell has its verdict: the passages that speak for it, and the nearest that were rejected.

The rejected ones are the counter-evidence of a 欠落: what a person should read before believing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyalign.domain import Finding, Match, Measure, Passage, Plan, Proposal

AVERAGE = "average"
"""The name, among contributions, of the log odds of the average passage."""
LEAST_ACCEPTED = 5
"""Accepted passages in a plan from which on their mean is something to hold a rejected one against."""
LEAST_SHORTFALL = 0.1
"""Log odds; below it a feature is not named as lacking."""


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A passage near the proposal, and its measure. ``accepted`` tells whether it is probable enough to count as a
    measure that takes the proposal up. ``lacking`` are the log odds by which features stay
    behind those of the passages that were accepted in the same plan, for any proposal; only for rejected ones."""

    match: Match
    passage: Passage
    measure: Measure
    accepted: bool
    lacking: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cell: its finding, and passages of different measures, best first. ``chosen`` is the one that a person chose,
    if any, whatever its probability. ``limit`` is the probability from which on a passage is accepted; None where there
    are no thresholds."""

    proposal: Proposal
    plan: Plan
    finding: Finding
    limit: float | None
    accepted: tuple[ExplainedPassage, ...]
    rejected: tuple[ExplainedPassage, ...]
    chosen: tuple[ExplainedPassage, ...] = ()
