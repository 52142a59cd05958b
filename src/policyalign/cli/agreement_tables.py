"""The agreement of two labellers on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.showing import print_table
from policyalign.messages import LabCode, label, message
from policyalign.messages.figures import FIGURES

if TYPE_CHECKING:
    from policyalign.lab.labelling.agreement import Agreement

_SHOWN = 20
_CLIP = 40


def print_agreement(agreement: Agreement, lang: str, console: Console | None = None) -> None:
    """Print counts, coefficients, the table of grades, and the disagreements, the widest first."""
    console = console or Console(highlight=False)
    for line in _counts(agreement, lang):
        console.print(Text(line), soft_wrap=True)
    console.print()
    print_table(_coefficients(agreement, lang), console)
    console.print()
    print_table(_confusion(agreement, lang), console)
    if agreement.disagreements:
        console.print()
        print_table(_disagreements(agreement, lang), console)


def _counts(agreement: Agreement, lang: str) -> Iterator[str]:
    detail = {"rows": agreement.rows, "agreed": agreement.agreed}
    yield message(LabCode.agree_rows, lang, **{name: str(value) for name, value in detail.items()})
    cells = {"cells": agreement.cells, "agreed": agreement.cells_agreed}
    yield message(LabCode.agree_cells, lang, **{name: str(value) for name, value in cells.items()})
    if agreement.only_first or agreement.only_second:
        yield message(LabCode.agree_alone, lang, first=agreement.only_first, second=agreement.only_second)


def _coefficients(agreement: Agreement, lang: str) -> Table:
    table = Table("", label(FIGURES, "value", lang), box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("quadratic_kappa", "krippendorff_alpha", "gwet_ac1"):
        value = getattr(agreement, name)
        table.add_row(label(FIGURES, name, lang), "–" if value is None else f"{value:.3f}")
    return table


def _confusion(agreement: Agreement, lang: str) -> Table:
    """Grades by the first down, by the second across."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("A \\ B")
    for grade in range(len(agreement.confusion)):
        table.add_column(str(grade), justify="right")
    for grade, counts in enumerate(agreement.confusion):
        table.add_row(str(grade), *map(str, counts))
    return table


def _disagreements(agreement: Agreement, lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for heading in ("row", "plan", "proposal", "measure"):
        table.add_column(label(FIGURES, heading, lang), no_wrap=True, overflow="ellipsis")
    table.add_column("A")
    table.add_column("B")
    for first, second in agreement.disagreements[:_SHOWN]:
        cells = first.cells
        proposal = f"{cells['proposal_id']} {cells['label']}"
        row = [str(first.number), cells["plan_id"], proposal, cells["heading"][:_CLIP]]
        table.add_row(*map(Text, (*row, str(first.grade), str(second.grade))))
    rest = len(agreement.disagreements) - _SHOWN
    if rest > 0:
        table.caption = message(LabCode.agree_more, lang, count=rest)
    return table
