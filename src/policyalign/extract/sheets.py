"""``read_sheets(file)``: a workbook (.xlsx) as elements, sheet by sheet, row by row.

A row is a page, cited by its cells (Sheet1!A7:D7). Rows with several filled cells make tables, parted by blank rows;
a row with one is a text. Hidden sheets, rows and columns are not read, and that is told.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from policyalign.archives import opened_archive
from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import GridCell, as_document, make_table, tidy
from policyalign.extract.raw_files import RawFile
from policyalign.extract.xml_trees import main_part, read_part
from policyalign.messages import ReadingCode

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Sheets are told to be a million rows long by a single format at the end; what is filled is looked at.
_MOST_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class _Filled:
    """A filled cell: its text, where it stands (from 1) and how far its merged range goes."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


def read_sheets(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .xlsx file. Raises :class:`UnreadableFile` where its parts cannot be read."""
    book, uncounted = _opened(file)
    elements: list[Element] = []
    problems = [Problem(ReadingCode.formulas_unread, "partial", None, {"count": str(uncounted)})] if uncounted else []
    page = 1
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            problems.append(Problem(ReadingCode.sheet_hidden, "note", None, {"sheet": sheet.title}))
            continue
        found = list(_of_sheet(sheet, problems))
        if found:
            elements.append(Element("heading", sheet.title, Place("cell", "A1", sheet.title), page, level=2))
            page += 1
        for one in found:
            elements.append(replace(one, page=page))
            page += one.table.rows if one.table is not None else 1
    return as_document(file, elements, problems)


def _opened(file: RawFile) -> tuple[Any, int]:
    """The workbook, and how many of its formulas have no value. Raises :class:`UnreadableFile`."""
    import openpyxl

    with opened_archive(file.data, file.name) as archive:
        read_part(archive, main_part(archive, file.name), file.name)
        for part in archive.entries:
            if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096]:
                raise UnreadableFile(ReadingCode.not_well_formed, file=file.name)
        uncounted = sum(_uncounted(archive.read(part)) for part in archive.entries if _is_sheet(part))
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True, rich_text=False)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile):
        raise UnreadableFile(ReadingCode.office_damaged, file=file.name) from None
    return book, uncounted


# Beyond so many columns nobody fills in a table by hand, and merged cells would be spread without end.
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet as they are shown: rows by their numbers, each with its texts from column A on, short ones
    filled up. A merged cell counts in every row that it spans; where it does not begin, it is ``continued`` (row,
    column from 0). ``hidden`` counts the filled cells that are not shown, all of a hidden sheet."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    continued: frozenset[tuple[int, int]] = frozenset()
    hidden: int = 0


def read_grids(file: RawFile) -> tuple[Grid, ...]:
    """The sheets of a .xlsx file cell by cell. Raises :class:`UnreadableFile` as :func:`read_sheets` does."""
    book, _ = _opened(file)
    return tuple(
        _grid(sheet) if sheet.sheet_state == "visible" else Grid(sheet.title, (), hidden=len(_filled(sheet)))
        for sheet in book.worksheets
    )


def _grid(sheet: Worksheet) -> Grid:
    hidden_rows = {number for number, one in sheet.row_dimensions.items() if one.hidden}
    hidden_columns = _hidden_columns(sheet)
    every = _filled(sheet)
    shown = [one for one in every if one.column not in hidden_columns and one.row not in hidden_rows]
    filled = [one for one in every if one.column <= MOST_COLUMNS and one.column not in hidden_columns]
    rows: dict[int, dict[int, str]] = {}
    for one in filled:
        rows.setdefault(one.row, {})[one.column] = one.text
    continued = set()
    for one in filled:  # only rows that hold something of their own
        for row in [row for row in rows if one.row < row <= one.last_row]:
            rows[row].setdefault(one.column, one.text)
            continued.add((row, one.column - 1))
    width = max((one.column for one in filled), default=0)
    told = (
        (row, tuple(cells.get(column, "") for column in range(1, width + 1)))
        for row, cells in rows.items()
        if row not in hidden_rows
    )
    return Grid(sheet.title, tuple(sorted(told)), frozenset(continued), len(every) - len(shown))


def _is_sheet(part: str) -> bool:
    return bool(re.fullmatch(r"xl/worksheets/[^/]+\.xml", part))


def _uncounted(part: bytes) -> int:
    """How many formulas stand without the value that they gave when the file was saved."""
    return len(re.findall(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>", part))


def _of_sheet(sheet: Worksheet, problems: list[Problem]) -> Iterator[Element]:
    hidden_rows = {number for number, one in sheet.row_dimensions.items() if one.hidden}
    hidden_columns = _hidden_columns(sheet)
    filled = _filled(sheet)
    shown = [one for one in filled if one.row not in hidden_rows and one.column not in hidden_columns]
    if len(shown) < len(filled):
        detail = {"sheet": sheet.title, "count": str(len(filled) - len(shown))}
        problems.append(Problem(ReadingCode.cells_hidden, "note", None, detail))
    for group in _groups(shown, hidden_rows):
        yield from _of_group(sheet.title, group)


def _hidden_columns(sheet: Worksheet) -> set[int]:
    found: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden:
            found |= set(range(one.min or 0, min(one.max or 0, 20_000) + 1))
    return found


def _filled(sheet: Worksheet) -> list[_Filled]:
    """The cells that hold something, in order, merged ones by their first."""
    merged = {(one.min_row, one.min_col): (one.max_row, one.max_col) for one in sheet.merged_cells.ranges}
    found = []
    cells: Any = sheet._cells  # the cells that there are; going by rows would make all those between
    for (row, column), cell in sorted(cells.items())[:_MOST_CELLS]:
        text = tidy(_written(cell.value, cell.number_format))
        if text:
            last_row, last_column = merged.get((row, column), (row, column))
            found.append(_Filled(text, row, column, last_row, last_column))
    return found


def _written(value: object, form: str) -> str:
    """A value as a reader sees it, near enough: dates as dates, shares in per cent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        date = f"{value.year}年{value.month}月{value.day}日"
        return date if (value.hour, value.minute) == (0, 0) else f"{date}{value.hour}:{value.minute:02d}"
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, (int, float)) and "%" in form:
        return f"{round(value * 100, 6):g}％"
    if isinstance(value, float):
        return f"{round(value, 6):.15g}"
    return str(value)


def _groups(cells: Sequence[_Filled], hidden: set[int]) -> Iterator[list[_Filled]]:
    """Cells in stretches of rows without a blank one between; a row hidden is none."""
    group: list[_Filled] = []
    last = 0
    for cell in cells:
        gap = sum(1 for row in range(last + 1, cell.row) if row not in hidden) if cell.row - last < 1000 else 1
        if group and gap:
            yield group
            group = []
        group.append(cell)
        last = max(last, cell.last_row)
    if group:
        yield group


def _of_group(sheet: str, group: Sequence[_Filled]) -> Iterator[Element]:
    """Rows with one cell as texts, those with several as a table."""
    rows = sorted({cell.row for cell in group})
    table: list[int] = []
    for row in rows:
        alone = sum(cell.row <= row <= cell.last_row for cell in group) == 1
        if not alone:
            table.append(row)
            continue
        yield from _table(sheet, group, table)
        table = []
        cell = next(one for one in group if one.row <= row <= one.last_row)
        yield Element("paragraph", cell.text, Place("cell", _reference([cell]), sheet))
    yield from _table(sheet, group, table)


def _table(sheet: str, group: Sequence[_Filled], rows: Sequence[int]) -> Iterator[Element]:
    """One element per table; its rows are those that are shown, told by their cells."""
    if not rows:
        return
    cells = [one for one in group if rows[0] <= one.row <= rows[-1]]
    columns = sorted({one.column for one in cells})
    grid = [
        GridCell(
            one.text,
            rows.index(one.row),
            columns.index(one.column),
            max(1, sum(one.row <= row <= one.last_row for row in rows)),
            max(1, sum(one.column <= column <= one.last_column for column in columns)),
        )
        for one in cells
        if one.row in rows
    ]
    told = ";".join(_reference([one for one in cells if one.row <= row <= one.last_row], row) for row in rows)
    element = make_table(grid, Place("cell", told, sheet))
    if element is not None:
        yield element


def _reference(cells: Sequence[_Filled], row: int | None = None) -> str:
    """``A7:D7``: from the first to the last of the cells of a row."""
    from openpyxl.utils import get_column_letter

    row = row or cells[0].row
    first, last = (get_column_letter(edge(one.column for one in cells)) for edge in (min, max))
    return f"{first}{row}" if first == last else f"{first}{row}:{last}{row}"
