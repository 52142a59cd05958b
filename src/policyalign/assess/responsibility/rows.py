"""Responsibilities as rows: ministry × proposal, long and wide, and the sectors addressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.responsibility.records import (
    SECTORS,
    UNKNOWN,
    Cell,
    Mention,
    Part,
    Responsibilities,
    SectorView,
)
from policyalign.export.columns import ministry_column
from policyalign.export.csv_format import LIST_SEPARATOR
from policyalign.messages import message
from policyalign.messages.responsibility import BASES, ROLES, label

Row = dict[str, object]

UNNAMED = "担当不明"
"""Stands in the column of ministries for measures that name none, in every language, as names do."""

_EVIDENCE = dict(zip(SECTORS, ("industry", "government", "academia"), strict=True))


def responsibility_rows(matrix: GapMatrix, found: Responsibilities, lang: str) -> Iterator[Row]:
    """One row per ministry, proposal and measure that ties them; one without evidence where none does."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    for cell in found.cells:
        row: Row = {
            "proposal_id": cell.proposal_id,
            "label": labels[cell.proposal_id],
            "ministry": cell.ministry or UNNAMED,
            "role": label(ROLES, cell.role, lang),
            "rivals": LIST_SEPARATOR.join(cell.rivals),
            "reason": explain_cell(cell, lang),
        }
        if not cell.parts:
            yield row
        for part in cell.parts:
            yield {**row, **_part(part, lang)}


def responsibility_matrix_rows(matrix: GapMatrix, found: Responsibilities, lang: str) -> Iterator[Row]:
    """One row per proposal, with the role of every ministry under its name."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    rows: dict[str, Row] = {}
    for cell in found.cells:
        row = rows.setdefault(
            cell.proposal_id, {"proposal_id": cell.proposal_id, "label": labels[cell.proposal_id]}
        )
        row[ministry_column(cell.ministry or UNNAMED).row_key] = label(ROLES, cell.role, lang)
    yield from rows.values()


def columns_of(found: Responsibilities) -> tuple[str, ...]:
    """The names that head the wide table: the ministries, and one for measures that name none."""
    unnamed = any(cell.ministry == UNKNOWN for cell in found.cells)
    return (*found.ministries, *((UNNAMED,) if unnamed else ()))


def sector_rows(matrix: GapMatrix, found: Responsibilities) -> Iterator[Row]:
    """One row per proposal: which of 産・官・学 are asked, addressed and missing, with where they are."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    for view in found.sectors:
        yield {
            "proposal_id": view.proposal_id,
            "label": labels[view.proposal_id],
            **{
                name: LIST_SEPARATOR.join(getattr(view, name))
                for name in ("asked", "addressed", "missing", "undetermined")
            },
            **_evidence(view),
        }


def explain_cell(cell: Cell, lang: str) -> str:
    """Why a cell has its role, in one sentence."""
    separator = ", " if lang == "en" else "、"
    if cell.role == "undetermined":
        code = "responsibility_open" if cell.open_plans else "responsibility_elsewhere"
        plans = cell.open_plans or cell.answering_plans
        return message(code, {"plans": separator.join(plans)}, lang)
    return message(_REASONS[cell.role], {"rivals": separator.join(cell.rivals)}, lang)


_REASONS: Mapping[str, str] = {
    "lead": "responsibility_lead",
    "several": "responsibility_several",
    "support": "responsibility_support",
    "unknown": "responsibility_unknown",
    "none": "responsibility_none",
    "out_of_scope": "responsibility_out_of_scope",
}


def _part(part: Part, lang: str) -> Row:
    return {
        "plan_id": part.measure.plan_id,
        "page": part.charge.page,
        "measure": part.measure.heading,
        "part": label(ROLES, part.role, lang),
        "basis": label(BASES, part.charge.basis, lang),
        "sure": int(part.sure),
        "phrase": part.charge.phrase,
        "passage_id": part.charge.passage_id,
    }


def _evidence(view: SectorView) -> Row:
    told = zip(view.addressed, view.mentions, strict=True)
    return {_EVIDENCE[sector]: _place(mention) for sector, mention in told}


def _place(mention: Mention) -> str:
    return f"{mention.plan_id} p.{mention.page} {mention.heading}「…{mention.phrase}…」"
