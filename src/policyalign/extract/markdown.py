"""Markdown (CommonMark with tables) as elements, each with the line that it begins at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policyalign.domain import Element, Place
from policyalign.extract.elements import GridCell, make_table, tidy
from policyalign.values import ElementKind

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_NOTE = re.compile(r"\\?\[\^[^\]]+\]:\s*")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_TITLE = re.compile(r"title:\s*[\"']?(.+?)[\"']?\s*")
Token = Any
"""A token of markdown-it: its type, where it stands (``map``), and its inline children."""


def is_markdown(lines: Sequence[str], suffix: str) -> bool:
    """Whether a text is Markdown: it says so by its ending, or has headings marked by #."""
    return suffix in (".md", ".markdown") or sum(bool(_HEADING.match(line)) for line in lines) >= 2


def read_markdown(lines: Sequence[str]) -> Iterator[Element]:
    """Headings, paragraphs, items and tables, in order."""
    from markdown_it import MarkdownIt

    body = _front_matter(lines)
    for line in lines[1 : body - 1] if body else ():
        if found := _TITLE.fullmatch(line):
            yield Element("title", tidy(found[1]), Place("heading"))
    # What begins like a note must not be taken for the address of a link, which is no text.
    text = "\n".join(re.sub(r"^ {0,3}(?=\[\^[^\]]+\]:)", r"\\", line) for line in lines[body:])
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    yield from _elements(tokens, body)


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines at the top are YAML between rules."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((place + 1 for place, line in enumerate(lines[1:60], 1) if line.strip() == "---"), 0)


def _elements(tokens: Sequence[Token], above: int) -> Iterator[Element]:
    lists: list[int | None] = []
    mark = ""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        line = str(above + token.map[0] + 1) if token.map else ""
        match token.type:
            case "list_item_open":
                mark = _next_mark(lists)
            case "heading_open":
                level = int(token.tag[1])
                yield Element("heading", tidy(_plain(tokens[place + 1])), Place("line", line), level=level)
                place += 2
            case "paragraph_open":
                yield from _paragraph(tokens[place + 1], line, mark, listed=bool(lists))
                mark = ""
                place += 2
            case "table_open":
                end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
                yield from _table(tokens[place:end], line)
                place = end
            case "fence" | "code_block":
                for offset, one in enumerate(token.content.splitlines()):
                    yield Element("paragraph", tidy(one), Place("line", str(int(line) + offset)))
            case kind if "_list_" in kind:
                _open_or_close(lists, token)
        place += 1


def _open_or_close(lists: list[int | None], token: Token) -> None:
    """Keep the lists that are open: the next number of each, None where it has bullets."""
    if token.type.endswith("_close"):
        lists.pop()
    else:
        lists.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)


def _next_mark(lists: list[int | None]) -> str:
    number = lists[-1]
    if number is None:
        return ""
    lists[-1] = number + 1
    return f"{number}. "


def _paragraph(inline: Token, line: str, mark: str, *, listed: bool) -> Iterator[Element]:
    text = _plain(inline)
    kind: ElementKind = "footnote" if _NOTE.match(inline.content) else "item" if listed else "paragraph"
    strong = inline.content.startswith("**") and inline.content.endswith("**")
    yield Element(kind, tidy(mark + text), Place("line", line), bold=strong)


def _table(tokens: Sequence[Token], line: str) -> Iterator[Element]:
    grid: list[GridCell] = []
    row = column = -1
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            row, column = row + 1, -1
        elif token.type in ("th_open", "td_open"):
            column += 1
            grid.append(GridCell(_plain(tokens[place + 1]), row, column, head=token.type == "th_open"))
    element = make_table(grid, Place("line", line))
    if element is not None:
        yield element


def _plain(inline: Token) -> str:
    """The text of a line without its marks; pictures say nothing."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and "br" in token.content):
            parts.append("\n")
    return _NOTE_MARK.sub("", _NOTE.sub("", "".join(parts)))
