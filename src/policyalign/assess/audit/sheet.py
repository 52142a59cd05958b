"""The sheet on which people answer whether 欠落 claims are right: written for Excel, read back with care.

Excel may give a CSV file back in another encoding or with other separators, and people may sort its rows; all
that is taken as it comes. What must not change is which claims were drawn, and every answer must be one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyalign.assess.audit.claims import Claim
from policyalign.assess.audit.records import Draw
from policyalign.domain import Match, Passage, Plan, PlanMatches, Review
from policyalign.errors import InputError, cause
from policyalign.files import read_spreadsheet, spreadsheet_rows
from policyalign.match.nearest import nearest_passages
from policyalign.messages import AuditCode, label
from policyalign.messages.audit import CHECKS
from policyalign.messages.places import places_told
from policyalign.serialize import from_json, to_json
from policyalign.tables import PATH_SEPARATOR, Row, columns
from policyalign.values import Check

NEAREST = 4
COLUMNS = columns(
    "number:int verdict page_found note proposal_id label text plan_id plan file "
    "nearest_1 nearest_2 nearest_3 nearest_4 audit"
)
"""What a person fills in stands first, beside the number."""
_ANSWERS: Mapping[str, Check] = {
    **dict.fromkeys(("あり", "有", "有り", "1", "yes", "y", "present", "○"), "present"),
    **dict.fromkeys(("なし", "無", "無し", "0", "no", "n", "absent", "×"), "absent"),
    **dict.fromkeys(("不明", "?", "unsure", "unknown"), "unsure"),
}
_FILLED_IN = ("verdict", "page_found", "note")
_NEEDED = ("number", "verdict", "proposal_id", "plan_id", "audit")


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of a sheet as filled in; ``row`` counts as spreadsheets do, from 1 with the header."""

    row: int
    number: str
    proposal_id: str
    plan_id: str
    verdict: str
    page: str
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet read back: what it says that it was drawn from, and its rows."""

    path: Path
    draw: Draw
    answers: tuple[Answer, ...]


def sheet_rows(
    drawn: Sequence[Claim], draw: Draw, matches: Mapping[str, PlanMatches], earlier: Mapping[str, Review]
) -> Iterator[Row]:
    """One row per claim drawn; answers that were given ``earlier`` (by the claim's key) stand in it already.

    ``matches`` are by plan.
    """
    mark = to_json(draw).decode()
    for number, claim in enumerate(drawn, 1):
        nearest = nearest_passages(claim.plan, matches[claim.plan.id], claim.proposal.id, NEAREST)
        review = earlier.get(claim.key)
        yield {
            "number": number,
            "verdict": label(CHECKS, review.check) if review else "",
            "page_found": review.page if review else "",
            "note": review.note if review else "",
            "proposal_id": claim.proposal.id,
            "label": claim.proposal.label,
            "text": claim.proposal.text,
            "plan_id": claim.plan.id,
            "plan": claim.plan.title or claim.plan.id,
            "file": claim.plan.source,
            **{f"nearest_{place}": _nearest(claim.plan, *pair) for place, pair in enumerate(nearest, 1)},
            "audit": mark,
        }


def read_sheet(path: Path) -> Sheet:
    """The sheet as a person gave it back.

    Raises :class:`~policyalign.errors.InputError`, with file, row and column, for what is no such sheet.
    """
    rows = _records(path)
    if not rows:
        raise InputError(AuditCode.audit_sheet_columns, file=path, columns=", ".join(_NEEDED))
    draws = {_draw(path, number, row["audit"]) for number, row in rows}
    if len(draws) > 1:
        raise InputError(AuditCode.audit_sheet_mark, file=path, row=rows[0][0])
    answers = (
        Answer(number, row["number"], row["proposal_id"], row["plan_id"], *(row.get(name, "") for name in _FILLED_IN))
        for number, row in rows
    )
    return Sheet(path, draws.pop(), tuple(answers))


def reviews(sheet: Sheet, drawn: Sequence[Claim]) -> tuple[Review, ...]:
    """The answers of a sheet to the claims that were drawn for it, in the order of the draw; the check of a row that is
    not filled in yet is empty.

    Raises :class:`~policyalign.errors.InputError`, with file, row and column, for rows lost, doubled or
    altered, and for verdicts that are unknown.
    """
    _check_numbers(sheet, len(drawn))
    rows = {answer.number: answer for answer in sheet.answers}
    return tuple(_review(sheet.path, rows[str(number)], claim) for number, claim in enumerate(drawn, 1))


def _nearest(plan: Plan, match: Match, passage: Passage) -> str:
    heading = PATH_SEPARATOR.join(passage.section_path)
    where = places_told(plan.places, passage.page_start, passage.page_end)
    return f"{where} [{match.probability:.1%}] {heading}\n{passage.quotation}"


def _records(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows that are not empty by their number in a spreadsheet, the cells trimmed."""
    text = _text(path)
    header = text.split("\n", 1)[0]
    separator = max(",\t;", key=header.count)
    try:
        names, rows = spreadsheet_rows(text, separator)
    except ValueError as error:
        raise InputError(AuditCode.audit_sheet_broken, file=path, error=error) from error
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise InputError(AuditCode.audit_sheet_columns, file=path, columns=", ".join(missing))
    trimmed = ((number, {name: value.strip() for name, value in row.items()}) for number, row in rows)
    return [(number, row) for number, row in trimmed if any(row.values())]


def _text(path: Path) -> str:
    try:
        return read_spreadsheet(path)
    except OSError as error:
        raise InputError(AuditCode.audit_sheet_missing, file=path, error=cause(error)) from error
    except UnicodeError as error:
        raise InputError(AuditCode.audit_sheet_encoding, file=path) from error


def _draw(path: Path, row: int, mark: str) -> Draw:
    try:
        draw = from_json(mark.encode("utf-8", "backslashreplace"), Draw)
        if draw.is_sound:
            return draw
    except ValueError as error:
        raise InputError(AuditCode.audit_sheet_mark, file=path, row=row) from error
    raise InputError(AuditCode.audit_sheet_mark, file=path, row=row)


def _check_numbers(sheet: Sheet, expected: int) -> None:
    numbers = [answer.number for answer in sheet.answers]
    wanted = [str(number) for number in range(1, expected + 1)]
    if sorted(numbers) != sorted(wanted):
        doubled = {number for number in numbers if numbers.count(number) > 1}
        missing = [number for number in wanted if number not in numbers]
        extra = sorted(doubled | (set(numbers) - set(wanted)))
        told = {"missing": ", ".join(missing) or "–", "extra": ", ".join(extra) or "–"}
        raise InputError(AuditCode.audit_sheet_rows, file=sheet.path, **told)


def _review(path: Path, answer: Answer, claim: Claim) -> Review:
    expected = {"proposal_id": claim.proposal.id, "plan_id": claim.plan.id}
    for column, value in expected.items():
        found = getattr(answer, column)
        if found.removeprefix("'") != value.removeprefix("'"):  # a guard against formulas, see csv_format
            raise InputError(
                AuditCode.audit_sheet_altered, file=path, row=answer.row, column=column, found=found, expected=value
            )
    verdict = unicodedata.normalize("NFKC", answer.verdict).casefold()
    if verdict and verdict not in _ANSWERS:
        raise InputError(AuditCode.audit_verdict_unknown, file=path, row=answer.row, found=answer.verdict)
    check = _ANSWERS.get(verdict, "")
    return Review(claim.key, claim.proposal.id, claim.plan.id, check, answer.page, answer.note)
