"""Why a cell has its verdict: the passages that speak for it, and the nearest that were rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from policyalign.assess.explain.records import AVERAGE, LEAST_ACCEPTED, LEAST_SHORTFALL, ExplainedPassage, Explanation
from policyalign.assess.gaps.checked import chosen_passage
from policyalign.assess.run import Run
from policyalign.domain import NO_LIMIT, Match, Passage, PlanMatches
from policyalign.match.nearest import Near, nearest_passages

PASSAGES = 3
"""Accepted and rejected passages shown of a cell, unless told otherwise."""


def explain(run: Run, proposal_id: str, plan_id: str, count: int | None = PASSAGES) -> Explanation:
    """Why a cell has its verdict, with up to ``count`` accepted and as many rejected passages, and the phrases that
    answer each other. All of it stands in the run: nothing is worked out anew. None shows all.

    Raises ``KeyError`` for an unknown proposal or plan.
    """
    matrix = run.matrix
    finding = matrix.finding(proposal_id, plan_id)
    proposal = next(one for one in matrix.proposals if one.id == proposal_id)
    place = next(place for place, plan in enumerate(matrix.plans) if plan.id == plan_id)
    plan, matches = matrix.plans[place], matrix.matches[place]
    limits = matches.limits()
    limit = limits(proposal_id)
    usual = _usual_contributions(matches, limits)
    chosen = chosen_passage(finding)
    first = chosen or finding.passage_id or ""
    found = _in_front(nearest_passages(plan, matches, proposal_id), first, run, matches, proposal_id)
    near = [_explained(match, passage, run, limit, usual) for match, passage in found]
    said = tuple(one for one in near if one.passage.id == chosen)
    others = [one for one in near if one not in said]
    accepted = tuple(one for one in others if one.accepted)[:count]
    rejected = tuple(one for one in others if not one.accepted)[:count]
    return Explanation(proposal, plan, finding, None if limit == NO_LIMIT else limit, accepted, rejected, said)


def _in_front(near: Sequence[Near], first: str, run: Run, matches: PlanMatches, proposal_id: str) -> Sequence[Near]:
    """The nearest passages with the one that the verdict stands on in front, or that a person chose, standing for its
    measure; it is left where it was not matched at all."""
    pair = proposal_id, first
    match = next((one for one in matches.matches if (one.proposal_id, one.passage_id) == pair), None)
    if match is None:
        return near
    own = run.measure_of[matches.plan_id, first]
    others = [one for one in near if run.measure_of[matches.plan_id, one[1].id] != own]
    return [(match, run.passages[matches.plan_id, first]), *others]


def _explained(match: Match, passage: Passage, run: Run, limit: float, usual: Mapping[str, float]) -> ExplainedPassage:
    accepted = match.probability >= limit
    measure = run.measure_of[passage.plan_id, passage.id]
    return ExplainedPassage(match, passage, measure, accepted, {} if accepted else _lacking(match, usual))


def _lacking(match: Match, usual: Mapping[str, float]) -> dict[str, float]:
    """What the contributions fall short of the usual ones, most first."""
    if not match.contributions:
        return {}
    short = {name: value - match.contributions.get(name, 0.0) for name, value in usual.items()}
    wanting = [(name, value) for name, value in short.items() if value >= LEAST_SHORTFALL]
    return dict(sorted(wanting, key=lambda entry: (-entry[1], entry[0])))


def _usual_contributions(matches: PlanMatches, limits: Callable[[str], float]) -> dict[str, float]:
    """The mean contribution of every feature to the passages of a plan that were accepted."""
    accepted = [
        match.contributions
        for match in matches.matches
        if match.probability >= limits(match.proposal_id) and match.contributions
    ]
    if len(accepted) < LEAST_ACCEPTED:
        return {}
    names = sorted({name for one in accepted for name in one} - {AVERAGE})
    return {name: fmean(one.get(name, 0.0) for one in accepted) for name in names}
