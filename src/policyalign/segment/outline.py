"""``outline(document)``: headings, paragraphs, items, table rows and notes of a document as a :class:`Plan`.

Nothing here needs a language model; roles, actors, years and terms are filled in by
:mod:`policyalign.segment.annotate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Anchor, Document, Plan, Problem, Section
from policyalign.messages import ReadingCode
from policyalign.segment.blocks import Block, build_blocks
from policyalign.segment.columns import place_lines
from policyalign.segment.contents import split_contents
from policyalign.segment.cover import find_cover
from policyalign.segment.excerpts import excerpt_problem
from policyalign.segment.headings import find_headings
from policyalign.segment.nesting import Heading
from policyalign.segment.passages import Text, body_text, clean, heading_text, make_plan, number_passages
from policyalign.segment.reading_check import check_reading
from policyalign.segment.rows import PlacedTable, carry_header, read_rows
from policyalign.segment.unfinished import unfinished_problem
from policyalign.text.normalize import nfkc_key
from policyalign.values import PassageKind


def outline(document: Document, plan_id: str) -> Plan:
    """The structure of a document: its heading tree and its passages in reading order."""
    lines, contents = split_contents(place_lines(document, "body"))
    blocks = _with_title_joined(_with_numbers_joined(build_blocks(lines)))
    cover = find_cover(blocks)
    title_index = cover.title[0] if cover.title else None
    headings = find_headings(blocks, contents.keys, title_index, cover.others)
    sections, section_of = _section_tree(blocks, headings)
    texts = [*_texts(document, blocks, {h.index for h in headings}, section_of), *_notes(document)]
    passages = number_passages(plan_id, sections, texts)
    title = clean(blocks[title_index].text) if title_index is not None else ""
    problems = (
        *document.problems,
        *excerpt_problem(contents.entries, lines, document),
        *_contents_problem(contents.keys, sections),
        *check_reading(passages),
        *unfinished_problem(sections, passages),
    )
    return make_plan(replace(document, problems=problems), plan_id, title, sections, passages, blocks)


def _with_title_joined(blocks: list[Block]) -> list[Block]:
    """The title of the plan as one block where it is set over several lines."""
    first, *others = find_cover(blocks).title or (0,)
    for index in others:
        blocks[first].extend(blocks[index].lines)
    return [block for index, block in enumerate(blocks) if index not in others]


def _with_numbers_joined(blocks: Sequence[Block]) -> list[Block]:
    """A number alone on its line (第１章) takes the line below as its title."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.marker is not None
            and before.marker.style in ("part", "chapter", "section")
            and nfkc_key(before.text) == nfkc_key(before.marker.text)
            and block.marker is None
            and block.first.page == before.first.page
            and abs(block.size - before.size) <= 0.2 * before.size
            and len(block.lines) <= 2
        ):
            before.extend(block.lines)
        else:
            joined.append(block)
    return joined


def _section_tree(blocks: Sequence[Block], headings: Sequence[Heading]) -> tuple[list[Section], dict[int, int]]:
    """Sections in order, and for every block the index of the section that it stands in."""
    sections: list[Section] = []
    section_of: dict[int, int] = {}
    level_of = {heading.index: heading.level for heading in headings}
    open_sections: list[int] = []
    around: list[int] | None = None
    for index, block in enumerate(blocks):
        if around is not None and not block.first.line.boxed:
            # Behind a box (コラム) the text goes on in the section in which the box stands.
            open_sections = around if index - 1 not in level_of else open_sections
            around = None
        if index in level_of:
            level = level_of[index]
            if around is None and block.first.line.boxed and _names_box(block):
                around = open_sections
            open_sections = [other for other in open_sections if sections[other].level < level]
            number, text = heading_text(block)
            parent = open_sections[-1] if open_sections else None
            sections.append(Section(number, text, level, parent, block.anchors[0]))
            open_sections.append(len(sections) - 1)
        if open_sections:
            section_of[index] = open_sections[-1]
    return sections, section_of


def _names_box(block: Block) -> bool:
    """Whether a heading that stands in a box names the box: it has no number that counts with those of the text."""
    return block.marker is None or block.marker.value is None


def _texts(
    document: Document, blocks: Sequence[Block], headings: set[int], section_of: dict[int, int]
) -> Iterator[Text]:
    """Blocks and table rows in reading order; a table comes before the first block that stands below it."""
    tables = [PlacedTable(table, page.number, page.height) for page in document.pages for table in page.tables]
    previous: PlacedTable | None = None
    section: int | None = None
    for index, block in enumerate(blocks):
        while tables and _comes_first(tables[0], block):
            yield from _rows(tables[0], previous, section)
            previous = tables.pop(0)
        section = section_of.get(index)
        if index not in headings:
            kind: PassageKind = "item" if block.marker is not None else "paragraph"
            yield Text(kind, body_text(block), block.anchors, section, turns=block.turns)
    for placed in tables:
        yield from _rows(placed, previous, section)
        previous = placed


def _comes_first(placed: PlacedTable, block: Block) -> bool:
    if block.first.page != placed.page:
        return block.first.page > placed.page
    box = block.first.line.box
    return box[1] >= placed.table.box[3] - 2.0 and box[0] < placed.table.box[2]


def _rows(placed: PlacedTable, previous: PlacedTable | None, section: int | None) -> Iterator[Text]:
    heads, header_rows = carry_header(previous, placed)
    for row in read_rows(placed.table, heads, header_rows):
        yield Text(
            "row",
            row.text,
            (Anchor(placed.page, row.box),),
            section,
            row.intervals,
            row.steps,
            row.cells,
            begins=row.paragraphs,
        )


def _notes(document: Document) -> Iterator[Text]:
    for block in build_blocks(place_lines(document, "footnote")):
        yield Text("footnote", clean(block.text), block.anchors, None, turns=block.turns)


# The contents may name figures and annexes that are no headings; beyond this share something was missed.
_MISSED_SHARE = 0.3


def _contents_problem(contents: frozenset[str], sections: Sequence[Section]) -> Iterator[Problem]:
    """A note when many entries of the table of contents were not found as headings."""
    if not contents:
        return
    known = " ".join(nfkc_key(section.heading) for section in sections)
    numbered = [key for key in contents if len(key) >= 4]
    missed = sum(key not in known for key in numbered)
    if numbered and missed > _MISSED_SHARE * len(numbered):
        detail = {"missed": str(missed), "entries": str(len(numbered))}
        yield Problem(ReadingCode.headings_missed, "note", None, detail)
