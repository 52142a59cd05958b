"""The sheets of words: how to read the workbook, what its terms mean, and what was read."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.messages.report import GUIDE, GUIDE_HEADS, LIMITS, SHEET_NOTES, SHEETS
from policyalign.messages.sources import SOURCE_WORDS
from policyalign.messages.terms import MEANING, TERM, TERMS
from policyalign.report.book import Book
from policyalign.report.budget_words import budget_guide
from policyalign.report.records import Joined
from policyalign.report.sheet_layout import LINE, column_width, row_height
from policyalign.report.sources import source_heads, sources_of
from policyalign.report.texts import xml_text

_GUIDE = (26, 74)
"""Characters of the two columns of a sheet of words."""


def write_guide(book: Book, joined: Joined, sheets: Sequence[str]) -> None:
    """How to read the workbook, what its gaps are worth, and what stands on its sheets."""
    page = book.standing("guide", _GUIDE)
    told = [joined.left_out] if joined.left_out else []
    rows: list[tuple[str, str]] = [("", one) for one in told]
    rows += [("", one.text(book.lang)) for one in GUIDE]
    rows += [(GUIDE_HEADS["limits"].text(book.lang), "")]
    rows += [("", one) for one in (*(one.text(book.lang) for one in LIMITS), *joined.guarantee)]
    rows += [("", budget_guide(joined.budget, book.lang))] if joined.budget else []
    rows += [(GUIDE_HEADS["sheets"].text(book.lang), "")]
    rows += [(SHEETS[one].text(book.lang), SHEET_NOTES[one].text(book.lang)) for one in sheets]
    for row, (name, text) in enumerate(rows):
        if not text:
            page.write_string(row, 0, name, book.strong)
            page.set_row(row, 2 * LINE)
        elif name:
            page.write_url(row, 0, f"internal:'{name}'!A1", book.link, name)
            page.write_string(row, 1, xml_text(text), book.plain)
        else:
            page.merge_range(row, 0, row, 1, xml_text(text), book.strong if text in told else book.plain)
        if text:
            width = _GUIDE[1] if name else sum(_GUIDE)
            page.set_row(row, row_height([text], [width]))


def write_terms(book: Book) -> None:
    """What the words mean."""
    page = book.standing("terms", _GUIDE)
    for place, one in enumerate((TERM, MEANING)):
        page.write_string(0, place, one.text(book.lang), book.head)
    for row, (name, meaning) in enumerate(TERMS.values(), 1):
        cells = [name.text(book.lang), meaning.text(book.lang)]
        page.write_string(row, 0, cells[0], book.strong)
        page.write_string(row, 1, cells[1], book.plain)
        page.set_row(row, row_height(cells, _GUIDE))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)


def write_sources(book: Book, joined: Joined) -> None:
    """The documents that were read, with what is known of them."""
    page = book.sheet("sources")
    rows = [one.cells for one in sources_of(joined.plans, book.lang)]
    heads = source_heads(book.lang)
    columns = [[row[place] for row in rows] for place in range(len(heads))]
    widths = [column_width(*told, 40) for told in zip(heads, columns, strict=True)]
    for place, (told, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, told, book.head)
    page.set_row(0, row_height(heads, widths))
    for row, cells in enumerate(rows, 1):
        for place, text in enumerate(cells):
            page.write_string(row, place, xml_text(text), book.plain)
        page.set_row(row, row_height(cells, widths))
    note = SOURCE_WORDS["note"].text(book.lang)
    page.merge_range(len(rows) + 2, 0, len(rows) + 2, len(heads) - 1, note, book.plain)
    page.set_row(len(rows) + 2, row_height([note], [sum(widths)]))
    page.freeze_panes(1, 1)
    book.lying(page, widths, sum(widths[:1]))
