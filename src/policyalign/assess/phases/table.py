"""The faults on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policyalign.assess.measures.side import plans_of
from policyalign.assess.phases.messages import FAULTS, PhaseCode
from policyalign.assess.phases.picture_table import show_picture
from policyalign.assess.phases.records import Fault, Phases
from policyalign.assess.phases.rows import fault_rows
from policyalign.assess.placing import sides_told
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.messages import label, message
from policyalign.messages.labels import TITLES
from policyalign.messages.measures import CONFIDENCES
from policyalign.telling import say, tell


def show(run: Run, selection: Selection, lang: str) -> None:
    """The alarms, numbered as in ``phases.csv``, and how many of each kind there are."""
    phases: Phases = run.results["phases"]
    pairs = zip(phases.faults, fault_rows(run, lang), strict=False)  # notes on plans follow the faults
    chosen = [(fault, row) for fault, row in pairs if _is_chosen(fault, selection)]
    alarms = [(fault, row) for fault, row in chosen if fault.confidence != "listed"]
    if alarms:
        rows = (
            {**row, "proposal": " ".join(fault.proposal_ids), "pages": sides_told(run, fault.sides, lang)}
            for fault, row in alarms[: selection.limit]
        )
        print_rows("number fault=type confidence proposal pages_of_fault=pages explanation", rows, TITLES, lang)
        for line in _counts([fault for fault, _ in alarms], lang):
            tell(line)
    else:
        tell(message(PhaseCode.phases_none, lang))
    if not selection.types:
        show_picture(run, selection, lang)
    unfiltered = not (selection.proposals or selection.plans or selection.types)
    listed = len(chosen) - len(alarms) + (len(phases.notes) if unfiltered else 0)
    if listed:
        say(PhaseCode.phases_listed, lang, count=listed)


def _is_chosen(fault: Fault, selection: Selection) -> bool:
    return selection.takes(plans=plans_of(fault.sides), proposals=fault.proposal_ids, type=fault.kind)


def _counts(faults: Sequence[Fault], lang: str) -> Iterator[str]:
    """How many faults of each kind, and how many of them are certain."""
    counts: Counter[tuple[str, str]] = Counter((fault.kind, fault.confidence) for fault in faults)
    for kind in FAULTS:
        found = [
            f"{label(CONFIDENCES, confidence, lang)} {counts[kind, confidence]}"
            for confidence in CONFIDENCES
            if counts[kind, confidence]
        ]
        if found:
            yield f"{label(FAULTS, kind, lang)}: {'  '.join(found)}"
