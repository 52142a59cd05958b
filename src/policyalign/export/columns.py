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
    Column("checked"),
    Column("expected"),
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
    Column("kind"),
    Column("section", "integer"),
    Column("sentences", "list"),
    Column("intervals", "list"),
    Column("steps", "list"),
    Column("terms", "list"),
)

MATCHES = (
    Column("proposal_id"),
    Column("passage_id"),
    Column("similarity", "number"),
    Column("probability", "number"),
    Column("features", "object"),
    Column("contributions", "object"),
    Column("plan_id"),
)

AUDIT_SHEET = (
    Column("number", "integer"),
    Column("verdict"),
    Column("page_found"),
    Column("note"),
    Column("proposal_id"),
    Column("label"),
    Column("text"),
    Column("plan_id"),
    Column("plan"),
    Column("file"),
    Column("nearest_1"),
    Column("nearest_2"),
    Column("nearest_3"),
    Column("nearest_4"),
    Column("audit"),
)
"""Of the sheet that ``audit`` draws: what a person fills in stands first, beside the number."""

_SIDE: tuple[tuple[str, ColumnType], ...] = (
    ("plan_id", "text"),
    ("page", "integer"),
    ("measure", "text"),
    ("actors", "text"),
    ("passage_id", "text"),
    ("passage", "text"),
    ("stage", "integer"),
    ("start_fy", "integer"),
    ("end_fy", "integer"),
    ("phrase", "text"),
    ("precision", "text"),
)

PHASES = (
    Column("number", "integer"),
    Column("kind"),
    Column("type"),
    Column("confidence"),
    Column("proposal_id"),
    Column("label"),
    Column("explanation"),
    Column("doubts"),
    *(Column(f"{name}{side}", kind) for side in ("", "_2") for name, kind in _SIDE),
)
"""The columns of the second side are empty where a fault stands on one measure alone."""

SCHEDULE = (
    Column("plan_id"),
    Column("measure"),
    Column("page", "integer"),
    Column("passage_id"),
    Column("actors"),
    Column("proposal_id"),
    Column("stage", "integer"),
    Column("stage_name"),
    Column("start_fy", "integer"),
    Column("end_fy", "integer"),
    Column("precision"),
    Column("phrase"),
    Column("stage_phrase"),
    Column("certain", "integer"),
    Column("basis"),
)

_MEASURE: tuple[tuple[str, ColumnType], ...] = (
    ("plan_id", "text"),
    ("page", "integer"),
    ("measure", "text"),
    ("ministries", "text"),
    ("actors", "text"),
    ("passage_id", "text"),
    ("text", "text"),
)

OVERLAPS = (
    Column("number", "integer"),
    Column("relation"),
    Column("type"),
    Column("confidence"),
    Column("probability", "number"),
    Column("coordinated", "integer"),
    Column("coordination"),
    Column("coordination_plan"),
    Column("coordination_page", "integer"),
    Column("coordination_passage"),
    Column("same_ministry", "integer"),
    Column("proposal_id"),
    Column("label"),
    Column("shared"),
    Column("cluster", "integer"),
    Column("cluster_name"),
    Column("why"),
    *(Column(f"{name}{side}", kind) for side in ("", "_2") for name, kind in _MEASURE),
)

OVERLAP_CLUSTERS = (
    Column("kind"),
    Column("type"),
    Column("group", "integer"),
    Column("name"),
    Column("size", "integer"),
    *(Column(name, kind) for name, kind in _MEASURE),
)

RESPONSIBILITY = (
    Column("proposal_id"),
    Column("label"),
    Column("ministry"),
    Column("role"),
    Column("rivals"),
    Column("plan_id"),
    Column("page", "integer"),
    Column("measure"),
    Column("part"),
    Column("basis"),
    Column("sure", "integer"),
    Column("phrase"),
    Column("passage_id"),
    Column("reason"),
)

RESPONSIBILITY_MATRIX = (Column("proposal_id"), Column("label"))
"""Followed by one :func:`ministry_column` per ministry."""


def ministry_column(ministry: str) -> Column:
    """The roles of one ministry, headed by its name."""
    return Column(ministry, key=f"ministry {ministry}")


def responsibility_matrix_columns(ministries: Iterable[str]) -> tuple[Column, ...]:
    """All columns of the wide table of these ministries."""
    return (*RESPONSIBILITY_MATRIX, *map(ministry_column, ministries))


SECTORS = (
    Column("proposal_id"),
    Column("label"),
    Column("asked"),
    Column("addressed"),
    Column("missing"),
    Column("undetermined"),
    Column("industry"),
    Column("government"),
    Column("academia"),
)

LINKS = (
    Column("plan_id"),
    Column("plan"),
    Column("kind"),
    Column("type"),
    Column("cited"),
    Column("cited_id"),
    Column("in_run"),
    Column("count", "integer"),
    Column("page", "integer"),
    Column("pages"),
    Column("names"),
    Column("decision"),
    Column("passage_id"),
    Column("sentence"),
)

_EXIT_SIDE: tuple[tuple[str, ColumnType], ...] = (
    ("plan_id", "text"),
    ("page", "integer"),
    ("measure", "text"),
    ("actors", "text"),
    ("passage_id", "text"),
    ("passage", "text"),
    ("stage", "integer"),
    ("stage_phrase", "text"),
    ("start_fy", "integer"),
    ("end_fy", "integer"),
)

EXITS = (
    Column("number", "integer"),
    Column("kind"),
    Column("type"),
    Column("confidence"),
    Column("explanation"),
    Column("named"),
    Column("phrase"),
    Column("doubts"),
    Column("proposal_id"),
    Column("label"),
    *(Column(f"{name}{side}", kind) for side in ("", "_2") for name, kind in _EXIT_SIDE),
)
"""The first side is the result, the second its user; the one that was not found is empty."""

FILES = {
    "gap_matrix.csv": GAP_MATRIX,
    "findings.csv": FINDINGS,
    "problems.csv": PROBLEMS,
    "phases.csv": PHASES,
    "schedule.csv": SCHEDULE,
    "responsibility.csv": RESPONSIBILITY,
    "responsibility_matrix.csv": RESPONSIBILITY_MATRIX,
    "sectors.csv": SECTORS,
    "overlaps.csv": OVERLAPS,
    "overlap_clusters.csv": OVERLAP_CLUSTERS,
    "links.csv": LINKS,
    "exits.csv": EXITS,
    "sections.csv": SECTIONS,
    "passages.jsonl": PASSAGES,
    "matches.jsonl": MATCHES,
}
"""Every table by file name; ``sections.csv`` is written by ``extract`` alone."""
