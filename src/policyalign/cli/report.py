"""``policyalign report``."""

from __future__ import annotations

from pathlib import Path

import typer

from policyalign.cli.options import (
    CheckedChapterOption,
    FormatsOption,
    LangOption,
    PicturesOption,
    QuietOption,
    ReportOutOption,
    ResultsArgument,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import ReportCode, message
from policyalign.telling import say, tell
from policyalign.values import Lang


def report(
    results: ResultsArgument,
    formats: FormatsOption = None,
    out: ReportOutOption = None,
    pdfs: PicturesOption = None,
    check: CheckedChapterOption = None,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """Make the report of a run."""
    from policyalign.report import FORMATS, formats_of

    if check is not None:
        with errors_told(lang):
            _check(check, results, lang)
        return
    chosen = formats_of(out, formats or ())
    if unknown := next((one for one in chosen if one not in FORMATS), ""):
        raise WrongUsage(ReportCode.report_format, "--format", value=unknown, known=", ".join(FORMATS))
    if out is not None and out.suffix.removeprefix(".") in FORMATS and chosen != (out.suffix.removeprefix("."),):
        raise WrongUsage(ReportCode.report_one_file, "--out", path=out, given=", ".join(chosen))
    with errors_told(lang):
        written = make_report(results, out or results, chosen, lang, pdfs)
    if not quiet:
        for path in written:
            say(ReportCode.report_written, lang, path=path)


def make_report(
    results: Path, out: Path, formats: tuple[str, ...], lang: Lang, pdfs: Path | None = None
) -> tuple[Path, ...]:
    """Write the report of saved results in these formats; where it stands."""
    from policyalign.export import load_run
    from policyalign.report import report_files, saved_material, write_report

    run = load_run(results)
    return write_report(report_files(run, saved_material(results, run, pdfs), formats, lang), out)


def _check(path: Path, results: Path, lang: Lang) -> None:
    """Tell what of an edited chapter no longer holds; exit with 1 where anything does not."""
    from policyalign.export import load_run
    from policyalign.report import run_id
    from policyalign.report.check import check_chapter

    run = load_run(results)
    checked = check_chapter(path, run)
    expected = run_id(run)
    if checked.run_id != expected:
        say(ReportCode.check_other_run, lang, file=path, found=checked.run_id or "–", expected=expected)
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
