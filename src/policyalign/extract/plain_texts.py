"""``read_text(file)``: a text file as elements; headings are told by their numbers later, as in any plan.

A line is a paragraph, unless the file was broken into lines of one width: those are joined again. Markdown is read by
its own rules (:mod:`policyalign.extract.markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.config import ReadSettings
from policyalign.domain import Document, Element, Place, Problem
from policyalign.errors import UnreadableFile
from policyalign.extract.elements import as_document, in_turn, tidy
from policyalign.extract.encodings import decode, is_binary
from policyalign.extract.markdown import is_markdown, read_markdown
from policyalign.extract.raw_files import RawFile
from policyalign.messages import ReadingCode
from policyalign.segment.markers import read_marker
from policyalign.text.normalize import is_wide

# In half-width cells. A line is full when not even a long word or two wide characters more would have fitted.
_ROOM = 4
_NARROWEST = 40
# A file is broken into lines when so many of its longer lines end full, and in mid-sentence.
_FULL_SHARE = 0.25
_RULE = re.compile(r"[-=＝―─━*＊_~～・.．\s]{3,}")


def read_text(file: RawFile, settings: ReadSettings) -> Document:
    """Read a .txt or .md file. Raises :class:`UnreadableFile` where its encoding cannot be told."""
    decoded = decode(file.data)
    if decoded is None or is_binary(decoded[0]):
        raise UnreadableFile(ReadingCode.encoding_unknown, file=file.name)
    text, lost = decoded
    lines = re.split(r"\r\n|[\n\r\f\v\u2028\u2029]", text)
    found = read_markdown(lines) if is_markdown(lines, file.suffix) else _paragraphs(lines)
    problems = [Problem(ReadingCode.characters_lost, "partial", None, {"count": str(lost)})] if lost else []
    return as_document(file, in_turn(found), problems)


def _paragraphs(lines: Sequence[str]) -> Iterator[Element]:
    width = _line_width(lines)
    open_element: Element | None = None
    last = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _RULE.fullmatch(line):
            yield from _closed(open_element)
            open_element = None
        elif open_element is not None and width and _goes_on(last, line, width):
            open_element = replace(open_element, text=f"{open_element.text}\n{line.strip()}")
        else:
            yield from _closed(open_element)
            open_element = Element("paragraph", line.strip(), Place("line", str(number)))
        last = line
    yield from _closed(open_element)


def _closed(element: Element | None) -> Iterator[Element]:
    if element is not None:
        yield replace(element, text=tidy(element.text))


def _width(line: str) -> int:
    return sum(2 if is_wide(char) else 1 for char in line.rstrip())


def _line_width(lines: Sequence[str]) -> int:
    """The width that the lines of a file were broken at, in half-width cells; 0 where they were not."""
    widths = [(_width(line), line.rstrip()) for line in lines if line.strip()]
    longest = max((width for width, _ in widths), default=0)
    long = [(width, line) for width, line in widths if width >= longest / 2]
    full = [line for width, line in long if width >= longest - _ROOM and not line.endswith("。")]
    if longest < _NARROWEST or len(full) < 3 or len(full) < _FULL_SHARE * len(long):
        return 0
    return longest


def _goes_on(line: str, following: str, width: int) -> bool:
    if _width(line) < width - _ROOM or following.startswith("\u3000"):
        return False
    return read_marker(following.strip()) is None or not line.rstrip().endswith("。")
