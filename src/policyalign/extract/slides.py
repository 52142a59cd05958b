"""``read_slides(file)``: a presentation (.pptx) as elements, slide by slide, box by box.

A slide is a page. Its title comes first, then the boxes by their place, from the top down and from the left.
Hidden slides, speakers' notes, charts and diagrams are not read, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyalign.archives import Archive, opened_archive
from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import GridCell, as_document, make_table, tidy
from policyalign.extract.raw_files import RawFile
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
from policyalign.text.normalize import nfkc_key
from policyalign.values import ElementKind, PageState

_PLACE = Place("slide")
_TITLES = ("title", "ctrTitle")
# Date, foot and number of a slide are its furniture.
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_HUNDREDTHS = 100
_DEFAULT_SIZE = 18.0
# Boxes whose upper edges differ by less than a twelfth of the slide (a line of large type) stand side by side.
_BANDS = 12


@dataclass(frozen=True, slots=True)
class _Box:
    """A shape with text or a table, and where its upper left corner is, in EMU; None where nothing says so."""

    node: Node
    top: int | None
    left: int | None
    role: str


def read_slides(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .pptx file. Raises :class:`UnreadableFile` where its parts cannot be read."""
    with opened_archive(file.data, file.name) as archive:
        part = main_part(archive, file.name)
        root = read_part(archive, part, file.name)
        if local(root) != "presentation":
            raise UnreadableFile(ReadingCode.office_damaged, file=file.name)
        linked = relations(archive, part, file.name)
        height = int(attribute(child(root, "sldSz"), "cy", "6858000"))
        elements: list[Element] = []
        problems: list[Problem] = []
        states: dict[int, PageState] = {}
        heading = ""
        for number, entry in enumerate(children(child(root, "sldIdLst"), "sldId"), start=1):
            states[number] = "text"
            slide = _slide(archive, linked.get(_relation(entry), ("", ""))[1], file.name)
            found = list(_of_slide(slide, number, height)) if slide else []
            if found and found[0].kind == "heading":
                again = nfkc_key(found[0].text) == heading
                heading = nfkc_key(found[0].text)
                found = found[1:] if again else found
            elements += found
            problems += _problems(slide, number, found, states)
    return as_document(file, _with_title(elements), problems, states)


def _relation(node: Node) -> str:
    """The id of a relation; ``id`` alone is the number of the slide."""
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")


@dataclass(frozen=True, slots=True)
class _Slide:
    """A slide, where its layout puts its placeholders, and whether it has notes."""

    root: Node
    layout: dict[tuple[str, str], tuple[int, int]]
    has_notes: bool
    is_hidden: bool


def _slide(archive: Archive, part: str, name: str) -> _Slide | None:
    root = read_part(archive, part, name)
    if root is None:
        return None
    linked = dict(relations(archive, part, name).values())
    layout = read_part(archive, linked.get("slideLayout", ""), name)
    notes = read_part(archive, linked.get("notesSlide", ""), name)
    places = {}
    for shape in descendants(layout, "sp"):
        corner = _corner(shape)
        if corner is not None:
            places[_placeholder(shape)] = corner
    said = any((one.text or "").strip() for one in _own_runs(notes))
    return _Slide(root, places, said, attribute(root, "show") in ("0", "false"))


def _own_runs(notes: Node | None) -> Iterator[Node]:
    """The text of notes without the number and the picture of the slide."""
    for shape in descendants(notes, "sp"):
        if _placeholder(shape)[0] == "body":
            yield from descendants(shape, "t")


def _of_slide(slide: _Slide, number: int, height: int) -> Iterator[Element]:
    if slide.is_hidden:
        return
    boxes = [box for box in _boxes(child(slide.root, "cSld", "spTree"), slide) if box.role not in _FURNITURE]
    for box in _in_order(boxes, height // _BANDS):
        for element in _elements(box):
            yield replace(element, page=number)


def _in_order(boxes: Sequence[_Box], band: int) -> Iterator[_Box]:
    """Titles, then the boxes from the top down; those whose tops lie within a ``band`` (EMU) from the left."""
    yield from (box for box in boxes if box.role in _TITLES)
    rest = [box for box in boxes if box.role not in _TITLES]
    rest.sort(key=lambda box: box.top or 0)
    while rest:
        row = [box for box in rest if (box.top or 0) <= (rest[0].top or 0) + band]
        rest = rest[len(row) :]
        yield from sorted(row, key=lambda box: box.left or 0)


def _boxes(tree: Node | None, slide: _Slide, shift: tuple[int, int] = (0, 0)) -> Iterator[_Box]:
    for node in children(tree):
        match local(node):
            case "sp":
                role, index = _placeholder(node)
                corner = _corner(node) or slide.layout.get((role, index))
                top, left = (corner[0] + shift[0], corner[1] + shift[1]) if corner else (None, None)
                yield _Box(node, top, left, role)
            case "graphicFrame":
                down, across = _corner(node) or (0, 0)
                yield _Box(node, down + shift[0], across + shift[1], "")
            case "grpSp":
                yield from _boxes(node, slide, _group_shift(node, shift))
            case "AlternateContent":
                yield from _boxes(next(children(node, "Choice"), None), slide, shift)


def _corner(shape: Node) -> tuple[int, int] | None:
    """Top and left of a shape that says where it is."""
    frame = child(shape, "spPr", "xfrm")
    frame = frame if frame is not None else child(shape, "xfrm")
    offset = child(frame, "off")
    return None if offset is None else (int(attribute(offset, "y", "0")), int(attribute(offset, "x", "0")))


def _group_shift(group: Node, shift: tuple[int, int]) -> tuple[int, int]:
    """How far the children of a group are moved; what the group scales stays in its order all the same."""
    frame = child(group, "grpSpPr", "xfrm")
    outer, inner = child(frame, "off"), child(frame, "chOff")
    if outer is None or inner is None:
        return shift
    down, across = (int(attribute(outer, axis, "0")) - int(attribute(inner, axis, "0")) for axis in ("y", "x"))
    return shift[0] + down, shift[1] + across


def _placeholder(shape: Node) -> tuple[str, str]:
    """Kind and index of the placeholder that a shape is; empty where it is none."""
    mark = child(shape, "nvSpPr", "nvPr", "ph")
    return ("", "") if mark is None else (attribute(mark, "type", "body"), attribute(mark, "idx", "0"))


def _elements(box: _Box) -> Iterator[Element]:
    table = next(descendants(box.node, "tbl"), None)
    if local(box.node) == "graphicFrame":
        if table is not None and (element := _table(table)) is not None:
            yield element
        return
    body = child(box.node, "txBody")
    if box.role in _TITLES:
        text = tidy("\n".join(_text(one) for one in children(body, "p")))
        if text:
            yield Element("heading", text, _PLACE, level=2, size=_size(body) or 28.0)
        return
    counts: dict[int, int] = {}
    for paragraph in children(body, "p"):
        text = tidy(_mark(paragraph, counts) + _text(paragraph))
        if text:
            listed = child(paragraph, "pPr", "buChar") is not None or child(paragraph, "pPr", "buAutoNum") is not None
            kind: ElementKind = "item" if listed else "paragraph"
            yield Element(kind, text, _PLACE, size=_size(paragraph) or _DEFAULT_SIZE, bold=_is_bold(paragraph))


def _mark(paragraph: Node, counts: dict[int, int]) -> str:
    """The bullet or number of a paragraph, which is not in its text."""
    properties = child(paragraph, "pPr")
    level = int(attribute(properties, "lvl", "0"))
    sign = child(properties, "buChar")
    if sign is not None:
        return "• "
    numbered = child(properties, "buAutoNum")
    if numbered is None:
        counts.pop(level, None)
        return ""
    counts[level] = counts.get(level, int(attribute(numbered, "startAt", "1")) - 1) + 1
    form = attribute(numbered, "type")
    number = chr(0x2460 + counts[level] - 1) if form.startswith("circleNum") and counts[level] <= 20 else counts[level]
    return (
        f"({number}) " if form.endswith("ParenBoth") else f"{number} " if form.startswith("circle") else f"{number}. "
    )


def _text(paragraph: Node) -> str:
    parts = []
    for node in paragraph.iter():
        match local(node):
            case "t":
                parts.append(node.text or "")
            case "br":
                parts.append("\n")
    return "".join(parts)


def _size(node: Node | None) -> float:
    """The largest type that the runs below say they are set in, in points; 0 where none says so."""
    sizes = [int(size) for one in descendants(node, "rPr") if (size := attribute(one, "sz")).isdigit()]
    return max(sizes, default=0) / _HUNDREDTHS


def _is_bold(paragraph: Node) -> bool:
    runs = [one for one in children(paragraph, "r") if _text(one).strip()]
    return bool(runs) and all(attribute(child(one, "rPr"), "b") in ("1", "true") for one in runs)


def _table(table: Node) -> Element | None:
    grid: list[GridCell] = []
    rows = list(children(table, "tr"))
    for number, row in enumerate(rows):
        for column, cell in enumerate(children(row, "tc")):
            if attribute(cell, "hMerge") in ("1", "true") or attribute(cell, "vMerge") in ("1", "true"):
                continue
            text = "\n".join(_text(one) for one in descendants(cell, "p"))
            down, along = (int(attribute(cell, name, "1")) for name in ("rowSpan", "gridSpan"))
            grid.append(GridCell(text, number, column, down, along))
    states_head = attribute(child(table, "tblPr"), "firstRow") in ("1", "true")
    return make_table(grid, _PLACE, head_rows=1 if states_head and len(rows) > 1 else None)


def _problems(
    slide: _Slide | None, number: int, found: list[Element], states: dict[int, PageState]
) -> Iterator[Problem]:
    """What of a slide was not read. Sets the state of slides that are nothing but a picture."""
    if slide is None:
        states[number] = "failed"
        yield Problem(ReadingCode.page_failed, "partial", number)
        return
    if slide.is_hidden:
        states[number] = "blank"
        yield Problem(ReadingCode.slide_hidden, "note", number)
        return
    if slide.has_notes:
        yield Problem(ReadingCode.slide_notes, "note", number)
    drawn = [one for one in descendants(slide.root, "graphicData") if not _is_table(one)]
    if drawn:
        yield Problem(ReadingCode.diagrams_unread, "note", number, {"count": str(len(drawn))})
    if not found:
        shown = next(descendants(slide.root, "pic"), None) is not None
        states[number] = "image" if shown else "blank"
        if shown:
            yield Problem(ReadingCode.page_image, "partial", number)


def _is_table(data: Node) -> bool:
    return attribute(data, "uri").endswith("/table")


def _with_title(elements: list[Element]) -> list[Element]:
    """The title of the first slide is that of the plan."""
    if elements and elements[0].page == 1 and elements[0].kind == "heading":
        return [replace(elements[0], kind="title"), *elements[1:]]
    return elements
