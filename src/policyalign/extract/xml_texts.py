"""``read_xml(file)``: an XML document as elements. TEI by its own rules; of others the names of elements tell what
is a heading (title, head, …Title), and every text between them is a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import GridCell, as_document, in_turn, make_table, tidy
from policyalign.extract.encodings import decode, is_binary
from policyalign.extract.raw_files import RawFile
from policyalign.extract.web_pages import read_web_page
from policyalign.extract.xml_trees import Node, attribute, child, children, descendants, local, parse
from policyalign.messages import ReadingCode
from policyalign.values import ElementKind

_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']([\w-]+)""")
_ENTITY = re.compile(r"&([A-Za-z]\w{1,30});")
_OF_XML = ("lt", "gt", "amp", "quot", "apos")
_PLACE = Place("paragraph")
# TEI: running heads, what was struck out, readings; and which of two forms is the text.
_NO_TEXT = frozenset(("fw", "del", "rt", "rb_reading", "figDesc", "graphic", "teiHeader", "standOff", "facsimile"))
_PREFERRED = ("reg", "corr", "expan", "ex")
_LINES = ("lb", "br")
_TEXTS = frozenset(
    ("p", "ab", "l", "head", "item", "label", "cell", "note", "row", "table", "list", "div", "lg", "quote")
)
_TITLE = re.compile(r"(?:\w*title|head|heading|h[1-6]|caption)", re.IGNORECASE)


def read_xml(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .xml file. Raises :class:`UnreadableFile` where it is not well-formed, or no text."""
    declared = _DECLARED.match(file.data[:200])
    decoded = decode(file.data, declared[1].decode("ascii") if declared else "")
    if decoded is None or is_binary(decoded[0]):
        raise UnreadableFile(ReadingCode.encoding_unknown, file=file.name)
    text, lost = decoded
    text = _ENTITY.sub(_spelled_out, re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    root = parse(text.encode(), file.name)
    if local(root) == "html":
        return read_web_page(file, settings)
    is_tei = local(root) in ("TEI", "TEI.2", "teiCorpus")
    elements = in_turn(_tei(root) if is_tei else _plain(root))
    problems = [Problem(ReadingCode.characters_lost, "partial", None, {"count": str(lost)})] if lost else []
    return as_document(file, elements, problems)


def _spelled_out(found: re.Match[str]) -> str:
    """What HTML calls by a name (&hellip;) and documents use without saying what it is."""
    return found[0] if found[1] in _OF_XML else html5.get(f"{found[1]};", found[0])


def _text(node: Node) -> str:
    """All text below an element, one of two forms where there are two."""
    name = local(node)
    if not name:
        return ""
    if name in _NO_TEXT:
        return ""
    if name in _LINES:
        return "\n"
    if name == "choice":
        forms = list(children(node))
        chosen = next((one for one in forms if local(one) in _PREFERRED), forms[0] if forms else None)
        return _text(chosen) if chosen is not None else ""
    return (node.text or "") + "".join(_text(one) + (one.tail or "") for one in node if local(one) != "note")


def _tei(root: Node) -> Iterator[Element]:
    title = next(descendants(next(descendants(root, "titleStmt"), None), "title"), None)
    if title is not None and (told := tidy(_text(title))):
        yield Element("title", told, Place("heading"))
    for text in descendants(root, "text"):
        if not any(local(one) == "text" for one in text.iterancestors()):
            yield from _tei_blocks(text, 0)
            notes = [one for one in descendants(text, "note") if tidy(_text(one))]
            for number, note in enumerate(notes, 1):
                yield Element("footnote", tidy(_text(note)), Place("note", attribute(note, "n") or str(number)))


def _tei_blocks(node: Node, depth: int) -> Iterator[Element]:
    for one in children(node):
        name = local(one)
        if name in ("note", *_NO_TEXT):
            continue
        if name == "head":
            if told := tidy(_text(one)):
                yield Element("heading" if depth else "paragraph", told, Place("heading"), level=max(1, depth))
        elif name == "table":
            yield from _tei_table(one)
        elif name in ("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"):
            yield from _tei_blocks(one, depth + 1)
        elif any(local(inner) in _TEXTS and local(inner) != "note" for inner in one.iter() if inner is not one):
            yield from _with_own_text(one, depth)
        elif told := tidy(_text(one)):
            kind: ElementKind = "item" if name == "item" else "paragraph"
            yield Element(kind, told, _PLACE)


def _with_own_text(node: Node, depth: int) -> Iterator[Element]:
    """A part that holds blocks, and perhaps text of its own ahead of them (an item with a list in it)."""
    ahead = tidy(node.text or "")
    if ahead:
        yield Element("item" if local(node) == "item" else "paragraph", ahead, _PLACE)
    yield from _tei_blocks(node, depth)
    for one in node:
        if one.tail and (told := tidy(one.tail)):
            yield Element("paragraph", told, _PLACE)


def _tei_table(node: Node) -> Iterator[Element]:
    grid: list[GridCell] = []
    for number, row in enumerate(children(node, "row")):
        heads, column = attribute(row, "role") == "label", 0
        for cell in children(row, "cell"):
            spans = [int(value) if (value := attribute(cell, name, "1")).isdigit() else 1 for name in ("rows", "cols")]
            is_head = heads or attribute(cell, "role") == "label"
            while any(one.column == column and one.row + one.row_span > number for one in grid if one.row < number):
                column += 1
            grid.append(GridCell(_text(cell), number, column, max(1, spans[0]), max(1, spans[1]), is_head))
            column += max(1, spans[1])
    if (head := child(node, "head")) is not None and (told := tidy(_text(head))):
        yield Element("paragraph", told, _PLACE)
    if grid and (element := make_table(grid, Place("row"))) is not None:
        yield element


def _plain(root: Node, depth: int = 0) -> Iterator[Element]:
    """Any XML: an element with text of its own is a paragraph, or a heading by its name, as deep as it stands."""
    for one in (root,) if depth == 0 else children(root):
        own = any((text or "").strip() for text in (one.text, *(inner.tail for inner in one)))
        if own:
            told = tidy(_text(one))
            is_title = _TITLE.fullmatch(local(one)) is not None
            level = max(1, depth - 1)
            yield (
                Element("heading", told, Place("heading"), level=level)
                if is_title
                else Element("paragraph", told, _PLACE)
            )
        else:
            yield from _plain(one, depth + 1)
