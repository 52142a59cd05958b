"""Citations and exit links on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.links.records import Exit, ExitSide
from policyalign.assess.gaps.table import print_table
from policyalign.assess.links.rows import Cited, explain_exit
from policyalign.messages import title
from policyalign.messages.links import CONFIDENCES, EXITS, HEADS, KINDS
from policyalign.messages.phases import label

_STYLES = {"certain": "bold red", "check": "yellow", "undetermined": "dim"}
_MOST_PAGES = 8


def print_links(cited: Sequence[Cited], lang: str, console: Console | None = None) -> None:
    """Print who cites whom to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("citing", "type"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    table.add_column(label(HEADS, "cited", lang), overflow="fold")
    for name in ("id", "count", "pages"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    for one in cited:
        cells = (one.target.title, one.target.resolved, str(len(one.citations)), _pages(one.pages))
        table.add_row(Text(one.plan_id), label(KINDS, one.target.kind, lang), *map(Text, cells))
    print_table(table, console or Console(highlight=False))


def print_exits(exits: Sequence[tuple[int, Exit]], lang: str, console: Console | None = None) -> None:
    """Print numbered exit links in the same manner."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(title("number", lang), no_wrap=True)
    for name in ("type", "confidence", "pages"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    table.add_column(label(HEADS, "explanation", lang), overflow="fold")
    for number, one in exits:
        table.add_row(
            str(number),
            label(EXITS, one.kind, lang),
            Text(label(CONFIDENCES, one.confidence, lang), style=_STYLES[one.confidence]),
            Text(" → ".join(_place(side) for side in (one.source, one.user))),
            Text(explain_exit(one, lang)),
        )
    print_table(table, console or Console(highlight=False))


def _place(side: ExitSide | None) -> str:
    return f"{side.measure.plan_id} p.{side.page}" if side else "?"


def _pages(pages: Sequence[int]) -> str:
    told = ", ".join(map(str, pages[:_MOST_PAGES]))
    return f"{told} …" if len(pages) > _MOST_PAGES else told
