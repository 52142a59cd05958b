"""Answers taken in from files: what is new of them, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyalign.assess.audit.draw import drawn_claims, sheet_answers
from policyalign.assess.run import Run
from policyalign.domain import Review
from policyalign.errors import InputError
from policyalign.messages import ReviewCode
from policyalign.review.drawn import CHECKS, claim_key, draw_mark, drawn_reviews
from policyalign.review.files import is_workbook, read_book, read_csv, table_headings
from policyalign.review.items import items_of
from policyalign.review.records import Answer, Item, Verdict, plain
from policyalign.review.settling import standing
from policyalign.review.sssom import as_line
from policyalign.review.tables import NEEDED, Line, answer_of
from policyalign.review.workbook import answers_in, workbook_headings
from policyalign.values import Check

_VERDICTS: Mapping[Check, Verdict] = {"present": "partial", "absent": "absent", "unsure": "unsure"}
"""What the words of a checking sheet say: あり is at least a substantial part."""


@dataclass(frozen=True, slots=True)
class Imported:
    """``answers`` are the new ones of a file, in its order; ``read`` counts those that it holds, ``missing`` the rows
    of the run that a workbook does not have."""

    answers: tuple[Answer, ...]
    read: int
    missing: int = 0


def read_answers(path: Path, run: Run, log: Sequence[Answer], at: str, reviewer: str = "") -> Imported:
    """The answers of a file that the log does not hold: a report's workbook, the checking sheet of an audit, or a table
    of answers as CSV, workbook or SSSOM/TSV. ``at`` and ``reviewer`` are those of answers in tables that tell none.

    Raises :class:`~policyalign.errors.InputError`, with file and row.
    """
    if is_workbook(path):
        which, page, mark = read_book(path, (workbook_headings(), table_headings()))
        if which == 0:
            taken = answers_in(path, page, mark, run, log, at)
            return Imported(taken.answers, taken.read, taken.missing)
        return _of_lines(page.lines, run, log, at, reviewer)
    names, lines = read_csv(path)
    if "ext_key" in names:
        return _of_lines([as_line(line) for line in lines], run, log, at, reviewer)
    if "audit" in names:
        return _of_sheet(path, run, log, at, reviewer)
    known = {"key"} <= set(names) or {"proposal_id", "plan_id"} <= set(names)
    if not known or not set(NEEDED) <= set(names):
        raise InputError(ReviewCode.review_no_sheet, file=path)
    return _of_lines(lines, run, log, at, reviewer)


def new_answers(found: Iterable[Answer], log: Iterable[Answer]) -> tuple[Answer, ...]:
    """Those that the log does not hold yet, each as often as it holds it less."""
    held = Counter(map(_identity, log))
    new = []
    for one in map(plain, found):
        if held[_identity(one)] > 0:
            held[_identity(one)] -= 1
        else:
            new.append(one)
    return tuple(new)


def _of_lines(lines: Iterable[Line], run: Run, log: Sequence[Answer], at: str, reviewer: str) -> Imported:
    items = items_of(run)
    by_key = {one.key: one for one in items}
    cells = {(one.proposal_id, one.plans[0]): one for one in items if one.subject == "cell"}
    timed: list[Answer] = []
    untimed: list[Answer] = []
    for line in lines:
        if answer := answer_of(line, by_key, cells, at):
            if line["at"]:
                timed.append(answer)
            else:
                untimed.append(replace(answer, reviewer=answer.reviewer or reviewer))
    new = new_answers(timed, log)
    stands = {
        (one.key, one.reviewer, one.stage): _said(one) for some in standing((*log, *new)).values() for one in some
    }
    new += tuple(one for one in untimed if stands.get((one.key, one.reviewer, one.stage)) != _said(one))
    return Imported(new, len(timed) + len(untimed))


def _of_sheet(path: Path, run: Run, log: Sequence[Answer], at: str, reviewer: str) -> Imported:
    """The answers of a checking sheet, given for its draw. A row that stands as the sheet was written says nothing
    new."""
    if not reviewer:
        raise InputError(ReviewCode.review_no_name, file=path)
    draw, filled = sheet_answers(run.matrix, path)
    items = {one.key: one for one in items_of(run)}
    shown = {one.claim: one for one in drawn_reviews(run, draw, log)}
    own = {one.key: one for some in standing(log).values() for one in some if one.reviewer == reviewer}
    read = [
        (claim_key(claim), one) for claim, one in zip(drawn_claims(run.matrix, draw), filled, strict=True) if one.check
    ]
    new = [
        _drawn_answer(items[key], one, own.get(key), reviewer, at, draw_mark(draw))
        for key, one in read
        if shown.get(one.claim) != one
    ]
    return Imported(tuple(new), len(read))


def _drawn_answer(item: Item, told: Review, own: Answer | None, reviewer: str, at: str, mark: str) -> Answer:
    """With the passage that the reviewer chose before, and 対応 rather than 一部対応, where the sheet says the same."""
    verdict: Verdict = _VERDICTS[told.check]
    given = Answer(*item.asked, verdict, reviewer, at, origin="table", page=told.page, note=told.note, draw=mark)
    if own is None or CHECKS.get(own.verdict, "unsure") != told.check or own.verdict == "noted":
        return given
    kept = {"verdict": own.verdict, "stage": own.stage, "passage": own.passage, "passage_id": own.passage_id}
    return replace(given, **kept)  # type: ignore[arg-type] # fields of their own types


def _said(one: Answer) -> tuple[str, ...]:
    return one.verdict, one.note, one.page, one.passage


def _identity(one: Answer) -> tuple[str, ...]:
    """What makes an answer this one, whatever the plans and passages of the run are called."""
    return (one.key, *_said(one), one.reviewer, one.at, one.stage, one.origin, one.draw, one.carried_from)
