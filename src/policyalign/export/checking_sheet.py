"""The checking sheet (確認表) as a file: one that holds answers is never written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policyalign.assess.audit.draw import is_blank
from policyalign.assess.audit.sheet import COLUMNS
from policyalign.errors import OutputError
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.messages import AuditCode
from policyalign.tables import Row


def write_sheet(rows: Iterable[Row], path: Path) -> None:
    """Write the sheet. Raises :class:`OutputError` where that cannot be, or a file with answers is in the way."""
    content = b"".join(csv_chunks(COLUMNS, rows))
    if path.exists() and not (is_blank(path) or path.read_bytes() == content):
        raise OutputError(AuditCode.audit_sheet_exists, path=path)
    write_files(path.parent, {path.name: [content]})
