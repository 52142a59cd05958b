"""The tables that an evaluation writes, described for users in ``docs/evaluation.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from policyalign.domain import Status
from policyalign.export.columns import Column
from policyalign.lab.evaluation.evaluated_plans import Labelled
from policyalign.lab.evaluation.mistakes import Mistake, Sight, fault_of
from policyalign.lab.evaluation.ranking import RankingTable, order_units
from policyalign.lab.gold.relevance import FULL, RELEVANT
from policyalign.messages import status_label
from policyalign.messages.figures import fault_label

Row = dict[str, object]

CELLS = (
    Column("plan_id"),
    Column("held_out"),
    Column("proposal_id"),
    Column("chapter"),
    Column("kind"),
    Column("label"),
    Column("gold"),
    Column("grade", "integer"),
    Column("status"),
    Column("probability", "number"),
    Column("fault"),
    Column("ndcg_at_10", "number"),
    Column("average_precision", "number"),
    Column("recall_at_20", "number"),
)

RANKING = (
    Column("plan_id"),
    Column("proposal_id"),
    Column("rank", "integer"),
    Column("unit"),
    Column("heading"),
    Column("grade", "integer"),
    Column("probability", "number"),
)

ERRORS = (
    Column("fault"),
    Column("error", "number"),
    Column("plan_id"),
    Column("proposal_id"),
    Column("label"),
    Column("proposal"),
    Column("status"),
    Column("probability", "number"),
    Column("gold"),
    Column("grade", "integer"),
    Column("found_page", "integer"),
    Column("found_section"),
    Column("found_passage"),
    Column("found_unit"),
    Column("found_grade", "integer"),
    Column("wanted_page", "integer"),
    Column("wanted_section"),
    Column("wanted_passage"),
    Column("wanted_unit"),
    Column("wanted_grade", "integer"),
    Column("wanted_probability", "number"),
    Column("wanted_rank", "integer"),
)

_DEPTH = 20


def true_status(grade: int) -> Status:
    """What a cell with a best unit of this grade truly is."""
    if grade >= RELEVANT:
        return "covered" if grade >= FULL else "partial"
    return "gap"


def cell_rows(plans: Sequence[Labelled], table: RankingTable, lang: str) -> Iterator[Row]:
    """One row per judged cell, by plan and proposal."""
    ranked = {
        place: row for row, place in enumerate(zip(table.plan.tolist(), table.proposal.tolist(), strict=True))
    }
    for number, plan in enumerate(plans):
        best = plan.grades.max(axis=1, initial=-1).tolist()
        for row, (proposal, finding, grade) in enumerate(
            zip(plan.proposals, plan.findings, best, strict=True)
        ):
            if grade < 0:
                continue
            fault = fault_of(finding, grade)
            yield {
                "plan_id": plan.plan.id,
                "held_out": plan.held_out,
                "proposal_id": proposal.id,
                "chapter": proposal.chapter,
                "kind": proposal.kind,
                "label": proposal.label,
                "gold": status_label(true_status(grade), lang),
                "grade": grade,
                "status": status_label(finding.status, lang),
                "probability": finding.probability,
                "fault": fault_label(fault, lang) if fault else None,
                **_measures(table, ranked.get((number, row))),
            }


def _measures(table: RankingTable, row: int | None) -> Row:
    if row is None:
        return {}
    values = {name: float(column[row]) for name, column in table.values.items()}
    return {"average_precision": values.pop("map"), **values}


def ranking_rows(plans: Sequence[Labelled]) -> Iterator[Row]:
    """The first 20 units for every proposal, and those further down, or not found, that answer it."""
    for plan in plans:
        scores = plan.unit_scores(plan.probability)
        for row, proposal in enumerate(plan.proposals):
            order = order_units(scores[row]).tolist()
            answers = np.flatnonzero(plan.grades[row] >= RELEVANT).tolist()
            rest = sorted(
                set(answers) - set(order[:_DEPTH]),
                key=lambda unit, order=order: (order.index(unit) if unit in order else len(order), unit),  # type: ignore[misc]
            )
            for unit in (*order[:_DEPTH], *rest):
                grade = int(plan.grades[row, unit])
                yield {
                    "plan_id": plan.plan.id,
                    "proposal_id": proposal.id,
                    "rank": order.index(unit) + 1 if unit in order else None,
                    "unit": plan.gold.units[unit].id,
                    "heading": plan.gold.units[unit].heading,
                    "grade": grade if grade >= 0 else None,
                    "probability": float(scores[row, unit]) if unit in order else None,
                }


def error_rows(mistakes: Sequence[Mistake], lang: str) -> Iterator[Row]:
    """One row per mistake, in order."""
    for one in mistakes:
        yield {
            "fault": fault_label(one.fault, lang),
            "error": one.error,
            "plan_id": one.plan_id,
            "proposal_id": one.proposal.id,
            "label": one.proposal.label,
            "proposal": one.proposal.text,
            "status": status_label(one.status, lang),
            "probability": one.probability,
            "gold": status_label(true_status(one.grade), lang),
            "grade": one.grade,
            **_sight("found", one.found),
            **(_sight("wanted", one.wanted) if one.wanted else {}),
        }


def _sight(side: str, sight: Sight) -> Mapping[str, object]:
    passage, unit = sight.passage, sight.unit
    return {
        f"{side}_page": passage.page_start if passage else None,
        f"{side}_section": " > ".join(passage.section_path) if passage else None,
        f"{side}_passage": passage.text if passage else None,
        f"{side}_unit": unit.heading if unit else None,
        f"{side}_grade": sight.grade,
        f"{side}_probability": sight.probability,
        f"{side}_rank": sight.rank,
    }
