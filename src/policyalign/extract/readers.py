"""``read(path)``: any file to a :class:`Document`, by the reader for what its content is.

The content decides; the ending of the name only where content leaves it open (Markdown or plain text).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Literal

from policyalign.archives import SIGNATURE, opened_archive
from policyalign.config import ReadSettings
from policyalign.domain import Document
from policyalign.errors import EncryptedFile, UnreadableFile
from policyalign.extract.ocr.records import Recognised
from policyalign.extract.raw_files import read_raw
from policyalign.messages import ReadingCode
from policyalign.values import Code

Format = Literal["pdf", "docx", "pptx", "xlsx", "html", "xml", "text"]

READERS: dict[Format, str] = {
    "pdf": "policyalign.extract.document:read_pdf",
    "docx": "policyalign.extract.word:read_word",
    "pptx": "policyalign.extract.slides:read_slides",
    "xlsx": "policyalign.extract.sheets:read_sheets",
    "html": "policyalign.extract.web_pages:read_web_page",
    "xml": "policyalign.extract.xml_texts:read_xml",
    "text": "policyalign.extract.plain_texts:read_text",
}
"""Who reads which format; loaded when first needed."""

_ENDINGS: dict[Format, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "pptx": (".pptx", ".pptm"),
    "xlsx": (".xlsx", ".xlsm"),
    "html": (".html", ".htm", ".xhtml"),
    "xml": (".xml",),
    "text": (".txt", ".md", ".markdown"),
}
WEB_SUFFIXES = frozenset((*_ENDINGS["html"], *_ENDINGS["xml"]))
SUFFIXES = frozenset(ending for endings in _ENDINGS.values() for ending in endings)
"""The endings of files that are taken from a folder or an archive."""

_OFFICE_SUFFIXES = (".docx", ".docm", ".pptx", ".pptm", ".xlsx", ".xlsm")
_OFFICE: dict[str, Format] = {"word": "docx", "ppt": "pptx", "xl": "xlsx"}
# What some formats begin with, and what to say of them.
_UNREAD: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"%!PS", "PostScript"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams that tell what a file of before 2007 is, and the ending of its form of today.
_OLD_OFFICE = {"WordDocument": ".docx", "Workbook": ".xlsx", "PowerPoint Document": ".pptx"}
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<(?:head|body|title|meta|h1|div|p|table)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"\s*(?:<\?xml\s|<!--|<!DOCTYPE\s|<[A-Za-z_][\w.:-]*[\s>/])")
_HTML_ROOT = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


_NOTHING: Recognised = {}


def read(path: Path, settings: ReadSettings, recognised: Recognised = _NOTHING) -> Document:
    """Read a file of any format, with what was ``recognised`` (OCR) of the pages of a PDF.

    Raises:
        UnreadableFile, EncryptedFile: nothing of the file can be read, and why.
    """
    file = read_raw(path)
    kind = format_of(file.data, file.name)
    module, _, name = READERS[kind].partition(":")
    reader: Callable[..., Document] = getattr(import_module(module), name)
    return reader(file, settings, recognised) if kind == "pdf" else reader(file, settings)


def format_of(data: bytes, name: str) -> Format:
    """The format of a file by its content.

    Raises:
        UnreadableFile: one that is not read, with what to do about it.
        EncryptedFile: an Office file that needs a password.
    """
    if data.startswith(SIGNATURE):
        return _packed(data, name)
    if data.startswith(_OLE):
        raise _ole_error(data, name)
    for start, kind in _UNREAD:
        if data.startswith(start):
            raise UnreadableFile(ReadingCode.format_unread, file=name, kind=kind)
    found = _by_text(data, name)
    if name.lower().endswith(".pdf") and found != "pdf":  # the page of an error, saved under the name of a plan
        raise UnreadableFile(ReadingCode.not_a_pdf, file=name)
    if found != "pdf" and name.lower().endswith(_OFFICE_SUFFIXES):
        raise UnreadableFile(ReadingCode.office_damaged, file=name)
    if found is None:
        raise UnreadableFile(ReadingCode.format_unknown, file=name)
    return found


def ending_of(path: Path) -> str:
    """The ending of a file by its content: its own where that fits, else the usual one.

    Raises:
        UnreadableFile, EncryptedFile: it is of no format that is read.
    """
    file = read_raw(path)
    endings = _ENDINGS[format_of(file.data, file.name)]
    return file.suffix if file.suffix in endings else endings[0]


def _by_text(data: bytes, name: str) -> Format | None:
    """PDF, markup or text by what the file begins with; None where it is no text."""
    start = _beginning(data)
    if _HTML_ROOT.search(start[:1024]) and not data.startswith(b"%PDF"):
        return "html"
    if b"%PDF" in data[:65536]:
        return "pdf"
    named_html = name.lower().endswith((".html", ".htm", ".xhtml"))
    if _XML.match(start):
        is_xml = name.lower().endswith(".xml") or start.lstrip().startswith(b"<?xml")
        return "html" if _MARKUP.search(start) and (named_html or not is_xml) else "xml"
    if named_html and _MARKUP.search(start):
        return "html"
    return None if _is_no_text(data) else "text"


def _is_no_text(data: bytes) -> bool:
    from policyalign.extract.encodings import decode, is_binary

    start = data[: 2**16]
    if len(data) > len(start):  # ends with a whole line, and so with a whole character
        start = start[: start.rfind(b"\n") + 1] or start
    decoded = decode(start)
    return decoded is None or is_binary(decoded[0])


def _beginning(data: bytes) -> bytes:
    """The first characters as ASCII, whether or not they are in UTF-16 or behind a mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:8192].decode("utf-16", "ignore").encode("ascii", "ignore")
    return data[:4096].removeprefix(b"\xef\xbb\xbf")


def _packed(data: bytes, name: str) -> Format:
    """An Office file by its main folder."""
    with opened_archive(data, name) as archive:
        if "[Content_Types].xml" in archive:
            for folder, kind in _OFFICE.items():
                if any(entry.startswith(f"{folder}/") for entry in archive.entries):
                    if f"{folder}/workbook.bin" in archive:
                        raise UnreadableFile(ReadingCode.format_unread, file=name, kind="xlsb")
                    return kind
        if "mimetype" in archive:
            kind_named = archive.read("mimetype")[:100].decode("ascii", "ignore").rpartition(".")[2]
            raise UnreadableFile(ReadingCode.format_unread, file=name, kind=f"OpenDocument ({kind_named})")
        raise UnreadableFile(ReadingCode.zip_of_files, file=name, count=len(archive.entries))


def _ole_error(data: bytes, name: str) -> UnreadableFile | EncryptedFile:
    """An Office file of before 2007, or a later one with a password, which is packed into the old form."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(ReadingCode.office_encrypted, file=name)
    ending = next((one for stream, one in _OLD_OFFICE.items() if stream.encode("utf-16-le") in data), "")
    code: Code = ReadingCode.old_office if ending else ReadingCode.format_unknown
    return UnreadableFile(code, file=name, ending=ending)
