"""Pages without text: empty but for ornaments, or pictures of text that must not pass for empty."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from support.pages import TREES, Sheet, read


def with_text() -> Sheet:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.turn()
    return sheet


def rules(sheet: Sheet) -> None:
    sheet.canvas.setLineWidth(3)
    sheet.canvas.line(0, 20, 595, 20)
    sheet.canvas.line(0, 820, 595, 820)


def bands(sheet: Sheet) -> None:
    sheet.box(0, 0, 595, 40, 0.6)
    sheet.box(0, 800, 595, 42, 0.6)


def frame(sheet: Sheet) -> None:
    sheet.box(30, 30, 535, 780)


def tinted_paper(sheet: Sheet) -> None:
    sheet.box(0, 0, 596, 842, 0.9)


def sign(sheet: Sheet) -> None:
    sheet.canvas.circle(300, 400, 8, fill=1)


@pytest.mark.parametrize("draw", [rules, bands, frame, tinted_paper, sign])
def test_ornaments_alone_are_an_empty_page(tmp_path: Path, draw: object) -> None:
    sheet = with_text()
    draw(sheet)  # type: ignore[operator]
    document = read(tmp_path, sheet.pdf())
    assert [page.state for page in document.pages] == ["text", "blank"]
    assert document.problems == ()


def scan(sheet: Sheet) -> None:
    image = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(image).rectangle((100, 100, 400, 200), fill=0)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    sheet.picture(buffer.getvalue(), 100, 100, 300, 300)


def outlines(sheet: Sheet) -> None:
    for place in range(30):
        path = sheet.canvas.beginPath()
        x, y = 60 + 12 * place, 600
        path.moveTo(x, y)
        path.curveTo(x + 2, y + 8, x + 6, y + 8, x + 8, y)
        path.curveTo(x + 6, y - 4, x + 2, y - 4, x, y)
        path.close()
        sheet.canvas.drawPath(path, fill=1, stroke=0)


@pytest.mark.parametrize("draw", [scan, outlines])
def test_pictures_and_outlines_may_hold_text(tmp_path: Path, draw: object) -> None:
    sheet = with_text()
    draw(sheet)  # type: ignore[operator]
    document = read(tmp_path, sheet.pdf())
    assert [page.state for page in document.pages] == ["text", "image"]
    assert document.unread_pages == (2,)
