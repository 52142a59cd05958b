"""``read_word(file)``: a Word document (.docx) as elements, by its styles, its numbering and its tables.

Read from the parts of the file itself: inserted text, content controls, text boxes and notes hold text of the
plan that a reader of plain paragraphs passes over. What was deleted under revision, or is hidden, is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyalign.archives import Archive, opened_archive
from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import GridCell, as_document, in_turn, make_table, tidy
from policyalign.extract.raw_files import RawFile
from policyalign.extract.word_numbering import Numbering
from policyalign.extract.word_styles import Styles
from policyalign.extract.xml_trees import (
    Node,
    attribute,
    child,
    children,
    descendants,
    local,
    main_part,
    read_part,
    relations,
)
from policyalign.messages import ReadingCode
from policyalign.values import PageState

# What holds no text of the document: properties, field codes, deletions, readings (ruby), what moved elsewhere.
_NO_TEXT = frozenset((
    "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delText",
    "delInstrText", "del", "moveFrom", "rt", "rubyPr", "fldChar", "drawing", "pict", "object", "Fallback",
    "annotationRef", "footnoteRef", "endnoteRef", "commentReference",
))  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Wrappers whose content stands where they stand.
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_EMU_PER_POINT = 12_700
# A picture of half a page (A4) with no text beside it is a page that was scanned, and not read.
_SCAN_POINTS = 595 * 842 / 2


def read_word(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .docx file. Raises :class:`UnreadableFile` where its parts cannot be read."""
    with opened_archive(file.data, file.name) as archive:
        part = main_part(archive, file.name)
        body = child(read_part(archive, part, file.name), "body")
        if body is None:
            raise UnreadableFile(ReadingCode.office_damaged, file=file.name)
        linked = dict(relations(archive, part, file.name).values())
        reader = _Reader(archive, file.name, linked)
        elements = list(reader.blocks(body))
        elements += [note for kind in ("footnotes", "endnotes") for note in reader.notes(kind)]
    numbered = in_turn(elements)
    scans = [one.page for one in numbered if one.text == _SCAN]
    numbered = [one for one in numbered if one.text != _SCAN]
    problems = [*reader.problems(), *(Problem(ReadingCode.page_image, "partial", page) for page in scans)]
    states: dict[int, PageState] = dict.fromkeys(scans, "image")
    return as_document(file, numbered, problems, states)


_SCAN = "\0scan"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph's mark (第1章, •) and whether it stands in a list."""

    mark: str = ""
    listed: bool = False


class _Reader:
    """One document, its paragraphs in order, since numbers count up."""

    def __init__(self, archive: Archive, name: str, linked: dict[str, str]) -> None:
        self._archive, self._name, self._linked = archive, name, linked
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._seen: Counter[str] = Counter()
        self._carried = ""

    def _part(self, kind: str) -> Node | None:
        return read_part(self._archive, self._linked.get(kind, ""), self._name)

    def problems(self) -> Iterator[Problem]:
        """What of the document was left out, and how much."""
        for name, code in (
            ("revisions", ReadingCode.revisions_taken),
            ("hidden", ReadingCode.hidden_text),
            ("drawn", ReadingCode.diagrams_unread),
        ):
            if self._seen[name]:
                yield Problem(code, "note", None, {"count": str(self._seen[name])})

    def blocks(self, parent: Node) -> Iterator[Element]:
        """Paragraphs and tables below a node, in order."""
        for node in children(parent):
            match local(node):
                case "p":
                    yield from self._paragraph(node)
                case "tbl":
                    yield from self._table(node)
                case "sdt" if self._is_contents(node):
                    continue
                case name if name in _WRAPPERS:
                    yield from self.blocks(node)
                case "AlternateContent":
                    yield from self.blocks(_chosen(node))

    def notes(self, kind: str) -> Iterator[Element]:
        """Footnotes or endnotes, in the order of the file."""
        numbers = iter(range(1, 100_000))
        for note in children(self._part(kind), "footnote", "endnote"):
            if attribute(note, "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            text = " ".join(one.text for one in self.blocks(note) if one.text and one.text != _SCAN)
            yield Element("footnote", text, Place("note", str(next(numbers))))

    def _is_contents(self, node: Node) -> bool:
        gallery = next(descendants(child(node, "sdtPr"), "docPartGallery"), None)
        return "Table of Contents" in attribute(gallery, "val")

    # --- paragraphs ---

    def _paragraph(self, node: Node) -> Iterator[Element]:
        style = self._styles.of_paragraph(node)
        if style.contents:
            return
        boxed = [element for box in _text_boxes(node) for element in self.blocks(box)]
        text = self._carried + self._text(node)
        self._carried = ""
        if child(node, "pPr", "rPr", "del") is not None:  # its end was deleted: it goes on into the next
            self._carried = text
            return
        self._seen["drawn"] += sum(1 for _ in _diagrams(node))
        if text.strip():
            numbered = self._number(node, style.list_id, style.list_level, style.id)
            yield self._element(node, tidy(f"{numbered.mark}{text}"), numbered.listed, style.level, style.is_title)
        elif not boxed and _is_scan(node):
            yield Element("paragraph", _SCAN, Place("paragraph"))
        yield from boxed

    def _element(self, node: Node, text: str, listed: bool, level: int, is_title: bool) -> Element:
        size, bold = self._styles.type_of(node)
        element = Element("item" if listed else "paragraph", text, Place("paragraph"), size=size, bold=bold)
        if is_title:
            return replace(element, kind="title", place=Place("heading"))
        return replace(element, kind="heading", level=level, place=Place("heading")) if level else element

    def _number(self, node: Node, list_id: str, list_level: int | None, style: str) -> _Numbered:
        own = child(node, "pPr", "numPr")
        list_id = attribute(child(own, "numId"), "val", list_id)
        if not list_id or list_id == "0":
            return _Numbered()
        stated = attribute(child(own, "ilvl"), "val")
        level = int(stated) if stated else list_level
        if level is None:
            level = self._numbering.level_of_style(list_id, style)
        mark = self._numbering.next(list_id, level)
        return _Numbered() if mark is None else _Numbered(mark, listed=True)

    def _text(self, node: Node) -> str:
        """The text of a paragraph or a part of one, deletions and hidden runs left out."""
        name = local(node)
        self._seen["revisions"] += name in ("ins", "del", "moveTo", "moveFrom")
        if name in _NO_TEXT:
            return ""
        if name == "r" and self._styles.is_hidden(node):
            self._seen["hidden"] += sum(len(one.text or "") for one in descendants(node, "t"))
            return ""
        if name == "t":
            return node.text or ""
        if name == "sym":
            return _symbol(node)
        if name == "AlternateContent":
            chosen = _chosen(node)
            return self._text(chosen) if chosen is not None else ""
        return _SIGNS.get(name, "") + "".join(self._text(one) for one in node if local(one))

    # --- tables ---

    def _table(self, node: Node) -> Iterator[Element]:
        """A table by its rows; a frame (one cell, or tables inside) by what its cells hold."""
        rows = [row for row in _inside(node, "tr") if child(row, "trPr", "del") is None]
        cells = [list(_inside(row, "tc")) for row in rows]
        if any(True for _ in descendants(node, "tbl")) or all(len(row) <= 1 for row in cells):
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        grid: list[GridCell] = []
        for number, row in enumerate(rows):
            self._fill(grid, number, row, cells[number])
        heads = sum(1 for row in rows if child(row, "trPr", "tblHeader") is not None)
        element = make_table(grid, Place("row"), head_rows=heads or None)
        if element is not None:
            yield element

    def _fill(self, grid: list[GridCell], number: int, row: Node, cells: list[Node]) -> None:
        column = int(attribute(child(row, "trPr", "gridBefore"), "val", "0"))
        for cell in cells:
            span = int(attribute(child(cell, "tcPr", "gridSpan"), "val", "1"))
            merge = child(cell, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val", "continue") == "continue":
                _grow(grid, column, number)
            else:
                text = " ".join(one.text for one in self.blocks(cell) if one.text and one.text != _SCAN)
                grid.append(GridCell(text, number, column, 1, span))
            column += span


def _grow(grid: list[GridCell], column: int, row: int) -> None:
    """A cell that is merged with the one above makes that one longer."""
    for place in range(len(grid) - 1, -1, -1):
        if grid[place].column == column:
            grid[place] = replace(grid[place], row_span=row - grid[place].row + 1)
            return


def _inside(node: Node, name: str) -> Iterator[Node]:
    """The children of a name, those within wrappers too: the rows of a table, the cells of a row."""
    for one in children(node):
        if local(one) == name:
            yield one
        elif local(one) in _WRAPPERS:
            yield from _inside(one, name)


def _chosen(node: Node) -> Node | None:
    """Of content in several forms the newest, which stands first; the form for older programs is the last."""
    return next(children(node, "Choice", "Fallback"), None)


def _text_boxes(node: Node) -> Iterator[Node]:
    """The outermost text boxes anchored in a paragraph, each once: older forms repeat them."""
    for one in children(node):
        if local(one) == "txbxContent":
            yield one
        elif local(one) == "AlternateContent":
            chosen = _chosen(one)
            if chosen is not None:
                yield from _text_boxes(chosen)
        elif local(one) not in ("del", "moveFrom"):
            yield from _text_boxes(one)


def _diagrams(node: Node) -> Iterator[Node]:
    """Charts and SmartArt, whose words stand in other parts."""
    for data in descendants(node, "graphicData"):
        if re.search(r"/(chart|diagram)", attribute(data, "uri")):
            yield data


def _is_scan(node: Node) -> bool:
    for extent in descendants(node, "extent"):
        sides = [int(attribute(extent, name, "0")) / _EMU_PER_POINT for name in ("cx", "cy")]
        if sides[0] * sides[1] >= _SCAN_POINTS:
            return True
    return False


def _symbol(node: Node) -> str:
    try:
        return chr(int(attribute(node, "char"), 16))
    except ValueError:
        return ""
