"""COCN's complaints about governance (1-I1 to 1-I3), as the report tells them: what was found across the plans."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.assess.governance.records import Governance
from policyalign.assess.governance.rows import reason_told, statements
from policyalign.assess.run import Run
from policyalign.corpora import english_labels
from policyalign.messages import label
from policyalign.messages.labels import STATUSES
from policyalign.report.records import Complaint, Row


def complaints_of(run: Run, found: Mapping[str, tuple[Row, ...]], lang: str) -> tuple[Complaint, ...]:
    """The complaints in order; ``found`` are the findings by their table, to which the evidence points by number."""
    governance: Governance = run.results["governance"]
    every = statements()
    labels = {one.id: one.label for one in (english_labels(every) if lang == "en" else every)}
    return tuple(
        Complaint(
            one.statement_id,
            labels[one.statement_id],
            label(STATUSES, one.status, lang),
            reason_told(one, lang),
            tuple(found[proof.source][proof.number - 1] for proof in one.evidence),
        )
        for one in governance.complaints
    )
