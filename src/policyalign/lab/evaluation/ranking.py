"""How well the units of a plan are ranked for the proposals that some unit of it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import ir_measures
import numpy as np
from ir_measures import AP, R, nDCG

from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix, unit_scores

MEASURES = {"ndcg_at_10": nDCG @ 10, "map": AP(rel=RELEVANT), "recall_at_20": R(rel=RELEVANT) @ 20}
"""As trec_eval computes them: the gain of a unit is its grade, unjudged pairs have grade 0; for MAP and
recall a unit counts from grade 2 on (Järvelin & Kekäläinen 2002 for nDCG)."""
DEPTH = 20
"""How far down a ranking is read."""


class Graded(Protocol):
    """A plan whose units were graded: ``unit_of`` gives the unit of each of its N texts (passages, or
    contexts) or −1, ``grades`` are P × U, −1 where not judged."""

    @property
    def unit_of(self) -> Indices: ...
    @property
    def grades(self) -> Indices: ...


@dataclass(frozen=True, slots=True)
class RankingTable:
    """One row per plan and proposal that some unit of the plan answers: their indices, and a column per
    measure (0–1)."""

    plan: Indices
    proposal: Indices
    values: dict[str, Matrix]

    def means(self, weights: Matrix) -> dict[str, float | None]:
        """The mean of every measure; ``weights`` are plans × proposals."""
        row_weights = weights[self.plan, self.proposal]
        if not row_weights.sum():
            return dict.fromkeys(self.values)
        return {name: float(np.average(column, weights=row_weights)) for name, column in self.values.items()}

    def by_cell(self) -> dict[tuple[int, int], dict[str, float]]:
        """The measures of every row by its plan and proposal."""
        rows = zip(*(column.tolist() for column in self.values.values()), strict=True)
        places = zip(self.plan.tolist(), self.proposal.tolist(), strict=True)
        return {place: dict(zip(self.values, row, strict=True)) for place, row in zip(places, rows, strict=True)}


def rank_units(plans: Sequence[Graded], scores: Sequence[Matrix]) -> RankingTable:
    """The ranking that ``scores`` of texts (P × N per plan) give; a unit scores as its best text.

    A unit of which no text was found in the plan is not ranked, and counts as missed.
    """
    places = answered(plans)
    grades: dict[str, dict[str, int]] = {}
    runs: dict[str, dict[str, float]] = {}
    units = [unit_scores(score, plan.unit_of, plan.grades.shape[1]) for plan, score in zip(plans, scores, strict=True)]
    for number, (plan, proposal) in enumerate(places):
        judged = np.maximum(plans[plan].grades[proposal], 0).tolist()
        grades[str(number)] = {str(unit): grade for unit, grade in enumerate(judged)}
        # Ranks in place of scores: trec_eval would order equals by their names.
        order = order_units(units[plan][proposal]).tolist()
        runs[str(number)] = {str(unit): -float(rank) for rank, unit in enumerate(order)}
    table = {name: np.zeros(len(places)) for name in MEASURES}
    names = {str(measure): name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(MEASURES.values(), grades, runs):
        table[names[str(metric.measure)]][int(metric.query_id)] = metric.value
    columns = np.array(places, dtype=np.intp).reshape(-1, 2)
    return RankingTable(columns[:, 0], columns[:, 1], table)


def answered(plans: Sequence[Graded]) -> list[tuple[int, int]]:
    """Plan and proposal, by index, where some unit has at least grade 2."""
    return [
        (number, int(proposal))
        for number, plan in enumerate(plans)
        for proposal in np.flatnonzero((plan.grades >= RELEVANT).any(axis=1))
    ]


def order_units(scores: Matrix) -> Indices:
    """The units that have a score, best first, equals in the order of the labels."""
    order = np.argsort(-scores, kind="stable")
    return order[np.isfinite(scores[order])]
