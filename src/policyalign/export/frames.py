"""The tables of the files as pandas data frames, texts unaltered."""

from __future__ import annotations

from typing import Any

import pandas as pd

from policyalign.tables import Table

_DTYPES = {"integer": "Int64", "number": "float64"}


def table_frame(table: Table, run: Any, lang: str = "ja") -> pd.DataFrame:
    """A table of a run as a data frame; what is absent is missing."""
    columns = table.columns_of(run)
    values = [[row.get(column.row_key) for column in columns] for row in table.rows(run, lang)]
    frame = pd.DataFrame(values, columns=[column.name for column in columns])
    return frame.astype({column.name: _DTYPES[column.type] for column in columns if column.type in _DTYPES})
