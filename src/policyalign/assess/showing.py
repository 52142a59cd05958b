"""How answers are shown on a terminal: what is chosen of them, and tables in the width there is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table

STYLES = {"certain": "bold red", "check": "yellow", "undetermined": "dim", "listed": ""}
"""Of how sure a finding is."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of an answer is asked for: plans and proposals by their ids, ``types`` of findings (all where none is
    named), and at most ``limit`` lines (None: all)."""

    plans: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    limit: int | None = None

    def takes(self, *, plans: Collection[str] = (), proposals: Collection[str] = (), type: str = "") -> bool:
        """Whether a finding on these plans and proposals, of this type, is asked for."""
        return (
            (not self.plans or any(one in plans for one in self.plans))
            and (not self.proposals or any(one in proposals for one in self.proposals))
            and (not self.types or type in self.types)
        )


def new_table(*columns: Column | str) -> Table:
    """A table without frame, one space between its columns."""
    return Table(*columns, box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))


def print_table(table: Table, console: Console | None = None) -> None:
    """Print a table to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or Console(highlight=False)
    if console.is_terminal:
        console.print(table)
    else:
        console.file.write(_whole_lines(table))


def _whole_lines(table: Table) -> str:
    """The table without colours, as wide as it needs, and without the blanks that pad its lines."""
    page = Console(file=StringIO(), no_color=True, width=10_000)
    page = Console(file=StringIO(), no_color=True, width=page.measure(table).maximum)
    with page.capture() as captured:
        page.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
