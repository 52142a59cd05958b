"""The faults on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text
from typer import echo

from policyalign.assess.measures.side import Side
from policyalign.assess.phases.records import Fault, Phases
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.run import Run
from policyalign.assess.showing import STYLES, Selection, new_table, print_table
from policyalign.messages import PhaseCode, label, message
from policyalign.messages.labels import TITLES
from policyalign.messages.phases import CONFIDENCES, FAULTS
from policyalign.telling import say


def show(run: Run, selection: Selection, lang: str) -> None:
    """The alarms, numbered as in ``phases.csv``, and how many of each kind there are."""
    phases: Phases = run.results["phases"]
    chosen = [(number, one) for number, one in enumerate(phases.faults, 1) if _is_chosen(one, selection)]
    alarms = [(number, one) for number, one in chosen if one.confidence != "listed"]
    if alarms:
        print_faults(run, alarms[: selection.limit], lang)
        for line in _counts([fault for _, fault in alarms], lang):
            echo(line)
    else:
        echo(message(PhaseCode.phases_none, lang))
    unfiltered = not (selection.proposals or selection.plans or selection.types)
    listed = len(chosen) - len(alarms) + (len(phases.notes) if unfiltered else 0)
    if listed:
        say(PhaseCode.phases_listed, lang, count=listed)


def print_faults(run: Run, faults: Sequence[tuple[int, Fault]], lang: str) -> None:
    """Print numbered faults."""
    table = new_table()
    for name in ("number", "fault", "confidence", "proposal", "pages_of_fault"):
        table.add_column(label(TITLES, name, lang), no_wrap=True)
    table.add_column(label(TITLES, "explanation", lang), overflow="fold")
    for number, fault in faults:
        table.add_row(
            str(number),
            label(FAULTS, fault.kind, lang),
            Text(label(CONFIDENCES, fault.confidence, lang), style=STYLES[fault.confidence]),
            Text(" ".join(fault.proposal_ids)),
            Text(" / ".join(_page_label(run, side, lang) for side in fault.sides)),
            Text(explain_fault(fault, lang)),
        )
    print_table(table)


def _is_chosen(fault: Fault, selection: Selection) -> bool:
    plans = [side.measure.plan_id for side in fault.sides]
    return selection.takes(plans=plans, proposals=fault.proposal_ids, type=fault.kind)


def _page_label(run: Run, side: Side, lang: str) -> str:
    return f"{side.measure.plan_id} {run.place(side.measure.plan_id, side.page, lang)}"


def _counts(faults: Sequence[Fault], lang: str) -> Iterator[str]:
    """How many faults of each kind, and how many of them are certain."""
    counts = Counter((fault.kind, fault.confidence) for fault in faults)
    for kind in FAULTS:
        found = [
            f"{label(CONFIDENCES, confidence, lang)} {counts[kind, confidence]}"
            for confidence in CONFIDENCES
            if counts[kind, confidence]
        ]
        if found:
            yield f"{label(FAULTS, kind, lang)}: {'  '.join(found)}"
