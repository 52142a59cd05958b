"""The tables that an evaluation writes, described for users in ``docs/evaluation.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from policyalign.domain import Finding, Proposal
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.evaluation.mistakes import Fault, Mistake, Sight, fault_of
from policyalign.lab.evaluation.ranking import DEPTH, RankingTable
from policyalign.lab.gold.grades import RELEVANT, true_status
from policyalign.messages import label
from policyalign.messages.figures import FAULTS
from policyalign.messages.labels import STATUSES
from policyalign.tables import PATH_SEPARATOR, Row, columns

CELLS = columns(
    "plan_id held_out proposal_id chapter kind label gold grade:int status probability:number fault "
    "ndcg_at_10:number average_precision:number recall_at_20:number"
)
RANKING = columns("plan_id proposal_id rank:int unit heading grade:int probability:number")
ERRORS = columns(
    "fault error:number plan_id proposal_id label proposal status probability:number gold grade:int "
    "found_page:int found_section found_passage found_unit found_grade:int "
    "wanted_page:int wanted_section wanted_passage wanted_unit wanted_grade:int wanted_probability:number "
    "wanted_rank:int"
)


def cell_rows(plans: Sequence[EvaluatedPlan], table: RankingTable, lang: str) -> Iterator[Row]:
    """One row per judged cell, by plan and proposal."""
    ranked = table.by_cell()
    for number, plan in enumerate(plans):
        for row, grade, finding in plan.judged_cells():
            cell = _cell(plan.proposals[row], finding, grade, fault_of(finding, grade), lang)
            figures = ranked.get((number, row), {})
            average = {"average_precision": figures.get("map")}
            yield {**cell, "held_out": plan.held_out, **figures, **average}


def error_rows(mistakes: Sequence[Mistake], lang: str) -> Iterator[Row]:
    """One row per mistake, in order."""
    for one in mistakes:
        cell = _cell(one.proposal, one.finding, one.grade, one.fault, lang)
        sights = {**_sight("found", one.found), **_sight("wanted", one.wanted or Sight())}
        yield {**cell, "error": one.error, **sights}


def _cell(proposal: Proposal, finding: Finding, grade: int, fault: Fault | None, lang: str) -> Row:
    return {
        "plan_id": finding.plan_id,
        "proposal_id": proposal.id,
        "chapter": proposal.chapter,
        "kind": proposal.kind,
        "label": proposal.label,
        "proposal": proposal.text,
        "gold": label(STATUSES, true_status(grade), lang),
        "grade": grade,
        "status": label(STATUSES, finding.status, lang),
        "probability": finding.probability,
        "fault": label(FAULTS, fault, lang) if fault else None,
    }


def ranking_rows(plans: Sequence[EvaluatedPlan]) -> Iterator[Row]:
    """The first 20 units for every proposal, and those further down, or not found, that answer it."""
    for plan in plans:
        scores = plan.unit_probabilities()
        for row, proposal in enumerate(plan.proposals):
            ranks = {unit: rank for rank, unit in enumerate(plan.ranking(row), 1)}
            answers = np.flatnonzero(plan.grades[row] >= RELEVANT).tolist()
            missed = [unit for unit in answers if unit not in ranks]
            shown = [unit for unit, rank in ranks.items() if rank <= DEPTH or unit in answers]
            for unit in (*shown, *missed):
                yield {
                    "plan_id": plan.plan.id,
                    "proposal_id": proposal.id,
                    "rank": ranks.get(unit),
                    "unit": plan.gold.units[unit].id,
                    "heading": plan.gold.units[unit].heading,
                    "grade": plan.grade(row, unit),
                    "probability": float(scores[row, unit]) if unit in ranks else None,
                }


def _sight(side: str, sight: Sight) -> Row:
    row: Row = {"grade": sight.grade, "probability": sight.probability, "rank": sight.rank}
    if one := sight.passage:
        row |= {"page": one.page_start, "section": PATH_SEPARATOR.join(one.section_path), "passage": one.text}
    if sight.unit:
        row["unit"] = sight.unit.heading
    return {f"{side}_{name}": value for name, value in row.items()}
