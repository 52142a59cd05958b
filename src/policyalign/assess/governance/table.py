"""The complaints on the terminal: a sentence each, and the findings that bear on it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from typer import echo

from policyalign.assess.governance.records import Governance
from policyalign.assess.governance.rows import complaint_labels, explain_evidence, pages_told, reason_told
from policyalign.assess.run import Run
from policyalign.assess.showing import STYLES, Selection, new_table, print_table
from policyalign.messages import GovernanceCode, label
from policyalign.messages.governance import CONFIDENCES
from policyalign.messages.labels import STATUSES, TITLES
from policyalign.telling import say


def show(run: Run, selection: Selection, lang: str) -> None:
    """Every complaint with its findings, the certain ones first."""
    found: Governance = run.results["governance"]
    sentences = dict(summary_lines(run, lang))
    for complaint in found.complaints:
        if not selection.takes(proposals=(complaint.statement_id,), type=complaint.status, plans=selection.plans):
            continue
        echo(sentences[complaint.statement_id])
        chosen = [one for one in complaint.evidence if not selection.plans or set(one.plans) & set(selection.plans)]
        table = new_table()
        for name in ("kind", "confidence", "pages_of_fault"):
            table.add_column(label(TITLES, name, lang), no_wrap=True)
        table.add_column(label(TITLES, "explanation", lang), overflow="fold")
        for one in chosen[: selection.limit]:
            kind, explanation = explain_evidence(one, run, lang)
            told = Text(label(CONFIDENCES, one.confidence, lang), style=STYLES[one.confidence])
            table.add_row(Text(kind), told, Text(pages_told(one, run, lang)), Text(explanation))
        if table.row_count:
            print_table(table)
        if len(chosen) > table.row_count:
            say(GovernanceCode.governance_more, lang, count=len(chosen) - table.row_count)
        echo()


def summary_lines(run: Run, lang: str) -> Iterator[tuple[str, str]]:
    """By statement, its label, status and reason in a line."""
    labels = complaint_labels()
    for one in run.results["governance"].complaints:
        told = f"{one.statement_id} {labels[one.statement_id]}: {label(STATUSES, one.status, lang)}"
        reason = reason_told(one, lang)
        yield one.statement_id, f"{told} ({reason})" if lang == "en" else f"{told}（{reason}）"
