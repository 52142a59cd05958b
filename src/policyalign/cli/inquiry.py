"""``policyalign review inquire`` and ``replies``: the right of reply (照会)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from policyalign.cli.options import (
    DryRunOption,
    ForceOption,
    LangOption,
    ResultsArgument,
    argument,
    list_option,
    option,
    out_option,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import InquiryCode, ReviewCode, message
from policyalign.telling import say, tell

FORMATS = ("xlsx", "docx")


def inquire(
    results: ResultsArgument,
    ministries: Annotated[list[str] | None, list_option("ministry", "--ministry", "MINISTRIES")] = None,
    everyone: Annotated[bool, option("all_ministries", "--all")] = False,
    out: Annotated[Path | None, out_option("out_inquiry", "FOLDER")] = None,
    form: Annotated[str, option("format_inquiry", "--format", metavar="INQUIRY_FORMAT")] = "xlsx",
    force: ForceOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign review inquire``."""
    if bool(ministries) == everyone:
        raise WrongUsage(InquiryCode.inquiry_whom)
    if form not in FORMATS:
        raise WrongUsage(ReviewCode.review_format, "--format", value=form, known=", ".join(FORMATS))
    with errors_told(lang):
        from policyalign.cli.reviewed import load_reviewed
        from policyalign.report.inquiry_files import write_inquiries

        run, folder = load_reviewed(results, lang), out or results / "inquiry"
        written = write_inquiries(run, ministries or (), folder, form, lang, force=force)
        for ministry, (path, count) in written.items():
            say(InquiryCode.inquiry_written, lang, ministry=ministry, count=count, path=path)
        say(InquiryCode.inquiry_next, lang, out=results)


def replies(
    files: Annotated[list[Path], argument("reply_files", "REPLY_FILES")],
    results: ResultsArgument,
    dry_run: DryRunOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign review replies``."""
    with errors_told(lang):
        from policyalign.export import load_run
        from policyalign.report.inquiry_replies import read_replies
        from policyalign.review.records import now
        from policyalign.review.replies import new_replies
        from policyalign.review.store import ReviewStore

        run, store, at = load_run(results), ReviewStore(results), now()
        read = {file: read_replies(file, run, at) for file in files}  # all of them, before any is kept
        for file, found in read.items():
            new = new_replies(found, store.replies())
            if new and not dry_run:
                store.add_replies(new)
            tell(message(InquiryCode.reply_summary, lang, file=file, read=len(found), added=len(new)))
            if unplaced := sum(one.kind == "stated" and not one.place for one in found):
                tell(message(InquiryCode.reply_unplaced, lang, file=file, count=unplaced))
        tell(message(ReviewCode.review_dry if dry_run else InquiryCode.reply_kept, lang))
