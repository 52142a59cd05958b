"""Opening a PDF file: what is wrong with it, and repair of what can be repaired."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Problem
from policyalign.errors import EncryptedFile, InputError, UnreadableFile
from policyalign.extract.extras import Extras, read_extras
from policyalign.extract.raw_files import RawFile
from policyalign.messages import ReadingCode


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open PDF with its content, repaired where that was needed, and what it holds beside its pages."""

    pdf: pdfium.PdfDocument
    data: bytes
    problems: tuple[Problem, ...]
    extras: Extras


def open_pdf(file: RawFile) -> OpenedFile:
    """Open a PDF, repairing a cut-off tail or junk in front of the header.

    Raises:
        UnreadableFile: not a PDF, damaged beyond repair, or without pages.
        EncryptedFile: a password is needed to open it.
    """
    data, name = file.data, file.name
    if b"%PDF" not in data[:65536]:
        raise UnreadableFile(ReadingCode.not_a_pdf, file=name)
    problems: tuple[Problem, ...] = ()
    try:
        pdf = _load(data, name)
    except UnreadableFile:
        data = _repaired(data, name)
        pdf = _load(data, name)
        problems = (Problem(ReadingCode.file_repaired, "partial"),)
    if len(pdf) == 0:
        raise UnreadableFile(ReadingCode.zero_pages, file=name)
    extras, shown = read_extras(data)
    if shown is not data:
        pdf.close()
        pdf = _load(shown, name)
    return OpenedFile(pdf, data, (*problems, *_not_shown(extras)), extras)


def _not_shown(extras: Extras) -> Iterator[Problem]:
    """What the file holds and the reading leaves out."""
    if extras.attached:
        yield Problem(ReadingCode.attachments_unread, "partial", None, {"names": "、".join(extras.attached)})
    if extras.xfa:
        yield Problem(ReadingCode.form_unread, "partial")
    if extras.hidden:
        yield Problem(ReadingCode.layers_hidden, "note", None, {"names": "、".join(extras.hidden)})


def _load(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _as_input_error(error, name) from None


def _as_input_error(error: pdfium.PdfiumError, name: str) -> InputError:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return EncryptedFile(ReadingCode.encrypted, file=name)
    return UnreadableFile(ReadingCode.damaged, file=name)


def _repaired(data: bytes, name: str) -> bytes:
    """The file written anew by qpdf, which rebuilds the cross-reference table from what is there."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) == 0:
                raise UnreadableFile(ReadingCode.zero_pages, file=name)
            target = io.BytesIO()
            pdf.save(target)
            return target.getvalue()
    except pikepdf.PasswordError:
        raise EncryptedFile(ReadingCode.encrypted, file=name) from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise UnreadableFile(ReadingCode.damaged, file=name) from None
