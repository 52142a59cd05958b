"""A labelled plan beside what a run says of it, as arrays.

P proposals, N passages, U units (the measures that were labelled).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from policyalign.domain import Finding, Plan, PlanMatches, Proposal
from policyalign.lab.evaluation.ranking import order_units
from policyalign.lab.gold import Gold, grade_table, units_of
from policyalign.lab.gold.unit_matching import Indices, Matrix, unit_scores

if TYPE_CHECKING:
    from policyalign.assess.run import Run

OTHER = "other"


@dataclass(frozen=True, slots=True)
class EvaluatedPlan:
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

    def unit_probabilities(self) -> Matrix:
        """The probability of the best passage of every unit: P × U, −∞ for a unit without one."""
        return unit_scores(self.probability, self.unit_of, len(self.gold.units))

    def ranking(self, row: int) -> list[int]:
        """The units that were found in the PDF, the most probable first, for one proposal."""
        order: list[int] = order_units(self.unit_probabilities()[row]).tolist()
        return order

    def grade(self, row: int, unit: int) -> int | None:
        """The grade of a unit for one proposal, None where the pair was not judged."""
        grade = int(self.grades[row, unit])
        return grade if grade >= 0 else None

    def judged_cells(self) -> Iterator[tuple[int, int, Finding]]:
        """Of every proposal of which any unit was judged: its row, the best grade, and what the run says."""
        best = self.grades.max(axis=1, initial=-1).tolist()
        for row, (grade, finding) in enumerate(zip(best, self.findings, strict=True)):
            if grade >= 0:
                yield row, grade, finding


def evaluated_plans(run: Run, golds: Mapping[str, Gold]) -> list[EvaluatedPlan]:
    """The plans of a run that have labels, in the order of the run; ``golds`` are by the plan's id."""
    held_out = run.record.get("model", {}).get("held_out", {})
    proposals = run.matrix.proposals
    return [
        EvaluatedPlan(
            plan,
            golds[plan.id],
            proposals,
            tuple(run.matrix.finding(proposal.id, plan.id) for proposal in proposals),
            *match_matrices(run, plan, matches),
            units_of(plan, golds[plan.id]),
            grade_table(golds[plan.id], proposals),
            held_out.get(plan.id, "unknown"),
        )
        for plan, matches in zip(run.plans, run.matrix.matches, strict=True)
        if plan.id in golds and plan.passages
    ]


def match_matrices(run: Run, plan: Plan, matches: PlanMatches) -> tuple[Matrix, dict[str, Matrix]]:
    """The probability and every feature of the matches of a plan: P × N each, NaN where there is none.

    The feature ``other``, what an encoder says that the scorer does not need, goes by that encoder's name.
    """
    rows = {proposal.id: row for row, proposal in enumerate(run.matrix.proposals)}
    columns = {passage.id: column for column, passage in enumerate(plan.passages)}
    encoder = run.record.get("model", {}).get("encoder", OTHER)
    tables: defaultdict[str, Matrix] = defaultdict(lambda: np.full((len(rows), len(columns)), np.nan))
    probability = tables[""]
    for match in matches.matches:
        cell = rows[match.proposal_id], columns[match.passage_id]
        probability[cell] = match.probability
        for name, value in match.features.items():
            tables[encoder if name == OTHER else name][cell] = value
    del tables[""]
    return probability, dict(tables)
