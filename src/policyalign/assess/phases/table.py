"""The faults on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.phases.records import Fault, Side
from policyalign.assess.gaps.table import print_table
from policyalign.assess.phases.rows import explain_fault
from policyalign.messages import title
from policyalign.messages.phases import CONFIDENCES, FAULTS, label

_STYLES = {"certain": "bold red", "check": "yellow"}


def print_faults(faults: Sequence[tuple[int, Fault]], lang: str, console: Console | None = None) -> None:
    """Print numbered faults to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or Console(highlight=False)
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("number", "fault", "confidence", "proposal", "pages_of_fault"):
        table.add_column(title(name, lang), no_wrap=True)
    table.add_column(title("explanation", lang), overflow="fold")
    for number, fault in faults:
        table.add_row(
            str(number),
            label(FAULTS, fault.kind, lang),
            Text(label(CONFIDENCES, fault.confidence, lang), style=_STYLES.get(fault.confidence, "")),
            Text(" ".join(fault.proposal_ids)),
            Text(" / ".join(_place(side) for side in (fault.first, fault.second) if side is not None)),
            Text(explain_fault(fault, lang)),
        )
    print_table(table, console)


def _place(side: Side) -> str:
    return f"{side.measure.plan_id} p.{side.page}"
