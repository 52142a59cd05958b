"""The chapter (Word): the draft that an analyst goes on from, every sentence marked with what it rests on."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from policyalign.assess.drawing.sheet import titled
from policyalign.assess.run import Run
from policyalign.messages import label
from policyalign.messages.audit import CHECK_SIGN, CHECKED
from policyalign.messages.labels import STATUS_MARKS, STATUSES
from policyalign.messages.report import CHAPTER, LIMITS, SENTENCES
from policyalign.messages.sources import SOURCE_WORDS
from policyalign.report.budget_words import budget_method, of_proposal, over_all
from policyalign.report.chapter_style import Marked, add_chapter_styles, add_head, sized, table_row
from policyalign.report.chapter_tables import (
    TOLD,
    Tabular,
    counts_of,
    ended_table,
    points_of,
    responsibilities_of,
    sources_table,
    terms_of,
    verdicts_of,
    wide_of,
)
from policyalign.report.contents import DEEPEST, Heading, ask_to_update, fill_contents
from policyalign.report.excerpt import excerpt_mark
from policyalign.report.figures import caption
from policyalign.report.narrowing import excerpt_title
from policyalign.report.office import Footnotes, bookmarked, describe, field, packed
from policyalign.report.records import Entry, Joined, Material
from policyalign.report.statements import (
    BUDGET,
    LISTED,
    Statement,
    absent,
    complaints,
    ended_told,
    findings,
    related,
    related_proposals,
    replies,
    roles,
    said_told,
    summary,
    takers,
    times,
    undecided,
)
from policyalign.report.texts import in_plain_style, xml_text

MARK, BUDGET_MARK = "pa_", "pb_"
"""Begin the name of the bookmark of a sentence; then its mark and its fingerprint follow."""


def chapter_bytes(run: Run, joined: Joined, material: Material) -> bytes:
    """The chapter as a file."""
    said = {f"cell|{cell}": told for cell, one in material.answers.items() if (told := said_told(one, joined.lang))}
    chapter = _Chapter(
        joined, said, material.figures, {name: caption(name, run, joined.lang) for name in material.figures}
    )
    part = excerpt_title(joined, material.excerpt)
    titles = filter(None, (chapter.word("title"), part))
    describe(chapter.document, "　".join(titles), joined.run_id, excerpt_mark(material.excerpt))
    if part:
        add_head(chapter.document, xml_text(part))
    chapter.front(part)
    chapter.governance()
    chapter.heading(chapter.word("proposals"), 1)
    for entry in joined.entries:
        chapter.entry(entry)
    chapter.part("overlaps")
    chapter.part("phases")
    chapter.ended()
    chapter.part("exits")
    chapter.responsibilities()
    chapter.budget()
    chapter.method()
    chapter.terms()
    chapter.sources()
    chapter.appendix()
    return chapter.content()


def bookmark_name(statement: Statement) -> str:
    """The name of the bookmark around a sentence."""
    begin = BUDGET_MARK if statement.key.startswith(BUDGET) else MARK
    return f"{begin}{statement.mark}_{statement.fingerprint}"


class _Chapter:
    """Writes part after part; counts bookmarks, notes and tables."""

    def __init__(
        self,
        joined: Joined,
        said: Mapping[str, str],
        pictures: Mapping[str, tuple[bytes, ...]],
        shown: Mapping[str, str],
    ) -> None:
        self.joined, self.lang = joined, joined.lang
        self.document = docx.Document()
        self.notes = Footnotes()
        self.said, self.pictures, self.shown = said, pictures, shown
        self.bookmarks, self.captions = 0, Counter[str]()
        self.seen: set[str] = set()
        self.listed: list[Heading] = []
        add_chapter_styles(self.document)
        self.document.core_properties.language = "en" if self.lang == "en" else "ja-JP"

    def word(self, name: str, **blanks: object) -> str:
        return CHAPTER[name].text(self.lang).format(**blanks)

    def heading(self, text: str, level: int) -> None:
        """A heading; the contents list it where it is not too deep."""
        if level > DEEPEST:
            self.document.add_heading(xml_text(text), level)
            return
        self.bookmarks += 1
        name = f"_Toc{self.bookmarks:08}"
        bookmarked(self.document.add_heading("", level), text, name, self.bookmarks)
        self.listed.append(Heading(text, level, name))

    def say(self, statement: Statement, style: str | None = None) -> None:
        """A sentence as a paragraph, in its bookmark, with its place in a note."""
        paragraph = self.document.add_paragraph(style="Quote" if statement.quotation else style)
        marked = self.marked(statement)
        if marked.name:
            bookmarked(paragraph, *marked)
        else:
            paragraph.add_run(xml_text(statement.text))
        if statement.place:
            self.notes.refer(paragraph, statement.place)
        if said := self.said.get(statement.key):  # in the words of a person: nothing that a finding could bear out
            self.document.add_paragraph(xml_text(said))

    def marked(self, statement: Statement) -> Marked:
        """A sentence with its bookmark; without one where it stands already: a document takes one of a name."""
        name = bookmark_name(statement)
        if name in self.seen:
            return Marked(statement.text)
        self.seen.add(name)
        self.bookmarks += 1
        return Marked(statement.text, name, self.bookmarks)

    def say_all(self, title: str, statements: Iterable[Statement], style: str | None = None) -> None:
        """Sentences below a small heading; nothing where there are none."""
        told = tuple(statements)
        if told:
            self.document.add_paragraph(self.word(title), style="Lead")
        for statement in told:
            self.say(statement, style)

    def front(self, part: str) -> None:
        """Title, that it is a part and of what, contents, and the summary."""
        self.document.add_heading(self.word("title"), 0)
        self.document.add_paragraph(self.word("draft"))
        if part:
            self.document.add_paragraph(xml_text(part), style="Lead")
            self.document.add_paragraph(xml_text(self.plain(self.joined.left_out)))
        self.document.add_paragraph(self.word("contents"), style="Lead")
        self.contents = self.document.add_paragraph()
        self.heading(self.word("summary"), 1)
        for statement in summary(self.joined):
            self.say(statement)
        told = SENTENCES["summary_terms"].text(self.lang)
        self.document.add_paragraph(told.format(terms=self.word("terms")))
        self.table(counts_of(self.joined))
        self.table(points_of(self.joined))

    def plain(self, text: str) -> str:
        """A text in the style of the chapter."""
        return text if self.lang == "en" else in_plain_style(text)

    def governance(self) -> None:
        """What the plans together show of COCN's complaints: all other parts are of one proposal, or one question."""
        if not self.joined.complaints:
            return
        self.heading(self.word("governance"), 1)
        for title, (answer, *proofs) in complaints(self.joined):
            self.heading(title, 2)
            self.say(answer)
            for proof in proofs:
                self.say(proof, "List Bullet")

    def entry(self, entry: Entry) -> None:
        """The section of a proposal: only what there is to say."""
        proposal, lang = entry.proposal, self.lang
        self.heading(f"{proposal.id}　{proposal.label}", 2)
        self.document.add_paragraph(xml_text(proposal.text), style="Asked")
        for statement in related_proposals(entry, self.joined):
            self.say(statement)
        self.say_all("taken_up", takers(entry, lang))
        self.say_all("times", times(entry, lang), "List Bullet")
        self.say_all("gap", absent(entry, lang))
        told = tuple(undecided(entry, lang))
        self.say_all("undetermined", told[:1])
        for statement in told[1:]:
            self.say(statement, "List Bullet")
        self.say_all("related", related(entry, lang), "List Bullet")
        self.say_all("roles", roles(entry, lang))
        if self.joined.budget:
            self.say_all("budget", of_proposal(self.joined.budget, proposal.id, lang))
        self.say_all("replies", replies(entry, self.joined), "List Bullet")
        self.document.add_paragraph(self.word("judgement"), style="Judgement")

    def part(self, name: str) -> None:
        """The certain findings of one kind over all plans."""
        self.heading(self.word(name), 1)
        self.figures({"phases": "phases", "exits": "links"}.get(name, ""))
        rows = getattr(self.joined, name)
        told = tuple(findings(rows, name, LISTED, "all", self.lang))
        for statement in told:
            self.say(statement, "List Bullet")
        if not told:
            name = "no_findings_told" if self.joined.left_out else "no_findings"
            self.document.add_paragraph(SENTENCES[name].text(self.lang))

    def ended(self) -> None:
        """What is over before the reference window begins."""
        self.heading(self.word("ended", year=self.joined.ended.before), 2)
        self.say(ended_told(self.joined))
        if ended := ended_table(self.joined):
            self.table(ended)

    def figures(self, question: str) -> None:
        """The sheets of a picture, each with its caption below."""
        sheets = self.pictures.get(question, ())
        for number, sheet in enumerate(sheets, 1):
            told = titled(self.shown[question], number, len(sheets))
            self.document.add_picture(io.BytesIO(sheet), width=Mm(160))
            inline = self.document.inline_shapes[-1]._inline
            inline.docPr.set("descr", told)  # for readers who do not see it
            for side in "TBLR":  # where nothing is said, LibreOffice leaves an eighth of an inch
                inline.set(f"dist{side}", "0")
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
            self.caption("figure", told)

    def responsibilities(self) -> None:
        """Per proposal that anybody is in charge of, who is."""
        self.heading(self.word("responsibility"), 1)
        self.figures("responsibility")
        self.table(responsibilities_of(self.joined))

    def budget(self) -> None:
        """What the measures that answer cost, by ministry, as far as it is known; nothing without a budget file."""
        budget = self.joined.budget
        if budget is None:
            return
        self.heading(self.word("budget"), 1)
        self.document.add_paragraph(xml_text(budget_method(budget, self.lang)))
        for statement in over_all(budget, self.lang):
            self.say(statement)

    def method(self) -> None:
        """How the verdicts were found, and what was not read."""
        self.heading(self.word("method"), 1)
        self.document.add_paragraph(SENTENCES["method"].text(self.lang))
        for plan in self.joined.plans:
            if plan.unread_pages:
                told = {"plan": plan.title or plan.id, "count": len(plan.unread_pages)}
                self.document.add_paragraph(xml_text(SENTENCES["unread"].text(self.lang).format(**told)))
        self.document.add_paragraph(self.word("limits"), style="Lead")
        for one in LIMITS:
            self.document.add_paragraph(self.plain(one.text(self.lang)), style="List Bullet")
        if wide := wide_of(self.joined):
            self.table(wide)

    def sources(self) -> None:
        """The files that were read, so that others can tell whether they have the same, and what is known of them."""
        self.heading(self.word("sources"), 1)
        self.table(sources_table(self.joined))
        self.document.add_paragraph(self.plain(SOURCE_WORDS["note"].text(self.lang)))

    def terms(self) -> None:
        """What the words mean that are used above."""
        self.heading(self.word("terms"), 1)
        self.table(terms_of(self.joined))

    def appendix(self) -> None:
        """All verdicts as one table, on pages that lie."""
        section = self.document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        self.heading(self.word("appendix"), 1)
        marks = "　".join(f"{label(STATUS_MARKS, one, self.lang)}＝{label(STATUSES, one, self.lang)}" for one in TOLD)
        if any(cell.decided for cell in self.joined.cells):
            marks += f"　{CHECK_SIGN}＝{CHECKED.text(self.lang)}"
        self.document.add_paragraph(marks)
        for told in verdicts_of(self.joined):
            self.table(told)

    def table(self, told: Tabular) -> None:
        """A table with a caption above and its first row repeated on every page; sentences in it are marked."""
        self.caption("caption", told.title)
        made = self.document.add_table(0, len(told.widths), style="Table Grid")
        sized(made, told.widths)
        for row in told.rows:
            cells = [self.marked(one) if isinstance(one, Statement) else Marked(one) for one in row]
            head = row is told.rows[0]
            made._tbl.append(table_row(cells, told.widths, heading=head, upright=told.upright if head else 0))
        self.document.add_paragraph()

    def caption(self, kind: str, title: str) -> None:
        """A caption with the number that Word counts, of tables and figures each."""
        self.captions[kind] += 1
        caption = self.document.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = kind == "caption"  # which stands above its table
        before, _, after = self.word(kind, number="\0", title=title).partition("\0")
        caption.add_run(before)
        name = "Figure" if kind == "figure" else "Table"
        field(caption, f"SEQ {name} \\* ARABIC", str(self.captions[kind]))
        caption.add_run(xml_text(after))

    def content(self) -> bytes:
        fill_contents(self.contents, self.listed)
        ask_to_update(self.document)
        self.notes.attach(self.document)
        return packed(self.document)
