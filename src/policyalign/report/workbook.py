"""The workbook (Excel): every table of a run with headings in words, to filter, to check and to give back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import xlsxwriter

from policyalign.assess.run import Run
from policyalign.messages import label
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.report import CUT, EMPTY, HEADINGS, PAGE, SHEETS
from policyalign.report.book import Book
from policyalign.report.book_words import write_guide, write_sources, write_terms
from policyalign.report.budget_words import budget_sheets
from policyalign.report.excerpt import excerpt_mark
from policyalign.report.narrowing import excerpt_title
from policyalign.report.records import Joined, Material
from policyalign.report.sheet_layout import WIDEST, column_width, row_height
from policyalign.report.sheets import REVIEW, Sheet, every_sheet
from policyalign.report.stamp import EPOCH
from policyalign.report.texts import CELL, LINKS, pieces, xml_text
from policyalign.review.files import RUN_PROPERTY
from policyalign.review.workbook import OFFERED
from policyalign.tables import Column, Row
from policyalign.values import Status

_WIDE = {"text", "passage", "explanation", "sentence", "why", "taken_up", "problem", "remedy", "reply"}
_MOST_WIDE, _MOST = 60, 24
"""Characters up to which a column grows with its texts: one of sentences, and any other."""
_MOST_OF = {"reason": 40, "proposals.text": 36, "proposals.taken_up": 48}
"""Of single columns, with or without the name of their sheet."""
_FILLED = {"check": 14, "note": 24, "reviewer": 14}
"""Columns that people fill in are as wide as what they write."""
_SEEN = 3000
"""Characters of a text that are measured: more than a row has room for."""
_NARROW = {"integer", "number", "boolean"}
_HIDDEN = {"key", "similarity", "passage_id", "measure_id", "kind", "relation", "code", "coordination_passage"}
_COLOURS: Mapping[Status, str] = {
    "covered": "#9ecae1",
    "partial": "#deebf7",
    "gap": "#fdae6b",
    "undetermined": "#e0e0e0",
    "out_of_scope": "#ffffff",
}
"""Told apart in every form of colour blindness: blue, light blue, orange, grey, white."""


def workbook_bytes(run: Run, joined: Joined, material: Material) -> bytes:
    """The workbook as a file."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = xlsxwriter.Workbook(content, options)
    kept = {"comments": excerpt_mark(material.excerpt)} if material.excerpt else {}
    part = excerpt_title(joined, material.excerpt)
    made.set_properties(
        {
            "title": "　".join(filter(None, (PAGE["title"].text(joined.lang), part))),
            "author": "policyalign",
            "created": EPOCH,
            **kept,
        }
    )
    made.set_custom_property(RUN_PROPERTY, joined.run_id)
    sheets = [*every_sheet(run, joined, material.answers, material.excerpt), *budget_sheets(run, joined)]
    book = Book(made, joined.lang, part)
    write_guide(book, joined, (*(one.name for one in sheets), "terms", "sources"))
    writer = _Writer(book, material.pages)
    for sheet in sheets:
        writer.write(sheet, run)
    write_terms(book)
    write_sources(book, joined)
    writer.long_texts()
    made.close()
    return content.getvalue()


class _Writer:
    """Writes sheet after sheet, and keeps what was too long for a cell."""

    def __init__(self, book: Book, pages: Mapping[tuple[str, str, int], str]) -> None:
        self.book, self.lang, self.pages = book, book.lang, pages
        self.long: list[tuple[str, str, list[str]]] = []

    def write(self, sheet: Sheet, run: Run) -> None:
        """One sheet with filter, frozen headings and, where people fill in, a list to choose from."""
        page = self.book.sheet(sheet.name)
        hidden = [self.hides(sheet, one) for one in sheet.columns]
        widths = self.widths(sheet)
        for place, told in enumerate(sheet.headings):
            page.set_column(place, place, widths[place], None, {"hidden": hidden[place]})
            page.write_string(0, place, xml_text(told), self.book.head)
        seen = [place for place, one in enumerate(hidden) if not one]
        page.set_row(0, row_height([sheet.headings[one] for one in seen], [widths[one] for one in seen]))
        seen = [place for place in seen if place < sheet.printed]
        shown = [widths[place] for place in seen]
        self.printed(page, sheet, seen, shown)
        sources = {plan.id: plan.source for plan in run.plans}
        for row, values in enumerate(sheet.rows, 1):
            for place, column in enumerate(sheet.columns):
                if column.name == "pdf":
                    self.pdf(page, row, place, sources.get(str(values.get("plan_id"))), values.get("page"))
                elif column.name == "page_picture":
                    spot = str(values.get("plan_id")), str(values.get("passage_id")), int(str(values.get("page") or 0))
                    self.picture(page, row, place, spot)
                else:
                    self.cell(page, sheet.name, (row, place), values.get(column.row_key), column)
            texts = [_shown(sheet.columns[one], values) for one in seen]
            page.set_row(row, row_height(texts, shown))
        names = [column.name for column in sheet.columns]
        page.freeze_panes(1, min(2, len(names)))
        if not sheet.rows:
            told = EMPTY.text(self.lang)
            page.merge_range(2, 0, 2, sheet.printed - 1, told, self.book.plain)
            page.set_row(2, row_height([told], [sum(shown)]))
        else:
            page.autofilter(0, 0, len(sheet.rows), len(names) - 1)
            self.marks(page, sheet)

    def widths(self, sheet: Sheet) -> list[int]:
        """Of the columns, in characters. One that is not printed grows no further for the longest of its texts."""
        return [
            _FILLED[column.name]
            if column in REVIEW[:3]
            else column_width(told, (_shown(column, row) for row in sheet.rows), most, WIDEST if printed else most)
            for column, told, most, printed in (
                (column, told, _most(sheet.name, column), place < sheet.printed)
                for place, (column, told) in enumerate(zip(sheet.columns, sheet.headings, strict=True))
            )
        ]

    def hides(self, sheet: Sheet, column: Column) -> bool:
        """Codes and inner numbers, a number beside its name, and links to pictures that there are none of."""
        if column.name == "page_picture":
            return not self.pages
        if column.name == "stage" and any(one.name == "stage_name" for one in sheet.columns):
            return True
        return column.name.removesuffix("_2") in _HIDDEN and sheet.name != "matrix"

    def printed(self, page: Any, sheet: Sheet, seen: Sequence[int], widths: Sequence[int]) -> None:
        """Which columns are printed, and with which at the left of every page."""
        if sheet.printed < len(sheet.columns):
            page.print_area(0, 0, len(sheet.rows), sheet.printed - 1)
        if (
            self.book.lying(page, widths, sum(width for place, width in zip(seen, widths, strict=True) if place < 2))
            > 1
        ):
            page.repeat_columns(0, 1)

    def cell(self, page: Any, sheet: str, at: tuple[int, int], value: Any, column: Any) -> None:
        """One value: numbers as numbers, everything else as text, never as a formula."""
        filled_in = column.name in ("check", "note", "reviewer") and sheet == "findings"
        if value is None and not filled_in:
            return
        if column.type in _NARROW and value is not None:
            shape = {"probability": self.book.share, "yen": self.book.money}.get(column.name, self.book.plain)
            page.write_number(*at, float(value), shape)
            return
        text = xml_text("" if value is None else str(value))
        if len(pieces(text)) > 1:
            text = self.kept_long(sheet, at, text)
        shape = self.book.fill_in if filled_in else self.book.plain
        if text:
            page.write_string(*at, text, shape)
        elif filled_in:
            page.write_blank(*at, None, shape)

    def kept_long(self, sheet: str, at: tuple[int, int], text: str) -> str:
        """The beginning of a text and where it goes on; all of it is kept for the last sheet."""
        cell = xlsxwriter.utility.xl_rowcol_to_cell(*at)
        self.long.append((SHEETS[sheet].text(self.lang), cell, pieces(text)))
        note = CUT.text(self.lang).format(sheet=SHEETS["long"].text(self.lang), number=len(self.long))
        return pieces(text, CELL - len(note))[0] + note

    def pdf(self, page: Any, row: int, place: int, source: str | None, number: Any) -> None:
        """A link to the page of the PDF, beside the workbook; as text where there are too many."""
        if not source or not isinstance(number, int):
            return
        name = PurePath(source.replace("\\", "/")).name
        told = f"{name}#page={number}"
        if row > LINKS // 2 or not name.casefold().endswith(".pdf"):
            page.write_string(row, place, xml_text(told), self.book.plain)
            return
        page.write_url(row, place, f"external:{linked(name)}#page={number}", self.book.link, xml_text(told))

    def picture(self, page: Any, row: int, place: int, key: tuple[str, str, int]) -> None:
        """A link to the picture of the page, in its folder beside the workbook; as text where there are too many."""
        path = self.pages.get(key)
        if path is None:
            return
        told = PurePath(path).name
        if row > LINKS // 2:
            page.write_string(row, place, told, self.book.plain)
        else:
            page.write_url(row, place, f"external:{linked(path)}", self.book.link, told)

    def marks(self, page: Any, sheet: Sheet) -> None:
        """Colours by verdict, and the list of answers."""
        last = len(sheet.rows)
        for place, column in enumerate(sheet.columns):
            if column.name == "status" or (sheet.name == "matrix" and column.key):
                for status, colour in _COLOURS.items():
                    shape = self.book.made.add_format({"bg_color": colour})
                    rule = {"type": "cell", "criteria": "==", "value": f'"{label(STATUSES, status, self.lang)}"'}
                    page.conditional_format(1, place, last, place, {**rule, "format": shape})
            if column.name == "check" and sheet.name == "findings":
                source = [CHECKS[one].text(self.lang) for one in OFFERED]
                page.data_validation(1, place, last, place, {"validate": "list", "source": source})

    def long_texts(self) -> None:
        """Texts that no cell holds, in pieces."""
        if not self.long:
            return
        page = self.book.sheet("long")
        for place, name in enumerate(("number", "sheet", "cell", "text")):
            page.write_string(0, place, HEADINGS[name].text(self.lang), self.book.head)
        for row, (sheet, cell, parts) in enumerate(self.long, 1):
            page.write_number(row, 0, row)
            for place, part in enumerate((sheet, cell, *parts), 1):
                page.write_string(row, place, part)


def linked(path: str) -> str:
    """A relative path as a link holds it. Japanese stays as it is, as Excel itself writes it; what has a meaning in
    links is escaped.

    >>> linked("計画 #1 100%.pdf")
    '計画%20%231%20100%25.pdf'
    """
    return "".join(char if ord(char) > 0x7F else quote(char) for char in xml_text(path))


def _most(sheet: str, column: Column) -> int:
    """Up to how many characters a column grows with its texts."""
    usual = _MOST_WIDE if column.name.removesuffix("_2") in _WIDE else 14 if column.key else _MOST
    return _MOST_OF.get(f"{sheet}.{column.name}", _MOST_OF.get(column.name, usual))


def _shown(column: Column, values: Row) -> str:
    """What a cell shows, as far as its width goes."""
    value = values.get(column.row_key)
    if value is None or column.name in ("pdf", "page_picture"):
        return ""
    if column.type in _NARROW:
        return f"{float(str(value)):,.0f}" if column.name != "probability" else "100.0%"
    return xml_text(str(value))[:_SEEN]
