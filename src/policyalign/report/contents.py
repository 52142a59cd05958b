"""The table of contents of a chapter: entries that are there at once, and that Word works out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from policyalign.report.office import begun, element, ended, field_runs

DEEPEST = 2
"""Headings down to this level are listed."""
_INDENT = 6
"""Millimetres that each level is moved in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is listed, and the bookmark around it."""

    text: str
    level: int
    bookmark: str


def add_styles(document: Any, width: Any) -> None:
    """Word's own styles of entries, with page numbers at the right end of the ``width`` of the text."""
    for level in range(1, DEEPEST + 1):
        made = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), f"TOC{level}")
        made.base_style = document.styles["Normal"]
        made.paragraph_format.space_after = Pt(2)
        made.paragraph_format.left_indent = Mm(_INDENT * (level - 1))
        made.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def fill_contents(place: Any, headings: Sequence[Heading]) -> None:
    """Put the entries before the paragraph ``place``, which ends the field: each leads to its heading and holds a
    field for its page. The number itself is only there once Word or LibreOffice has laid the pages out."""
    for heading in headings:
        entry, look = element("p"), element("pPr")
        look.append(element("pStyle", val=f"TOC{heading.level}"))
        entry.append(look)
        if heading is headings[0]:
            entry.extend(begun(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'))
        link = element("hyperlink", anchor=heading.bookmark, history="1")
        for content in (element("t", heading.text), element("tab")):
            run = element("r")
            run.append(content)
            link.append(run)
        link.extend(field_runs(f"PAGEREF {heading.bookmark} \\h", ""))
        entry.append(link)
        place._p.addprevious(entry)
    if headings:
        place._p.append(ended())


def ask_to_update(document: Any) -> None:
    """Have Word offer, as it opens the document, to work out its fields: the page numbers."""
    settings = document.settings.element
    settings.insert_element_before(
        element("updateFields", val="true"), "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:rsids"
    )
