"""What people filled into the workbook of a report, read back: by the marks of its rows, wherever they stand now.

A row that stands as the report wrote it says nothing new. One that was changed is a new answer; one that was emptied
takes the answer back that stood in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policyalign.assess.run import Run, run_id
from policyalign.errors import InputError
from policyalign.messages import ReviewCode
from policyalign.messages.audit import CHECKS
from policyalign.messages.report import HEADINGS
from policyalign.messages.wording import Wording
from policyalign.review.files import Page
from policyalign.review.items import cell_items
from policyalign.review.records import Answer, Item, Verdict
from policyalign.review.settling import deciding, decisions
from policyalign.review.tables import Line, code_of
from policyalign.values import Check

_COLUMNS = ("key", "check", "note", "reviewer")
OFFERED: tuple[Check, ...] = ("covered", "partial", "absent", "unsure")
"""What a person chooses from in the row of a cell."""
_READ: tuple[Check, ...] = (*OFFERED, "present", "disputed")
_VERDICTS: Mapping[str, Verdict] = {"present": "partial", "": "noted"}
"""あり, the word of earlier workbooks, says that at least a substantial part is there; words alone are a note."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the row of a cell: the decision (不一致 where there is none), and note and name of the answer that
    decides, or of all that do not agree."""

    check: Check = ""
    note: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The new answers of a workbook, how many rows held one, and how many rows of the run it does not have."""

    answers: tuple[Answer, ...]
    read: int
    missing: int


def shown_answers(run: Run, log: Iterable[Answer]) -> Mapping[str, Shown]:
    """By ``提言|計画``, what people said of a cell."""
    return {mark: shown for mark, (shown, _) in _standing(run, log).items() if shown != Shown()}


def workbook_headings() -> tuple[Mapping[str, set[str]], set[str]]:
    """How the columns that people fill in are headed, and which must be there."""
    return {name: {HEADINGS[name].ja, HEADINGS[name].en} for name in _COLUMNS}, {"key", "check"}


def answers_in(path: Path, page: Page, mark: str | None, run: Run, log: Iterable[Answer], at: str) -> Taken:
    """The answers of a workbook that are new. ``mark`` is that of its run.

    Raises :class:`~policyalign.errors.InputError`, with file and row, for a workbook of another run, a row that is none
    of it, and answers that are none.
    """
    expected = run_id(run)
    if mark != expected:
        raise InputError(ReviewCode.review_other_run, file=path, found=mark or "–", expected=expected)
    before = _standing(run, log)
    items = {f"{one.proposal_id}|{one.plans[0]}": one for one in cell_items(run)}
    rows = _rows(page, {f"{one.proposal_id}|{one.plan_id}" for one in run.matrix.findings})
    found = []
    for key, line in rows.items():
        shown, answer = before.get(key, (Shown(), None))
        told = _told(line)
        if told == shown:
            continue
        if key not in items or told.check == "disputed":
            known = "、".join(CHECKS[one].ja for one in OFFERED)
            raise InputError(
                ReviewCode.review_word_unknown,
                **line.told,
                column=HEADINGS["check"].ja,
                found=line["check"],
                known=known,
            )
        if told != Shown():
            found.append(_answer(items[key], told, at))
        elif answer is not None:
            found.append(replace(answer, verdict="", at=at, origin="workbook", number=0))
    told_rows = sum(_told(line) != Shown() for line in rows.values())
    return Taken(tuple(found), told_rows, len(run.matrix.findings) - len(rows))


def _answer(item: Item, told: Shown, at: str) -> Answer:
    verdict = _VERDICTS.get(told.check, told.check)
    return Answer(*item.asked, verdict, told.reviewer, at, origin="workbook", note=told.note)  # type: ignore[arg-type]


def _standing(run: Run, log: Iterable[Answer]) -> Mapping[str, tuple[Shown, Answer | None]]:
    """By mark of a row, what it shows and the one answer that this is; None where it is that of several."""
    told = tuple(log)
    decided = decisions(told) if told else {}
    found: dict[str, tuple[Shown, Answer | None]] = {}
    for item in cell_items(run) if decided else ():
        decision = decided.get(item.key)
        if decision is None:
            continue
        mark = f"{item.proposal_id}|{item.plans[0]}"
        if decision.state == "disputed":
            apart = [one for one in decision.answers if one.verdict != "noted"]
            notes, names = (
                " / ".join(filter(None, told)) for told in zip(*((a.note, a.reviewer) for a in apart), strict=True)
            )
            found[mark] = Shown("disputed", notes.strip(), names.strip()), None
        elif answer := deciding(decision) or decision.answers[-1]:
            check: Check = "" if answer.verdict == "noted" else answer.verdict
            found[mark] = Shown(check, answer.note.strip(), answer.reviewer.strip()), answer
    return found


def _rows(page: Page, known: set[str]) -> dict[str, Line]:
    """The rows by their marks; the same row twice counts once."""
    found: dict[str, Line] = {}
    for line in page.lines:
        key = line["key"].strip()
        if key not in known:
            raise InputError(ReviewCode.review_row_unknown, **_place(line, page), found=key)
        first = found.setdefault(key, line)
        if _told(first) != _told(line):
            raise InputError(ReviewCode.review_row_twice, **_place(line, page), other=first.number, found=key)
    return found


def _place(line: Line, page: Page) -> dict[str, object]:
    return {**line.told, "file": f"{line.path} [{page.name}]"}


def _told(line: Line) -> Shown:
    words: dict[str, Wording] = {one: CHECKS[one] for one in _READ}
    check = code_of(line, "check", words, HEADINGS) if line["check"].strip() else ""
    return Shown(check, line["note"].strip(), line["reviewer"].strip())  # type: ignore[arg-type] # one of the words
