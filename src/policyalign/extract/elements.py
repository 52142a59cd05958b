"""What the readers of structured files share: elements numbered as pages, tables from cells, their heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyalign.domain import Cell, Document, Element, Page, Place, Problem, Table
from policyalign.extract.raw_files import RawFile
from policyalign.geometry import NOWHERE
from policyalign.text.normalize import fold
from policyalign.values import PageState

# The head of a column is a name; longer texts are what stands under it.
_LONGEST_HEAD = 30


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table by its row, its column and its spans; ``head`` where the file calls it one."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    head: bool = False


def as_document(
    file: RawFile,
    elements: Iterable[Element],
    problems: Iterable[Problem] = (),
    states: dict[int, PageState] | None = None,
) -> Document:
    """The document of a file whose elements carry their pages; ``states`` are those of pages other than ``text``."""
    kept = tuple(elements)
    count = max([*(_last_page(one) for one in kept), *(states or {}), 0])
    pages = tuple(Page(number, 0.0, 0.0, state=(states or {}).get(number, "text")) for number in range(1, count + 1))
    ordered = sorted(problems, key=lambda one: (one.page or 0, one.code))
    return Document(file.sha256, file.name, pages, tuple(ordered), kept)


def in_turn(elements: Iterable[Element]) -> list[Element]:
    """The elements with text, each a page of its own, each row of a table too."""
    numbered: list[Element] = []
    page = 1
    for one in elements:
        if one.table is None and not one.text.strip():
            continue
        numbered.append(replace(one, page=page))
        page = _last_page(numbered[-1]) + 1
    return numbered


def _last_page(element: Element) -> int:
    rows = element.table.rows if element.table is not None and element.place.unit != "slide" else 1
    return element.page + rows - 1


def tidy(text: str) -> str:
    """A text in one line: runs of white space as one space, none where lines of Japanese were broken.

    >>> tidy("計画を\\n 推進する  AI の")
    '計画を推進する AI の'
    """
    lines = [fold(line).replace("\u200b", "").strip() for line in text.splitlines()]
    joined = ""
    for line in (line for line in lines if line):
        gap = " " if joined and joined[-1].isascii() and line[0].isascii() else ""
        joined += gap + line
    return " ".join(part for part in joined.replace("\t", " ").split(" ") if part)


def make_table(cells: Sequence[GridCell], place: Place, *, head_rows: int | None = None) -> Element | None:
    """A table as an element; ``head_rows`` where the file states it. None without any text."""
    if not any(cell.text.strip() for cell in cells):
        return None
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    heads = _head_rows(cells, rows) if head_rows is None else head_rows
    made = tuple(
        Cell(tidy(cell.text), NOWHERE, cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column))
    )
    return Element("table", "", place, table=Table(NOWHERE, rows, columns, made, min(heads, rows - 1)))


def _head_rows(cells: Sequence[GridCell], rows: int) -> int:
    """How many rows at the top name the columns: those that the file calls heads; or else a first row of short
    names, and one more for each that only parts the heads above it."""
    named = 0
    while named < rows and (row := [one for one in cells if one.row == named]) and all(one.head for one in row):
        named += 1
    if named:
        return named
    first = [one for one in cells if one.row == 0]
    if rows < 2 or len(first) < 2 or not all(map(_is_name, first)):
        return 0
    reach = max(one.row_span for one in first)
    parted = any(one.column_span > 1 for one in first) and rows > 2
    second = [one for one in cells if one.row == 1]
    return max(reach, 2) if reach > 1 or (parted and second and all(map(_is_name, second))) else 1


def _is_name(cell: GridCell) -> bool:
    text = cell.text.strip()
    return len(text) <= _LONGEST_HEAD and not text.endswith("。") and any(char.isalpha() for char in text)
