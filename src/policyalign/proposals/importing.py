"""``import_file(path)``: the statements of a Word, Excel, CSV, text or Markdown file, in its order.

Office files are read by the readers of plans, in their process and within their limits; what these leave out (text
deleted under revision, hidden sheets) is told as theirs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policyalign.domain import PARAGRAPH, Document, Element, Table
from policyalign.errors import ProposalError, UnreadableFile
from policyalign.extract.encodings import decode, is_binary
from policyalign.extract.raw_files import RawFile, read_raw
from policyalign.extract.readers import format_of
from policyalign.extract.sheets import MOST_COLUMNS, Grid
from policyalign.messages import OwnCode, ReadingCode, label, message
from policyalign.messages.own import FIELDS
from policyalign.pipeline import read_document, read_grids
from policyalign.proposals.columns import Columns, Field, column_letter, find_columns
from policyalign.proposals.records import Drafted, Imported, LeftOut, Note, Unit
from policyalign.proposals.structure import headings_before, statements_of
from policyalign.proposals.tables import statements_of_rows
from policyalign.proposals.texts import text_units
from policyalign.proposals.units import as_unit, is_label
from policyalign.values import Code, Lang

_BOLD_LEVEL = 8
"""A short line in bold heads what follows, below all headings that the file states."""
_TABLES = (".csv", ".tsv")
_MARKS = re.compile(r" {0,3}(?:#{1,6}[ \t]+\S|[-*+][ \t]+\S|\d{1,3}[.)][ \t]+\S)")


def import_file(path: Path, columns: Mapping[Field, str] | None = None, lang: Lang = "ja") -> Imported:
    """The statements of a file; ``columns`` names those of a table by head, letter or number.

    Raises :class:`~policyalign.errors.InputError` for a file that cannot be read, and :class:`ProposalError` where no
    column is what was named, or nothing in it can be taken for a statement.
    """
    raw = read_raw(path)
    named = columns or {}
    if path.suffix.lower() in _TABLES:
        imported = _of_grids([_csv_grid(raw)], named, lang)
        imported = replace(imported, notes=(*imported.notes, *_lost(raw)))
    else:
        match format_of(raw.data, raw.name):
            case "xlsx":
                imported = _of_grids(read_grids(path), named, lang)
            case "text" if not _is_marked_up(raw):
                imported = _of_units(list(text_units(_lines(raw))), [], named, lang, OwnCode.own_place_line)
                imported = replace(imported, notes=(*imported.notes, *_lost(raw)))
            case "pdf":
                raise ProposalError(OwnCode.own_format, file=path.name)
            case _:
                imported = _of_document(read_document(path), named, lang)
    if not imported.statements:
        raise ProposalError(OwnCode.own_nothing, file=path.name)
    return imported


# --- tables ----------------------------------------------------------------------------------------------


def _csv_grid(raw: RawFile) -> Grid:
    text = _text(raw)
    head = text.splitlines()[0] if text.strip() else ""
    separator = max(",\t;", key=head.count) if raw.suffix != ".tsv" else "\t"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for number, cells in enumerate(reader, 1):
            rows.append((number, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        raise ProposalError(OwnCode.own_csv, file=raw.name, row=len(rows) + 1, error=error) from error
    width = min(MOST_COLUMNS, max((len(cells) for _, cells in rows), default=0))
    filled = ((number, (*cells, *[""] * (width - len(cells)))[:width]) for number, cells in rows)
    return Grid("", tuple(row for row in filled if any(row[1])))


def _of_grids(grids: Sequence[Grid], named: Mapping[Field, str], lang: Lang) -> Imported:
    found: list[Drafted] = []
    left: list[LeftOut] = []
    notes: list[Note] = []
    filled = [grid for grid in grids if grid.rows]
    for grid in grids:
        if grid.hidden:
            notes.append(Note(OwnCode.own_hidden, {"sheet": grid.name, "count": grid.hidden}))
    for grid in filled:
        code = OwnCode.own_place_sheet if grid.name else OwnCode.own_place_row
        place = message(code, lang, sheet=re.sub("[{}]", "_", grid.name), number="{number}")
        columns = find_columns(grid, named)
        if columns is None:
            notes.append(Note(OwnCode.own_sheet_passed, {"sheet": grid.name or "CSV"}))
            continue
        notes.append(_columns_told(grid, columns, lang))
        statements, further, around = statements_of_rows(grid, columns, place)
        left += [replace(one, before=one.before + len(found)) for one in around]
        if len(filled) > 1 and "chapter" not in columns.of:
            statements = [replace(one, chapter=grid.name) for one in statements]
        found += statements
        notes += further
    notes += _left_told(left)
    return Imported(tuple(found), tuple(left), tuple(notes))


def _columns_told(grid: Grid, columns: Columns, lang: Lang) -> Note:
    heads = grid.rows[columns.first_row - 1][1] if columns.first_row else ()
    ordered = sorted(columns.of.items(), key=lambda one: one[1])
    taken = [_column_told(heads, at, label(FIELDS, field, lang)) for field, at in ordered]
    taken += [f"{sector}={column_letter(at)}" for at, sector in columns.sectors.items()]
    used = {*columns.of.values(), *columns.sectors}
    unused = [head for at, head in enumerate(heads) if head and at not in used]
    code = OwnCode.own_columns_guessed if columns.guessed else OwnCode.own_columns
    separator = ", " if lang == "en" else "、"
    return Note(
        code, {"sheet": grid.name or "CSV", "columns": separator.join(taken), "unused": separator.join(unused) or "–"}
    )


def _column_told(heads: Sequence[str], at: int, word: str) -> str:
    head = heads[at] if at < len(heads) else ""
    return f"{word}={column_letter(at)}「{head}」" if head else f"{word}={column_letter(at)}"


# --- documents -------------------------------------------------------------------------------------------


def _of_document(document: Document, named: Mapping[Field, str], lang: Lang) -> Imported:
    units, tables, notes_left = [], [], 0
    for element in document.elements:
        if element.table is not None:
            tables.append((_number(element), element.table))
            units.append(Unit("table", "", _number(element)))
        elif element.kind == "footnote":
            notes_left += 1
        else:
            units.append(_unit(element))
    by_lines = any(one.place.unit == "line" for one in document.elements)
    code = OwnCode.own_place_line if by_lines else OwnCode.own_place_paragraph
    imported = _of_units(units, tables, named, lang, code)
    told = [Note(OwnCode.own_notes_left, {"count": notes_left})] if notes_left else []
    told += [Note(problem.code, dict(problem.detail)) for problem in document.problems]
    return replace(imported, notes=(*imported.notes, *told))


def _number(element: Element) -> int:
    """The number of its place, as people count: of the line, where the file has lines, else of the paragraph."""
    return int(element.place.number) if element.place.unit == "line" and element.place.number else element.page


def _unit(element: Element) -> Unit:
    made = as_unit(element.text, _number(element), listed=element.kind == "item")
    if element.kind in ("title", "heading"):
        return replace(made, kind="heading", level=max(1, element.level) if element.kind == "heading" else 0)
    if element.bold and made.kind == "text" and is_label(made.text, ""):
        return replace(made, kind="heading", level=_BOLD_LEVEL)
    return made


def _of_units(
    units: Sequence[Unit], tables: Sequence[tuple[int, Table]], named: Mapping[Field, str], lang: Lang, code: Code
) -> Imported:
    """``tables`` stand at the number of their place; statements are put in the order of their places."""
    place = message(code, lang, number="{number}")
    found, left, parted = statements_of(units, place)
    notes = [Note(OwnCode.own_parted, {"count": parted})] if parted else []
    for number, (page, table) in enumerate(tables, 1):
        grid = _grid_of(table)
        columns = find_columns(grid, named if len(tables) == 1 else {})
        where = message(OwnCode.own_table, lang, number=number)
        if columns is None or columns.guessed:
            notes.append(Note(OwnCode.own_sheet_passed, {"sheet": where}))
            continue
        notes.append(_columns_told(replace(grid, name=where), columns, lang))
        told = message(OwnCode.own_place_sheet, lang, sheet=where, number="{number}")
        statements, further, around = statements_of_rows(grid, columns, told)
        before = sum(place < page for place, _ in found)
        left += [replace(one, before=before + one.before) for one in around]
        chapter, section = headings_before(units, page)
        found += [
            (page, replace(one, chapter=one.chapter or chapter, section=one.section or section)) for one in statements
        ]
        notes += further
    found.sort(key=lambda one: one[0])
    left.sort(key=lambda one: one.before)
    notes += _left_told(left)
    return Imported(tuple(one for _, one in found), tuple(left), tuple(notes))


def _left_told(left: Sequence[LeftOut]) -> Iterator[Note]:
    if left:
        places = ", ".join(one.place for one in left[:3]) + (" …" if len(left) > 3 else "")
        yield Note(OwnCode.own_left_out, {"count": len(left), "places": places})


def _grid_of(table: Table) -> Grid:
    rows: dict[int, dict[int, str]] = {row: {} for row in range(table.rows)}
    continued = set()
    for cell in table.cells:
        for row in range(cell.row, min(table.rows, cell.row + cell.row_span)):
            rows[row].setdefault(cell.column, cell.text.replace(PARAGRAPH, "\n"))
            if row > cell.row:
                continued.add((row + 1, cell.column))
    told = ((row + 1, tuple(cells.get(at, "") for at in range(table.columns))) for row, cells in rows.items())
    return Grid("", tuple(told), frozenset(continued))


# --- texts -----------------------------------------------------------------------------------------------


def _is_marked_up(raw: RawFile) -> bool:
    """Whether a file is Markdown and uses it: requests one per line, in a file that is called .md, are lines."""
    return raw.suffix in (".md", ".markdown") and any(_MARKS.match(line) for line in _lines(raw))


def _lines(raw: RawFile) -> list[str]:
    return re.split(r"\r\n|[\n\r\f\v\u2028\u2029]", _text(raw))


def _lost(raw: RawFile) -> Iterator[Note]:
    """How many characters could not be read, where any."""
    if lost := _text(raw).count("\ufffd"):
        yield Note(ReadingCode.characters_lost, {"count": lost})


def _text(raw: RawFile) -> str:
    decoded = decode(raw.data)
    if decoded is None or is_binary(decoded[0]):
        raise UnreadableFile(ReadingCode.encoding_unknown, file=raw.name)
    return decoded[0]
