"""What a page shows, held against what is read of it: print that is no text, and text that nobody sees."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from layout.sheet import font_path, wrap
from policyalign.domain import Document
from policyalign.text.normalize import nfkc_key

from support.pages import FLOWERS, TREES, Sheet, body, changed, codes, read, without_codes

LONG = (TREES + FLOWERS) * 4
HEAD = "町の緑の計画（第３版）　令和８年度から令和12年度まで　第２章　花と木"


def scan(text: str, width: int = 1200, height: int = 1600, size: int = 26, paper: int = 255) -> bytes:
    """A picture of a text."""
    image = Image.new("L", (width, height), paper)
    font = ImageFont.truetype(str(font_path()), size)
    lines = wrap(text, (width - 120) // size)
    ImageDraw.Draw(image).multiline_text((60, 60), "\n".join(lines), fill=0, font=font, spacing=size)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def with_text(draw: Callable[[Sheet], None]) -> bytes:
    sheet = Sheet()
    sheet.paragraph(60, 60, LONG, 40)
    draw(sheet)
    return sheet.pdf()


def problems(document: Document) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in document.problems]


# --- print that is no text


def whole_scan(sheet: Sheet) -> None:
    sheet.picture(scan(LONG), 0, 40, 595, 790)


def yellowed_scan(sheet: Sheet) -> None:
    sheet.picture(scan(LONG, paper=205), 0, 40, 595, 790)


def half_scan(sheet: Sheet) -> None:
    sheet.picture(scan(LONG, 1200, 800), 40, 100, 515, 345)


def outlines(sheet: Sheet) -> None:
    """Letters of curves and strokes, as drawing programs save them."""
    rng = random.Random(1)
    for row in range(20):
        for column in range(35):
            path = sheet.canvas.beginPath()
            x, y = 60 + 13 * column, 700 - 18 * row
            for _ in range(4):
                dx, dy = rng.uniform(0, 9), rng.uniform(0, 9)
                path.moveTo(x + dx, y + dy)
                path.curveTo(x + dx, y + 9, x + 9, y + dy, x + 9 - dx, y + 9 - dy)
            sheet.canvas.drawPath(path, fill=0, stroke=1)


@pytest.mark.parametrize("draw", [whole_scan, yellowed_scan, half_scan, outlines])
@pytest.mark.parametrize("head", ["- 2 -", HEAD])
def test_a_page_that_is_mostly_no_text_is_not_read(tmp_path: Path, draw: Callable[[Sheet], None], head: str) -> None:
    sheet = Sheet()
    sheet.text(60, 20, head, 9)
    draw(sheet)
    document = read(tmp_path, sheet.pdf())
    assert document.unread_pages == (1,)
    assert problems(document) == [("page_image", 1)]


def test_a_figure_with_words_is_told_and_the_page_is_read(tmp_path: Path) -> None:
    def figure(sheet: Sheet) -> None:
        sheet.picture(scan(TREES * 2, 900, 500), 100, 500, 350, 195)

    document = read(tmp_path, with_text(figure))
    assert document.pages[0].state == "text"
    assert problems(document) == [("picture_unread", 1)]
    assert body(document).replace("\n", "") == nfkc_key(LONG)


def photograph(sheet: Sheet) -> None:
    """Surfaces that go over into each other, and grain."""
    rng = random.Random(2)
    image = Image.linear_gradient("L").resize((600, 400)).convert("L")
    grain = Image.frombytes("L", (600, 400), bytes(rng.randrange(24) for _ in range(240_000)))
    buffer = io.BytesIO()
    Image.blend(image, grain, 0.3).save(buffer, "PNG")
    sheet.picture(buffer.getvalue(), 60, 450, 450, 300)


def bars(sheet: Sheet) -> None:
    for place in range(20):
        sheet.box(60 + 22 * place, 750 - 12 * place, 14, 12 * place, 0.2 + 0.6 * (place % 2))


def grid(sheet: Sheet) -> None:
    for row in range(20):
        for column in range(25):
            sheet.box(60 + 18 * column, 450 + 14 * row, 18, 14)


def curve(sheet: Sheet) -> None:
    path = sheet.canvas.beginPath()
    path.moveTo(60, 100)
    for place in range(40):
        path.lineTo(60 + 11 * place, 200 + 90 * (place % 5) / 5)
    sheet.canvas.drawPath(path)


def tints(sheet: Sheet) -> None:
    for place in range(6):
        sheet.box(60, 450 + 40 * place, 460, 30, 0.5 + 0.08 * place)
        sheet.text(70, 458 + 40 * place, "木の名前と本数", 10)


@pytest.mark.parametrize("draw", [photograph, bars, grid, curve, tints])
def test_what_is_drawn_without_words_is_not_worth_a_word(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    document = read(tmp_path, with_text(draw))
    assert document.pages[0].state == "text"
    assert document.problems == ()


def test_a_stamp_whose_words_are_only_drawn_is_told(tmp_path: Path) -> None:
    sheet = Sheet()
    for part in range(30):
        sheet.text(60, 40 + 20 * part, TREES[part : part + 30])

    def as_stamp(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        box = [0, 0, 596, 842]
        shown = pdf.make_stream(
            page.Contents.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box
        )
        shown.Resources = page.Resources
        page.Contents = pdf.make_stream(b" ")
        page.Annots = pikepdf.Array(
            [
                pdf.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Stamp,
                        Rect=box,
                        F=4,
                        AP=pikepdf.Dictionary(N=shown),
                    )
                )
            ]
        )

    assert read(tmp_path, changed(sheet.pdf(), as_stamp)).unread_pages == (1,)


# --- text that nobody sees

SECRET = "並木を切り、跡地に道を通すこととし、令和９年度から工事を始める。"


def white(sheet: Sheet) -> None:
    sheet.canvas.setFillGray(1)
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.canvas.setFillGray(0)


def almost_white(sheet: Sheet) -> None:
    sheet.canvas.setFillGray(0.995)
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.canvas.setFillGray(0)


def as_its_ground(sheet: Sheet) -> None:
    sheet.box(40, 480, 500, 120, 0.4)
    sheet.canvas.setFillGray(0.4)
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.canvas.setFillGray(0)


def not_painted(sheet: Sheet) -> None:
    sheet.canvas._code.append("3 Tr")
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.canvas._code.append("0 Tr")


def covered(sheet: Sheet) -> None:
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.box(40, 480, 500, 120, 1)


def clipped(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(10, 10, 5, 5)
    sheet.canvas.clipPath(path, stroke=0)
    sheet.paragraph(60, 500, SECRET * 3, 40)
    sheet.canvas.restoreState()


def tiny(sheet: Sheet) -> None:
    sheet.paragraph(60, 500, SECRET * 3, 40, size=0.9)


@pytest.mark.parametrize("draw", [white, almost_white, as_its_ground, not_painted, covered, clipped, tiny])
def test_text_that_nobody_sees_is_left_out_and_told(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    document = read(tmp_path, with_text(draw))
    assert body(document).replace("\n", "") == nfkc_key(LONG)
    (problem,) = document.problems
    assert (problem.code, problem.severity, problem.page) == ("text_unseen", "note", 1)
    assert int(problem.detail["count"]) == 3 * len(SECRET)


def white_on_dark(sheet: Sheet) -> None:
    sheet.box(40, 480, 500, 120, 0.3)
    sheet.canvas.setFillGray(1)
    sheet.paragraph(60, 500, SECRET, 40)
    sheet.canvas.setFillGray(0)


def pale(sheet: Sheet) -> None:
    sheet.canvas.setFillGray(0.8)
    sheet.paragraph(60, 500, SECRET, 40)
    sheet.canvas.setFillGray(0)


def green_on_red(sheet: Sheet) -> None:
    """Of one brightness, so that grey does not tell them apart."""
    sheet.canvas.setFillColorRGB(0.8, 0, 0)
    sheet.canvas.rect(40, 240, 500, 120, fill=1, stroke=0)
    sheet.canvas.setFillColorRGB(0, 0.408, 0)
    sheet.paragraph(60, 500, SECRET, 40)
    sheet.canvas.setFillGray(0)


def small(sheet: Sheet) -> None:
    sheet.paragraph(60, 500, SECRET, 40, size=4)


@pytest.mark.parametrize("draw", [white_on_dark, pale, green_on_red, small])
def test_text_that_can_be_seen_is_read(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    document = read(tmp_path, with_text(draw))
    everything = "".join(nfkc_key(line.text) for line in document.pages[0].lines)
    assert nfkc_key(SECRET) in everything
    assert document.problems == ()


# --- the layer over a scan


def scan_with_layer(layer: str) -> bytes:
    sheet = Sheet()
    sheet.picture(scan(LONG, 1190, 1684), 0, 0, 595.28, 841.89)
    sheet.canvas._code.append("3 Tr")
    for place, line in enumerate(wrap(layer, 41)):
        sheet.text(30, 30 + 26 * place, line, 13)
    return sheet.pdf()


def test_the_layer_of_a_scan_is_its_text(tmp_path: Path) -> None:
    document = read(tmp_path, scan_with_layer(LONG))
    assert document.pages[0].state == "text"
    assert TREES in body(document).replace("\n", "")


NOISE = "丿|1l【_乂亅―:;.,・ヽ八｢二ｰ『'~冖卜工ﾉ!"


@pytest.mark.parametrize("layer", [NOISE * 20, "ぬゑヴぺ町ぢゐヲ木ゎぽ" * 40, "xqzj wvkpt rrgl " * 30])
def test_a_layer_that_is_no_words_is_no_text(tmp_path: Path, layer: str) -> None:
    document = read(tmp_path, scan_with_layer(layer))
    assert document.unread_pages == (1,)
    assert codes(document) == {"page_image"}


# --- codes that mean something else


def shifted(pdf: bytes, by: int) -> bytes:
    """The PDF with every code of its characters so many places further."""

    def change(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table = item.ToUnicode.read_bytes().decode()
                moved = re.sub(r"(<[0-9A-F]+> )<([0-9A-F]{4})>", lambda m: f"{m[1]}<{int(m[2], 16) + by:04X}>", table)
                item.ToUnicode.write(moved.encode())

    return changed(pdf, change)


@pytest.mark.parametrize("by", [1, 2, 7, 31, -3])
def test_plausible_characters_that_are_no_words_are_not_read(tmp_path: Path, by: int) -> None:
    document = read(tmp_path, shifted(with_text(lambda _: None), by))
    assert document.pages[0].state == "garbled"
    assert "page_garbled" in codes(document)


def without(pdf: bytes, chars: str) -> bytes:
    """The PDF without the codes of some characters."""

    def drop(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table = item.ToUnicode.read_bytes().decode()
                for char in chars:
                    table = re.sub(rf"(<[0-9A-F]+> )<0*{ord(char):X}>", r"\g<1><0000>", table)
                item.ToUnicode.write(table.encode())

    return changed(pdf, drop)


@pytest.mark.parametrize(("chars", "state"), [("倒", "text"), ("木の", "garbled")])
def test_so_many_characters_may_be_lost(tmp_path: Path, chars: str, state: str) -> None:
    lost = sum(map(LONG.count, chars))
    assert (lost > 0.02 * len(LONG)) == (state == "garbled")
    document = read(tmp_path, without(with_text(lambda _: None), chars))
    assert document.pages[0].state == state
    (problem,) = [one for one in document.problems if one.code == "text_unmapped"]
    assert (problem.severity, problem.page, problem.detail["count"]) == ("partial", 1, str(lost))


def test_a_font_without_codes_or_shapes_is_not_read(tmp_path: Path) -> None:
    def other_font(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                if "/FontDescriptor" in font:
                    del font.FontDescriptor
                    font.BaseFont, font.Subtype = pikepdf.Name.Helvetica, pikepdf.Name.Type1

    document = read(tmp_path, changed(without_codes(with_text(lambda _: None)), other_font))
    assert document.unread_pages == (1,)


# --- text aslant


@pytest.mark.parametrize("angle", [30, -20, 60, 45])
def test_a_page_of_text_aslant_is_read(tmp_path: Path, angle: float) -> None:
    sheet = Sheet()
    sheet.canvas.translate(280, 420)
    sheet.canvas.rotate(angle)
    sheet.canvas.setFont("IPAexGothic", 10.5)
    for place, line in enumerate(wrap(LONG, 30)):
        sheet.canvas.drawString(-160, 150 - 17 * place, line)
    document = read(tmp_path, sheet.pdf())
    assert document.pages[0].state == "text"
    assert body(document).replace("\n", "") == nfkc_key(LONG)


def test_what_was_typed_in_is_told(tmp_path: Path) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Contents=SECRET, F=4)
        note.Rect = [60, 200, 500, 260]
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    document = read(tmp_path, changed(with_text(lambda _: None), fill))
    assert nfkc_key(SECRET) in body(document).replace("\n", "")
    assert [(one.code, one.severity) for one in document.problems] == [("text_typed", "note")]
