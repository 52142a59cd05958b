"""The agreement of two labellers on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from policyalign.assess.showing import new_console, new_table, print_table
from policyalign.cli.terminal import figure_text
from policyalign.messages import LabCode, label, message
from policyalign.messages.figures import FIGURES

if TYPE_CHECKING:
    from policyalign.lab.labelling.agreement import Agreement

_SHOWN = 20
_CLIP = 40


def print_agreement(agreement: Agreement, lang: str) -> None:
    """Print counts, coefficients, the table of grades, and the disagreements, the widest first."""
    console = new_console()
    for line in _counts(agreement, lang):
        console.print(Text(line), soft_wrap=True)
    tables = [_coefficients(agreement, lang), _confusion(agreement)]
    for table in [*tables, _disagreements(agreement, lang)] if agreement.disagreements else tables:
        console.print()
        print_table(table, console)


def _counts(agreement: Agreement, lang: str) -> Iterator[str]:
    yield message(LabCode.agree_rows, lang, rows=agreement.rows, agreed=agreement.agreed)
    yield message(LabCode.agree_cells, lang, cells=agreement.cells, agreed=agreement.cells_agreed)
    if agreement.only_first or agreement.only_second:
        yield message(LabCode.agree_alone, lang, first=agreement.only_first, second=agreement.only_second)


def _coefficients(agreement: Agreement, lang: str) -> Table:
    table = new_table("", label(FIGURES, "value", lang))
    for name in ("quadratic_kappa", "krippendorff_alpha", "gwet_ac1"):
        table.add_row(label(FIGURES, name, lang), figure_text(getattr(agreement, name)))
    return table


def _confusion(agreement: Agreement) -> Table:
    """Grades by the first down, by the second across."""
    grades = map(str, range(len(agreement.confusion)))
    table = new_table("A \\ B", *(Column(grade, justify="right") for grade in grades))
    for grade, counts in enumerate(agreement.confusion):
        table.add_row(str(grade), *map(str, counts))
    return table


def _disagreements(agreement: Agreement, lang: str) -> Table:
    headings = (label(FIGURES, name, lang) for name in ("row", "plan", "proposal", "measure"))
    table = new_table(*(Column(one, no_wrap=True, overflow="ellipsis") for one in headings), "A", "B")
    for first, second in agreement.disagreements[:_SHOWN]:
        cells = first.cells
        proposal = f"{cells['proposal_id']} {cells['label']}"
        row = [str(first.number), cells["plan_id"], proposal, cells["heading"][:_CLIP]]
        table.add_row(*map(Text, (*row, str(first.grade), str(second.grade))))
    rest = len(agreement.disagreements) - _SHOWN
    if rest > 0:
        table.caption = message(LabCode.agree_more, lang, count=rest)
    return table
