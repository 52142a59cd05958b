"""``policyalign report``."""

from __future__ import annotations

from pathlib import Path

from policyalign.cli.options import FormatsOption, LangOption, QuietOption, ReportOutOption, ResultsArgument
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import ReportCode
from policyalign.telling import say


def report(
    results: ResultsArgument,
    formats: FormatsOption = None,
    out: ReportOutOption = None,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """Make the report of a run."""
    from policyalign.report import FORMATS, formats_of

    chosen = formats_of(out, formats or ())
    if unknown := next((one for one in chosen if one not in FORMATS), ""):
        raise WrongUsage(ReportCode.report_format, "--format", value=unknown, known=", ".join(FORMATS))
    with errors_told(lang):
        written = make_report(results, out or results, chosen, lang)
    if not quiet:
        for path in written:
            say(ReportCode.report_written, lang, path=path)


def make_report(results: Path, out: Path, formats: tuple[str, ...], lang: str) -> tuple[Path, ...]:
    """Write the report of saved results in these formats; where it stands."""
    from policyalign.export import load_run
    from policyalign.report import report_files, run_id, write_report
    from policyalign.report.review import load_answers

    run = load_run(results)
    answers = load_answers(results, run_id(run))
    return write_report(report_files(run, answers, formats, lang), out)
