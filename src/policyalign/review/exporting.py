"""The log given out as a file."""

from __future__ import annotations

from pathlib import Path

from policyalign.assess.run import Run
from policyalign.errors import OutputError
from policyalign.export import load_run
from policyalign.export.folder import write_files
from policyalign.messages import ReviewCode
from policyalign.review.earlier import take_over
from policyalign.review.files import book_bytes, csv_bytes
from policyalign.review.records import Answer
from policyalign.review.sssom import sssom_bytes
from policyalign.review.store import ReviewStore
from policyalign.review.tables import answer_rows


def export_answers(results: Path, path: Path, form: str, lang: str, *, force: bool) -> int:
    """Write all answers of a results folder as ``csv``, ``xlsx`` or ``sssom``; how many there are.

    Raises :class:`~policyalign.errors.PolicyAlignError`, for a file that is in the way without ``force`` too.
    """
    if path.exists() and not force:
        raise OutputError(ReviewCode.review_exists, path=path)
    run = load_run(results)
    take_over(results, run)
    answers = ReviewStore(results).answers()
    write_files(path.parent, {path.name: [answers_bytes(answers, run, form, lang, path)]})
    return len(answers)


def answers_bytes(answers: tuple[Answer, ...], run: Run, form: str, lang: str, path: Path = Path()) -> bytes:
    """The content of such a file; the same answers give the same bytes."""
    if form == "sssom":
        return sssom_bytes(answers, run.labels)
    rows = answer_rows(answers, run.labels, lang)
    return book_bytes(rows, lang, path) if form == "xlsx" else csv_bytes(rows)
