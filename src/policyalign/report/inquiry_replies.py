"""The forms of an inquiry read back: what a ministry replied, by the marks of its rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policyalign.assess.run import Run, run_id
from policyalign.errors import InputError, cause
from policyalign.files import read_whole
from policyalign.messages import InquiryCode, ReviewCode
from policyalign.messages.inquiry import CHOOSE, HEADINGS, KINDS
from policyalign.report.inquiry_files import FILLED_IN
from policyalign.review.files import is_workbook, read_book
from policyalign.review.items import items_of
from policyalign.review.records import Item
from policyalign.review.replies import Reply
from policyalign.review.tables import Line, code_of
from policyalign.text.file_names import readable_name

_READ = ("key", "ministry", *FILLED_IN)


def read_replies(path: Path, run: Run, at: str) -> tuple[Reply, ...]:
    """What was filled into a form, row by row; rows without a reply are left out. ``at`` is the time of reading.

    Raises :class:`~policyalign.errors.InputError`, with file and row, for a file that is no form of this run, and for
    replies that are none.
    """
    lines = _book_lines(path, run) if is_workbook(path) else _form_lines(path, run)
    items = {one.key: one for one in items_of(run)}
    return tuple(one for line in lines if (one := _reply(line, items, at)))


def _reply(line: Line, items: Mapping[str, Item], at: str) -> Reply | None:
    told = {name: line[name].strip() for name in FILLED_IN}
    if told["kind"] in (CHOOSE.ja, CHOOSE.en):
        told["kind"] = ""
    if not any((told["kind"], told["stated_at"], told["note"])):
        return None
    item = items.get(line["key"].strip())
    if item is None:
        raise InputError(ReviewCode.review_row_unknown, **line.told, found=line["key"])
    words = {kind: one for kind, one in KINDS.items() if kind}
    kind = code_of(line, "kind", words, HEADINGS) if told["kind"] else ""
    said = (kind, told["stated_at"], told["note"], told["respondent"])
    return Reply(*item.asked, line["ministry"].strip(), *said, at, readable_name(line.path.name))  # type: ignore[arg-type]


def _check_run(path: Path, found: str | None, run: Run) -> None:
    if found != run_id(run):
        raise InputError(ReviewCode.review_other_run, file=path, found=found or "–", expected=run_id(run))


def _book_lines(path: Path, run: Run) -> tuple[Line, ...]:
    headings = {name: {HEADINGS[name].ja, HEADINGS[name].en} for name in _READ}
    try:
        _, page, mark = read_book(path, ((headings, {"key", "ministry", "kind"}),))
    except InputError as error:
        if error.code == ReviewCode.review_no_sheet:
            raise InputError(InquiryCode.reply_none, file=path) from error
        raise
    _check_run(path, mark, run)
    return page.lines


def _form_lines(path: Path, run: Run) -> Iterator[Line]:
    """Each question is a table of two columns; ``row`` is then the number of the table."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(read_whole(path)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, PackageNotFoundError) as error:
        raise InputError(ReviewCode.review_unreadable, file=path, error=cause(error)) from error
    names = {told: name for name in _READ for told in (HEADINGS[name].ja, HEADINGS[name].en)}
    tables = [{names.get(head, ""): text for head, text in _pairs(table._tbl)} for table in document.tables]
    if not any("key" in one for one in tables):
        raise InputError(InquiryCode.reply_none, file=path)
    _check_run(path, document.core_properties.identifier, run)
    return (Line(path, number, one) for number, one in enumerate(tables, 1) if "key" in one)


def _pairs(table: Any) -> Iterator[tuple[str, str]]:
    """The rows of a table as heading and text; what was chosen from a list stands in a control within."""
    from docx.oxml.ns import qn

    for row in table.iter(qn("w:tr")):
        cells = ["\n".join(_paragraphs(cell)) for cell in row.iter(qn("w:tc"))]
        if len(cells) >= 2:
            yield cells[0].strip(), cells[1].strip()


def _paragraphs(cell: Any) -> Iterator[str]:
    from docx.oxml.ns import qn

    for paragraph in cell.iter(qn("w:p")):
        yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
