"""``policyalign review``: answers of people taken back from a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.cli.commands import Command, new_group
from policyalign.cli.options import DryRunOption, LangOption, ResultsArgument, WorkbookArgument
from policyalign.cli.terminal import errors_told
from policyalign.messages import ReportCode, label, message
from policyalign.messages.audit import CHECKS
from policyalign.telling import tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.report.records import Answer

review = new_group("review")


@review.command("import", cls=Command, help="review_import")
def import_(
    workbook: WorkbookArgument, results: ResultsArgument, dry_run: DryRunOption = False, lang: LangOption = "ja"
) -> None:
    """``policyalign review import``."""
    with errors_told(lang):
        from policyalign.export import answering

        with ExitStack() as stack:
            if not dry_run:  # who imports another workbook at the same time reads what this one has written
                stack.enter_context(answering(results))
            lines = [*_import(workbook, results, dry_run, lang)]
        tell("\n".join(lines))


def _import(workbook: Path, results: Path, dry_run: bool, lang: Lang) -> Iterator[str]:
    """What changes, line by line; written before the last."""
    from policyalign.export import load_run
    from policyalign.report import run_id
    from policyalign.report.review import load_answers, merged, read_workbook

    run = load_run(results)
    mark = run_id(run)
    before = load_answers(results, mark)
    read = read_workbook(workbook, run, mark)
    answers = merged(before, read)
    yield from _changes(before, answers, lang)
    yield from _summary(run, before, answers, lang)
    if missing := len(run.matrix.findings) - len(read):
        yield message(ReportCode.review_missing, lang, count=missing)
    if dry_run:
        yield message(ReportCode.review_dry, lang)
    else:
        _write(run, answers, mark, results, lang)


@review.callback(help="review")
def _group() -> None:
    """Keeps ``import`` a command below ``review`` while it is the only one."""


def _changed(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> list[str]:
    return [key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]


def _changes(before: Mapping[str, Answer], after: Mapping[str, Answer], lang: Lang) -> Iterator[str]:
    for key in _changed(before, after):
        proposal, _, plan = key.partition("|")
        told = {"before": _told(before.get(key), lang), "after": _told(after.get(key), lang)}
        yield message(ReportCode.review_change, lang, proposal=proposal, plan=plan, **told)


def _told(answer: Answer | None, lang: Lang) -> str:
    if answer is None:
        return message(ReportCode.review_empty, lang)
    parts = (label(CHECKS, answer.check, lang), answer.note, answer.reviewer)
    return " / ".join(part for part in parts if part)


def _summary(run: Run, before: Mapping[str, Answer], after: Mapping[str, Answer], lang: Lang) -> Iterator[str]:
    from policyalign.assess.audit.claims import gap_claims

    gaps = {f"{one.proposal.id}|{one.plan.id}" for one in gap_claims(run.matrix)}
    claims = sum(key in gaps and bool(answer.check) for key, answer in after.items())
    counts = {"answers": len(after), "changed": len(_changed(before, after)), "claims": claims}
    yield message(ReportCode.review_summary, lang, **counts, kept=len(after) - claims)
    if claims:
        yield message(ReportCode.review_no_guarantee, lang)


def _write(run: Run, answers: Mapping[str, Answer], mark: str, results: Path, lang: Lang) -> None:
    """First what people wrote, which cannot be made again, then the results that follow from it."""
    from policyalign.cli.views import write_with_figures
    from policyalign.export.folder import write_files
    from policyalign.export.json_format import json_bytes
    from policyalign.pipeline import with_audits
    from policyalign.report.review import REVIEWS, answers_record, picked_audits

    write_files(results, {REVIEWS: [json_bytes(answers_record(answers, mark))]})
    audits = picked_audits(run, answers)
    if audits != run.audits:
        write_with_figures(with_audits(run, audits), results, lang, quiet=True)
