"""What a run leaves behind: one loop over the questions and their tables, described in ``docs/outputs.md``.

Nothing is found here: what is written stands in the :class:`~policyalign.assess.run.Run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from policyalign.assess.audit.file import AUDIT, audits_record, load_audits
from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.assess.run import Run
from policyalign.domain import Plan
from policyalign.errors import OutputError, cause
from policyalign.export.checksums import record_chunks, summed
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import check_output as check_folder
from policyalign.export.folder import write_files
from policyalign.export.json_format import json_bytes, jsonl_chunks
from policyalign.export.manifest import earlier_files, remove_stale
from policyalign.export.rows import (
    PASSAGES,
    PROBLEMS,
    RECORDS,
    SECTIONS,
    passage_rows,
    problem_rows,
    section_rows,
)
from policyalign.export.saved import MATRIX, READ_BACK, RECORD, load_run, matrix_record, result_record
from policyalign.files import held_alone
from policyalign.messages import ErrorCode
from policyalign.tables import Table

__all__ = ["answering", "check_output", "every_table", "load_run", "write_plan", "write_run"]


_LOCK_SECONDS = 300.0
"""All files and figures of a large run are written in a minute or two."""


def check_output(out_dir: Path) -> None:
    """Raise :class:`~policyalign.errors.PolicyAlignError` now, not after minutes of work, if ``out_dir``
    cannot be a folder, or holds answers of people that cannot be read."""
    check_folder(out_dir)
    load_audits(out_dir)


@contextmanager
def answering(out_dir: Path) -> Iterator[None]:
    """Keep others from answering while answers are read, added and written. Raises
    :class:`~policyalign.errors.OutputError`."""
    with ExitStack() as stack:
        if out_dir.is_dir():  # else the reader says so better
            try:
                stack.enter_context(held_alone(out_dir / ".lock", _LOCK_SECONDS))
            except TimeoutError as error:
                raise OutputError(ErrorCode.output_in_use, path=out_dir) from error
            except OSError as error:
                raise OutputError(ErrorCode.output_unwritable, path=out_dir, error=cause(error)) from error
        yield


def every_table() -> tuple[Table, ...]:
    """The tables of all questions, in order."""
    return tuple(table for question in (GAPS, *QUESTIONS) for table in question.tables)


def write_run(run: Run, out_dir: Path, figures: Mapping[str, bytes] | None = None) -> None:
    """Write all that a run holds to ``out_dir``, in the language of its settings, with the ``figures`` drawn of it
    by file name. Files that an earlier run left there and this one does not have are removed.

    ``run.json`` comes last: where it is new, all is new. Raises :class:`~policyalign.errors.OutputError`.
    """
    files: dict[str, Iterable[bytes]] = {}
    lang = run.settings.lang
    for table in (*every_table(), PROBLEMS):
        files[table.file] = csv_chunks(table.columns_of(run), table.rows(run, lang))
    for question in QUESTIONS:
        for name, content in question.other_files.items():
            files[name] = [content(run)]
        files[f"{question.name}.json"] = [json_bytes(result_record(run, question))]
    for table in RECORDS:
        files[table.file] = jsonl_chunks(table.rows(run, lang))
    files |= {name: [content] for name, content in (figures or {}).items()}
    files[MATRIX] = [json_bytes(matrix_record(run))]
    if run.audits:
        files[AUDIT] = [json_bytes(audits_record(run.audits))]
    stale = earlier_files(out_dir) - files.keys() - {AUDIT}
    record = {**run.record, "files": sorted(files)}
    sums: dict[str, str] = {}
    for name in READ_BACK:
        files[name] = summed(name, files[name], sums)
    write_files(out_dir, {**files, RECORD: record_chunks(RECORD, record, sums)})
    remove_stale(out_dir, stale)


def write_plan(plan: Plan, out_dir: Path, lang: str = "ja") -> None:
    """Write what was read of one plan: its headings, passages and problems.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    write_files(
        out_dir,
        {
            SECTIONS.file: csv_chunks(SECTIONS.columns, section_rows(plan, lang)),
            PASSAGES: jsonl_chunks(passage_rows(plan)),
            PROBLEMS.file: csv_chunks(PROBLEMS.columns, problem_rows([plan], [], lang)),
        },
    )
