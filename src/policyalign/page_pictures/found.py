"""What was found on one page, as it is drawn and listed: headings and passages in reading order, and every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Anchor, Box, Document, Line, Page, Passage, Plan, Problem
from policyalign.values import ItemKind, Trace, Zone

MOST_PAGES = 200
"""How many pages are drawn at once: their pictures take some 100 MB in the memory of the reader."""

# How far, in points, the middle of a line may stand outside the box of its text.
_SLACK = 1.0

_TRACES: dict[Zone, Trace] = {
    "table": "cell",
    "footnote": "text",
    "ruby": "ruby",
    "head": "head",
    "foot": "foot",
    "page_number": "foot",
    "side_tab": "margin",
    "line_number": "margin",
    "slanted": "aside",
    "struck": "aside",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A heading or passage. ``number`` counts them on the page in reading order, from 1; ``level`` is that of a
    heading, 0 of a passage. ``begun`` tells that it comes from the page before, ``goes_on`` that it is continued
    on the next."""

    number: int
    kind: ItemKind
    text: str
    boxes: tuple[Box, ...]
    level: int = 0
    begun: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page with its items, its printed lines by what they count as, the boxes of its tables, and what is told of
    it. Boxes are in points from its top left corner."""

    page: Page
    items: tuple[Item, ...]
    lines: tuple[tuple[Trace, Box], ...]
    tables: tuple[Box, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page with what was found on it. ``place`` tells how it is cited (「p.12（紙面 10）」), ``namesake`` which other
    page carries its number in print, if one does; ``png`` is the picture."""

    number: int
    place: str
    namesake: str
    found: FoundPage
    png: bytes


def found_page(document: Document, plan: Plan, number: int) -> FoundPage:
    """What was found on the page of this physical number (from 1), which must exist."""
    page = document.pages[number - 1]
    items = tuple(_items(plan, number))
    boxes = [box for item in items for box in item.boxes]
    lines = [(_trace(line, boxes), line.box) for line in page.lines]
    cells: list[tuple[Trace, Box]] = [
        ("cell", cell.box) for table in page.tables for cell in (*table.cells, *table.bars)
    ]
    problems = tuple(problem for problem in document.problems if problem.page == number)
    return FoundPage(page, items, (*lines, *cells), tuple(table.box for table in page.tables), problems)


def _items(plan: Plan, page: int) -> Iterator[Item]:
    number = 0
    for kind, level, text, anchors in _in_order(plan):
        boxes = tuple(anchor.box for anchor in anchors if anchor.page == page)
        if boxes:
            number += 1
            first, last = anchors[0].page, anchors[-1].page
            yield Item(number, kind, text, boxes, level, first < page, last > page)


def _in_order(plan: Plan) -> Iterator[tuple[ItemKind, int, str, Sequence[Anchor]]]:
    """Headings before the first passage under them; notes, which stand under none, at the end."""
    told = 0

    def headings(end: int) -> Iterator[tuple[ItemKind, int, str, Sequence[Anchor]]]:
        for section in plan.sections[told:end]:
            yield "heading", section.level, section.heading, (section.anchor,)

    for passage in plan.passages:
        end = _sections_before(passage, plan, told)
        yield from headings(end)
        told = max(told, end)
        yield passage.kind, 0, passage.quotation, passage.anchors
    yield from headings(len(plan.sections))


def _sections_before(passage: Passage, plan: Plan, told: int) -> int:
    if passage.section is not None:
        return passage.section + 1
    return len(plan.sections) if passage.kind == "footnote" else told


def _trace(line: Line, boxes: Sequence[Box]) -> Trace:
    if line.zone != "body":
        return _TRACES[line.zone]
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    inside = (x0 - _SLACK <= x <= x1 + _SLACK and top - _SLACK <= y <= bottom + _SLACK for x0, top, x1, bottom in boxes)
    return "text" if any(inside) else "unused"
