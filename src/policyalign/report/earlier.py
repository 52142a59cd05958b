"""Reports that stand in a folder already: what people have written into them is not to be lost, and they are not to
pass for those of other results."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from policyalign.errors import InputError, OutputError
from policyalign.messages import ReportCode
from policyalign.report.excerpt import MARK
from policyalign.report.stamp import UNEDITED
from policyalign.review.importing import read_answers

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.review.records import Answer

_HEAD = 4096
"""Bytes of a page that hold its properties."""
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def earlier_reports(folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Those of the files that are in the folder already."""
    return tuple(folder / name for name in names if (folder / name).is_file())


def earlier_excerpts(folder: Path, name: str, formats: Sequence[str]) -> tuple[Path, ...]:
    """The reports on a part that stand in a folder under a name that begins with ``name``, in the order of names."""
    found = sorted(path for one in formats for path in folder.glob(f"{name}-*.{one}"))
    return tuple(path for path in found if path.is_file() and _is_excerpt(path))


def _is_excerpt(path: Path) -> bool:
    """Whether a file says in its properties that it is an excerpt of ours."""
    try:
        if path.suffix == ".html":
            with path.open("rb") as page:
                return MARK.encode() in page.read(_HEAD)
        with zipfile.ZipFile(path) as archive:
            return MARK.encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def check_not_edited(folder: Path, names: Iterable[str], run: Run | None = None, log: Sequence[Answer] = ()) -> None:
    """Raise :class:`OutputError` where a file of these names is there that a person has saved, or that is none of
    ours. A workbook of ``run`` that holds nothing but answers of the ``log`` may go."""
    for path in earlier_reports(folder, names):
        if path.suffix in (".docx", ".xlsx") and _is_edited(path) and not _is_kept(path, run, log):
            code = ReportCode.report_edited_book if path.suffix == ".xlsx" else ReportCode.report_edited
            raise OutputError(code, path=path)


def _is_edited(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            core = etree.fromstring(archive.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return True
    return str(core.findtext(_MODIFIED)) != UNEDITED


def _is_kept(path: Path, run: Run | None, log: Sequence[Answer]) -> bool:
    """Whether all that people wrote into a workbook for us to take back is in the log."""
    if path.suffix != ".xlsx" or run is None:
        return False
    try:
        return not read_answers(path, run, log, at="").answers
    except InputError:
        return False
