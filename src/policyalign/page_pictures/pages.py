"""``draw_pages``: pages of a PDF as pictures, with what was read drawn over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyalign.domain import Document, Place, Plan
from policyalign.errors import InputError
from policyalign.extract.files import open_pdf
from policyalign.extract.raw_files import RawFile
from policyalign.fonts import japanese_font_file
from policyalign.messages import PictureCode
from policyalign.messages.places import place_told
from policyalign.page_pictures.found import PagePicture, found_page
from policyalign.page_pictures.paper import printed_page
from policyalign.page_pictures.picture import draw_page
from policyalign.values import Lang


def draw_pages(
    file: RawFile, document: Document, plan: Plan, spans: Sequence[tuple[int, int]], lang: Lang
) -> tuple[PagePicture, ...]:
    """Pictures of pages, by their physical numbers; ``spans`` are the first and the last of each stretch of pages,
    counted from 1. ``document`` and ``plan`` are what was read of the file.

    Raises:
        InputError: the file is no PDF, or has no such page.
        MissingExtra: the extra ``plot``, which brings the font, is not installed.
    """
    if document.elements:
        raise InputError(PictureCode.picture_needs_pdf, file=file.name)
    numbers = _existing(document, spans)
    font = japanese_font_file()
    opened = open_pdf(file)
    pictures = []
    for number in numbers:
        found, place = found_page(document, plan, number), place_told(document.places, number, lang)
        png = draw_page(printed_page(opened.pdf, number), found, (document.source, place), font, lang)
        pictures.append(PagePicture(number, place, _namesake(document.places, number, lang), found, png))
    return tuple(pictures)


def _existing(document: Document, spans: Sequence[tuple[int, int]]) -> list[int]:
    count = len(document.pages)
    beyond = next((max(first, count + 1) for first, last in spans if last > count), None)
    if beyond is not None:
        raise _absent(document, beyond)
    return sorted({number for first, last in spans for number in range(first, last + 1)})


def _absent(document: Document, page: int) -> InputError:
    detail = {"file": document.source, "page": page, "count": len(document.pages)}
    physical = next(_printed_as(document.places, page), None)
    if physical is None:
        return InputError(PictureCode.page_absent, **detail)
    return InputError(PictureCode.page_absent_printed, **detail, physical=physical)


def _namesake(places: Sequence[Place], number: int, lang: Lang) -> str:
    """How the page is cited that carries this number in print, where that is another one."""
    physical = list(_printed_as(places, number))
    return place_told(places, physical[0], lang) if physical and number not in physical else ""


def _printed_as(places: Sequence[Place], number: int) -> Iterator[int]:
    return (physical for physical, place in enumerate(places, 1) if place.number == str(number))
