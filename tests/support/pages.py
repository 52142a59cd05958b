"""PDFs drawn in a test, and what is read from them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

from layout.sheet import Sheet
from policyalign.config import ReadSettings
from policyalign.domain import Document, Plan
from policyalign.extract.document import extract
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key
from policyalign.values import Zone

__all__ = [
    "FLOWERS",
    "TREES",
    "Sheet",
    "body",
    "changed",
    "codes",
    "noise",
    "read",
    "read_plan",
    "with_codes",
    "without_codes",
]

TREES = (
    "公園の木は、枝の張り方を毎年はかり、倒れるおそれのあるものから植え替える。根元には札を立て、"
    "植えた年と種類を書いて、だれでも読めるようにする。"
)
FLOWERS = "花壇の水やりは、当番を決めて朝のうちに済ませる。雨の日は休み、土の乾き方を帳面につける。"


def noise(width: int, height: int) -> bytes:
    """A PNG with grey dots everywhere, the same each time and nowhere white."""
    dots = np.random.default_rng(7).integers(0, 200, (height, width), dtype=np.uint8)
    picture = io.BytesIO()
    Image.fromarray(dots).save(picture, "PNG")
    return picture.getvalue()


def read(folder: Path, pdf: bytes) -> Document:
    """The document that a PDF is read as."""
    path = folder / "made.pdf"
    path.write_bytes(pdf)
    return extract(path, ReadSettings())


def read_plan(folder: Path, pdf: bytes) -> Plan:
    """Headings and passages of a PDF."""
    return outline(read(folder, pdf), "made")


def body(document: Document, number: int = 1, zone: Zone = "body") -> str:
    """The lines of one zone of a page, one below the other, in NFKC and without spaces."""
    return "\n".join(nfkc_key(line.text) for line in document.pages[number - 1].lines if line.zone == zone)


def codes(document: Document) -> set[str]:
    """The codes of all problems."""
    return {problem.code for problem in document.problems}


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after ``change``."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        target = io.BytesIO()
        opened.save(target, static_id=True)
        return target.getvalue()


def with_codes(pdf: bytes, meaning: Mapping[str, str]) -> bytes:
    """The PDF with other tables of codes: glyphs of the keys are said to mean the values."""

    def change(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table = item.ToUnicode.read_bytes().decode()
                for char, text in meaning.items():
                    code = text.encode("utf-16-be").hex().upper()
                    table = re.sub(rf"(<[0-9A-F]+> )<0*{ord(char):X}>", rf"\g<1><{code}>", table)
                item.ToUnicode.write(table.encode())

    return changed(pdf, change)


def without_codes(pdf: bytes) -> bytes:
    """The PDF without tables of codes."""

    def change(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]

    return changed(pdf, change)
