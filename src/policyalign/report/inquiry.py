"""The right of reply (照会): what concerns a ministry, as questions that it can answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.run import Run
from policyalign.catalogue.known import load_catalogue
from policyalign.messages import label
from policyalign.messages.inquiry import QUESTIONS
from policyalign.messages.labels import STATUSES
from policyalign.messages.review import SUBJECTS
from policyalign.report.join import in_language, join_run
from policyalign.report.records import Cell, Entry, Row
from policyalign.review.items import items_of
from policyalign.segment.named_bodies import in_official_order, named_ministries
from policyalign.text.file_names import readable_name

_ASKED = ("gap", "partial", "undetermined")
"""Verdicts that a ministry may know better; it has no reason to correct 対応."""
_FINDINGS = {"overlaps": "overlap", "phases": "phase", "exits": "exit"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the item that it is on, what we say of it, where and what we read, all worded. ``ministries`` are
    those that it concerns: of the measures that it rests on, and of a cell also the owner of the plan."""

    key: str
    subject: str
    ministries: tuple[str, ...]
    plan: str
    verdict: str
    place: str
    passage: str
    question: str
    proposal_id: str = ""
    label: str = ""
    text: str = ""


def every_question(run: Run, lang: str) -> tuple[Asked, ...]:
    """All questions, those on the cells first; a finding on several proposals is asked once. What is only listed
    (一覧のみ) is not asked."""
    run = in_language(run, lang)
    joined = join_run(run, lang)
    owners = _owners(run)
    asked = [_of_cell(entry, cell, owners, lang) for entry in joined.entries for cell in entry.of(*_ASKED) if cell.item]
    for name, subject in _FINDINGS.items():
        asked += [_of_row(row, subject, lang) for row in getattr(joined, name)]
    items = {one.key for one in items_of(run)}
    return tuple({one.key: one for one in asked if one.key in items}.values())


def ministries_of(questions: Sequence[Asked]) -> tuple[str, ...]:
    """All ministries that can be asked, in the usual order (建制順)."""
    return in_official_order(name for one in questions for name in one.ministries)


def file_name(ministry: str, ending: str) -> str:
    """What the form of a ministry is called; a name that no file can have is written otherwise."""
    held = "".join("_" if one in '\\/:*?"<>|' else one for one in readable_name(ministry))
    return f"照会-{held}.{ending}"


def _owners(run: Run) -> Mapping[str, tuple[str, ...]]:
    """By plan, the ministries that own it (所管), as far as the catalogue knows it."""
    known = {one.id: one.owner for one in load_catalogue()}
    own = {one.plan_id: one.known_id for one in run.results["links"].targets.values() if one.plan_id and one.known_id}
    return {plan: tuple(one.meaning for one in named_ministries(known.get(name, ""))) for plan, name in own.items()}


def _of_cell(entry: Entry, cell: Cell, owners: Mapping[str, tuple[str, ...]], lang: str) -> Asked:
    quoted, status = cell.quotation, cell.finding.status
    return Asked(
        cell.item,
        label(SUBJECTS, "cell", lang),
        tuple(dict.fromkeys((*cell.ministries, *owners.get(cell.plan.id, ())))),
        cell.plan.title or cell.plan.id,
        f"{label(STATUSES, status, lang)}：{cell.reason}" if lang != "en" else f"{status}: {cell.reason}",
        quoted.place if quoted else "",
        quoted.text if quoted else "",
        QUESTIONS[status].text(lang),
        entry.proposal.id,
        entry.proposal.label,
        entry.proposal.text,
    )


def _of_row(row: Row, subject: str, lang: str) -> Asked:
    verdict = f"{row.type}（{row.confidence}）" if lang != "en" else f"{row.type} ({row.confidence})"
    return Asked(
        row.item,
        label(SUBJECTS, subject, lang),
        row.ministries,
        " / ".join(row.plans),
        verdict,
        row.places,
        row.text,
        QUESTIONS[subject].text(lang),
    )


def of_ministry(questions: Sequence[Asked], ministry: str) -> Iterator[Asked]:
    """The questions that concern a ministry."""
    return (one for one in questions if ministry in one.ministries)
