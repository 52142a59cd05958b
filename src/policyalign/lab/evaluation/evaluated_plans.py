"""A labelled plan beside what a run says of it, as arrays.

P proposals, N passages, U units (the measures that were labelled).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Finding, Plan, PlanMatches, Proposal
from policyalign.lab.gold import Gold, grade_table, units_of

if TYPE_CHECKING:
    from policyalign.run import Run

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The judgement of a run on a plan, and the labels.

    ``probability`` and every feature are P × N, NaN where a pair was not kept; ``unit_of`` gives the unit of
    a passage or −1; ``grades`` are P × U, −1 where not judged; ``findings`` stand in the order of the
    proposals. ``held_out`` is ``yes`` or ``no`` for a plan that the scorer was fitted on, ``unseen`` for
    another, ``unknown`` where the run does not tell.
    """

    plan: Plan
    gold: Gold
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    probability: Matrix
    features: Mapping[str, Matrix]
    unit_of: Indices
    grades: Indices
    held_out: str

    def unit_scores(self, scores: Matrix) -> Matrix:
        """The best passage's score of every unit: P × U, −∞ for a unit without a scored passage."""
        best = np.full(self.grades.shape, -np.inf)
        for passage, unit in enumerate(self.unit_of.tolist()):
            if unit >= 0:
                best[:, unit] = np.fmax(best[:, unit], scores[:, passage])
        return best


def labelled_plans(run: Run, golds: Mapping[str, Gold]) -> list[Labelled]:
    """The plans of a run that have labels, in the order of the run; ``golds`` are by the plan's id."""
    held_out = run.record.get("model", {}).get("held_out", {})
    pairs = zip(run.plans, run.matrix.matches, strict=True)
    return [
        _labelled(run, plan, matches, golds[plan.id], held_out.get(plan.id, "unknown"))
        for plan, matches in pairs
        if plan.id in golds and plan.passages
    ]


def _labelled(run: Run, plan: Plan, matches: PlanMatches, gold: Gold, held_out: str) -> Labelled:
    proposals = run.matrix.proposals
    probability, features = match_matrices(run, plan, matches)
    return Labelled(
        plan,
        gold,
        proposals,
        tuple(run.matrix.finding(proposal.id, plan.id) for proposal in proposals),
        probability,
        features,
        units_of(plan, gold),
        grade_table(gold, proposals),
        held_out,
    )


def match_matrices(run: Run, plan: Plan, matches: PlanMatches) -> tuple[Matrix, dict[str, Matrix]]:
    """The probability and every feature of the matches of a plan: P × N each, NaN where there is none.

    The feature ``other``, what an encoder says that the scorer does not need, goes by that encoder's name.
    """
    probability, features = _matrices(plan, matches, run.matrix.proposals)
    encoder = run.record.get("model", {}).get("encoder", OTHER)
    return probability, {encoder if name == OTHER else name: matrix for name, matrix in features.items()}


def _matrices(
    plan: Plan, matches: PlanMatches, proposals: Sequence[Proposal]
) -> tuple[Matrix, dict[str, Matrix]]:
    rows = {proposal.id: row for row, proposal in enumerate(proposals)}
    columns = {passage.id: column for column, passage in enumerate(plan.passages)}
    shape = (len(rows), len(columns))
    names = sorted({name for match in matches.matches for name in match.features})
    probability = np.full(shape, np.nan)
    features = {name: np.full(shape, np.nan) for name in names}
    for match in matches.matches:
        place = rows[match.proposal_id], columns[match.passage_id]
        probability[place] = match.probability
        for name, value in match.features.items():
            features[name][place] = value
    return probability, features
