"""What was recognised (OCR) of a page that is a picture is read as its text; nothing of it is lost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.config import ReadSettings
from policyalign.domain import Document, Plan
from policyalign.extract.document import extract, read_pdf
from policyalign.extract.glyphs import PageContent
from policyalign.extract.ocr.content import recognised_content
from policyalign.extract.ocr.records import Recognised, RecognisedLine, RecognisedPage
from policyalign.extract.pages import lay_out
from policyalign.extract.raw_files import read_raw
from policyalign.segment.outline import outline
from policyalign.services import Reader

from support.pages import FLOWERS, TREES, Sheet, body, codes, noise

SIZE = 10.5
LEADING = 18.0
WIDE = 420.0


def scanned(folder: Path, pages: int = 1, head: str = "") -> Path:
    """Pages that are pictures, with a running head as text where there is one."""
    sheet = Sheet()
    for page in range(pages):
        if page:
            sheet.turn()
        sheet.picture(noise(300, 420), 0, 0, 595, 842)
        if head:
            sheet.text(60, 30, head, 9)
    path = folder / "scan.pdf"
    path.write_bytes(sheet.pdf())
    return path


def line(text: str, x: float, top: float, size: float = SIZE) -> RecognisedLine:
    """A line as engines give it: its box has some room above and below."""
    width = sum(0.5 if char.isascii() else 1.0 for char in text) * size
    return RecognisedLine(text, (x, top - 1, x + width, top + size + 1))


def paragraph(text: str, x: float, top: float, count: int = 40, size: float = SIZE) -> list[RecognisedLine]:
    """Lines of ``count`` characters, the first set in by one."""
    starts = [0, *range(count - 1, len(text), count)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [
        line(words, x + (0 if number else size), top + number * LEADING, size) for number, words in enumerate(parts)
    ]


def jittered(lines: Sequence[RecognisedLine], step: float = 0.9) -> list[RecognisedLine]:
    """Boxes as they scatter on a scan: by up to a point each way."""
    moved = []
    for number, one in enumerate(lines):
        x0, top, x1, bottom = one.box
        dx, dy = step * math.sin(7 * number + 1), step * math.sin(5 * number + 2)
        moved.append(replace(one, box=(x0 + dx, top + dy, x1 - dy / 2, bottom + dx / 2)))
    return moved


def read(path: Path, *pages: Sequence[RecognisedLine]) -> Document:
    recognised = {number: RecognisedPage(tuple(lines)) for number, lines in enumerate(pages, 1)}
    return read_pdf(read_raw(path), ReadSettings(), recognised)


def texts(plan: Plan) -> list[str]:
    return [passage.text for passage in plan.passages]


def test_a_page_that_is_a_picture_is_read_from_what_was_recognised(tmp_path: Path) -> None:
    lines = [
        line("第1章 木の世話", 60, 80, 16),
        *paragraph(TREES, 60, 120),
        *paragraph(FLOWERS, 60, 120 + 3 * LEADING),
    ]
    document = read(scanned(tmp_path), jittered(lines))
    assert document.pages[0].state == "ocr"
    assert codes(document) == {"page_ocr"}
    plan = outline(document, "made")
    assert [section.heading for section in plan.sections] == ["第1章 木の世話"]
    assert texts(plan) == [TREES, FLOWERS]
    assert plan.unread_pages == ()
    assert plan.recognised_pages == (1,)


def test_lines_are_put_in_order_whatever_order_they_come_in(tmp_path: Path) -> None:
    """Two columns, of which engines give the lines from the top of the page down, across both."""
    left = paragraph(TREES, 50, 100, 22)
    right = paragraph(FLOWERS, 310, 100, 22)
    across = sorted((*left, *right), key=lambda one: (one.box[1], one.box[0]))
    plan = outline(read(scanned(tmp_path), across), "made")
    assert texts(plan) == [TREES, FLOWERS]


def test_heads_and_page_numbers_of_scans_are_no_text(tmp_path: Path) -> None:
    parts = [TREES, FLOWERS, TREES + FLOWERS, FLOWERS * 2]
    pages = [
        [line("緑の手引き", 60, 30, 9), *paragraph(text, 60, 100), line(f"- {number} -", 290, 800, 9)]
        for number, text in enumerate(parts, 3)
    ]
    document = read(scanned(tmp_path, len(parts)), *map(jittered, pages))
    assert texts(outline(document, "made")) == parts
    assert [place.number for place in document.places] == ["3", "4", "5", "6"]


def test_a_running_head_over_a_scan_does_not_make_it_a_page_of_text(tmp_path: Path) -> None:
    path = scanned(tmp_path, head="緑の手引き（抜粋）")
    assert extract(path, ReadSettings()).pages[0].state == "image"
    assert Reader(ReadSettings()).pictured_pages(path) == (1,)
    document = read(path, [line("緑の手引き（抜粋）", 60, 30, 9), *paragraph(TREES, 60, 100)])
    assert body(document).count("緑の手引き") == 1
    assert TREES in texts(outline(document, "made"))


def test_pages_of_text_are_left_alone(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 100, "　" + TREES, 40)
    path = tmp_path / "text.pdf"
    path.write_bytes(sheet.pdf())
    assert Reader(ReadSettings()).pictured_pages(path) == ()
    document = read(path, paragraph(FLOWERS, 60, 100))
    assert document.pages[0].state == "text"
    assert texts(outline(document, "made")) == [TREES]


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("nothing", "page_ocr_nothing"), ("vertical", "page_ocr_vertical"), ("failed", "page_ocr_failed")],
)
def test_a_page_that_could_not_be_recognised_stays_unread_and_says_why(tmp_path: Path, outcome: str, code: str) -> None:
    recognised: Recognised = {1: RecognisedPage((), outcome)}  # type: ignore[arg-type]
    document = read_pdf(read_raw(scanned(tmp_path)), ReadSettings(), recognised)
    assert document.unread_pages == (1,)
    assert codes(document) == {code}


def test_vertical_lines_are_read_from_the_right(tmp_path: Path) -> None:
    columns = [TREES[at : at + 30] for at in range(0, len(TREES), 30)]
    lines = [
        RecognisedLine(words, (500 - 18 * place, 80, 512 - 18 * place, 80 + 10.5 * len(words)), vertical=True)
        for place, words in enumerate(columns)
    ]
    document = read(scanned(tmp_path), lines[::-1])
    assert texts(outline(document, "made")) == [TREES]


def test_formats_without_pictures_of_pages_have_none_to_recognise(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(f"# 手引き\n\n{TREES}\n", encoding="utf-8")
    assert Reader(ReadSettings()).pictured_pages(tmp_path / "note.md") == ()


_LINES = st.lists(
    st.builds(
        lambda text, x, y, size: line(text, 40 + x * 30, 40 + y * 25, size),
        st.text(st.sampled_from("木花水の世話2030年度AI計画、。"), min_size=2, max_size=12),
        st.integers(0, 10),
        st.integers(0, 29),
        st.sampled_from([9.0, 10.5, 14.0]),
    ),
    max_size=12,
    unique_by=lambda one: round(one.box[1]),
)


@given(_LINES)
@settings(max_examples=60)
def test_no_recognised_character_is_lost(lines: list[RecognisedLine]) -> None:
    content = recognised_content(PageContent(1, 595.0, 842.0, (), ()), lines)
    page = lay_out(content)
    given_chars = sorted("".join(one.text for one in lines))
    assert sorted("".join(glyph.text for glyph in content.glyphs)) == given_chars
    assert sorted("".join(one.text for one in page.lines).replace(" ", "")) == given_chars


@given(_LINES)
@settings(max_examples=60)
def test_the_characters_of_a_line_stay_within_its_box(lines: list[RecognisedLine]) -> None:
    content = recognised_content(PageContent(1, 595.0, 842.0, (), ()), lines)
    boxes = [one.box for one in lines for _ in one.text]
    for glyph, (x0, top, x1, bottom) in zip(content.glyphs, boxes, strict=True):
        assert x0 - 0.1 <= glyph.x0 <= glyph.x1 <= x1 + 0.1
        assert top - 6 <= glyph.middle <= bottom + 6


def test_type_that_is_measured_a_little_apart_is_one_type() -> None:
    """Else a line that is measured larger would be taken for a heading."""
    lines = [line("木の枝の張り方をはかり、植え替える。", 60, 100 + 20 * n, SIZE * (1 + n % 3 / 25)) for n in range(9)]
    title = line("第1章 木の世話", 60, 60, 16)
    content = recognised_content(PageContent(1, 595.0, 842.0, (), ()), [title, *lines])
    assert len({glyph.size for glyph in content.glyphs}) == 2
