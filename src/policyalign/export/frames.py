"""The tables of the CSV files as pandas data frames, texts unaltered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from policyalign.export.columns import FINDINGS, Column, gap_matrix_columns
from policyalign.export.rows import finding_rows, gap_matrix_rows

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix

_DTYPES = {"integer": "Int64", "number": "float64"}


def matrix_frame(matrix: GapMatrix, lang: str = "ja") -> pd.DataFrame:
    """The columns of ``gap_matrix.csv``: one row per proposal, one column per plan, words in ``lang``."""
    return table_frame(gap_matrix_columns(plan.id for plan in matrix.plans), gap_matrix_rows(matrix, lang))


def findings_frame(matrix: GapMatrix, lang: str = "ja") -> pd.DataFrame:
    """The columns of ``findings.csv``: one row per proposal and plan; what is absent is missing."""
    return table_frame(FINDINGS, finding_rows(matrix, lang))


def table_frame(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a data frame of these columns; what is absent is missing."""
    values = [[row.get(column.row_key) for column in columns] for row in rows]
    frame = pd.DataFrame(values, columns=[column.name for column in columns])
    return frame.astype({column.name: _DTYPES[column.type] for column in columns if column.type in _DTYPES})
