"""Complaints as rows: one per finding that bears on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policyalign.assess.governance.messages import GovernanceCode
from policyalign.assess.governance.records import COMPLAINTS, Complaint, Evidence, Governance
from policyalign.assess.links.messages import EXITS
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.assess.phases.messages import FAULTS
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.placing import sides_told
from policyalign.assess.run import Run
from policyalign.corpora import load_proposals
from policyalign.domain import Proposal
from policyalign.messages import label, message
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import CONFIDENCES
from policyalign.tables import Row, Table, columns, filled

_COMPLAINTS = columns(
    "statement_id=complaint.statement_id label status=complaint.status reason file number:int=evidence.number type "
    "confidence=evidence.confidence plans=evidence.plans pages explanation",
    status=STATUSES,
    confidence=CONFIDENCES,
)


def governance_rows(run: Run, lang: str) -> Iterator[Row]:
    """One row per complaint and finding; one without finding where there is none."""
    found: Governance = run.results["governance"]
    labels = complaint_labels()
    for complaint in found.complaints:
        shared = {"label": labels[complaint.statement_id], "reason": reason_told(complaint, lang)}
        for told in [evidence_row(one, run, lang) for one in complaint.evidence] or [{}]:
            yield {**filled(_COMPLAINTS, lang, complaint=complaint), **shared, **told}


@cache
def statements() -> tuple[Proposal, ...]:
    """The COCN statements that the plans together answer."""
    return tuple(one for one in load_proposals() if one.id in COMPLAINTS)


def complaint_labels() -> dict[str, str]:
    """The labels of the complaints by their ids."""
    return {one.id: one.label for one in statements()}


def are_asked(run: Run) -> bool:
    """Whether COCN's complaints belong to a run: to one that holds any of COCN's statements, not to one of a file of
    others."""
    known = {(one.id, one.text) for one in load_proposals()}
    return any((one.id, one.text) in known for one in run.matrix.proposals)


def reason_told(complaint: Complaint, lang: str) -> str:
    """What was found, and what that proves, in one sentence."""
    told = message(complaint.reason, lang, **complaint.detail)
    if "coordinated" in complaint.detail:
        told += message(GovernanceCode.governance_coordinated, lang, count=complaint.detail["coordinated"])
    return told


def evidence_row(one: Evidence, run: Run, lang: str) -> Row:
    """What is told of a finding, its type and sentence as in its own table."""
    kind, explanation = _explained(one, run, lang)
    return {
        **filled(_COMPLAINTS, lang, evidence=one),
        "file": f"{one.source}.csv",
        "type": kind,
        "pages": sides_told(run, one.sides, lang),
        "explanation": explanation,
    }


def _explained(one: Evidence, run: Run, lang: str) -> tuple[str, str]:
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


TABLES = (Table("governance.csv", _COMPLAINTS, governance_rows),)

TYPES = STATUSES
