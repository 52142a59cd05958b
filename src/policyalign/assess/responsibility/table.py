"""Responsibilities on the terminal: one line per proposal, one mark per ministry."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.responsibility.records import Responsibilities
from policyalign.assess.gaps.table import print_table
from policyalign.assess.responsibility.rows import UNNAMED, columns_of
from policyalign.messages import message, title
from policyalign.messages.responsibility import ROLE_MARKS, ROLES, label

_STYLES = {"lead": "green", "several": "bold red", "unknown": "yellow", "undetermined": "dim", "none": "dim"}
_BY_SECTOR = ("asked", "addressed", "missing", "undetermined")


def print_responsibilities(
    matrix: GapMatrix, found: Responsibilities, lang: str, console: Console | None = None
) -> None:
    """Print the marks to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or Console(highlight=False)
    legend = (f"{label(ROLE_MARKS, one, lang)}={label(ROLES, one, lang)}" for one in ROLES)
    console.print("  ".join(legend), soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(title("proposal", lang), no_wrap=True, overflow="ellipsis")
    columns = columns_of(found)
    for name in columns:
        table.add_column(Text(name), justify="center", overflow="fold")
    for name in _BY_SECTOR:
        table.add_column(title(f"sectors_{name}", lang), overflow="fold")
    roles = {(cell.proposal_id, cell.ministry or UNNAMED): cell.role for cell in found.cells}
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    for view in found.sectors:
        marks = [_mark(roles.get((view.proposal_id, name), ""), lang) for name in columns]
        sectors = ["・".join(getattr(view, name)) for name in _BY_SECTOR]
        table.add_row(Text(f"{view.proposal_id} {labels[view.proposal_id]}"), *marks, *sectors)
    print_table(table, console)


def contested_lines(matrix: GapMatrix, found: Responsibilities, lang: str) -> Iterator[str]:
    """What several ministries lead without naming each other, one line per proposal."""
    separator = ", " if lang == "en" else "、"
    for proposal in matrix.proposals:
        names = [
            cell.ministry
            for cell in found.cells
            if cell.proposal_id == proposal.id and cell.role == "several"
        ]
        if names:
            detail = {"proposal": f"{proposal.id} {proposal.label}", "ministries": separator.join(names)}
            yield message("responsibility_contested", detail, lang)


def missing_lines(matrix: GapMatrix, found: Responsibilities, lang: str) -> Iterator[str]:
    """What COCN asks of a sector and no plan addresses, though some plan answers, one line per proposal."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    for view in found.sectors:
        if view.missing and view.addressed:
            detail = {
                "proposal": f"{view.proposal_id} {labels[view.proposal_id]}",
                "sectors": "・".join(view.missing),
            }
            yield message("responsibility_sectors_missing", detail, lang)


def _mark(role: str, lang: str) -> Text:
    return Text(label(ROLE_MARKS, role, lang), style=_STYLES.get(role, "")) if role else Text("")
