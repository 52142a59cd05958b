"""Responsibilities on the terminal: one line per proposal, one mark per ministry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from policyalign.assess.responsibility.messages import ROLE_MARKS, ROLES, RoleCode
from policyalign.assess.responsibility.records import Cell, Responsibilities, SectorView
from policyalign.assess.responsibility.rows import UNNAMED_LABEL, columns_of, role_in_legend
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, new_table, print_table
from policyalign.messages import label, message
from policyalign.messages.labels import TITLES
from policyalign.telling import say, tell

_STYLES = {"lead": "green", "several": "bold red", "unknown": "yellow", "undetermined": "dim", "none": "dim"}
_BY_SECTOR = ("asked", "addressed", "missing", "undetermined")
_CHECK = "?"


def show(run: Run, selection: Selection, lang: str) -> None:
    """The roles by proposal and ministry, then what is contested and what is missing."""
    found: Responsibilities = run.results["responsibility"]
    views = [view for view in found.sectors if _is_chosen(view, found, selection)]
    if not found.ministries:
        say(RoleCode.responsibility_no_ministry, lang)
    marks = [f"{label(ROLE_MARKS, one, lang)}={role_in_legend(one, lang)}" for one in ROLES]
    tell("  ".join([*marks, message(RoleCode.responsibility_mark_check, lang, mark=_CHECK)]))
    print_responsibilities(run, views[: selection.limit], lang)
    for line in (*contested_lines(run, views, lang), *missing_lines(run, views, lang)):
        tell(line)


def _is_chosen(view: SectorView, found: Responsibilities, selection: Selection) -> bool:
    cells = [cell for cell in found.cells if cell.proposal_id == view.proposal_id]
    plans = [part.measure.plan_id for cell in cells for part in cell.parts]
    named = not selection.types or any(cell.role in selection.types for cell in cells)
    return named and selection.takes(plans=plans, proposals=(view.proposal_id,), type=next(iter(selection.types), ""))


def print_responsibilities(run: Run, views: Sequence[SectorView], lang: str) -> None:
    """Print the marks."""
    found: Responsibilities = run.results["responsibility"]
    table = new_table()
    table.add_column(label(TITLES, "proposal", lang), no_wrap=True, overflow="ellipsis")
    names = columns_of(found)
    for name in names:
        table.add_column(Text(name), justify="center", overflow="fold")
    for name in _BY_SECTOR:
        table.add_column(label(TITLES, f"sectors_{name}", lang), overflow="fold")
    cells = {(cell.proposal_id, cell.ministry or UNNAMED_LABEL): cell for cell in found.cells}
    for view in views:
        marks = [_mark(cells.get((view.proposal_id, name)), lang) for name in names]
        sectors = ["・".join(getattr(view, name)) for name in _BY_SECTOR]
        table.add_row(Text(f"{view.proposal_id} {run.labels[view.proposal_id]}"), *marks, *sectors)
    print_table(table)


def contested_lines(run: Run, views: Sequence[SectorView], lang: str) -> Iterator[str]:
    """What several ministries lead without naming each other, one line per proposal."""
    found: Responsibilities = run.results["responsibility"]
    separator = ", " if lang == "en" else "、"
    for view in views:
        names = [
            cell.ministry for cell in found.cells if cell.proposal_id == view.proposal_id and cell.role == "several"
        ]
        if names:
            proposal = f"{view.proposal_id} {run.labels[view.proposal_id]}"
            detail = {"proposal": proposal, "ministries": separator.join(names)}
            yield message(RoleCode.responsibility_contested, lang, **detail)


def missing_lines(run: Run, views: Sequence[SectorView], lang: str) -> Iterator[str]:
    """What COCN asks of a sector and no plan addresses, though some plan answers, one line per proposal."""
    for view in views:
        if view.missing and view.addressed:
            yield message(
                RoleCode.responsibility_sectors_missing,
                lang,
                proposal=f"{view.proposal_id} {run.labels[view.proposal_id]}",
                sectors="・".join(view.missing),
            )


def _mark(cell: Cell | None, lang: str) -> Text:
    if cell is None:
        return Text("")
    check = _CHECK if cell.certainty == "check" else ""
    return Text(label(ROLE_MARKS, cell.role, lang) + check, style=_STYLES.get(cell.role, ""))
