"""The overlaps on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.measures.records import Measure
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.gaps.table import print_table
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.messages import message, title
from policyalign.messages.phases import CONFIDENCES, label

_STYLES = {"certain": "bold red", "check": "yellow"}
_WORDS = 3  # shared words that a line has room for


def print_overlaps(
    overlaps: Sequence[tuple[int, Overlap]], lang: str, console: Console | None = None
) -> None:
    """Print numbered overlaps to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or Console(highlight=False)
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("number", "relation", "confidence", "probability"):
        table.add_column(title(name, lang), no_wrap=True)
    for name in ("measure_a", "measure_b", "explanation"):
        table.add_column(title(name, lang), overflow="fold")
    for number, one in overlaps:
        table.add_row(
            str(number),
            relation_told(one, lang),
            Text(label(CONFIDENCES, one.confidence, lang), style=_style(one)),
            f"{one.probability:.2f}",
            Text(_place(one.first)),
            Text(_place(one.second)),
            Text(" / ".join(_told(one, lang))),
        )
    print_table(table, console)


def _style(overlap: Overlap) -> str:
    """What is co-ordinated already is no alarm."""
    return _STYLES[overlap.confidence] if overlap.coordination is None else ""


def _place(measure: Measure) -> str:
    return f"{measure.plan_id} p.{measure.page} {measure.heading}".rstrip()


def _told(overlap: Overlap, lang: str) -> Iterator[str]:
    if overlap.coordination is not None:
        yield message("overlaps_coordinated", {"phrase": overlap.coordination.phrase}, lang)
    if why := explain_overlap(overlap, lang):
        yield why
    elif overlap.shared:
        yield "・".join(overlap.shared[:_WORDS])
