"""Tables of answers as files: CSV and Excel written and read, SSSOM through :mod:`policyalign.review.sssom`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyalign.archives import opened_archive
from policyalign.errors import InputError, OutputError, cause
from policyalign.export.csv_format import csv_chunks, marked_guards, unguarded
from policyalign.files import read_spreadsheet, read_whole, spreadsheet_rows
from policyalign.messages import ReviewCode
from policyalign.messages.review import HEADINGS
from policyalign.review.tables import COLUMNS, NEEDED, Line
from policyalign.tables import Column, Row

CELL = 32_767
"""Characters (UTF-16) in one cell of a workbook (Excel specifications and limits)."""
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
"""A stray cell in the last corner of a sheet stands for billions."""
_HEADINGS_WITHIN = 10
"""Rows from the top of a sheet among which its headings are looked for."""
_SHEET = "確認の記録"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as texts: ``lines`` are its rows below the headings, by the names of the columns that were asked for."""

    name: str
    lines: tuple[Line, ...]


def is_workbook(path: Path) -> bool:
    """Whether a file goes by the name of an Excel workbook."""
    return path.suffix.casefold() in (".xlsx", ".xlsm")


def read_csv(path: Path) -> tuple[Sequence[str], tuple[Line, ...]]:
    """The names of the columns and the rows of a CSV or TSV file that a spreadsheet may have saved. Lines before the
    header that begin with ``#`` are left out.

    Raises :class:`~policyalign.errors.InputError`.
    """
    try:
        text = read_spreadsheet(path)
    except OSError as error:
        raise InputError(ReviewCode.review_unreadable, file=path, error=cause(error)) from error
    except UnicodeError as error:
        raise InputError(ReviewCode.review_encoding, file=path) from error
    lines = text.split("\n")
    above = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rest = "\n".join(lines[above:])
    header = rest.split("\n", 1)[0]
    try:
        names, rows = spreadsheet_rows(rest, max(",\t;", key=header.count))
    except ValueError as error:
        raise InputError(ReviewCode.review_unreadable, file=path, error=error) from error
    cells = ((number + above, {name: unguarded(cell) for name, cell in row.items()}) for number, row in rows)
    return names, tuple(Line(path, number, row) for number, row in cells if any(row.values()))


def read_book(path: Path, wanted: Sequence[tuple[Mapping[str, set[str]], set[str]]]) -> tuple[int, Page, str | None]:
    """The first sheet of a workbook whose headings are among those ``wanted``: pairs of headings by the name of their
    column and the names that must be there. Returns which pair, the sheet, and the value of the property
    :data:`RUN_PROPERTY`.

    Raises :class:`~policyalign.errors.InputError`.
    """
    import openpyxl

    try:
        data = read_whole(path)
        with opened_archive(data, path.name):  # within its limits of count, size and ratio
            book = openpyxl.load_workbook(io.BytesIO(data))
    except InputError as error:
        raise InputError(ReviewCode.review_unreadable, file=path, error=error.code) from error
    except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
        raise InputError(ReviewCode.review_unreadable, file=path, error=cause(error)) from error
    run = {one.name: one.value for one in book.custom_doc_props.props}.get(RUN_PROPERTY)
    for page in book.worksheets:
        if page.max_row > _MOST_ROWS:
            raise InputError(ReviewCode.review_unreadable, file=path, error=f"{page.title}: {page.max_row}")
        above = page.iter_rows(max_row=_HEADINGS_WITHIN, max_col=_MOST_COLUMNS, values_only=True)
        for number, cells in enumerate(above, 1):
            for which, (headings, needed) in enumerate(wanted):
                places = _places(cells, headings)
                if needed <= places.keys():
                    return which, Page(page.title, tuple(_below(page, path, number, places))), run
    raise InputError(ReviewCode.review_no_sheet, file=path)


RUN_PROPERTY = "policyalign run"
"""The document property that says which run a workbook or chapter is of."""


def table_headings() -> tuple[Mapping[str, set[str]], set[str]]:
    """How the columns of a table of answers are headed, and which it must have."""
    return {one.name: {one.name, HEADINGS[one.name].ja, HEADINGS[one.name].en} for one in COLUMNS}, {*NEEDED, "key"}


def csv_bytes(rows: Iterable[Row], columns: Sequence[Column] = COLUMNS, separator: str = ",") -> bytes:
    """A table as a CSV file for Excel that :func:`read_csv` gives back as it is."""
    told = (
        {name: marked_guards(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
    )
    return b"".join(csv_chunks(columns, told, separator))


def book_bytes(rows: Iterable[Row], lang: str, path: Path) -> bytes:
    """The table of answers as a workbook, all cells texts. Raises :class:`~policyalign.errors.OutputError` for a text
    that is longer than a cell holds."""
    import datetime

    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "policyalign", "created": datetime.datetime(2000, 1, 1)})
    page = book.add_worksheet(_SHEET)
    head = book.add_format({"bold": True, "bg_color": "#d9e2f3", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(COLUMNS):
        page.write_string(0, place, HEADINGS[column.name].text(lang), head)
        page.set_column(place, place, 40 if column.name in ("note", "passage") else 14)
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(COLUMNS):
            text = str(row[column.row_key])
            if len(text.encode("utf-16-le", "surrogatepass")) // 2 > CELL:
                detail = {"key": row["key"], "column": column.name, "length": len(text)}
                raise OutputError(ReviewCode.review_too_long, file=path, **detail)
            if text:
                page.write_string(number, place, text, plain)
    page.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def _places(cells: Sequence[Any], headings: Mapping[str, set[str]]) -> dict[str, int]:
    """Where the columns stand in a row of headings."""
    return {
        name: place for place, cell in enumerate(cells) for name, told in headings.items() if str(cell).strip() in told
    }


def _below(page: Any, path: Path, heading: int, places: Mapping[str, int]) -> Iterator[Line]:
    rows = page.iter_rows(min_row=heading + 1, max_col=_MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(rows, heading + 1):
        values = {name: cells[place] if place < len(cells) else None for name, place in places.items()}
        texts = {name: "" if value is None else str(value) for name, value in values.items()}
        if any(text.strip() for text in texts.values()):
            yield Line(path, number, texts)
