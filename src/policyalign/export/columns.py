"""The columns of every file written: an interface, described for users in ``docs/outputs.md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "number", "list", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file or a key of a JSONL object.

    ``key`` finds its value in a row where that is not the name: plans may be called like another column.
    """

    name: str
    type: ColumnType = "text"
    key: str = ""

    @property
    def row_key(self) -> str:
        return self.key or self.name


GAP_MATRIX = (
    Column("proposal_id"),
    Column("chapter"),
    Column("section"),
    Column("kind"),
    Column("label"),
    Column("text"),
    Column("actors"),
)
"""Followed by one :func:`plan_column` per plan."""


def plan_column(plan_id: str) -> Column:
    """The status words of one plan, headed by its id."""
    return Column(plan_id, key=f"plan {plan_id}")


def gap_matrix_columns(plan_ids: Iterable[str]) -> tuple[Column, ...]:
    """All columns of a matrix of these plans."""
    return (*GAP_MATRIX, *map(plan_column, plan_ids))


FINDINGS = (
    Column("proposal_id"),
    Column("label"),
    Column("plan_id"),
    Column("plan"),
    Column("status"),
    Column("probability", "number"),
    Column("similarity", "number"),
    Column("n_measures", "integer"),
    Column("passage_id"),
    Column("page", "integer"),
    Column("section"),
    Column("passage"),
    Column("actors"),
    Column("stage", "integer"),
    Column("start_fy", "integer"),
    Column("end_fy", "integer"),
    Column("reason"),
)

PROBLEMS = (
    Column("plan_id"),
    Column("file"),
    Column("page", "integer"),
    Column("severity"),
    Column("code"),
    Column("problem"),
    Column("remedy"),
)

SECTIONS = (
    Column("plan_id"),
    Column("number"),
    Column("heading"),
    Column("level", "integer"),
    Column("page", "integer"),
    Column("path"),
)

PASSAGES = (
    Column("id"),
    Column("plan_id"),
    Column("page_start", "integer"),
    Column("page_end", "integer"),
    Column("section_path", "list"),
    Column("role"),
    Column("text"),
    Column("actors", "list"),
    Column("stages", "list"),
    Column("start_fy", "integer"),
    Column("end_fy", "integer"),
    Column("targets", "list"),
    Column("bbox", "list"),
)

MATCHES = (
    Column("proposal_id"),
    Column("passage_id"),
    Column("similarity", "number"),
    Column("probability", "number"),
    Column("features", "object"),
)

FILES = {
    "gap_matrix.csv": GAP_MATRIX,
    "findings.csv": FINDINGS,
    "problems.csv": PROBLEMS,
    "sections.csv": SECTIONS,
    "passages.jsonl": PASSAGES,
    "matches.jsonl": MATCHES,
}
"""Every table by file name; ``sections.csv`` is written by ``extract`` alone."""
