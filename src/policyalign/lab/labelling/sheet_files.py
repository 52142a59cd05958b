"""A labelling sheet: a CSV file that a person fills in with a spreadsheet, and the key that stays closed.

``NAME.csv`` holds what the labeller reads and the empty column ``grade``. ``NAME.key.csv`` beside it holds
how every row came to be in the sheet: who knew that could guess what the machine thinks of a row, and would
grade by it. ``NAME.units.jsonl`` holds the measures in full.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from policyalign.converting import convert
from policyalign.errors import GoldError
from policyalign.files import read_spreadsheet, spreadsheet_rows
from policyalign.lab.gold.grades import GRADES
from policyalign.lab.gold.json_lines import read_labels
from policyalign.lab.gold.relevance import Probability
from policyalign.messages import LabCode

SHEET_TEXTS = ("plan_id", "proposal_id", "label", "proposal", "unit", "heading", "page", "text")
"""What a labeller must leave as it is."""
GRADE = "grade"
SHEET = (*SHEET_TEXTS, GRADE, "note")
KEY = ("plan_id", "proposal_id", "unit", "stratum", "inclusion_probability", "fingerprint")

_GRADES = {str(grade): grade for grade in GRADES}

PairId = tuple[str, str, str]
"""Plan, proposal and unit: what a row is about."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it was filled in; ``number`` is its line in the spreadsheet, the header being line 1;
    ``grade`` is None where the cell is empty."""

    number: int
    cells: Mapping[str, str]
    grade: int | None
    note: str = ""

    @property
    def pair(self) -> PairId:
        return _pair_of(self.cells)


class KeyRow(Struct, frozen=True):
    """How a row came to be in the sheet: its stratum (``pooled``, ``random``), the probability (0–1) of that,
    and the fingerprint of its texts."""

    stratum: str
    inclusion_probability: Probability
    fingerprint: str


def key_path(sheet: Path) -> Path:
    """The key of a sheet."""
    return sheet.with_name(f"{sheet.stem}.key.csv")


def units_path(key: Path) -> Path:
    """The measures of the sheet that a key belongs to."""
    return key.with_name(f"{key.stem.removesuffix('.key')}.units.jsonl")


def fingerprint(cells: Mapping[str, str]) -> str:
    """What tells whether a row's texts are still those that were drawn, whatever a spreadsheet did to their
    spaces and line ends."""
    texts = ("".join(unicodedata.normalize("NFKC", cells[name]).split()) for name in SHEET_TEXTS)
    return hashlib.sha256("\0".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def read_sheet(path: Path) -> tuple[SheetRow, ...]:
    """The rows of a sheet in their order.

    Raises:
        GoldError: the file cannot be read, lacks a column, or has a row twice or a grade that is not 0 to 3.
    """
    rows = tuple(_row(path, number, cells) for number, cells in _read_csv(path, SHEET[:-1]))
    seen: dict[PairId, int] = {}
    for row in rows:
        other = seen.setdefault(row.pair, row.number)
        if other != row.number:
            raise GoldError(LabCode.sheet_duplicate, file=path.name, row=row.number, other=other)
    return rows


def read_key(path: Path) -> dict[PairId, KeyRow]:
    """The key of a sheet.

    Raises:
        GoldError: the file cannot be read or is none.
    """
    return {_pair_of(cells): _key_row(path, number, cells) for number, cells in _read_csv(path, KEY)}


def check_against_key(path: Path, rows: Sequence[SheetRow], key: Mapping[PairId, KeyRow]) -> None:
    """Whether a sheet is complete and graded, and all else in it as it was drawn.

    Raises:
        GoldError: naming the first row that is new, was changed or has no grade; or how many are missing.
    """
    for row in rows:
        if row.pair not in key:
            raise GoldError(LabCode.sheet_row_unknown, file=path.name, row=row.number)
        if fingerprint(row.cells) != key[row.pair].fingerprint:
            columns = ", ".join(SHEET_TEXTS)
            raise GoldError(LabCode.sheet_row_changed, file=path.name, row=row.number, columns=columns)
        if row.grade is None:
            raise GoldError(LabCode.sheet_grade_empty, file=path.name, row=row.number, column=GRADE)
    found = {row.pair for row in rows}
    if missing := [" ".join(pair) for pair in key if pair not in found]:
        raise GoldError(LabCode.sheet_rows_missing, file=path.name, count=len(missing), first=missing[0])


def _pair_of(cells: Mapping[str, str]) -> PairId:
    return cells["plan_id"], cells["proposal_id"], cells["unit"]


def _row(path: Path, number: int, cells: Mapping[str, str]) -> SheetRow:
    written = unicodedata.normalize("NFKC", cells[GRADE]).strip()
    if written and written not in _GRADES:
        raise GoldError(LabCode.sheet_grade, file=path.name, row=number, column=GRADE, value=cells[GRADE])
    return SheetRow(number, cells, _GRADES.get(written), cells.get("note", ""))


def _key_row(path: Path, number: int, cells: Mapping[str, str]) -> KeyRow:
    try:
        return convert(cells, KeyRow, strict=False)
    except msgspec.ValidationError as error:
        column = "inclusion_probability"
        value = cells[column]
        raise GoldError(LabCode.sheet_number, file=path.name, row=number, column=column, value=value) from error


def _read_csv(path: Path, wanted: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers, the header being 1; those without any content are left out."""
    try:
        names, found = spreadsheet_rows(read_labels(path, read_spreadsheet))
    except ValueError as error:
        raise GoldError(LabCode.gold_unreadable, file=path, error=error) from error
    missing = [name for name in wanted if name not in names]
    if missing:
        raise GoldError(LabCode.sheet_column, file=path.name, column=", ".join(missing))
    rows = [(number, {name: text for name, text in row.items() if name}) for number, row in found]
    return [(number, cells) for number, cells in rows if any(cells.values())]
