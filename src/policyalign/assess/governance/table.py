"""The complaints on the terminal: a sentence each, and the findings that bear on it."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.governance.messages import GovernanceCode
from policyalign.assess.governance.records import Governance
from policyalign.assess.governance.rows import complaint_labels, evidence_row, reason_told
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.messages import label
from policyalign.messages.labels import STATUSES, TITLES
from policyalign.telling import say, tell


def show(run: Run, selection: Selection, lang: str) -> None:
    """Every complaint with its findings, the certain ones first."""
    found: Governance = run.results["governance"]
    sentences = dict(summary_lines(run, lang))
    for complaint in found.complaints:
        if not selection.takes(proposals=(complaint.statement_id,), type=complaint.status, plans=selection.plans):
            continue
        tell(sentences[complaint.statement_id])
        chosen = [one for one in complaint.evidence if not selection.plans or set(one.plans) & set(selection.plans)]
        rows = [evidence_row(one, run, lang) for one in chosen[: selection.limit]]
        if rows:
            print_rows("kind=type confidence pages_of_fault=pages explanation", rows, TITLES, lang)
        if len(chosen) > len(rows):
            say(GovernanceCode.governance_more, lang, count=len(chosen) - len(rows))
        tell("")


def summary_lines(run: Run, lang: str) -> Iterator[tuple[str, str]]:
    """By statement, its label, status and reason in a line."""
    labels = complaint_labels()
    for one in run.results["governance"].complaints:
        told = f"{one.statement_id} {labels[one.statement_id]}: {label(STATUSES, one.status, lang)}"
        reason = reason_told(one, lang)
        yield one.statement_id, f"{told} ({reason})" if lang == "en" else f"{told}（{reason}）"
