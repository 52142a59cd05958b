"""The tables of the output files as pandas frames, with the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from policyalign.assess.matrix import GapMatrix
from policyalign.domain import Plan
from policyalign.export import rows
from policyalign.export.columns import FINDINGS, GAP_MATRIX, PASSAGES, Column, plan_column

_NULLABLE = {"integer": "Int64", "number": "Float64"}


def matrix_frame(matrix: GapMatrix, lang: str = "ja") -> pd.DataFrame:
    """One row per proposal, one column per plan, as in ``gap_matrix.csv``; indexed by ``proposal_id``."""
    columns = (*GAP_MATRIX, *(plan_column(plan.id) for plan in matrix.plans))
    return _frame(columns, rows.gap_matrix_rows(matrix, lang)).set_index("proposal_id")


def findings_frame(matrix: GapMatrix, lang: str = "ja") -> pd.DataFrame:
    """One row per proposal and plan, as in ``findings.csv``."""
    return _frame(FINDINGS, rows.finding_rows(matrix, lang))


def passages_frame(plan: Plan) -> pd.DataFrame:
    """One row per passage, as in ``passages.jsonl``."""
    return _frame(PASSAGES, rows.passage_rows(plan))


def _frame(columns: Sequence[Column], records: Iterable[rows.Row]) -> pd.DataFrame:
    frame = pd.DataFrame(_values(columns, records), columns=[column.name for column in columns])
    kinds = {
        place: _NULLABLE[column.type] for place, column in enumerate(columns) if column.type in _NULLABLE
    }
    # By place, since a plan may be called like another column.
    for place, kind in kinds.items():
        frame.isetitem(place, frame.iloc[:, place].astype(kind))
    return frame


def _values(columns: Sequence[Column], records: Iterable[rows.Row]) -> Iterator[list[object]]:
    for record in records:
        yield [record.get(column.key or column.name) for column in columns]
