"""The chapter (Word): the draft that an analyst goes on from, every sentence marked with what it rests on."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from policyalign.assess.run import Run
from policyalign.messages import label
from policyalign.messages.labels import STATUS_MARKS, STATUSES
from policyalign.messages.report import CHAPTER, SENTENCES
from policyalign.report.office import Footnotes, bookmarked, element, field, packed
from policyalign.report.records import Entry, Joined, Material
from policyalign.report.statements import (
    LISTED,
    Statement,
    absent,
    findings,
    related,
    role_told,
    roles,
    summary,
    takers,
    undecided,
)
from policyalign.report.texts import xml_text
from policyalign.values import Status

MARK = "pa_"
"""Begins the name of the bookmark of a sentence; then its mark and its fingerprint follow."""

_EPOCH = datetime.datetime(2000, 1, 1)
_MINCHO, _GOTHIC = "游明朝", "游ゴシック"
_STATUSES: tuple[Status, ...] = ("covered", "partial", "gap", "undetermined", "out_of_scope")


def chapter_bytes(run: Run, joined: Joined, material: Material) -> bytes:
    """The chapter as a file."""
    chapter = _Chapter(joined, material.figures)
    chapter.front()
    for entry in joined.entries:
        chapter.entry(entry)
    for name in ("overlaps", "phases", "exits"):
        chapter.part(name)
    chapter.responsibilities()
    chapter.method(run)
    chapter.sources()
    chapter.appendix()
    return chapter.content()


def bookmark_name(statement: Statement) -> str:
    """The name of the bookmark around a sentence."""
    return f"{MARK}{statement.mark}_{statement.fingerprint}"


class _Chapter:
    """Writes part after part; counts bookmarks, notes and tables."""

    def __init__(self, joined: Joined, pictures: Mapping[str, bytes]) -> None:
        self.joined, self.lang = joined, joined.lang
        self.document = docx.Document()
        self.notes = Footnotes()
        self.pictures = pictures
        self.bookmarks, self.captions = 0, Counter[str]()
        self.seen: set[str] = set()
        _styled(self.document)
        core = self.document.core_properties
        core.title, core.author, core.identifier = self.word("title"), "policyalign", joined.run_id
        core.last_modified_by, core.comments, core.revision = "policyalign", "", 1
        core.created = core.modified = _EPOCH
        core.language = "en" if self.lang == "en" else "ja-JP"

    def word(self, name: str, **blanks: object) -> str:
        return CHAPTER[name].text(self.lang).format(**blanks)

    def heading(self, text: str, level: int) -> None:
        self.document.add_heading(xml_text(text), level)

    def say(self, statement: Statement, style: str | None = None) -> None:
        """A sentence as a paragraph, in its bookmark, with its place in a note."""
        name = bookmark_name(statement)
        paragraph = self.document.add_paragraph(style="Quote" if statement.quotation else style)
        if name in self.seen:  # the same sentence twice: a document takes one bookmark of a name
            paragraph.add_run(xml_text(statement.text))
        else:
            self.seen.add(name)
            self.bookmarks += 1
            bookmarked(paragraph, statement.text, name, self.bookmarks)
        if statement.place:
            self.notes.refer(paragraph, statement.place)

    def say_all(self, title: str, statements: Iterable[Statement], style: str | None = None) -> None:
        """Sentences below a small heading; nothing where there are none."""
        told = tuple(statements)
        if told:
            self.document.add_paragraph(self.word(title), style="Lead")
        for statement in told:
            self.say(statement, style)

    def front(self) -> None:
        """Title, contents, and the summary."""
        self.document.add_heading(self.word("title"), 0)
        self.document.add_paragraph(self.word("draft"))
        self.document.add_paragraph(self.word("contents"), style="Lead")
        field(self.document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', self.word("update"))
        self.heading(self.word("summary"), 1)
        for statement in summary(self.joined):
            self.say(statement)
        self.counts()
        self.heading(self.word("proposals"), 1)

    def counts(self) -> None:
        """How many verdicts of each kind every plan has."""
        counts = Counter((cell.plan.id, cell.finding.status) for cell in self.joined.cells)
        rows = [
            [plan.title or plan.id, *(str(counts[plan.id, status]) for status in _STATUSES)]
            for plan in self.joined.plans
        ]
        head = ["", *(label(STATUSES, status, self.lang) for status in _STATUSES)]
        self.table(self.word("counts"), [head, *rows])

    def entry(self, entry: Entry) -> None:
        """The section of a proposal: only what there is to say."""
        proposal, lang = entry.proposal, self.lang
        self.heading(f"{proposal.id}　{proposal.label}", 2)
        self.document.add_paragraph(xml_text(proposal.text), style="Asked")
        self.say_all("taken_up", takers(entry, lang))
        self.say_all("gap", absent(entry, lang))
        self.say_all("undetermined", undecided(entry, lang))
        self.say_all("related", related(entry, lang), "List Bullet")
        self.say_all("roles", roles(entry, lang))
        self.document.add_paragraph(self.word("judgement"), style="Judgement")

    def part(self, name: str) -> None:
        """The certain findings of one kind over all plans."""
        self.heading(self.word(name), 1)
        if picture := self.pictures.get(name):
            self.document.add_picture(io.BytesIO(picture), width=Mm(160))
            self.caption("figure", self.word(name))
        rows = getattr(self.joined, name)
        told = tuple(findings(rows, name, LISTED, "all", self.lang))
        for statement in told:
            self.say(statement, "List Bullet")
        if not told:
            self.document.add_paragraph(SENTENCES["no_findings"].text(self.lang))

    def responsibilities(self) -> None:
        """Per proposal that anybody is in charge of, who is."""
        self.heading(self.word("responsibility"), 1)
        head = [self.word("proposals"), self.word("roles")]
        rows = [
            [f"{entry.proposal.id} {entry.proposal.label}", "\n".join(role_told(one, self.lang) for one in told)]
            for entry in self.joined.entries
            if (told := entry.roles)
        ]
        self.table(self.word("responsibility"), [head, *rows])

    def method(self, run: Run) -> None:
        """How the verdicts were found, and what was not read."""
        self.heading(self.word("method"), 1)
        self.document.add_paragraph(SENTENCES["method"].text(self.lang))
        for plan in run.plans:
            if plan.unread_pages:
                told = {"plan": plan.title or plan.id, "count": len(plan.unread_pages)}
                self.document.add_paragraph(xml_text(SENTENCES["unread"].text(self.lang).format(**told)))

    def sources(self) -> None:
        """The files that were read, so that others can tell whether they have the same."""
        self.heading(self.word("sources"), 1)
        head = ["", self.word("edition"), "SHA-256"]
        rows = [[f"{one.title or one.id}\n{one.source}", one.edition, one.document_id] for one in self.joined.plans]
        self.table(self.word("sources"), [head, *rows])

    def appendix(self) -> None:
        """All verdicts as one table, on pages that lie."""
        section = self.document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        self.heading(self.word("appendix"), 1)
        marks = "　".join(
            f"{label(STATUS_MARKS, one, self.lang)}＝{label(STATUSES, one, self.lang)}" for one in _STATUSES
        )
        self.document.add_paragraph(marks)
        head = ["", *(plan.title or plan.id for plan in self.joined.plans)]
        rows = [
            [
                f"{entry.proposal.id} {entry.proposal.label}",
                *(label(STATUS_MARKS, cell.finding.status, self.lang) for cell in entry.cells),
            ]
            for entry in self.joined.entries
        ]
        self.table(self.word("appendix"), [head, *rows])

    def table(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """A table with a caption above and its first row repeated on every page."""
        self.caption("caption", title)
        made = self.document.add_table(0, len(rows[0]), style="Table Grid")
        for row in rows:
            made._tbl.append(_table_row(row, heading=row is rows[0]))
        self.document.add_paragraph()

    def caption(self, kind: str, title: str) -> None:
        """A caption with the number that Word counts, of tables and figures each."""
        self.captions[kind] += 1
        caption = self.document.add_paragraph(style="Caption")
        before, _, after = self.word(kind, number="\0", title=title).partition("\0")
        caption.add_run(before)
        name = "Figure" if kind == "figure" else "Table"
        field(caption, f"SEQ {name} \\* ARABIC", str(self.captions[kind]))
        caption.add_run(xml_text(after))

    def content(self) -> bytes:
        self.notes.attach(self.document)
        return packed(self.document)


def _table_row(texts: Sequence[str], *, heading: bool) -> Any:
    """A row made directly: through python-docx, which counts the grid for every cell, it takes a hundred times as
    long."""
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))
    row.append(properties)
    for text in texts:
        cell = element("tc")
        for line in text.split("\n"):
            paragraph, run = element("p"), element("r")
            style = element("pPr")
            style.append(element("pStyle", val="CellText"))
            if heading:
                bold = element("rPr")
                bold.append(element("b"))
                run.append(bold)
            run.append(element("t", line))
            paragraph.extend([style, run])
            cell.append(paragraph)
        row.append(cell)
    return row


def _styled(document: Any) -> None:
    """Pages of A4, Japanese type for every style that is used, and the styles of this chapter."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    for name, size in (("Lead", 10.5), ("Asked", 10.5), ("Judgement", 10.5), ("Cell Text", 8.5)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.font.size = normal, Pt(size)
        made.paragraph_format.space_after = Pt(0 if name == "Cell Text" else 4)
    styles["Cell Text"].element.set(qn("w:styleId"), "CellText")
    styles["Lead"].font.bold = True
    styles["Lead"].paragraph_format.keep_with_next = True
    styles["Asked"].font.color.rgb = RGBColor(0x40, 0x40, 0x40)
    styles["Judgement"].paragraph_format.space_before = Pt(6)
    styles["Quote"].font.italic = False  # slanted Japanese is no type of its own
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    gothic = {"Title", "Heading 1", "Heading 2", "Lead", "Caption"}
    for name in (*gothic, "Normal", "Quote", "List Bullet", "Asked", "Judgement", "Cell Text"):
        _japanese(styles[name], _GOTHIC if name in gothic else _MINCHO)


def _japanese(style: Any, font: str) -> None:
    """Type for Japanese (``w:eastAsia``), which themes would else choose; Word falls back to ＭＳ 明朝 itself."""
    style.font.name = "Times New Roman" if font == _MINCHO else "Arial"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
