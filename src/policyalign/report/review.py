"""What people filled into a workbook, read back: by the marks of its rows, wherever they stand now."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from policyalign.archives import opened_archive
from policyalign.assess.audit.claims import gap_claims
from policyalign.assess.audit.records import Audit, Draw
from policyalign.assess.run import Run
from policyalign.domain import Review
from policyalign.errors import InputError, cause
from policyalign.files import read_whole
from policyalign.messages import ReportCode
from policyalign.messages.audit import CHECKS
from policyalign.messages.report import HEADINGS
from policyalign.report.records import Answer
from policyalign.serialize import from_json
from policyalign.values import Check, Code

RUN_PROPERTY = "policyalign run"
"""The document property that says which run a workbook or chapter is of."""
REVIEWS = "review.json"
FORMAT = 1
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
"""A stray cell in the last corner of a sheet stands for billions."""
_COLUMNS = ("key", "check", "note", "reviewer")


@dataclass(frozen=True, slots=True)
class _ReviewFile:
    format: int
    run_id: str
    answers: tuple[Answer, ...]


def load_answers(folder: Path, run_id: str) -> dict[str, Answer]:
    """The answers kept beside the results, by key; none where there is no file or it is of another run."""
    path = folder / REVIEWS
    if not path.exists():
        return {}
    try:
        saved = from_json(read_whole(path), _ReviewFile)
    except (OSError, ValueError) as error:
        raise InputError(ReportCode.review_broken, file=path, error=error) from error
    if saved.format != FORMAT:
        raise InputError(ReportCode.review_broken, file=path, error=f"format {saved.format}")
    return {one.key: one for one in saved.answers} if saved.run_id == run_id else {}


def answers_record(answers: Mapping[str, Answer], run_id: str) -> Mapping[str, Any]:
    """The content of ``review.json``."""
    kept = tuple(answers[key] for key in sorted(answers))
    record: Mapping[str, Any] = msgspec.to_builtins(_ReviewFile(FORMAT, run_id, kept))
    return record


def read_workbook(path: Path, run: Run, expected: str) -> dict[str, Answer]:
    """The answers of every row that the workbook still has, empty ones too, by key.

    Raises :class:`~policyalign.errors.InputError`, with file and row, for a workbook of another run, without its
    marks, or with answers that are none.
    """
    name, rows = _sheet_rows(path, expected)
    known = {f"{one.proposal_id}|{one.plan_id}" for one in run.matrix.findings}
    found: dict[str, Answer] = {}
    seen: dict[str, int] = {}
    for row, values in rows:
        key = values["key"]
        if not key and not any(values.values()):
            continue
        told = {"file": f"{path} [{name}]", "row": row}
        if key not in known:
            raise InputError(ReportCode.review_row_unknown, **told, found=key)
        answer = Answer(key, _check(values["check"], told), values["note"], values["reviewer"])
        if found.setdefault(key, answer) != answer:
            raise InputError(ReportCode.review_row_twice, **told, other=seen[key], found=key)
        seen.setdefault(key, row)
    return found


def merged(before: Mapping[str, Answer], read: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers to keep: a row that is still there counts as it stands, emptied ones too; others stay."""
    together = {**before, **read}
    return {key: one for key, one in together.items() if one.check or one.note or one.reviewer}


def picked_audits(run: Run, answers: Mapping[str, Answer]) -> tuple[Audit, ...]:
    """The audits of a run with the answers on its 欠落 behind them, so that they count in its verdicts.

    Rows that people pick are no sample: this audit is drawn from no population, and so never guarantees anything.
    """
    reviews = []
    for claim in gap_claims(run.matrix):
        answer = answers.get(f"{claim.proposal.id}|{claim.plan.id}")
        if answer and answer.check:
            note = " / ".join(part for part in (answer.note, answer.reviewer) if part)
            reviews.append(Review(claim.key, claim.proposal.id, claim.plan.id, answer.check, "", note))
    others = tuple(audit for audit in run.audits if audit.draw.population)
    if not reviews:
        return others
    counts = {check: sum(one.check == check for one in reviews) for check in ("present", "absent", "unsure")}
    draw = Draw("", len(reviews), len(reviews), 0, 0.0, 0.0, 0)
    picked = Audit(
        draw, counts["absent"], counts["present"], counts["unsure"], 0, False, tuple(reviews), of_this_run=False
    )
    return (*others, picked)


def _sheet_rows(path: Path, expected: str) -> tuple[str, Iterator[tuple[int, dict[str, str]]]]:
    """The name of the sheet that has the marks and the rows below its headings, by their number in Excel."""
    import openpyxl

    try:
        data = read_whole(path)
        with opened_archive(data, path.name):  # within its limits of count, size and ratio
            book = openpyxl.load_workbook(io.BytesIO(data))
    except InputError as error:
        raise InputError(ReportCode.review_unreadable, file=path, error=error.code) from error
    except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
        raise InputError(ReportCode.review_unreadable, file=path, error=cause(error)) from error
    names = {one.name: one.value for one in book.custom_doc_props.props}
    found = names.get(RUN_PROPERTY)
    if found != expected:
        raise InputError(ReportCode.review_other_run, file=path, found=found or "–", expected=expected)
    for page in book.worksheets:
        if page.max_row > _MOST_ROWS:
            raise InputError(ReportCode.review_unreadable, file=path, error=f"{page.title}: {page.max_row}")
        for number, cells in enumerate(page.iter_rows(max_row=10, max_col=_MOST_COLUMNS, values_only=True), 1):
            places = _places(cells)
            if places:
                return page.title, _below(page, number, places)
    raise InputError(ReportCode.review_no_sheet, file=path)


def _places(cells: Sequence[Any]) -> dict[str, int]:
    """Where the columns stand in a row of headings, in either language; none where marks or checks are missing."""
    told = {name: {HEADINGS[name].ja, HEADINGS[name].en} for name in _COLUMNS}
    found = {
        name: place for place, cell in enumerate(cells) for name, words in told.items() if str(cell).strip() in words
    }
    return found if {"key", "check"} <= found.keys() else {}


def _below(page: Any, heading: int, places: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in enumerate(
        page.iter_rows(min_row=heading + 1, max_col=_MOST_COLUMNS, values_only=True), heading + 1
    ):
        values = dict.fromkeys(_COLUMNS, "")
        for name, place in places.items():
            value = cells[place] if place < len(cells) else None
            values[name] = "" if value is None else str(value).strip()
        yield number, values


_WORDS: dict[str, Check] = {
    **{word.casefold(): check for check, told in CHECKS.items() for word in (told.ja, told.en)},
    "": "",
}


def _check(text: str, told: Mapping[str, object]) -> Check:
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if word not in _WORDS:
        raise InputError(Code(ReportCode.review_check_unknown), **told, found=text)
    return _WORDS[word]
