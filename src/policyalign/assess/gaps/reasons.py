"""Why a cell has its verdict, in one sentence."""

from __future__ import annotations

from typing import cast

from policyalign.assess.gaps.checked import claimed, page_told
from policyalign.domain import Finding
from policyalign.messages import AuditCode, PartCode, RepeatCode, label, message
from policyalign.messages.labels import STATUSES
from policyalign.values import Status


def reason_told(finding: Finding, lang: str) -> str:
    """The reason; of a cell that people have checked what they said, and what the machine had said of it."""
    if not finding.checked:
        return reason_of_machine(finding, lang)
    machine = label(STATUSES, claimed(finding).status, lang)
    return message(finding.reason, lang, **finding.detail, machine=machine, where=_where(finding, lang))


def reason_of_machine(finding: Finding, lang: str) -> str:
    """The reason of an unchecked finding, with the sentences for each thing asked, and what was said of another plan by
    the same sentence."""
    told, detail = message(finding.reason, lang, **finding.detail), finding.detail
    if "taken" in detail:
        told += message(PartCode.parts_taken, lang, taken=detail["taken"])
    if "other" not in detail:
        return told
    status = label(STATUSES, cast(Status, detail["other_status"]), lang)
    blanks = {"other": detail["other"], "page": detail["other_page"], "status": status}
    if passage := detail.get("other_passage"):
        return told + message(RepeatCode.same_verdict, lang, **blanks, passage=passage)
    if here := detail.get("other_here"):
        return told + message(RepeatCode.sentence_of_other, lang, **blanks, here=here)
    return told + message(RepeatCode.same_sentence, lang, **blanks)


def _where(finding: Finding, lang: str) -> str:
    """Where the person found it. That a place was not told is told of what was found, not of what nobody found."""
    if page := page_told(finding):
        return message(AuditCode.checked_where, lang, page=page)
    return message(AuditCode.checked_nowhere, lang) if finding.status in ("covered", "partial") else ""
