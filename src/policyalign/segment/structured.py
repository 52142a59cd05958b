"""``outline_elements(document)``: the :class:`Plan` of a file with a structure of its own.

Headings that the file states keep their levels. Numbered ones that it does not state (（1） typed by hand below a
styled chapter; all of a text file) are found as on a printed page, and nest below the stated ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.domain import Anchor, Document, Element, Line, Passage, Place, Plan, Problem, Section
from policyalign.geometry import NOWHERE
from policyalign.segment.blocks import Block
from policyalign.segment.columns import PlacedLine
from policyalign.segment.contents import is_entry
from policyalign.segment.cover import find_cover
from policyalign.segment.headings import find_headings
from policyalign.segment.passages import Text, clean, heading_text, make_plan, number_passages
from policyalign.segment.reading_check import check_reading
from policyalign.segment.rows import column_heads, read_rows
from policyalign.segment.unfinished import unfinished_problem
from policyalign.values import PassageKind

_TITLE_LEVEL = 1
# A heading without a number is told by its first words.
_NAME_LENGTH = 16
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """An element with its block (None for tables and notes) and, if it is a heading, its level."""

    element: Element
    block: Block | None
    level: int = 0


def outline_elements(document: Document, plan_id: str) -> Plan:
    """The structure of a document that has elements: its heading tree and its passages in reading order."""
    elements = [one for one in document.elements if not is_entry(one.text)]
    parts = _title_first(_with_levels([_Part(one, _block(one)) for one in elements]))
    blocks = [part.block for part in parts if part.block is not None]
    sections, texts, places = _assembled(parts)
    title = next((section.heading for section in sections if section.level == _TITLE_LEVEL), "")
    passages = number_passages(plan_id, sections, texts)
    problems = (
        *document.problems,
        *_broken_up(document, passages),
        *unfinished_problem(sections, passages, slides=_are_slides(document)),
    )
    placed = replace(document, problems=problems, places=_filled(places, len(document.pages)))
    return make_plan(placed, plan_id, title, sections, passages, blocks)


def _broken_up(document: Document, passages: Sequence[Passage]) -> Iterator[Problem]:
    """Texts that end in mid-sentence: of the whole file, and of its slides. Other pages hold one paragraph each."""
    slides = _are_slides(document)
    return (problem for problem in check_reading(passages) if slides or problem.page is None)


def _are_slides(document: Document) -> bool:
    return all(one.place.unit == "slide" for one in document.elements)


def _block(element: Element) -> Block | None:
    """The text as a block in the type that the file states, without a place on paper."""
    if element.kind in ("table", "footnote"):
        return None
    line = Line(element.text, NOWHERE, element.size, bold=element.bold)
    return Block(PlacedLine(line, element.page, 0.0, 0.0, element.size))


# --- headings ----------------------------------------------------------------------------------------------


def _with_levels(parts: list[_Part]) -> list[_Part]:
    """The parts with the levels of those that are headings: the title 1, all others below it."""
    placed = [index for index, part in enumerate(parts) if part.block is not None]
    blocks = [block for part in parts if (block := part.block) is not None]
    title = _title(parts, placed, blocks)
    stated = {
        index: part.element.level
        for index, part in enumerate(parts)
        if part.element.kind == "heading" and index != title
    }
    highest = min(stated.values(), default=1)
    levels = {index: level - highest + _TITLE_LEVEL + 1 for index, level in stated.items()}
    if title is not None:
        levels[title] = _TITLE_LEVEL
    levels |= _found(parts, placed, blocks, levels, title)
    return [replace(part, level=levels.get(index, 0)) for index, part in enumerate(parts)]


def _title_first(parts: list[_Part]) -> list[_Part]:
    """The title ahead of the headings above it: the name of a sheet stands before what its first cell says."""
    place = next((place for place, part in enumerate(parts) if part.level == _TITLE_LEVEL), 0)
    if all(part.level for part in parts[:place]):
        return [parts[place], *parts[:place], *parts[place + 1 :]] if parts else []
    return parts


def _title(parts: Sequence[_Part], placed: Sequence[int], blocks: Sequence[Block]) -> int | None:
    """The part that names the plan: what the file calls its title, an outermost heading that is the only one and
    the first, or else what looks like one."""
    for index, part in enumerate(parts):
        if part.element.kind == "title":
            return index
    headings = [index for index, part in enumerate(parts) if part.element.kind == "heading"]
    if headings:
        outermost = min(parts[index].element.level for index in headings)
        first = [index for index in headings if parts[index].element.level == outermost]
        if len(first) == 1 and first[0] == headings[0] and len(headings) > 1 and outermost == 1:
            return first[0]
    cover = find_cover(blocks, paged=all(part.element.place.unit == "slide" for part in parts)).title
    if not cover or parts[placed[cover[0]]].element.kind == "heading":
        return None
    return placed[cover[0]]


def _found(
    parts: Sequence[_Part], placed: Sequence[int], blocks: Sequence[Block], stated: Mapping[int, int], title: int | None
) -> dict[int, int]:
    """Headings that the file does not state, with their levels. Where it states any, only numbered ones are
    taken, below the stated one that they follow."""
    own = None if title is None or title not in placed else placed.index(title)
    cover = frozenset(range(own or 0))  # what stands above the title is no heading: 資料１, a date
    found = {placed[one.index]: one.level for one in find_headings(blocks, frozenset(), own, cover)}
    found = {index: level for index, level in found.items() if index not in stated and _may_head(parts[index])}
    if not any(index != title for index in stated):
        return found
    levels: dict[int, int] = {}
    above, base = _TITLE_LEVEL, 0
    for index, part in enumerate(parts):
        if index in stated:
            above, base = stated[index], 0
        elif index in found and part.block is not None and part.block.marker is not None:
            base = min(base or found[index], found[index])
            levels[index] = above + 1 + found[index] - base
    return levels


def _may_head(part: _Part) -> bool:
    return part.element.kind == "paragraph"


# --- sections, texts and places ------------------------------------------------------------------------------


class _Places:
    """The places of pages, counted within the heading that they stand under."""

    def __init__(self) -> None:
        self.by_page: dict[int, Place] = {}
        self._within = ""
        self._count = 0
        self._tables = 0

    def under(self, within: str) -> None:
        """Count anew below a heading."""
        if within != self._within:
            self._within, self._count, self._tables = within, 0, 0

    def add(self, element: Element) -> None:
        """Note where an element stands, and each row of a table."""
        if element.table is not None:
            self._tables += 1
            self._rows(element)
        elif element.place.unit == "paragraph":
            self._count += 1
            self._set(element.page, Place("paragraph", str(self._count), self._within))
        elif element.place.unit in ("line", "heading"):
            self._set(element.page, replace(element.place, within=self._within))
        else:
            self._set(element.page, element.place)

    def _rows(self, element: Element) -> None:
        rows = element.table.rows if element.table is not None else 0
        place = element.place
        if place.unit == "slide":
            self._set(element.page, place)
            return
        told = place.number.split(";") if place.unit == "cell" else []
        for row in range(rows):
            if place.unit == "cell":
                at = replace(place, number=told[row] if row < len(told) else told[-1])
            elif place.unit == "line":  # below the heads stands the line that sets them off
                at = Place("line", str(int(place.number) + row + (row > 0)), self._within)
            else:
                at = Place("row", str(row + 1), self._within, str(self._tables))
            self._set(element.page + row, at)

    def _set(self, page: int, place: Place) -> None:
        self.by_page.setdefault(page, place)


def _assembled(parts: Sequence[_Part]) -> tuple[list[Section], list[Text], dict[int, Place]]:
    """Sections and texts in order, notes last, and the place of every page."""
    sections: list[Section] = []
    texts: list[Text] = []
    notes: list[Text] = []
    places = _Places()
    open_sections: list[int] = []
    for part in parts:
        element, section = part.element, open_sections[-1] if open_sections else None
        anchor = Anchor(element.page, NOWHERE)
        if part.level and part.block is not None:
            open_sections = [one for one in open_sections if sections[one].level < part.level]
            number, heading = heading_text(part.block)
            parent = open_sections[-1] if open_sections else None
            sections.append(Section(number, heading, part.level, parent, anchor))
            open_sections.append(len(sections) - 1)
            places.under(_name(sections, len(sections) - 1))
        elif element.table is not None:
            texts += _rows(element, section)
        elif element.kind == "footnote":
            notes.append(Text("footnote", clean(element.text), (anchor,), None))
        else:
            texts.append(Text(_kind(part), clean(element.text), (anchor,), section))
        places.add(element if not part.level else _as_heading(element))
    return sections, [*texts, *notes], places.by_page


def _as_heading(element: Element) -> Element:
    """A heading is cited by itself, where the file has no better way."""
    return replace(element, place=Place("heading")) if element.place.unit == "paragraph" else element


def _kind(part: _Part) -> PassageKind:
    numbered = part.block is not None and part.block.marker is not None
    return "item" if numbered or part.element.kind == "item" else "paragraph"


def _rows(element: Element, section: int | None) -> Iterator[Text]:
    table = element.table
    if table is None:
        return
    for row in read_rows(table, column_heads(table), table.header_rows):
        page = element.page if element.place.unit == "slide" else element.page + row.number
        yield Text(
            "row",
            row.text,
            (Anchor(page, NOWHERE),),
            section,
            row.intervals,
            row.steps,
            row.cells,
            begins=row.paragraphs,
        )


def _name(sections: Sequence[Section], index: int | None) -> str:
    """A heading as it is cited, with those above it: 「第2章（1）」 by their numbers, 「第2章「人材」」 by the first
    words of those that have none, of which two are enough."""
    told: list[str] = []
    names = 0
    while index is not None and sections[index].level > _TITLE_LEVEL and names < _MOST_NAMES:
        section = sections[index]
        index = section.parent
        if section.number:
            told.append(section.number)
            continue
        name = section.heading
        told.append(f"「{name if len(name) <= _NAME_LENGTH else f'{name[:_NAME_LENGTH]}…'}」")
        names += 1
    return "".join(reversed(told))


def _filled(places: Mapping[int, Place], count: int) -> tuple[Place, ...]:
    """A place for every page; one that holds nothing that was read is told as the one before it."""
    filled: list[Place] = []
    for page in range(1, count + 1):
        filled.append(places.get(page) or (filled[-1] if filled else Place("heading")))
    return tuple(filled)
