"""Responsibilities as rows: ministry × proposal, long and wide, and the sectors addressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyalign.assess.responsibility.messages import BASES, CERTAINTIES, FIGURE, ROLES, RoleCode
from policyalign.assess.responsibility.records import Cell, Mention, Part, Responsibilities, Role, SectorView
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.messages import label, message
from policyalign.messages.audit import CHECKS
from policyalign.segment.named_bodies import SECTORS
from policyalign.tables import Column, Row, Table, columns, filled
from policyalign.values import UNNAMED, Check, Code

UNNAMED_LABEL = "担当不明"
"""Stands in the column of ministries for measures that name none, in every language, as names do."""

_EVIDENCE = dict(zip(SECTORS, ("industry", "government", "academia"), strict=True))


_ROLES = columns(
    "proposal_id=cell.proposal_id label ministry role=cell.role certainty rivals=cell.rivals "
    "plan_id=part.measure.plan_id page:int=part.assignment.page measure=part.measure.shown part=part.role "
    "basis=part.assignment.basis sure:int=part.sure phrase=part.assignment.phrase "
    "passage_id=part.assignment.passage_id reason measure_id=part.measure.id checked=cell.checked",
    role=ROLES,
    part=ROLES,
    basis=BASES,
    checked=CHECKS,
)


def responsibility_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per ministry, proposal and measure that subjects them; one without evidence where none does."""
    found: Responsibilities = run.results["responsibility"]
    for cell in found.cells:
        for part in cell.parts or (None,):
            yield {
                **filled(_ROLES, lang, cell=cell, part=part),
                "label": run.labels[cell.proposal_id],
                "ministry": cell.ministry or UNNAMED_LABEL,
                "certainty": label(CERTAINTIES, cell.certainty_by(part) if part else cell.certainty, lang),
                "reason": explain_cell(cell, lang, part),
            }


def responsibility_matrix_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal, with the role of every ministry under its name."""
    found: Responsibilities = run.results["responsibility"]
    for proposal, cells in grouped((cell.proposal_id, cell) for cell in found.cells).items():
        roles = {ministry_column(cell.ministry or UNNAMED_LABEL).row_key: role_label(cell, lang) for cell in cells}
        yield {"proposal_id": proposal, "label": run.labels[proposal], **roles}


def role_in_legend(role: Role, lang: str) -> str:
    """The word for a role; that nobody has one, for every plan is a gap, holds for the plans compared."""
    told = label(ROLES, role, lang)
    return label(FIGURE, "gap_here", lang).format(role=told) if role == "none" else told


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


_SECTORS = columns(
    "proposal_id=view.proposal_id label asked=view.asked addressed=view.addressed missing=view.missing "
    "undetermined=view.undetermined industry government academia"
)


def sector_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per proposal: which of 産・官・学 are asked, addressed and missing, with where they are."""
    found: Responsibilities = run.results["responsibility"]
    for view in found.sectors:
        yield {
            **filled(_SECTORS, lang, view=view),
            "label": run.labels[view.proposal_id],
            **_evidence(run, view, lang),
        }


def explain_cell(cell: Cell, lang: str, part: Part | None = None) -> str:
    """Why a cell has its role, in one sentence; with a ``part`` as sure as that part lets it be."""
    separator = ", " if lang == "en" else "、"
    if cell.checked in _CHECKED:
        return message(_CHECKED[cell.checked], lang)
    if cell.role == "undetermined":
        code = RoleCode.responsibility_open if cell.open_plans else RoleCode.responsibility_elsewhere
        plans = cell.open_plans or cell.answering_plans
        return message(code, lang, plans=separator.join(plans))
    certainty = cell.certainty_by(part) if part else cell.certainty
    return message(_REASONS[cell.role, certainty == "check"], lang, rivals=separator.join(cell.rivals))


_REASONS: Mapping[tuple[str, bool], Code] = {
    ("lead", False): RoleCode.responsibility_lead,
    ("lead", True): RoleCode.responsibility_lead_check,
    ("several", False): RoleCode.responsibility_several,
    ("several", True): RoleCode.responsibility_several_check,
    ("support", False): RoleCode.responsibility_support,
    ("support", True): RoleCode.responsibility_support_check,
    ("unknown", False): RoleCode.responsibility_unknown,
    ("unknown", True): RoleCode.responsibility_unknown,
    ("none", False): RoleCode.responsibility_none,
    ("out_of_scope", False): RoleCode.responsibility_out_of_scope,
}
"""By role, and whether it is to be checked; who contests a role surely has it, if not by each measure."""

_CHECKED: Mapping[Check, Code] = {
    "wrong": RoleCode.responsibility_wrong,
    "unsure": RoleCode.responsibility_unsure,
    "disputed": RoleCode.responsibility_disputed,
}
"""What people said who did not confirm a role."""


def _evidence(run: Run, view: SectorView, lang: str) -> Row:
    told = zip(view.addressed, view.mentions, strict=True)
    return {_EVIDENCE[sector]: _page_label(run, mention, lang) for sector, mention in told}


def _page_label(run: Run, mention: Mention, lang: str) -> str:
    return f"{mention.plan_id} {run.place(mention.plan_id, mention.page, lang)} {mention.heading}「…{mention.phrase}…」"


def ministry_column(ministry: str) -> Column:
    """The roles of one ministry, headed by its name."""
    return Column(ministry, key=f"ministry {ministry}")


TABLES = (
    Table("responsibility.csv", _ROLES, responsibility_rows),
    Table(
        "responsibility_matrix.csv",
        columns("proposal_id label"),
        responsibility_matrix_rows,
        further=lambda run: map(ministry_column, columns_of(run.results["responsibility"])),
    ),
    Table("sectors.csv", _SECTORS, sector_rows),
)

TYPES = ROLES
