"""Why cells are 判定不能: what holds for a plan as a whole, to be said once, and what is of one cell, in short."""

from __future__ import annotations

from dataclasses import dataclass

from policyalign.domain import Plan
from policyalign.grouping import grouped
from policyalign.messages import VerdictCode, message
from policyalign.messages.report import SENTENCES
from policyalign.messages.verdicts import WITH_UNREAD
from policyalign.report.records import Cell, Joined
from policyalign.values import Code

_OF_PLANS: frozenset[Code] = frozenset(
    (
        VerdictCode.too_many_unread,
        VerdictCode.picture_unread_here,
        VerdictCode.diagrams_unread_here,
        VerdictCode.formulas_unread_here,
        VerdictCode.characters_lost_here,
        VerdictCode.file_damaged,
        VerdictCode.part_of_plan,
        VerdictCode.chapters_empty_here,
        VerdictCode.text_pending_here,
        VerdictCode.read_by_ocr,
        VerdictCode.too_much_broken,
        VerdictCode.too_little_text,
        VerdictCode.not_japanese,
        VerdictCode.plan_untypical,
        VerdictCode.no_estimate,
    )
)
"""Reasons that the matching of a proposal has no part in."""
_SHORT: frozenset[Code] = frozenset(
    (
        VerdictCode.between,
        VerdictCode.no_clear_passage,
        VerdictCode.no_carrier,
        VerdictCode.passage_too_near,
        VerdictCode.spoken_of,
        VerdictCode.near_broken,
        VerdictCode.not_calibrated,
    )
)
"""Reasons that the chapter says once for all plans of a proposal, with the figures of each; the workbook has them in
full."""
_PLAIN = {twin: code for code, twin in WITH_UNREAD.items()}
"""From the reasons that count unread pages to those that do not: the chapter counts them elsewhere."""


@dataclass(frozen=True, slots=True)
class PlanReason:
    """A reason, worded, that leaves a plan as a whole open, with the ids of the ``proposals`` that it does so for."""

    plan: Plan
    code: Code
    reason: str
    proposals: tuple[str, ...]


def is_plan_wide(cell: Cell) -> bool:
    """Whether the verdict is 判定不能 for what holds for its plan as a whole."""
    return cell.finding.status == "undetermined" and reason_code(cell) in _OF_PLANS


def plan_reasons(joined: Joined) -> tuple[PlanReason, ...]:
    """All such reasons, in the order of the plans."""
    order = {plan.id: number for number, plan in enumerate(joined.plans)}
    wide = sorted((cell for cell in joined.cells if is_plan_wide(cell)), key=lambda cell: order[cell.plan.id])
    found = grouped(((cell.plan.id, reason_code(cell)), cell) for cell in wide)
    return tuple(
        PlanReason(cells[0].plan, code, cells[0].reason, tuple(cell.finding.proposal_id for cell in cells))
        for (_, code), cells in found.items()
    )


def reason_in_short(cell: Cell, lang: str) -> str:
    """Why nothing can be said of a cell, in words that do for other plans, too."""
    code, finding = reason_code(cell), cell.finding
    if code in _SHORT and finding.probability is not None:
        return SENTENCES[f"short_{code}"].text(lang).format(page=finding.detail.get("page", ""))
    if finding.reason in _PLAIN:
        return message(code, lang, **finding.detail)
    return cell.reason


def figures_of(cell: Cell, lang: str) -> tuple[str, ...]:
    """What a reason that is said in short is of in this cell: the probability, and words that the plan speaks of."""
    code, finding = reason_code(cell), cell.finding
    if code not in _SHORT or finding.probability is None:
        return ()
    told = [SENTENCES["short_probability"].text(lang).format(probability=f"{finding.probability:.0%}")]
    if code == VerdictCode.passage_too_near and cell.alone is not None:
        told.append(SENTENCES["short_alone"].text(lang).format(probability=f"{cell.alone:.0%}"))
    if code == VerdictCode.spoken_of:
        told.append(SENTENCES["short_words"].text(lang).format(words=finding.detail.get("words", "")))
    return tuple(told)


def reason_code(cell: Cell) -> Code:
    """The code of the reason of a cell, without the count of unread pages that may stand behind it."""
    return _PLAIN.get(cell.finding.reason, cell.finding.reason)
