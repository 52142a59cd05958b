"""Responsibilities as rows: ministry × proposal, long and wide, and the sectors addressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyalign.assess.responsibility.records import Cell, Mention, Part, Responsibilities, SectorView
from policyalign.assess.run import Run
from policyalign.messages import RoleCode, label, message
from policyalign.messages.responsibility import BASES, CERTAINTIES, ROLES
from policyalign.segment.named_bodies import SECTORS
from policyalign.tables import Column, Row, Table, columns, joined
from policyalign.values import UNNAMED, Code

UNNAMED_LABEL = "担当不明"
"""Stands in the column of ministries for measures that name none, in every language, as names do."""

_EVIDENCE = dict(zip(SECTORS, ("industry", "government", "academia"), strict=True))


def responsibility_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per ministry, proposal and measure that subjects them; one without evidence where none does."""
    found: Responsibilities = run.results["responsibility"]
    for cell in found.cells:
        row: Row = {
            "proposal_id": cell.proposal_id,
            "label": run.labels[cell.proposal_id],
            "ministry": cell.ministry or UNNAMED_LABEL,
            "role": label(ROLES, cell.role, lang),
            "certainty": label(CERTAINTIES, cell.certainty, lang),
            "rivals": joined(cell.rivals),
            "reason": explain_cell(cell, lang),
        }
        if not cell.parts:
            yield row
        for part in cell.parts:
            yield {**row, **_part(part, lang)}


def responsibility_matrix_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal, with the role of every ministry under its name."""
    found: Responsibilities = run.results["responsibility"]
    rows: dict[str, Row] = {}
    for cell in found.cells:
        row = rows.setdefault(
            cell.proposal_id, {"proposal_id": cell.proposal_id, "label": run.labels[cell.proposal_id]}
        )
        row[ministry_column(cell.ministry or UNNAMED_LABEL).row_key] = role_label(cell, lang)
    yield from rows.values()


def role_label(cell: Cell, lang: str) -> str:
    """The role with how sure it is, where it is not: 主担当（要確認）."""
    told = label(ROLES, cell.role, lang)
    if cell.certainty != "check":
        return told
    check = label(CERTAINTIES, "check", lang)
    return f"{told} ({check})" if lang == "en" else f"{told}（{check}）"


def columns_of(found: Responsibilities) -> tuple[str, ...]:
    """The names that head the wide table: the ministries, and one for measures that name none."""
    unnamed = any(cell.ministry == UNNAMED for cell in found.cells)
    return (*found.ministries, *((UNNAMED_LABEL,) if unnamed else ()))


def sector_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal: which of 産・官・学 are asked, addressed and missing, with where they are."""
    found: Responsibilities = run.results["responsibility"]
    for view in found.sectors:
        yield {
            "proposal_id": view.proposal_id,
            "label": run.labels[view.proposal_id],
            **{name: joined(getattr(view, name)) for name in ("asked", "addressed", "missing", "undetermined")},
            **_evidence(view),
        }


def explain_cell(cell: Cell, lang: str) -> str:
    """Why a cell has its role, in one sentence."""
    separator = ", " if lang == "en" else "、"
    if cell.role == "undetermined":
        code = RoleCode.responsibility_open if cell.open_plans else RoleCode.responsibility_elsewhere
        plans = cell.open_plans or cell.answering_plans
        return message(code, lang, plans=separator.join(plans))
    return message(_REASONS[cell.role, cell.certainty == "check"], lang, rivals=separator.join(cell.rivals))


_REASONS: Mapping[tuple[str, bool], Code] = {
    ("lead", False): RoleCode.responsibility_lead,
    ("lead", True): RoleCode.responsibility_lead_check,
    ("several", False): RoleCode.responsibility_several,
    ("support", False): RoleCode.responsibility_support,
    ("support", True): RoleCode.responsibility_support_check,
    ("unknown", False): RoleCode.responsibility_unknown,
    ("unknown", True): RoleCode.responsibility_unknown,
    ("none", False): RoleCode.responsibility_none,
    ("out_of_scope", False): RoleCode.responsibility_out_of_scope,
}
"""By role, and whether it is to be checked; who contests a role surely has it."""


def _part(part: Part, lang: str) -> Row:
    return {
        "plan_id": part.measure.plan_id,
        "page": part.assignment.page,
        "measure_id": part.measure.id,
        "measure": part.measure.heading,
        "part": label(ROLES, part.role, lang),
        "basis": label(BASES, part.assignment.basis, lang),
        "sure": int(part.sure),
        "phrase": part.assignment.phrase,
        "passage_id": part.assignment.passage_id,
    }


def _evidence(view: SectorView) -> Row:
    told = zip(view.addressed, view.mentions, strict=True)
    return {_EVIDENCE[sector]: _page_label(mention) for sector, mention in told}


def _page_label(mention: Mention) -> str:
    return f"{mention.plan_id} p.{mention.page} {mention.heading}「…{mention.phrase}…」"


def ministry_column(ministry: str) -> Column:
    """The roles of one ministry, headed by its name."""
    return Column(ministry, key=f"ministry {ministry}")


TABLES = (
    Table(
        "responsibility.csv",
        columns(
            "proposal_id label ministry role certainty rivals plan_id page:int measure part basis sure:int phrase "
            "passage_id reason measure_id"
        ),
        responsibility_rows,
    ),
    Table(
        "responsibility_matrix.csv",
        columns("proposal_id label"),
        responsibility_matrix_rows,
        further=lambda run: map(ministry_column, columns_of(run.results["responsibility"])),
    ),
    Table(
        "sectors.csv",
        columns("proposal_id label asked addressed missing undetermined industry government academia"),
        sector_rows,
    ),
)

TYPES = ROLES
