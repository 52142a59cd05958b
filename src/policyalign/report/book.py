"""The workbook that sheets are written into: its formats, and how its sheets are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policyalign.messages.report import SHEETS
from policyalign.report.sheet_layout import across

_A3, _A4 = 8, 9
_LINE = {_A4: 200, _A3: 290}
"""Characters that stand side by side on a page that lies, in type of 7 points."""
_HEADER = 120
"""Characters of a header, which is one line."""


class Book:
    """``made`` is the workbook of xlsxwriter; ``part`` says of an excerpt what it is on."""

    def __init__(self, made: Any, lang: str, part: str) -> None:
        self.made, self.lang, self.part = made, lang, part
        font = {"font_name": "游ゴシック", "font_size": 10, "valign": "top"}
        lined = {"bottom": 1, "bottom_color": "#d9d9d9"}
        self.plain = made.add_format({**font, **lined, "text_wrap": True})
        self.strong = made.add_format({**font, "text_wrap": True, "bold": True})
        self.head = made.add_format(
            {**font, "bold": True, "text_wrap": True, "bg_color": "#d9e2f3", "border": 1, "valign": "vcenter"}
        )
        self.money = made.add_format({**font, **lined, "num_format": "#,##0"})
        self.share = made.add_format({**font, **lined, "num_format": "0.0%"})
        self.link = made.add_format({**font, **lined, "font_color": "#0563c1", "underline": 1})
        self.fill_in = made.add_format({**font, "text_wrap": True, "bg_color": "#fff9e0", "border": 1})

    def sheet(self, name: str) -> Any:
        """A further sheet, empty."""
        return self.made.add_worksheet(SHEETS[name].text(self.lang))

    def standing(self, name: str, widths: Sequence[int]) -> Any:
        """A further sheet of such columns, to be printed on pages that stand."""
        page = self.sheet(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        self.margins(page)
        return page

    def lying(self, page: Any, widths: Sequence[int], repeated: int) -> int:
        """Pages that lie, as many side by side as keep the type readable; how many those are."""
        paper = _A4 if sum(widths) <= _LINE[_A4] else _A3
        pages = across(widths, (repeated,), _LINE[paper])
        page.set_landscape()
        page.set_paper(paper)
        page.fit_to_pages(pages, 0)
        page.repeat_rows(0)
        self.margins(page)
        return pages

    def margins(self, page: Any) -> None:
        """The name of the sheet and the number of the page below, and above what an excerpt is of."""
        page.set_margins(left=0.4, right=0.4, top=0.6 if self.part else 0.5, bottom=0.6)
        page.set_footer("&L&A&R&P / &N")
        if self.part:
            page.set_header(f"&L{self.part[:_HEADER].replace('&', '&&')}")
