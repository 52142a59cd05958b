"""From the log of answers to the run that they leave: every decision counts, and all questions are asked again.

``run.json`` holds the number of the last answer that counts in the results beside it. Whoever loads results whose log
has gone on applies it first (:func:`up_to_date`), so that no command ever tells what people have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from policyalign.assess.audit.claims import checks_of
from policyalign.assess.gaps.checked import Cell, CellCheck
from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.pipeline import with_answers
from policyalign.review.drawn import with_drawn
from policyalign.review.items import cell_items, item_of
from policyalign.review.passages import PassageFinder
from policyalign.review.records import Answer, Decision
from policyalign.review.settling import deciding, decisions
from policyalign.review.store import RECORD, ReviewStore, applied_until
from policyalign.values import Check

EDITIONS = "editions"
"""In that entry of ``run.json``: by SHA-256 of an earlier edition of a plan, that of the edition in its place."""


def with_reviews(run: Run, answers: Sequence[Answer], settings: Settings | None = None) -> Run:
    """The run as it stands after these answers and no others, besides those of its checking sheets; with other
    ``settings``, all questions are asked with them."""
    sheets = [one for one in run.audits if one.origin == "sheet" and one.draw.population]
    audits = with_drawn(sheets, run, answers)
    decided = decisions(answers)
    sheet = checks_of(run.matrix, [one for audit in sheets for one in audit.answers])
    ever = answers or run.record.get(RECORD)
    said = _Said(run, decided) if ever else None
    told = with_answers(run, audits, {**sheet, **_cell_checks(run, decided, sheet)}, said, settings)
    if not ever:
        return told
    kept = {EDITIONS: run.record[RECORD][EDITIONS]} if EDITIONS in run.record.get(RECORD, {}) else {}
    return replace(told, record={**told.record, RECORD: {**_summary(answers, decided), **kept}})


def up_to_date(run: Run, folder: Path) -> tuple[Run, int]:
    """The run of a folder with all answers of its log, and how many of them its files do not hold yet."""
    store, applied = ReviewStore(folder), applied_until(run.record)
    if store.last == applied:
        return run, 0
    answers = store.answers()
    return with_reviews(run, answers), sum(one.number > applied for one in answers)


def _summary(answers: Sequence[Answer], decided: Mapping[str, Decision]) -> dict[str, Any]:
    states = [one.state for one in decided.values()]
    last = max((one.number for one in answers), default=0)
    return {"last": last, "answers": len(answers), **{one: states.count(one) for one in ("decided", "disputed")}}


class _Said:
    """What the decisions say of a finding, whichever asking of the questions it is of."""

    def __init__(self, run: Run, decided: Mapping[str, Decision]) -> None:
        self._run = run
        self._decided = {key: _check(one) for key, one in decided.items() if one.answers[0].subject != "cell"}

    def __call__(self, found: Any) -> Check:
        return self._decided.get(item_of(self._run, found).key, "") if self._decided else ""


def _check(decision: Decision) -> Check:
    if decision.state == "decided" and decision.verdict != "noted":
        return decision.verdict
    return "disputed" if decision.state == "disputed" else ""


def _cell_checks(
    run: Run, decided: Mapping[str, Decision], sheet: Mapping[Cell, CellCheck]
) -> Mapping[Cell, CellCheck]:
    """What people said of the cells; the answers of checking sheets stand beside them as those of one more reviewer."""
    found, checks = PassageFinder(run), {}
    for item in cell_items(run) if decided else ():
        decision = decided.get(item.key)
        cell = item.proposal_id, item.plans[0]
        if decision is not None and (told := _cell_check(decision, sheet.get(cell), cell[1], found)):
            checks[cell] = told
    return checks


def _cell_check(decision: Decision, sheet: CellCheck | None, plan_id: str, found: PassageFinder) -> CellCheck | None:
    check, answer = _check(decision), deciding(decision)
    if not check or answer is None:
        return CellCheck(check) if check else None
    if sheet and answer.stage == "coding" and not _agree(check, sheet.check):
        return CellCheck("disputed")
    passage = found.passage(plan_id, answer.passage, answer.passage_id)
    page = answer.page or (str(passage.page_start) if passage else "")
    return CellCheck(check, page, passage.id if passage else "")


def _agree(check: Check, sheet: Check) -> bool:
    return check == sheet or (sheet == "present" and check in ("covered", "partial"))
