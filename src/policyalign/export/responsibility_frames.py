"""Responsibilities for notebooks: the tables of the CSV files as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.responsibility.records import Cell, Responsibilities

if TYPE_CHECKING:
    import pandas as pd


class ResponsibilityTable(Sequence[Cell]):
    """The roles of ministries for proposals; ``record`` holds all that was found."""

    def __init__(self, matrix: GapMatrix, record: Responsibilities, lang: str) -> None:
        self.record = record
        self._matrix = matrix
        self._lang = lang

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Cell]: ...
    def __getitem__(self, index: int | slice) -> Cell | Sequence[Cell]:
        return self.record.cells[index]

    def __len__(self) -> int:
        return len(self.record.cells)

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``responsibility.csv``: one row per ministry, proposal and measure."""
        from policyalign.export.columns import RESPONSIBILITY
        from policyalign.export.frames import table_frame
        from policyalign.assess.responsibility.rows import responsibility_rows

        return table_frame(RESPONSIBILITY, responsibility_rows(self._matrix, self.record, self._lang))

    def matrix(self) -> pd.DataFrame:
        """The columns of ``responsibility_matrix.csv``: one row per proposal, one column per ministry."""
        from policyalign.export.columns import responsibility_matrix_columns
        from policyalign.export.frames import table_frame
        from policyalign.assess.responsibility.rows import columns_of, responsibility_matrix_rows

        columns = responsibility_matrix_columns(columns_of(self.record))
        return table_frame(columns, responsibility_matrix_rows(self._matrix, self.record, self._lang))

    def sectors(self) -> pd.DataFrame:
        """The columns of ``sectors.csv``: one row per proposal."""
        from policyalign.export.columns import SECTORS
        from policyalign.export.frames import table_frame
        from policyalign.assess.responsibility.rows import sector_rows

        return table_frame(SECTORS, sector_rows(self._matrix, self.record))

    def __repr__(self) -> str:
        return f"<ResponsibilityTable {len(self.record.ministries)} ministries, {len(self)} cells>"
