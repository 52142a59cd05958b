"""Writes responsibilities: the long and the wide table, and the sectors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.responsibility.records import Responsibilities
from policyalign.export import responsibility_rows as rows
from policyalign.export.columns import RESPONSIBILITY, SECTORS, responsibility_matrix_columns
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files


def responsibility_files(
    matrix: GapMatrix, found: Responsibilities, lang: str = "ja"
) -> dict[str, Iterable[bytes]]:
    """The content of every file by its name."""
    wide = responsibility_matrix_columns(rows.columns_of(found))
    return {
        "responsibility.csv": csv_chunks(RESPONSIBILITY, rows.responsibility_rows(matrix, found, lang)),
        "responsibility_matrix.csv": csv_chunks(wide, rows.responsibility_matrix_rows(matrix, found, lang)),
        "sectors.csv": csv_chunks(SECTORS, rows.sector_rows(matrix, found)),
    }


def write_responsibilities(
    matrix: GapMatrix, found: Responsibilities, out_dir: Path, lang: str = "ja"
) -> None:
    """Write them to a results folder. Raises :class:`~policyalign.errors.OutputError`."""
    write_files(out_dir, responsibility_files(matrix, found, lang))
