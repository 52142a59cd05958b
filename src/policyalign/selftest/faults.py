"""A sound PDF, damaged in the ways in which files of real plans are: each a function from bytes to bytes.

All touch the page :data:`PAGE`, which has a page of text.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
import pypdfium2 as pdfium

PAGE = 6
"""The number of the page that is damaged."""

Fault = Callable[[bytes], bytes]


def flip_a_bit(data: bytes) -> bytes:
    """One bit in the middle of the page's compressed content."""

    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        packed = bytearray(zlib.compress(_content(page)))
        packed[len(packed) // 2] ^= 0x10
        page.obj.Contents = pdf.make_stream(bytes(packed), Filter=pikepdf.Name.FlateDecode)

    return _changed(data, change)


def cut_off(data: bytes) -> bytes:
    """The first two thirds of the file, as a broken download leaves it."""
    return data[: len(data) * 2 // 3]


def lose_a_page(data: bytes) -> bytes:
    """A page that the page tree counts and does not hold."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue().replace(b"/Count %d" % count, b"/Count %d" % (count + 1))


def scan(data: bytes) -> bytes:
    """The page as a picture of itself, below a head that is text."""
    rendered = pdfium.PdfDocument(data)[PAGE - 1]
    bitmap = rendered.render(scale=150 / 72, grayscale=True)
    pixels, size = bytes(bitmap.buffer), (bitmap.width, bitmap.height)

    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        picture = pdf.make_stream(
            zlib.compress(pixels),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        width, height = (float(edge) for edge in page.mediabox[2:])
        head = b"BT /HeadFont 9 Tf 60 20 Td (Plan of 2026, page 6) Tj ET"
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Scan=picture), Font=pikepdf.Dictionary(HeadFont=font)
        )
        page.obj.Contents = pdf.make_stream(b"q %f 0 0 %f 0 0 cm /Scan Do Q " % (width, height) + head)

    return _changed(data, change)


def lose_the_codes(data: bytes) -> bytes:
    """The fonts of the page without the tables that tell which characters they show."""

    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        for name in list(page.resources.Font.keys()):
            font = pikepdf.Dictionary(dict(page.resources.Font[name].items()))
            if "/ToUnicode" in font:
                del font["/ToUnicode"]
            page.resources.Font[name] = pdf.make_indirect(font)

    return _changed(data, change)


def print_in_white(data: bytes) -> bytes:
    """The text of the page in the colour of the paper."""

    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        colours = ("rg", "g", "k", "RG", "G", "K", "sc", "scn", "cs", "gs")
        white = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in colours]
        page.obj.Contents = pdf.make_stream(b"1 g 1 G " + pikepdf.unparse_content_stream(white))

    return _changed(data, change)


FAULTS: Mapping[str, Fault] = {
    "flip_a_bit": flip_a_bit,
    "cut_off": cut_off,
    "lose_a_page": lose_a_page,
    "scan": scan,
    "lose_the_codes": lose_the_codes,
    "print_in_white": print_in_white,
}
"""By name."""


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    content: bytes = page.obj.Contents.read_bytes()
    return content


def _changed(data: bytes, change: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf, pdf.pages[PAGE - 1])
        target = io.BytesIO()
        # As they are, without repair: the damage is meant.
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, recompress_flate=False)
        return target.getvalue()
