"""Opening a PDF file: what is wrong with it, repair of what can be repaired, and which pages are damaged."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Problem
from policyalign.errors import EncryptedFile, InputError, UnreadableFile, cause
from policyalign.extract.extras import Extras, read_extras
from policyalign.messages import ReadingCode


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open PDF with the SHA-256 of the file as it lies on disk, and what it holds beside its pages."""

    pdf: pdfium.PdfDocument
    sha256: str
    data: bytes
    problems: tuple[Problem, ...]
    extras: Extras


def open_pdf(path: Path) -> OpenedFile:
    """Open a PDF, repairing a cut-off tail or junk in front of the header.

    Raises:
        UnreadableFile: missing, empty, not a PDF, damaged beyond repair, or without pages.
        EncryptedFile: a password is needed to open it.
    """
    data = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    problems: tuple[Problem, ...] = ()
    try:
        pdf = _load(data, path)
    except UnreadableFile:
        data = _repaired(data, path)
        pdf = _load(data, path)
        problems = (Problem(ReadingCode.file_repaired, "partial"),)
    if len(pdf) == 0:
        raise UnreadableFile(ReadingCode.zero_pages, file=path.name)
    extras, shown = read_extras(data)
    if shown is not data:
        pdf.close()
        pdf = _load(shown, path)
    return OpenedFile(pdf, sha256, data, (*problems, *_not_shown(extras)), extras)


def _not_shown(extras: Extras) -> Iterator[Problem]:
    """What the file holds and the reading leaves out."""
    if extras.attached:
        yield Problem(ReadingCode.attachments_unread, "partial", None, {"names": "、".join(extras.attached)})
    if extras.xfa:
        yield Problem(ReadingCode.form_unread, "partial")
    if extras.hidden:
        yield Problem(ReadingCode.layers_hidden, "note", None, {"names": "、".join(extras.hidden)})


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(ReadingCode.file_missing, file=path) from None
    except IsADirectoryError:
        raise UnreadableFile(ReadingCode.file_is_folder, file=path) from None
    except OSError as error:
        raise UnreadableFile(ReadingCode.file_unreadable, file=path, why=cause(error)) from None
    if not data:
        raise UnreadableFile(ReadingCode.file_empty, file=path.name)
    if b"%PDF" not in data[:65536]:
        raise UnreadableFile(ReadingCode.not_a_pdf, file=path.name)
    return data


def _load(data: bytes, path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _as_input_error(error, path) from None


def _as_input_error(error: pdfium.PdfiumError, path: Path) -> InputError:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return EncryptedFile(ReadingCode.encrypted, file=path.name)
    return UnreadableFile(ReadingCode.damaged, file=path.name)


def _repaired(data: bytes, path: Path) -> bytes:
    """The file written anew by qpdf, which rebuilds the cross-reference table from what is there."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) == 0:
                raise UnreadableFile(ReadingCode.zero_pages, file=path.name)
            target = io.BytesIO()
            pdf.save(target)
            return target.getvalue()
    except pikepdf.PasswordError:
        raise EncryptedFile(ReadingCode.encrypted, file=path.name) from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise UnreadableFile(ReadingCode.damaged, file=path.name) from None


def damaged_pages(data: bytes, suspects: set[int], *, always: bool) -> set[int]:
    """Page numbers whose content stream cannot be decoded in full, so that text may be missing silently.

    All pages are looked at when qpdf finds the file damaged or ``always`` is set, else only ``suspects``.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            everything = always or bool(pdf.get_warnings())
            return {
                number
                for number, page in enumerate(pdf.pages, start=1)
                if (everything or number in suspects) and not _decodes(page, empty_is_fine=not everything)
            }
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return set()


def _decodes(page: pikepdf.Page, *, empty_is_fine: bool) -> bool:
    contents = page.obj.get("/Contents")
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    try:
        for part in parts:
            if part is not None:
                part.read_bytes()
    except (pikepdf.PdfError, RuntimeError, AttributeError, TypeError):
        return False
    return empty_is_fine or contents is not None
