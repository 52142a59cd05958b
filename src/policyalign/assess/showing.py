"""How answers are shown on a terminal: what is chosen of them, and tables in the width there is."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType  # noqa: TID251  # the one place for it
from rich.segment import Segment
from rich.table import Column, Table
from rich.text import Text

from policyalign.messages import label
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.wording import Wording
from policyalign.tables import Row
from policyalign.telling import unguarded, visible

_STYLES = {"certain": "bold red", "check": "yellow", "undetermined": "dim", "listed": ""}
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


class VisibleConsole(Console):
    """A console on which texts show as they are: nothing in them is obeyed, by the terminal or as rich's markup."""

    def __init__(self, file: TextIO, **settings: Any) -> None:
        super().__init__(file=unguarded(file), highlight=False, markup=False, emoji=False, **settings)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Every piece of text, cleaned; what moves the cursor is rich's own."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(visible(piece.text), piece.style)


def new_console() -> VisibleConsole:
    """Where answers are shown: stdout."""
    return VisibleConsole(sys.stdout)


class _VisibleTable(Table):
    """A table that measures what stands in it as it is shown."""

    def __init__(self, *columns: Column | str, **settings: Any) -> None:
        super().__init__(*columns, **settings)
        for column in self.columns:
            column.header = _visible_cell(column.header)

    def add_row(self, *cells: RenderableType | None, **settings: Any) -> None:
        """Add a row of texts."""
        super().add_row(*map(_visible_cell, cells), **settings)


def _visible_cell(cell: Any) -> Any:
    if isinstance(cell, Text) and visible(cell.plain) != cell.plain:
        return Text(visible(cell.plain), cell.style)
    return visible(cell) if isinstance(cell, str) else cell


def new_table(*columns: Column | str) -> Table:
    """A table without frame, one space between its columns."""
    return _VisibleTable(*columns, box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))


def print_rows(
    heads: str, rows: Iterable[Row], words: Mapping[Any, Wording], lang: str, folded: Collection[str] = ("explanation",)
) -> None:
    """Print what rows hold below the words for ``heads``, separated by spaces: ``type``, or ``fault=type`` where the
    row calls it something else. The columns ``folded`` take as many lines as they need. How sure a finding is has
    a colour."""
    parts = [head.partition("=") for head in heads.split()]
    styles = {label(CONFIDENCES, one, lang): style for one, style in _STYLES.items()}
    table = new_table()
    for head, _, _ in parts:
        wraps = head in folded
        table.add_column(label(words, head, lang), no_wrap=not wraps, overflow="fold" if wraps else "ellipsis")
    for row in rows:
        table.add_row(*(_cell(row[name or head], styles if head == "confidence" else {}) for head, _, name in parts))
    print_table(table)


def _cell(value: Any, styles: Mapping[str, str]) -> Text:
    return value if isinstance(value, Text) else Text(str(value), styles.get(value, ""))


def print_table(table: Table, console: Console | None = None) -> None:
    """Print a table to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or new_console()
    if console.is_terminal:
        console.print(table)
    else:
        console.file.write(_whole_lines(table))


def _whole_lines(table: Table) -> str:
    """The table without colours, as wide as it needs, and without the blanks that pad its lines."""
    page = VisibleConsole(StringIO(), no_color=True, width=10_000)
    page = VisibleConsole(StringIO(), no_color=True, width=page.measure(table).maximum)
    with page.capture() as captured:
        page.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
