"""``read_web_page(file)``: an HTML page as elements, by its markup.

Menus, heads and feet of the site, scripts, forms and what is hidden are no text of the plan. How many of their
characters were left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import GridCell, as_document, in_turn, make_table, tidy
from policyalign.extract.encodings import decode, is_binary
from policyalign.extract.raw_files import RawFile
from policyalign.extract.xml_trees import MOST_PART_BYTES, Node, attribute, children, descendants, local
from policyalign.messages import ReadingCode
from policyalign.segment.markers import read_marker

_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas",
    "audio", "video", "map", "select", "option", "textarea", "input", "button", "rt", "rp", "rtc",
))  # fmt: skip
_FURNITURE_TAGS = frozenset(("nav", "footer"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:breadcrumbs?|topicpath|globalnav|gnav|nav(?:igation|bar)?|menu|sidebar|side|footer|header|pagetop|"
    r"skip(?:link|nav)?|sns|share)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.I
)
_NOTES = re.compile(r"foot-?notes?|endnotes?|doc-footnote|doc-endnotes?", re.IGNORECASE)
# Where most of the page's text stands is the page; a <main> with less is some site's mistake.
_MAIN_SHARE = 0.5
_DEEPEST = 200
_PLACE = Place("paragraph")


def read_web_page(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .html file. Raises :class:`UnreadableFile` where it holds no markup that can be read."""
    if len(file.data) > MOST_PART_BYTES:
        raise UnreadableFile(ReadingCode.part_too_large, file=file.name, megabytes=len(file.data) // 2**20)
    declared = _CHARSET.search(file.data[:4096])
    decoded = decode(file.data, (declared[1] or declared[2]).decode("ascii") if declared else "")
    if decoded is None or is_binary(decoded[0]):
        raise UnreadableFile(ReadingCode.encoding_unknown, file=file.name)
    text, lost = decoded
    root = _parsed(text, file.name)
    page = _page_of(root)
    reader = _Reader()
    elements = list(reader.blocks(page))
    if not any(one.kind == "heading" and one.level == 1 for one in elements) and (title := _title(root)):
        elements.insert(0, Element("title", title, Place("heading")))
    problems = list(reader.problems(root, page))
    if lost:
        problems.append(Problem(ReadingCode.characters_lost, "partial", None, {"count": str(lost)}))
    return as_document(file, in_turn(elements), problems)


def _parsed(text: str, name: str) -> Node:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise UnreadableFile(ReadingCode.not_well_formed, file=name) from None


def _title(root: Node) -> str:
    """The title of the page, without the name of the site behind it."""
    title = next((tidy("".join(one.itertext())) for one in descendants(root, "title")), "")
    return re.split(r"\s*[|｜:：]\s*|\s+[-–—―－]\s*", title)[0]


def _page_of(root: Node) -> Node:
    """The part of the page that the text stands in."""
    body = next(descendants(root, "body"), root)
    candidates = [one for one in descendants(body, "main") if not _is_hidden(one)]
    candidates += [one for one in body.iter() if local(one) and attribute(one, "role") == "main"]
    articles = list(descendants(body, "article"))
    candidates += articles if len(articles) == 1 else []
    size = _length(body)
    return next((one for one in candidates if _length(one) >= _MAIN_SHARE * size), body)


def _length(node: Node) -> int:
    """Characters that can be read below a node, furniture and all."""
    if local(node) in _SILENT:
        return 0
    own = len((node.text or "").strip()) if local(node) else 0
    return own + sum(_length(one) + len((one.tail or "").strip()) for one in node)


def _is_hidden(node: Node) -> bool:
    style = re.sub(r"\s", "", attribute(node, "style")).lower()
    return "hidden" in node.attrib or "display:none" in style or "visibility:hidden" in style


def _is_furniture(node: Node) -> bool:
    if local(node) in _FURNITURE_TAGS or attribute(node, "role") in _FURNITURE_ROLES:
        return True
    if local(node) == "header":
        return not any(local(one) in ("article", "main", "section") for one in node.iterancestors())
    named = local(node) in ("div", "ul", "ol", "aside", "section", "p", "table")
    return named and any(_FURNITURE_NAMES.search(attribute(node, name)) for name in ("id", "class"))


@dataclass(slots=True)
class _Counts:
    left_out: int = 0
    hidden: int = 0


class _Reader:
    """One page, read in order."""

    def __init__(self) -> None:
        self._counts = _Counts()

    def problems(self, root: Node, page: Node) -> Iterator[Problem]:
        """What was left out."""
        outside = _length(next(descendants(root, "body"), root)) - _length(page)
        for count, code in (
            (self._counts.left_out + outside, ReadingCode.site_parts),
            (self._counts.hidden, ReadingCode.hidden_text),
        ):
            if count > 0:
                yield Problem(code, "note", None, {"count": str(count)})

    def blocks(self, node: Node, depth: int = 0) -> Iterator[Element]:
        """The text below a node: inline text between blocks makes paragraphs of its own."""
        shown = str if local(node) == "pre" else _flat
        inline = [shown(node.text or "")]
        for one in node:
            name = local(one)
            if name in _BLOCKS and depth < _DEEPEST:
                yield from _paragraphs(inline)
                inline = []
                yield from self._block(one, name, depth + 1)
            elif name and depth < _DEEPEST and any(True for _ in descendants(one, *_BLOCKS)):
                yield from _paragraphs(inline)
                inline = []
                yield from self.blocks(one, depth + 1) if self._is_read(one) else ()
            else:
                inline.append(self._text(one))
            inline.append(shown(one.tail or ""))
        yield from _paragraphs(inline)

    def _block(self, node: Node, name: str, depth: int) -> Iterator[Element]:
        if not self._is_read(node):
            return
        if name in _HEADINGS:
            text = tidy(self._content(node))
            if text:
                yield Element("heading", text, Place("heading"), level=int(name[1]))
        elif name == "table":
            yield from self._table(node, depth)
        elif name in ("ul", "ol", "menu", "dir"):
            yield from self._items(node, name, depth)
        elif _NOTES.fullmatch(attribute(node, "role")) or _NOTES.fullmatch(attribute(node, "class")):
            for one in self.blocks(node, depth):
                yield replace(one, kind="footnote") if one.kind in ("paragraph", "item") else one
        elif name == "p" and not any(True for _ in descendants(node, *_BLOCKS)):
            yield from _paragraphs([self._content(node)], bold=_is_bold(node))
        else:
            yield from self.blocks(node, depth)

    def _is_read(self, node: Node) -> bool:
        """Whether a part is text of the page; counts what is not."""
        if local(node) in _SILENT:
            return False
        if _is_hidden(node):
            self._counts.hidden += _length(node)
            return False
        if _is_furniture(node):
            self._counts.left_out += _length(node)
            return False
        return True

    def _items(self, node: Node, name: str, depth: int) -> Iterator[Element]:
        """The items of a list with the numbers that a browser shows."""
        start = attribute(node, "start", "1")
        number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        for one in children(node):
            if local(one) != "li":
                yield from self._block(one, local(one), depth + 1) if local(one) in _BLOCKS else ()
                continue
            value = attribute(one, "value")
            number = int(value) if re.fullmatch(r"\d{1,6}", value) else number
            mark = f"{number}. " if name == "ol" and "none" not in attribute(node, "style") else ""
            number += 1
            for element in self.blocks(one, depth + 1) if self._is_read(one) else ():
                if element.kind == "paragraph":
                    own = "" if read_marker(element.text) else mark
                    element = replace(element, kind="item", text=f"{own}{element.text}")
                mark = ""
                yield element

    def _text(self, node: Node) -> str:
        """The text of a part inside a line; readings (ruby) and marks of notes are none of it."""
        name = local(node)
        if not name or name in _SILENT or _is_note_mark(node):
            return ""
        if name == "br":
            return "\n"
        if _is_hidden(node):
            self._counts.hidden += _length(node)
            return ""
        return self._content(node)

    def _content(self, node: Node) -> str:
        shown = str if local(node) == "pre" else _flat
        return shown(node.text or "") + "".join(self._text(one) + shown(one.tail or "") for one in node)

    def _table(self, node: Node, depth: int) -> Iterator[Element]:
        """A table by its rows; one that holds tables, headings or a single column is a frame around text."""
        cells = list(_laid_out(node))
        framed = any(True for _ in descendants(node, "table", *_HEADINGS))
        if framed or max((column + 1 for _, column, _ in cells), default=0) <= 1:
            for one in children(node):
                if local(one) == "caption":
                    yield from self.blocks(one, depth)
            for _, _, cell in cells:
                yield from self.blocks(cell, depth)
            return
        for one in children(node, "caption"):
            yield from _paragraphs([self._content(one)])
        grid = [
            GridCell(
                " ".join(one.text for one in self.blocks(cell, depth)),
                row,
                column,
                _span(cell, "rowspan"),
                _span(cell, "colspan"),
                local(cell) == "th",
            )
            for row, column, cell in cells
        ]
        element = make_table(grid, Place("row"))
        if element is not None:
            yield element


def _flat(text: str) -> str:
    """White space as a browser shows it; a line break between two Japanese characters is none."""
    text = re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f])", "", text)
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _paragraphs(inline: list[str], *, bold: bool = False) -> Iterator[Element]:
    """Paragraphs of inline text: blank lines part them, and so do single breaks behind a sentence or ahead of
    an indent or number."""
    for part in re.split(r"\n[ \t]*\n+", "".join(inline)):
        lines: list[str] = []
        for line in part.split("\n"):
            ended = bool(lines) and lines[-1].rstrip().endswith(("。", "」", "：", ":"))
            if lines and not ended and not line.startswith("\u3000") and read_marker(line.strip()) is None:
                lines[-1] += "\n" + line
            else:
                lines.append(line)
        for line in lines:
            if told := tidy(line):
                yield Element("paragraph", told, _PLACE, bold=bold)


def _is_bold(node: Node) -> bool:
    """Whether all of a paragraph is set bold."""
    strong = sum(_length(one) for one in children(node, "b", "strong"))
    return bool(strong) and strong == _length(node)


def _is_note_mark(node: Node) -> bool:
    if attribute(node, "role") == "doc-noteref":
        return True
    if local(node) != "sup":
        return False
    return any(attribute(one, "href").startswith("#") for one in descendants(node, "a"))


def _span(cell: Node, name: str) -> int:
    value = attribute(cell, name, "1").strip()
    return min(int(value), 1000) if re.fullmatch(r"[1-9]\d{0,4}", value) else 1


def _laid_out(table: Node) -> Iterator[tuple[int, int, Node]]:
    """The cells of a table with their row and column, beside those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in children(row, "td", "th"):
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            width = _span(cell, "colspan")
            taken |= {
                (number + down, column + along)
                for down in range(min(_span(cell, "rowspan"), 200))
                for along in range(width)
            }
            column += width


def _rows(table: Node) -> Iterator[Node]:
    for one in children(table):
        if local(one) == "tr":
            yield one
        elif local(one) in ("thead", "tbody", "tfoot"):
            yield from children(one, "tr")
