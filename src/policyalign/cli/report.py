"""``policyalign report``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policyalign.cli.options import (
    BudgetOption,
    BudgetYearOption,
    ChapterOption,
    CheckedChapterOption,
    FormatsOption,
    LangOption,
    PicturesOption,
    PlansOption,
    ProposalsOption,
    QuietOption,
    ReportOutOption,
    ResultsArgument,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import BudgetCode, ReportCode, message
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.domain import Proposal
    from policyalign.report import Excerpt
    from policyalign.report.budget_file import BudgetFile
    from policyalign.report.records import Material


def report(
    results: ResultsArgument,
    formats: FormatsOption = None,
    out: ReportOutOption = None,
    plans: PlansOption = None,
    proposals: ProposalsOption = None,
    chapter: ChapterOption = "",
    pdfs: PicturesOption = None,
    budget: BudgetOption = None,
    budget_year: BudgetYearOption = None,
    check: CheckedChapterOption = None,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """Make the report of a run."""
    from policyalign.report import FORMATS, formats_of

    if budget_year is not None and budget is None:
        raise WrongUsage(ReportCode.report_budget_missing, "--budget-year")
    if check is not None:
        with errors_told(lang):
            _check(check, results, _budget(budget, budget_year, lang, quiet), lang)
        return
    chosen = formats_of(out, formats or ())
    if unknown := next((one for one in chosen if one not in FORMATS), ""):
        raise WrongUsage(ReportCode.report_format, "--format", value=unknown, known=", ".join(FORMATS))
    if out is not None and out.suffix.removeprefix(".") in FORMATS and chosen != (out.suffix.removeprefix("."),):
        raise WrongUsage(ReportCode.report_one_file, "--out", path=out, given=", ".join(chosen))
    with errors_told(lang):
        read = _budget(budget, budget_year, lang, quiet)
        part = Part(tuple(plans or ()), tuple(proposals or ()), chapter)
        written = make_report(results, out or results, chosen, lang, pdfs=pdfs, budget=read, part=part, quiet=quiet)
    if not quiet:
        for path in written:
            say(ReportCode.report_written, lang, path=path)


@dataclass(frozen=True, slots=True)
class Part:
    """What of the results a report is asked for, as typed."""

    plans: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    chapter: str = ""

    def excerpt(self, run: Run, results: Path) -> Excerpt:
        """The plans and proposals that are meant. Raises :class:`~policyalign.errors.PolicyAlignError` for none."""
        from policyalign.cli.choosing import choose_statement
        from policyalign.report.asking import GOVERNANCE, excerpt_asked

        chapters = (self.chapter,) if self.chapter else ()

        def choose(wanted: str) -> Proposal:
            return choose_statement(run, results, wanted, GOVERNANCE)

        return excerpt_asked(run, self.plans, self.proposals, chapters, choose)


def make_report(
    results: Path,
    out: Path,
    formats: tuple[str, ...],
    lang: Lang,
    *,
    pdfs: Path | None = None,
    budget: BudgetFile | None = None,
    part: Part | None = None,
    quiet: bool = False,
) -> tuple[Path, ...]:
    """Write the report of saved results, or of a part of them, in these formats; where it stands."""
    from policyalign.cli.reviewed import load_reviewed
    from policyalign.report import Excerpt, place_of, report_files, saved_material, write_report
    from policyalign.report.earlier import check_not_edited
    from policyalign.review.store import ReviewStore

    run = load_reviewed(results, lang)
    excerpt = part.excerpt(run, results) if part else Excerpt()
    folder, name = place_of(out, formats, excerpt)
    material = saved_material(results, run, pdfs, lang, formats, budget, excerpt)
    check_not_edited(folder, [f"{name}.{one}" for one in formats], run, ReviewStore(results).answers())
    files = report_files(run, material, formats, lang, name)
    written = write_report(files, folder)
    if not quiet:
        _say_joined(run, material, lang)
    if pdfs is not None and "xlsx" in formats and not any("/" in one for one in files):
        say(ReportCode.report_no_pages, lang, folder=pdfs)
    return written


def _budget(path: Path | None, year: int | None, lang: Lang, quiet: bool) -> BudgetFile | None:
    """The budget file, and which of its figures were taken."""
    if path is None:
        return None
    from policyalign.report.budget_file import read_budget
    from policyalign.report.budget_words import year_told

    read = read_budget(path, year)
    if not quiet:
        told = {"source": read.source, "column": read.column, "projects": len(read.projects)}
        comma = ", " if lang == "en" else "、"
        years = comma.join(map(str, read.years)) or "–"
        say(BudgetCode.budget_taken, lang, year=year_told(read, lang), years=years, **told)
    return read


def _say_joined(run: Run, material: Material, lang: Lang) -> None:
    """How many measures have a budget now, and why others have none."""
    if material.budget is not None:
        from policyalign.report.budget import counts, join_budget

        say(BudgetCode.budget_joined, lang, **counts(join_budget(run, material.budget)))


def _check(path: Path, results: Path, budget: BudgetFile | None, lang: Lang) -> None:
    """Tell what of an edited chapter no longer holds; exit with 1 where anything does not."""
    from policyalign.cli.reviewed import load_reviewed
    from policyalign.report import run_id
    from policyalign.report.check import check_chapter
    from policyalign.review.replies import latest_replies
    from policyalign.review.store import ReviewStore

    run = load_reviewed(results, lang)
    checked = check_chapter(path, run, latest_replies(ReviewStore(results).replies()), budget)
    expected = run_id(run)
    if checked.run_id != expected:
        say(ReportCode.check_other_run, lang, file=path, found=checked.run_id or "–", expected=expected)
    if checked.part:
        say(ReportCode.check_excerpt, lang, file=path, part=checked.part)
    if checked.unchecked:
        say(ReportCode.check_budget, lang, count=checked.unchecked)
    for one in checked.complaints:
        tell(message(one.code, lang, text=one.text, plan=one.plan, place=one.place))
    counts = {
        "changed": checked.count(ReportCode.check_changed, ReportCode.check_gone),
        "quotes": checked.count(ReportCode.check_quote),
    }
    told = message(ReportCode.check_summary, lang, sentences=checked.sentences, removed=checked.removed, **counts)
    tell(told)
    if checked.complaints:
        raise typer.Exit(1)
