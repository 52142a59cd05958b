"""What a run leaves behind: one file per format, described in ``docs/outputs.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.assess.links.find import find_links
from policyalign.assess.phases.find import find_phases
from policyalign.assess.phases.records import Phases
from policyalign.assess.responsibility.find import find_responsibilities
from policyalign.domain import Plan
from policyalign.export import overlap_rows, phase_rows, rows, saved_overlaps
from policyalign.assess.audit.file import AUDIT, audited, audits_record, load_audits, marked
from policyalign.export.columns import (
    FINDINGS,
    OVERLAP_CLUSTERS,
    OVERLAPS,
    PHASES,
    PROBLEMS,
    SCHEDULE,
    SECTIONS,
    gap_matrix_columns,
)
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import check_output as check_folder
from policyalign.export.folder import write_files
from policyalign.export.json_format import json_bytes, jsonl_chunks
from policyalign.export.link_files import link_files
from policyalign.export.responsibility_files import responsibility_files, write_responsibilities
from policyalign.export.saved import MATCHES, MATRIX, PASSAGES, RECORD, load_run, matrix_record

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.audit.records import Audit
    from policyalign.assess.run import Run

__all__ = ["check_output", "load_run", "write_all", "write_phases", "write_plan", "write_responsibilities"]


def check_output(out_dir: Path) -> None:
    """Raise :class:`~policyalign.errors.PolicyAlignError` now, not after minutes of work, if ``out_dir``
    cannot be a folder, or holds answers of people that cannot be read."""
    check_folder(out_dir)
    load_audits(out_dir)


def write_all(run: Run, out_dir: Path, lang: str = "ja", audits: Sequence[Audit] | None = None) -> Run:
    """Write the matrix, findings, problems, passages, matches and record of a run to ``out_dir``, and return
    the run as it was written: with the answers of people on its 欠落 (``audits``, or else those that
    ``out_dir`` holds already).

    ``lang`` chooses the words of status, reason and problem. ``run.json`` comes last: where it is new, all
    is new. Raises :class:`~policyalign.errors.OutputError`.
    """
    kept = marked(load_audits(out_dir) if audits is None else audits, run.matrix)
    run = audited(run, kept)
    matrix = run.matrix
    matrix_columns = gap_matrix_columns(plan.id for plan in matrix.plans)
    files: dict[str, Iterable[bytes]] = {
        "gap_matrix.csv": csv_chunks(matrix_columns, rows.gap_matrix_rows(matrix, lang)),
        "findings.csv": csv_chunks(FINDINGS, rows.finding_rows(matrix, lang)),
        "problems.csv": csv_chunks(PROBLEMS, rows.problem_rows(matrix.plans, run.failures, lang)),
        **_phase_files(matrix, find_phases(matrix), lang),
        **responsibility_files(matrix, find_responsibilities(matrix), lang),
        **_overlap_files(run, lang),
        **link_files(matrix, find_links(matrix, missing=len(run.failures)), lang),
        PASSAGES: jsonl_chunks(row for plan in matrix.plans for row in rows.passage_rows(plan)),
        MATCHES: jsonl_chunks(rows.match_rows(matrix.matches)),
        MATRIX: [json_bytes(matrix_record(run))],
    }
    if kept:
        files[AUDIT] = [json_bytes(audits_record(kept))]
    write_files(out_dir, {**files, RECORD: [json_bytes(run.record)]})
    return run


def write_phases(matrix: GapMatrix, phases: Phases, out_dir: Path, lang: str = "ja") -> None:
    """Write the faults in the order of stages, and the schedules that they were found in.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    write_files(out_dir, _phase_files(matrix, phases, lang))


def _phase_files(matrix: GapMatrix, phases: Phases, lang: str) -> dict[str, Iterable[bytes]]:
    return {
        "phases.csv": csv_chunks(PHASES, phase_rows.fault_rows(matrix, phases, lang)),
        "schedule.csv": csv_chunks(SCHEDULE, phase_rows.schedule_rows(phases, lang)),
    }


def _overlap_files(run: Run, lang: str) -> dict[str, Iterable[bytes]]:
    """None where the run did not look for overlaps."""
    if run.overlaps is None:
        return {}
    return {
        "overlaps.csv": csv_chunks(OVERLAPS, overlap_rows.overlap_rows(run.matrix, run.overlaps, lang)),
        "overlap_clusters.csv": csv_chunks(OVERLAP_CLUSTERS, overlap_rows.cluster_rows(run.overlaps, lang)),
        saved_overlaps.OVERLAPS: [json_bytes(saved_overlaps.overlaps_record(run.plans, run.overlaps))],
    }


def write_plan(plan: Plan, out_dir: Path, lang: str = "ja") -> None:
    """Write what was read of one plan: its headings, passages and problems.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    write_files(
        out_dir,
        {
            "sections.csv": csv_chunks(SECTIONS, rows.section_rows(plan)),
            PASSAGES: jsonl_chunks(rows.passage_rows(plan)),
            "problems.csv": csv_chunks(PROBLEMS, rows.problem_rows([plan], [], lang)),
        },
    )
