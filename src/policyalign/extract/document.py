"""``extract(path)``: one PDF file to a :class:`Document`, with every page that could not be read named."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.config import ReadSettings
from policyalign.domain import Document, Page, Problem
from policyalign.extract.drawing import Rule, TooManyObjects, page_box
from policyalign.extract.extras import Extras, struck_rules, typed_glyphs
from policyalign.extract.files import OpenedFile, open_pdf
from policyalign.extract.furniture import body_size, mark_footnotes, mark_furniture
from policyalign.extract.garbage import collected_rarely
from policyalign.extract.glyphs import PageContent
from policyalign.extract.line_numbers import mark_line_numbers
from policyalign.extract.ocr.content import recognised_content
from policyalign.extract.ocr.records import Outcome, Recognised, RecognisedPage
from policyalign.extract.page_contents import read_page
from policyalign.extract.pages import judge, lay_out, unreadable, without_nonsense
from policyalign.extract.printed_numbers import printed_places
from policyalign.extract.raw_files import RawFile, read_raw
from policyalign.extract.streams import Damage, find_damage
from policyalign.extract.thumbnail import Thumbnail
from policyalign.messages import ReadingCode
from policyalign.values import RECOGNISABLE, UNREAD_STATES, Code, PageState

# So many characters in a picture are a sentence; fewer are labels, or the texture of a photograph.
_WORTH_TELLING = 40
# The usual type of a plan, in points.
_CHARACTER = 10.5
# Characters off the page, which nobody sees, are not worth a word below this share.
_LOSS_SHARE = 0.02
_FEW = 2

# What is told of pages that were read for the rest.
_LOSSES = (
    ReadingCode.text_off_page,
    ReadingCode.text_unmapped,
    ReadingCode.text_unseen,
    ReadingCode.text_typed,
    ReadingCode.picture_unread,
)
_PAGE_PROBLEMS: dict[PageState, Code] = {
    "image": ReadingCode.page_image,
    "garbled": ReadingCode.page_garbled,
    "failed": ReadingCode.page_failed,
}


_RECOGNISED: dict[Outcome, Code] = {
    "read": ReadingCode.page_ocr,
    "nothing": ReadingCode.page_ocr_nothing,
    "vertical": ReadingCode.page_ocr_vertical,
    "failed": ReadingCode.page_ocr_failed,
}
_NOTHING: Recognised = {}


def extract(path: Path, settings: ReadSettings) -> Document:
    """Read a PDF file from disk. Raises as :func:`~policyalign.extract.raw_files.read_raw` and :func:`read_pdf`."""
    return read_pdf(read_raw(path), settings)


def read_pdf(file: RawFile, settings: ReadSettings, recognised: Recognised = _NOTHING) -> Document:
    """Read a PDF file. Of pages that are pictures, or whose text is of no use, the lines ``recognised`` are read.

    The time limit holds between pages: pages not reached in time come back as ``failed`` with a problem
    each, so that nothing is concluded from them. A page that never returns is ended from outside.

    Raises:
        UnreadableFile, EncryptedFile: nothing of the file can be read.
    """
    with collected_rarely():
        return _read(file, settings, recognised)


def _read(file: RawFile, settings: ReadSettings, recognised: Recognised) -> Document:
    opened = open_pdf(file)
    rules, pages, problems = _read_pages(opened, settings, recognised)
    reached = len(pages)
    pages += _not_reached(problems, reached)
    damage = find_damage(opened.data, settings.max_pages)
    damaged = {page.number for page in pages if page.width and _is_damaged(page, damage)}
    pages = [replace(page, state="failed") if page.number in damaged else page for page in pages]
    problems += [Problem(ReadingCode.page_damaged, "partial", number) for number in sorted(damaged)]
    problems += _of_the_file(damage, opened)
    pages = _set_apart(pages, rules)
    problems += _asides(pages)
    named = {problem.page for problem in problems if problem.code not in _LOSSES}
    problems += [
        Problem(_PAGE_PROBLEMS[page.state], "partial", page.number)
        for page in pages
        if page.state in UNREAD_STATES and page.number not in named and page.number <= reached
    ]
    problems.sort(key=lambda problem: (problem.page or 0, problem.code))
    places = printed_places(pages, opened.pdf)
    return Document(file.sha256, file.name, tuple(pages), (*opened.problems, *problems), places=places)


def _read_pages(
    opened: OpenedFile, settings: ReadSettings, recognised: Recognised
) -> tuple[dict[int, tuple[Rule, ...]], list[Page], list[Problem]]:
    """The pages, and the rules of each: characters are let go page by page, since they take the most memory."""
    rules: dict[int, tuple[Rule, ...]] = {}
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
        if number in recognised and content is not None and page.state in RECOGNISABLE:
            page, content, found = _with_recognised(page, content, recognised[number])
        pages.append(page)
        problems += found
        if content is not None:
            rules[number] = content.rules
    return rules, pages, problems


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
        content, thumbnail = read_page(
            handle, number, max_chars=settings.max_chars_per_page, max_objects=settings.max_objects_per_page
        )
        content = without_nonsense(_with_extras(content, handle, opened.extras))
    except TooManyObjects as error:
        detail = {"count": str(error)}
        return (
            Page(number, 0.0, 0.0, state="failed"),
            None,
            [Problem(ReadingCode.page_too_large, "partial", number, detail)],
        )
    except (pdfium.PdfiumError, ValueError, KeyError):
        return Page(number, 0.0, 0.0, state="failed"), None, []
    lost, pictured = unreadable(content), _pictured(handle, content, thumbnail)
    state = judge(content, lost, pictured, has_ink=not content.glyphs and (thumbnail is None or thumbnail.has_ink))
    typed = sum(len(one.text) for one in opened.extras.typed.get(number, ()))
    handle.close()
    if state == "garbled" and lost > len(content.glyphs) / 2:
        content = replace(content, glyphs=(), slanted=())
        return replace(lay_out(content), state=state), content, []
    return (
        replace(lay_out(content), state=state),
        content,
        list(_losses(content, lost, 0 if state == "image" else pictured, typed)),
    )


def _with_recognised(
    page: Page, content: PageContent, recognised: RecognisedPage
) -> tuple[Page, PageContent, list[Problem]]:
    problem = Problem(_RECOGNISED[recognised.outcome], "note" if recognised.lines else "partial", page.number)
    if not recognised.lines:
        return page, content, [problem]
    content = recognised_content(content, recognised.lines)
    return replace(lay_out(content), state="ocr"), content, [problem]


def _pictured(page: pdfium.PdfPage, content: PageContent, thumbnail: Thumbnail | None) -> int:
    """About how many characters stand in pictures, as outlines or in remarks that hold no text."""
    if not (content.pictures or content.areas or content.drawn or raw.FPDFPage_GetAnnotCount(page)):
        return 0
    if thumbnail is None:  # a picture as large as a scan of high resolution
        return int(content.images * content.width * content.height / _CHARACTER**2)
    boxes = [glyph[1:5] for glyph in (*content.glyphs, *content.slanted)]
    return thumbnail.unread(boxes, content.rules)


def _losses(content: PageContent, lost: int, pictured: int, typed: int) -> Iterator[Problem]:
    everything = len(content.glyphs) + content.off_page
    if content.unseen > _FEW:
        yield Problem(ReadingCode.text_unseen, "note", content.number, {"count": str(content.unseen)})
    if typed:
        yield Problem(ReadingCode.text_typed, "note", content.number, {"count": str(typed)})
    if pictured >= _WORTH_TELLING:
        yield Problem(ReadingCode.picture_unread, "partial", content.number, {"count": _roughly(pictured)})
    if content.off_page > max(_FEW, _LOSS_SHARE * everything):
        yield Problem(ReadingCode.text_off_page, "note", content.number, {"count": str(content.off_page)})
    if lost:
        yield Problem(ReadingCode.text_unmapped, "partial", content.number, {"count": str(lost)})


def _roughly(count: int) -> str:
    """The number with one digit that counts.

    >>> _roughly(64), _roughly(1284)
    ('60', '1000')
    """
    return str(int(float(f"{count:.0e}")))


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


def _is_damaged(page: Page, damage: Damage) -> bool:
    """Of a damaged file, a page without anything on it may have lost it."""
    return page.number in damage.pages or (damage.file and page.state == "blank")


def _of_the_file(damage: Damage, opened: OpenedFile) -> Iterator[Problem]:
    """What is missing that no page can be named for."""
    told = any(problem.code == ReadingCode.file_repaired for problem in opened.problems)
    if damage.file and not damage.pages and not told:
        yield Problem(ReadingCode.file_repaired, "partial")
    if damage.lost:
        yield Problem(ReadingCode.pages_lost, "partial", None, {"count": str(damage.lost)})


def _set_apart(pages: list[Page], rules: dict[int, tuple[Rule, ...]]) -> list[Page]:
    """Zones that need the whole document: furniture by repetition, notes by the usual size of type."""
    marked = mark_furniture(mark_line_numbers(pages))
    size = body_size(marked)
    return [mark_footnotes(page, rules.get(page.number, ()), size) for page in marked]
