"""``extract(path)``: one PDF file to a :class:`Document`, with every page that could not be read named."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from policyalign.config import ReadSettings
from policyalign.domain import Document, Page, Problem
from policyalign.extract.drawing import TooManyObjects, page_box
from policyalign.extract.extras import Extras, struck_rules, typed_glyphs
from policyalign.extract.files import OpenedFile, damaged_pages, open_pdf
from policyalign.extract.furniture import body_size, mark_footnotes, mark_furniture
from policyalign.extract.glyphs import PageContent, read_page
from policyalign.extract.line_numbers import mark_line_numbers
from policyalign.extract.pages import judge, lay_out, unreadable
from policyalign.extract.printed_numbers import printed_places
from policyalign.extract.raw_files import RawFile, read_raw
from policyalign.messages import ReadingCode
from policyalign.values import UNREAD_STATES, Code, PageState

# A page this small in print, rendered small, shows whether there is anything to read.
_INK_PIXELS = 200
_INK_SHARE = 0.002
# Characters off the page, which nobody sees, are not worth a word below this share.
_LOSS_SHARE = 0.02

_LOSSES = (ReadingCode.text_off_page, ReadingCode.text_unmapped)
_PAGE_PROBLEMS: dict[PageState, Code] = {
    "image": ReadingCode.page_image,
    "garbled": ReadingCode.page_garbled,
    "failed": ReadingCode.page_failed,
}


def extract(path: Path, settings: ReadSettings) -> Document:
    """Read a PDF file from disk. Raises as :func:`~policyalign.extract.raw_files.read_raw` and :func:`read_pdf`."""
    return read_pdf(read_raw(path), settings)


def read_pdf(file: RawFile, settings: ReadSettings) -> Document:
    """Read a PDF file.

    The time limit holds between pages: pages not reached in time come back as ``failed`` with a problem
    each, so that nothing is concluded from them. A page that never returns is ended from outside.

    Raises:
        UnreadableFile, EncryptedFile: nothing of the file can be read.
        MissingExtra: OCR was asked for and is not installed.
    """
    opened = open_pdf(file)
    contents, pages, problems = _read_pages(opened, settings)
    reached = len(pages)
    pages += _not_reached(problems, reached)
    damaged = _damaged(opened, pages)
    pages = [replace(page, state="failed") if page.number in damaged else page for page in pages]
    problems += [Problem(ReadingCode.page_damaged, "partial", number) for number in sorted(damaged)]
    pages = _set_apart(pages, contents)
    problems += _asides(pages)
    if settings.ocr:
        pages, ocr_problems = _recognise(opened.pdf, pages)
        problems += ocr_problems
    named = {problem.page for problem in problems if problem.code not in _LOSSES}
    problems += [
        Problem(_PAGE_PROBLEMS[page.state], "partial", page.number)
        for page in pages
        if page.state in UNREAD_STATES and page.number not in named and page.number <= reached
    ]
    problems.sort(key=lambda problem: (problem.page or 0, problem.code))
    places = printed_places(pages, opened.pdf)
    return Document(file.sha256, file.name, tuple(pages), (*opened.problems, *problems), places=places)


def _read_pages(opened: OpenedFile, settings: ReadSettings) -> tuple[dict[int, PageContent], list[Page], list[Problem]]:
    contents: dict[int, PageContent] = {}
    pages: list[Page] = []
    problems: list[Problem] = []
    # Leave a third of the time for layout, damage checks and handing the result over. Processor time: a machine busy
    # with other things reads as many pages as an idle one.
    deadline = time.process_time() + settings.max_seconds * 2 / 3
    count = len(opened.pdf)
    for number in range(1, count + 1):
        stop = _stop(number, deadline, settings)
        if stop:
            problems.append(Problem(stop, "partial", None, {"page": str(number), "pages": str(count)}))
            break
        page, content, found = _read_one(opened, number, settings)
        pages.append(page)
        problems += found
        if content is not None:
            contents[number] = content
    return contents, pages, problems


# Hostile files claim millions of pages; so many unread ones are enough to make the unread share speak.
_MOST_UNREAD = 10_000


def _not_reached(problems: list[Problem], reached: int) -> list[Page]:
    """The pages that a limit kept from being read."""
    count = next((int(problem.detail["pages"]) for problem in problems if "pages" in problem.detail), reached)
    last = min(count, reached + _MOST_UNREAD)
    return [Page(number, 0.0, 0.0, state="failed") for number in range(reached + 1, last + 1)]


def _stop(number: int, deadline: float, settings: ReadSettings) -> Code | None:
    if number > settings.max_pages:
        return ReadingCode.pages_over_limit
    return ReadingCode.time_over if time.process_time() > deadline else None


def _with_extras(content: PageContent, handle: pdfium.PdfPage, extras: Extras) -> PageContent:
    typed, struck = extras.typed.get(content.number, []), extras.struck.get(content.number, [])
    if not typed and not struck:
        return content
    sheet = page_box(handle)
    glyphs = *content.glyphs, *typed_glyphs(typed, sheet)
    return replace(content, glyphs=glyphs, rules=(*content.rules, *struck_rules(struck, sheet)))


def _read_one(
    opened: OpenedFile, number: int, settings: ReadSettings
) -> tuple[Page, PageContent | None, list[Problem]]:
    try:
        handle = opened.pdf[number - 1]
        content = read_page(
            handle, number, max_chars=settings.max_chars_per_page, max_objects=settings.max_objects_per_page
        )
        content = _with_extras(content, handle, opened.extras)
    except TooManyObjects as error:
        detail = {"count": str(error)}
        return (
            Page(number, 0.0, 0.0, state="failed"),
            None,
            [Problem(ReadingCode.page_too_large, "partial", number, detail)],
        )
    except (pdfium.PdfiumError, ValueError, KeyError):
        return Page(number, 0.0, 0.0, state="failed"), None, []
    lost = unreadable(content)
    state = judge(content, lost, has_ink=len(content.glyphs) < 30 and _has_ink(handle))
    handle.close()
    if state == "garbled" and lost > len(content.glyphs) / 2:
        content = replace(content, glyphs=(), slanted=())
        return replace(lay_out(content), state=state), content, []
    return replace(lay_out(content), state=state), content, list(_losses(content, lost))


def _losses(content: PageContent, lost: int) -> Iterator[Problem]:
    everything = len(content.glyphs) + content.off_page
    if content.off_page > max(2, _LOSS_SHARE * everything):
        yield Problem(ReadingCode.text_off_page, "note", content.number, {"count": str(content.off_page)})
    if lost:
        yield Problem(ReadingCode.text_unmapped, "partial", content.number, {"count": str(lost)})


def _asides(pages: Sequence[Page]) -> Iterator[Problem]:
    """What was printed but is no part of the text, each wording once."""
    for zone, code in (("slanted", ReadingCode.text_slanted), ("struck", ReadingCode.text_struck)):
        seen: dict[str, list[int]] = {}
        for page in pages:
            for line in page.lines:
                if line.zone == zone:
                    seen.setdefault(line.text, []).append(page.number)
        for text, numbers in seen.items():
            detail = {"text": text, "count": str(len(set(numbers)))}
            yield Problem(code, "note", numbers[0], detail)


def _has_ink(page: pdfium.PdfPage) -> bool:
    """Whether a small rendering of the page shows anything but paper."""
    width, height = page.get_size()
    scale = min(1.0, _INK_PIXELS / max(width, height, 1.0))
    if min(width, height) * scale < 1:
        return False
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    return 1 - pixels.count(255) / max(1, len(pixels)) > _INK_SHARE


def _damaged(opened: OpenedFile, pages: list[Page]) -> set[int]:
    suspects = {page.number for page in pages if page.state == "blank" or not page.lines}
    read = {page.number for page in pages if page.width}
    repaired = any(problem.code == ReadingCode.file_repaired for problem in opened.problems)
    return damaged_pages(opened.data, suspects, always=repaired) & read


def _set_apart(pages: list[Page], contents: dict[int, PageContent]) -> list[Page]:
    """Zones that need the whole document: furniture by repetition, notes by the usual size of type."""
    marked = mark_furniture(mark_line_numbers(pages))
    size = body_size(marked)
    return [
        mark_footnotes(page, contents[page.number].rules if page.number in contents else (), size) for page in marked
    ]


def _recognise(pdf: pdfium.PdfDocument, pages: list[Page]) -> tuple[list[Page], list[Problem]]:
    from policyalign.extract.ocr import Recogniser

    recogniser = Recogniser()
    problems: list[Problem] = []
    done: list[Page] = []
    for page in pages:
        if page.state in ("image", "garbled"):
            lines = recogniser.lines(pdf[page.number - 1])
            if lines:
                page = replace(page, lines=lines, tables=(), state="ocr")
                problems.append(Problem(ReadingCode.page_ocr, "note", page.number))
        done.append(page)
    return done, problems
