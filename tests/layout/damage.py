"""Makes sound PDFs hard to read, always in the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from sheet import font_path

RADICALS = {
    "日": "⽇",
    "月": "⽉",
    "用": "⽤",
    "長": "⻑",
    "民": "⺠",
    "行": "⾏",
    "食": "⻝",
    "車": "⾞",
    "二": "⼆",
    "心": "⼼",
    "人": "⼈",
}
"""Ordinary characters and the Kangxi (U+2F00) or CJK (U+2E80) radicals that some producers write for them."""


def kangxi(pdf: bytes) -> bytes:
    """Let the text layer say radicals where the page shows ordinary characters, by way of ToUnicode."""
    packed = BytesIO()
    codes = {f"{ord(plain):04X}": f"{ord(radical):04X}" for plain, radical in RADICALS.items()}
    with pikepdf.open(BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Stream) and b"begincmap" in (cmap := item.read_bytes()):
                item.write(re.sub(rb"<([0-9A-F]{4})>", lambda code: _recode(code[1].decode(), codes), cmap))
        opened.save(packed, deterministic_id=True)
    return packed.getvalue()


def _recode(code: str, codes: dict[str, str]) -> bytes:
    return f"<{codes.get(code, code)}>".encode()


def locked(pdf: bytes, password: str) -> bytes:
    """Ask for ``password``. RC4, since AES would put random bytes into the file."""
    packed = BytesIO()
    cipher = pikepdf.Encryption(user=password, owner=password[::-1], R=3, aes=False, metadata=False)
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(packed, static_id=True, encryption=cipher)
    return packed.getvalue()


def truncated(pdf: bytes, *, before: bytes) -> bytes:
    """The file up to the last place where ``before`` stands."""
    return pdf[: pdf.rindex(before)]


def as_picture(lines: Sequence[str]) -> bytes:
    """A black-and-white PNG of the lines, about 100 dots per inch."""
    image = Image.new("1", (660, 30 * len(lines) + 20), 1)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(font_path()), 20)
    for place, line in enumerate(lines):
        pen.text((10, 10 + 30 * place), line, font=font, fill=0)
    packed = BytesIO()
    image.save(packed, "PNG", optimize=True)
    return packed.getvalue()
