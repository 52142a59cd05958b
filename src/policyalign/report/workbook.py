"""The workbook (Excel): every table of a run with headings in words, to filter, to check and to give back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import xlsxwriter

from policyalign.assess.run import Run
from policyalign.messages import label
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.report import CUT, GUIDE, HEADINGS, LIMITS, SHEETS
from policyalign.report.budget_words import budget_guide, budget_sheets
from policyalign.report.excerpt import excerpt_mark
from policyalign.report.records import Joined, Material
from policyalign.report.sheets import Sheet, every_sheet
from policyalign.report.stamp import EPOCH
from policyalign.report.texts import CELL, LINKS, pieces, xml_text
from policyalign.review.files import RUN_PROPERTY
from policyalign.review.workbook import OFFERED
from policyalign.tables import Column
from policyalign.values import Status

_WIDE = {
    "text",
    "passage",
    "reason",
    "explanation",
    "sentence",
    "why",
    "taken_up",
    "problem",
    "remedy",
    "note",
    "reply",
}
_NARROW = {"integer", "number", "boolean"}
_HIDDEN = {"key", "similarity", "passage_id", "measure_id", "kind", "relation", "code", "coordination_passage"}
_A3, _A4 = 8, 9
_LINE = {_A4: 200, _A3: 290}
"""Characters that stand side by side on a page that lies, in type of 7 points."""
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
    book = xlsxwriter.Workbook(content, options)
    kept = {"comments": excerpt_mark(material.excerpt)} if material.excerpt else {}
    book.set_properties({"title": "policyalign", "created": EPOCH, **kept})
    book.set_custom_property(RUN_PROPERTY, joined.run_id)
    writer = _Writer(book, joined.lang, material.pages)
    writer.guide(joined)
    for sheet in (*every_sheet(run, joined, material.answers, material.excerpt), *budget_sheets(run, joined)):
        writer.write(sheet, run)
    writer.long_texts()
    book.close()
    return content.getvalue()


class _Writer:
    """Writes sheet after sheet, and keeps what was too long for a cell."""

    def __init__(self, book: Any, lang: str, pages: Mapping[tuple[str, str, int], str]) -> None:
        self.book, self.lang, self.pages = book, lang, pages
        font = {"font_name": "游ゴシック", "font_size": 10, "valign": "top"}
        self.plain = book.add_format({**font, "text_wrap": True})
        self.head = book.add_format(
            {**font, "bold": True, "text_wrap": True, "bg_color": "#d9e2f3", "border": 1, "valign": "vcenter"}
        )
        self.money = book.add_format({**font, "num_format": "#,##0"})
        self.share = book.add_format({**font, "num_format": "0.0%"})
        self.link = book.add_format({**font, "font_color": "#0563c1", "underline": 1})
        self.fill_in = book.add_format({**font, "text_wrap": True, "bg_color": "#fff9e0", "border": 1})
        self.long: list[tuple[str, str, list[str]]] = []

    def guide(self, joined: Joined) -> None:
        """How to read the workbook, and what its gaps are worth."""
        page = self.book.add_worksheet(SHEETS["guide"].text(self.lang))
        page.set_column(0, 0, 110)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        told = [joined.left_out] if joined.left_out else []
        told += [*(one.text(self.lang) for one in (*GUIDE, *LIMITS)), *joined.guarantee]
        told += [budget_guide(joined.budget, self.lang)] if joined.budget else []
        for row, line in enumerate(told):
            page.write_string(row, 0, xml_text(line), self.plain)
        start = len(told) + 1
        for row, plan in enumerate(joined.plans, start):
            source = f"{plan.title or plan.id}  {plan.edition}  {plan.source}  SHA-256 {plan.document_id}"
            page.write_string(row, 0, xml_text(source), self.plain)

    def write(self, sheet: Sheet, run: Run) -> None:
        """One sheet with filter, frozen headings and, where people fill in, a list to choose from."""
        page = self.book.add_worksheet(SHEETS[sheet.name].text(self.lang))
        for place, (column, told) in enumerate(zip(sheet.columns, sheet.headings, strict=True)):
            hidden = self.hides(sheet, column)
            page.set_column(place, place, _width(sheet.name, column), None, {"hidden": hidden})
            page.write_string(0, place, xml_text(told), self.head)
        page.set_row(0, 48)
        self.paper(page, sheet)
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
        names = [column.name for column in sheet.columns]
        page.freeze_panes(1, min(2, len(names)) if sheet.name != "matrix" else names.index("label") + 1)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(names) - 1)
            self.marks(page, sheet)

    def hides(self, sheet: Sheet, column: Column) -> bool:
        """Codes and inner numbers, a number beside its name, and links to pictures that there are none of."""
        if column.name == "page_picture":
            return not self.pages
        if column.name == "stage" and any(one.name == "stage_name" for one in sheet.columns):
            return True
        return column.name.removesuffix("_2") in _HIDDEN and sheet.name != "matrix"

    def paper(self, page: Any, sheet: Sheet) -> None:
        """How it is printed: across as many pages as keep the type readable, each with headings and first columns."""
        widths = [_width(sheet.name, one) for one in sheet.columns if not self.hides(sheet, one)]
        again = sum(_width(sheet.name, one) for one in sheet.columns[:2])
        paper = _A4 if sum(widths) <= _LINE[_A4] else _A3
        across = max(1, -(-(sum(widths) - again) // (_LINE[paper] - again)))
        page.set_landscape()
        page.set_paper(paper)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(across, 0)
        page.repeat_rows(0)
        if across > 1:
            page.repeat_columns(0, 1)
        page.set_footer("&L&A&R&P / &N")

    def cell(self, page: Any, sheet: str, at: tuple[int, int], value: Any, column: Any) -> None:
        """One value: numbers as numbers, everything else as text, never as a formula."""
        filled_in = column.name in ("check", "note", "reviewer") and sheet == "findings"
        if value is None and not filled_in:
            return
        if column.type in _NARROW and value is not None:
            shape = {"probability": self.share, "yen": self.money}.get(column.name, self.plain)
            page.write_number(*at, float(value), shape)
            return
        text = xml_text("" if value is None else str(value))
        if len(pieces(text)) > 1:
            text = self.kept_long(sheet, at, text)
        shape = self.fill_in if filled_in else self.plain
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
            page.write_string(row, place, xml_text(told), self.plain)
            return
        page.write_url(row, place, f"external:{linked(name)}#page={number}", self.link, xml_text(told))

    def picture(self, page: Any, row: int, place: int, key: tuple[str, str, int]) -> None:
        """A link to the picture of the page, in its folder beside the workbook; as text where there are too many."""
        path = self.pages.get(key)
        if path is None:
            return
        told = PurePath(path).name
        if row > LINKS // 2:
            page.write_string(row, place, told, self.plain)
        else:
            page.write_url(row, place, f"external:{linked(path)}", self.link, told)

    def marks(self, page: Any, sheet: Sheet) -> None:
        """Colours by verdict, and the list of answers."""
        last = len(sheet.rows)
        for place, column in enumerate(sheet.columns):
            if column.name == "status" or (sheet.name == "matrix" and column.key):
                for status, colour in _COLOURS.items():
                    shape = self.book.add_format({"bg_color": colour})
                    rule = {"type": "cell", "criteria": "==", "value": f'"{label(STATUSES, status, self.lang)}"'}
                    page.conditional_format(1, place, last, place, {**rule, "format": shape})
            if column.name == "check" and sheet.name == "findings":
                source = [CHECKS[one].text(self.lang) for one in OFFERED]
                page.data_validation(1, place, last, place, {"validate": "list", "source": source})

    def long_texts(self) -> None:
        """Texts that no cell holds, in pieces."""
        if not self.long:
            return
        page = self.book.add_worksheet(SHEETS["long"].text(self.lang))
        for place, name in enumerate(("number", "sheet", "cell", "text")):
            page.write_string(0, place, HEADINGS[name].text(self.lang), self.head)
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


def _width(sheet: str, column: Column) -> int:
    """Of a column, in characters."""
    if column.name in _WIDE:
        return 60
    if (column.type in _NARROW and column.name != "yen") or (
        sheet == "matrix" and column.name in ("chapter", "section")
    ):
        return 9
    return 12 if column.key else 22
