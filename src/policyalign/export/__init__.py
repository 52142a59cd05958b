"""What a run leaves behind: one file per format, described in ``docs/outputs.md``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.domain import Plan
from policyalign.export import rows
from policyalign.export.columns import FINDINGS, PROBLEMS, SECTIONS, gap_matrix_columns
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import check_output, write_files
from policyalign.export.json_format import json_bytes, jsonl_chunks

if TYPE_CHECKING:
    from policyalign.pipeline import Run

__all__ = ["check_output", "write_all", "write_plan"]


def write_all(run: Run, out_dir: Path, lang: str = "ja") -> None:
    """Write the matrix, findings, problems, passages, matches and record of a run to ``out_dir``.

    ``lang`` chooses the words of status, reason and problem. ``run.json`` comes last: where it is new, all
    is new. Raises :class:`~policyalign.errors.OutputError`.
    """
    matrix = run.matrix
    matrix_columns = gap_matrix_columns(plan.id for plan in matrix.plans)
    write_files(
        out_dir,
        {
            "gap_matrix.csv": csv_chunks(matrix_columns, rows.gap_matrix_rows(matrix, lang)),
            "findings.csv": csv_chunks(FINDINGS, rows.finding_rows(matrix, lang)),
            "problems.csv": csv_chunks(PROBLEMS, rows.problem_rows(matrix.plans, run.failures, lang)),
            "passages.jsonl": jsonl_chunks(row for plan in matrix.plans for row in rows.passage_rows(plan)),
            "matches.jsonl": jsonl_chunks(rows.match_rows(matrix.matches)),
            "run.json": [json_bytes(run.record)],
        },
    )


def write_plan(plan: Plan, out_dir: Path, lang: str = "ja") -> None:
    """Write what was read of one plan: its headings, passages and problems.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    write_files(
        out_dir,
        {
            "sections.csv": csv_chunks(SECTIONS, rows.section_rows(plan)),
            "passages.jsonl": jsonl_chunks(rows.passage_rows(plan)),
            "problems.csv": csv_chunks(PROBLEMS, rows.problem_rows([plan], [], lang)),
        },
    )
