"""Why a cell has its verdict: the passages that speak for it, and the nearest that were rejected.

The rejected ones are the counter-evidence of a 欠落: what a person should read before believing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from policyalign.assess.explain.phrases import PhrasePair
from policyalign.assess.gaps.evidence import nearest_passages
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Finding, Match, Passage, Plan, PlanMatches, Proposal

AVERAGE = "average"
"""The name, among contributions, of the log odds of the average passage."""
LEAST_ACCEPTED = 5
"""Accepted passages in a plan from which on their mean is something to hold a rejected one against."""
LEAST_SHORTFALL = 0.1
"""Log odds; below it a feature is not named as lacking."""


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A passage near the proposal. ``accepted`` tells whether it is probable enough to count as a measure
    that takes the proposal up. ``lacking`` are the log odds by which features stay behind those of the
    passages that were accepted in the same plan, for any proposal; only for rejected ones."""

    match: Match
    passage: Passage
    accepted: bool
    lacking: Mapping[str, float]
    phrases: tuple[PhrasePair, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cell: its finding, and passages of different measures, best first. ``limit`` is the probability
    from which on a passage is accepted; None where there are no thresholds."""

    proposal: Proposal
    plan: Plan
    finding: Finding
    limit: float | None
    accepted: tuple[ExplainedPassage, ...]
    rejected: tuple[ExplainedPassage, ...]


def explain_cell(matrix: GapMatrix, proposal_id: str, plan_id: str, count: int) -> Explanation:
    """Up to ``count`` accepted and ``count`` rejected passages of one cell, without their phrases.

    Raises ``KeyError`` for an unknown proposal or plan.
    """
    finding = matrix.finding(proposal_id, plan_id)
    proposal = next(one for one in matrix.proposals if one.id == proposal_id)
    place = next(place for place, plan in enumerate(matrix.plans) if plan.id == plan_id)
    plan, matches = matrix.plans[place], matrix.matches[place]
    limit = matches.thresholds.measure if matches.thresholds else None
    usual = _usual_contributions(matches, limit)
    near = [
        _explained(match, passage, limit, usual)
        for match, passage in nearest_passages(plan, matches, proposal_id, len(matches.matches))
    ]
    accepted = tuple(one for one in near if one.accepted)[:count]
    rejected = tuple(one for one in near if not one.accepted)[:count]
    return Explanation(proposal, plan, finding, limit, accepted, rejected)


def _explained(
    match: Match, passage: Passage, limit: float | None, usual: Mapping[str, float]
) -> ExplainedPassage:
    accepted = limit is not None and match.probability >= limit
    return ExplainedPassage(match, passage, accepted, {} if accepted else _lacking(match, usual))


def _lacking(match: Match, usual: Mapping[str, float]) -> dict[str, float]:
    """What the contributions fall short of the usual ones, most first."""
    if not match.contributions:
        return {}
    short = {name: value - match.contributions.get(name, 0.0) for name, value in usual.items()}
    wanting = [(name, value) for name, value in short.items() if value >= LEAST_SHORTFALL]
    return dict(sorted(wanting, key=lambda entry: (-entry[1], entry[0])))


def _usual_contributions(matches: PlanMatches, limit: float | None) -> dict[str, float]:
    """The mean contribution of every feature to the passages of a plan that were accepted."""
    accepted = [
        match.contributions
        for match in matches.matches
        if limit is not None and match.probability >= limit and match.contributions
    ]
    if len(accepted) < LEAST_ACCEPTED:
        return {}
    names = sorted({name for one in accepted for name in one} - {AVERAGE})
    return {name: fmean(one.get(name, 0.0) for one in accepted) for name in names}
