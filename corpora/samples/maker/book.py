"""Draws a whole plan: cover, contents, pages with running heads and page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from maker.blocks import block_strips
from maker.content import Block, PlanContent
from maker.lines import SetLine, draw_line, draw_text, width_of
from maker.looks import LOOKS, Look
from maker.pages import A4, PageContent, fill, layout

HEAD_SIZE = 8.5


def write_book(content: PlanContent, path: Path) -> None:
    """Write the plan to ``path``; the same content gives the same bytes."""
    look = LOOKS[content.look]
    pages = set_pages(content, look)
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(content.title)
    canvas.setAuthor(content.cover["owner"])
    _cover(canvas, content)
    _contents(canvas, content, look, pages)
    chapters = _chapters(pages)
    for number, page in enumerate(pages, start=1):
        _page(canvas, content, look, page, number, len(pages), chapters[number - 1])
    canvas.save()


def set_pages(content: PlanContent, look: Look) -> list[PageContent]:
    """The pages after the contents, each run of blocks on pages of its own layout."""
    pages: list[PageContent] = []
    for kind, run in groupby(_with_layouts(content.blocks), key=lambda entry: entry[0]):
        place = layout(look, kind)
        width = place.frames[0].width
        strips = [strip for _, block in run for strip in block_strips(block, width, look)]
        pages += fill(strips, place, content, look)
    return pages


def _with_layouts(blocks: Sequence[Block]) -> list[tuple[str, Block]]:
    placed = []
    for block in blocks:
        if block.kind in ("columns", "landscape"):
            placed += [(block.kind, inner) for inner in block.value]
        else:
            placed.append(("one", block))
    return placed


def _cover(canvas: Canvas, content: PlanContent) -> None:
    width, height = A4
    size = min(24.0, 420.0 / width_of(content.title, 1.0))
    title_x = (width - width_of(content.title, size)) / 2
    draw_line(canvas, SetLine(content.title, size, bold=True), title_x, height * 0.64)
    draw_text(canvas, content.cover["subtitle"], width / 2, height * 0.58, 13, align="center")
    draw_text(canvas, f"計画期間　{content.cover['period']}", width / 2, height * 0.49, 12, align="center")
    draw_text(canvas, content.cover["decided"], width / 2, height * 0.26, 14, align="center")
    draw_text(canvas, content.cover["owner"], width / 2, height * 0.21, 14, align="center")
    canvas.showPage()


def _contents(canvas: Canvas, content: PlanContent, look: Look, pages: Sequence[PageContent]) -> None:
    """The table of contents, dot leaders between heading and printed page number."""
    width, height = A4
    top = height - 110.0
    draw_text(canvas, "目　次", width / 2, height - 80.0, 15, align="center")
    for level, heading, number in _entries(pages, look.contents_depth):
        if top < 70.0:
            canvas.showPage()
            top = height - 80.0
        _entry(canvas, look, heading, number, 12.0 * (level - 1), top)
        top -= 17.5
    canvas.showPage()


def _entries(pages: Sequence[PageContent], depth: int) -> list[tuple[int, str, int]]:
    return [
        (placed.strip.level, placed.strip.heading, number)
        for number, page in enumerate(pages, start=1)
        for placed in page.body
        if 0 < placed.strip.level <= depth
    ]


def _entry(canvas: Canvas, look: Look, heading: str, number: int, indent: float, baseline: float) -> None:
    size = 10.0
    left, right = look.margin + indent, A4[0] - look.margin
    room = right - left - width_of(heading, size) - width_of(str(number), size) - 4
    dots = "…" * int(room / size)
    draw_text(canvas, heading + dots, left, baseline, size)
    draw_text(canvas, str(number), right, baseline, size, align="right")


def _chapters(pages: Sequence[PageContent]) -> list[str]:
    """The chapter for each page's head: the one that opens the page, else the one still running."""
    chapters, running = [], ""
    for page in pages:
        opened = [placed.strip.heading for placed in page.body if placed.strip.level == 1]
        opens_page = page.body[0].strip.level == 1
        chapters.append(opened[0] if opens_page else running)
        running = opened[-1] if opened else running
    return chapters


def _page(
    canvas: Canvas, content: PlanContent, look: Look, page: PageContent, number: int, total: int, chapter: str
) -> None:
    width, height = page.layout.size
    canvas.setPageSize((width, height))
    _head(canvas, content.title, look, (width, height), chapter)
    for placed in page.body:
        placed.strip.draw(canvas, placed.x, placed.top)
    for x, y in page.rules:
        canvas.setLineWidth(0.4)
        canvas.line(x, y, x + 130, y)
    for placed in page.notes:
        placed.strip.draw(canvas, placed.x, placed.top)
    draw_text(canvas, look.page_number.format(number=number, total=total), width / 2, 34, 9.5, align="center")
    if look.side_tab:
        _side_tab(canvas, chapter, (width, height))
    canvas.showPage()


def _head(canvas: Canvas, title: str, look: Look, size: tuple[float, float], chapter: str) -> None:
    width, height = size
    baseline = height - 46.0
    if look.head == "title":
        draw_text(canvas, title, width - look.margin, baseline, HEAD_SIZE, align="right")
        return
    draw_text(canvas, title, look.margin, baseline, HEAD_SIZE)
    draw_text(canvas, chapter, width - look.margin, baseline, HEAD_SIZE, align="right")
    if look.head == "rule":
        canvas.setLineWidth(0.5)
        canvas.line(look.margin, baseline - 5, width - look.margin, baseline - 5)


def _side_tab(canvas: Canvas, chapter: str, size: tuple[float, float]) -> None:
    """The chapter's name down the right edge of the page, one character under the other."""
    width, height = size
    name = chapter.partition("　")[0]
    canvas.setFillGray(0.9)
    canvas.rect(width - 26, height * 0.66, 26, 14 * len(name) + 10, fill=1, stroke=0)
    canvas.setFillGray(0)
    for place, char in enumerate(name):
        draw_text(canvas, char, width - 13, height * 0.66 + 14 * (len(name) - place) - 7, 9, align="center")
