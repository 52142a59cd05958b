"""CSV as Excel takes it: UTF-8 with a byte order mark, CRLF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policyalign.tables import Column

_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"), full-width too."""

_DECIMALS = 4


def csv_chunks(
    columns: Sequence[Column], rows: Iterable[Mapping[str, object]], separator: str = ","
) -> Iterator[bytes]:
    """The bytes of a CSV file: the header, then one piece per row. Absent values give empty cells."""
    yield b"\xef\xbb\xbf" + _line([_guarded(column.name) for column in columns], separator)
    for row in rows:
        yield _line([_cell(row.get(column.row_key), column) for column in columns], separator)


def _cell(value: object, column: Column) -> str:
    if value is None:
        return ""
    if column.type == "number":
        return f"{value:.{_DECIMALS}f}"
    if column.type == "integer":
        return f"{value:d}"
    return _guarded(str(value))


def unguarded(text: str) -> str:
    """The text of a cell as it was before: see :func:`marked_guards`."""
    return text[1:] if text[:1] == "'" and text[1:2] in (*_FORMULA_STARTS, "'") else text


def marked_guards(text: str) -> str:
    """A text whose own apostrophe at its beginning is told from one that guards, so that it can be read back."""
    return f"'{text}" if text[:1] == "'" and text[1:2] in (*_FORMULA_STARTS, "'") else text


def _guarded(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet would run; real numbers never come here."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _line(cells: Sequence[str], separator: str) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "backslashreplace")  # file names may hold lone surrogates
