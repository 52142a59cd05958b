"""Complaints as rows: one per finding that bears on them."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.governance.records import Complaint, Evidence, Governance
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.run import Run
from policyalign.corpora import load_proposals, select
from policyalign.domain import Proposal
from policyalign.messages import label, message
from policyalign.messages.governance import CONFIDENCES
from policyalign.messages.labels import STATUSES
from policyalign.messages.links import EXITS
from policyalign.messages.phases import FAULTS
from policyalign.tables import Row, Table, columns, joined


def governance_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per complaint and finding; one without finding where there is none."""
    found: Governance = run.results["governance"]
    labels = complaint_labels()
    for complaint in found.complaints:
        row: Row = {
            "statement_id": complaint.statement_id,
            "label": labels[complaint.statement_id],
            "status": label(STATUSES, complaint.status, lang),
            "reason": reason_told(complaint, lang),
        }
        if not complaint.evidence:
            yield row
        for one in complaint.evidence:
            yield {**row, **_evidence(one, run, lang)}


def statements() -> tuple[Proposal, ...]:
    """The COCN statements that complain of governance."""
    return select(load_proposals(), kinds=("issue",), chapter="1")


def complaint_labels() -> dict[str, str]:
    """The labels of the complaints by their ids."""
    return {one.id: one.label for one in statements()}


def reason_told(complaint: Complaint, lang: str) -> str:
    """What was found, and what that proves, in one sentence."""
    return message(complaint.reason, lang, **complaint.detail)


def explain_evidence(one: Evidence, run: Run, lang: str) -> tuple[str, str]:
    """The type of a finding in words, and its sentence, as in its own table."""
    place = one.number - 1
    if one.source == "phases":
        fault: Fault = run.results["phases"].faults[place]
        return label(FAULTS, fault.kind, lang), explain_fault(fault, lang)
    if one.source == "exits":
        link: Exit = run.results["links"].exits[place]
        return label(EXITS, link.kind, lang), explain_exit(link, lang)
    overlap: Overlap = run.results["overlaps"].overlaps[place]
    names = " / ".join(side.measure.heading for side in one.sides)
    return relation_told(overlap, lang), f"{names} ({explain_overlap(overlap, lang)})"


def pages_told(one: Evidence, run: Run, lang: str) -> str:
    """Plan and place of every side."""
    sides = ((side.measure.plan_id, side.page) for side in one.sides)
    return " / ".join(f"{plan} {run.place(plan, page, lang)}" for plan, page in sides)


def _evidence(one: Evidence, run: Run, lang: str) -> Row:
    kind, explanation = explain_evidence(one, run, lang)
    return {
        "file": f"{one.source}.csv",
        "number": one.number,
        "type": kind,
        "confidence": label(CONFIDENCES, one.confidence, lang),
        "plans": joined(one.plans),
        "pages": pages_told(one, run, lang),
        "explanation": explanation,
    }


TABLES = (
    Table(
        "governance.csv",
        columns("statement_id label status reason file number:int type confidence plans pages explanation"),
        governance_rows,
    ),
)

TYPES = STATUSES
