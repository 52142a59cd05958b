"""``policyalign review``: the review page, and answers of people taken in, given out and applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from policyalign.cli.commands import Command, Group, new_group
from policyalign.cli.inquiry import inquire, replies
from policyalign.cli.options import (
    DryRunOption,
    ForceOption,
    LangOption,
    ResultsArgument,
    ReviewerOption,
    argument,
    option,
    out_option,
)
from policyalign.cli.review_page import page
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import ReviewCode, label, message
from policyalign.messages.review import VERDICTS
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.review.importing import Imported
    from policyalign.review.records import Answer

PAGE = "page"


class _PageOrCommand(Group):
    """``review RESULTS`` is ``review page RESULTS``; a folder of the name of a command is written ``./import``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The name of the command, and what follows it."""
        asked = args[:1]
        if asked and asked[0] not in (*self.commands, *ctx.help_option_names):
            args = [PAGE, *args]
        return super().parse_args(ctx, args)


review = new_group("review", _PageOrCommand)
review.command(PAGE, cls=Command, help="review_page")(page)

FORMATS = {"csv": (".csv",), "xlsx": (".xlsx",), "sssom": (".tsv",)}
"""The forms that the log is given out in, and how their files end."""
_SHOWN = 200
"""Changes that are told one by one."""


@review.command("import", cls=Command, help="review_import")
def import_(
    file: Annotated[Path, argument("answers_file", "ANSWERS_FILE")],
    results: ResultsArgument,
    dry_run: DryRunOption = False,
    reviewer: ReviewerOption = "",
    lang: LangOption = "ja",
) -> None:
    """``policyalign review import``."""
    with errors_told(lang):
        from policyalign.export import answering

        with ExitStack() as stack:
            if not dry_run:  # who imports another file at the same time reads what this one has written
                stack.enter_context(answering(results))
            _import(file, results, dry_run, reviewer, lang)


@review.command("export", cls=Command, help="review_export")
def export(
    results: ResultsArgument,
    form: Annotated[str, option("format_answers", "--format", metavar="ANSWERS_FORMAT")] = "csv",
    out: Annotated[Path | None, out_option("out_answers", "ANSWERS_FILE")] = None,
    force: ForceOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign review export``."""
    if form not in FORMATS:
        raise WrongUsage(ReviewCode.review_format, "--format", value=form, known=", ".join(FORMATS))
    path = out or results / f"reviews{FORMATS[form][0]}"
    if path.suffix.casefold() not in FORMATS[form]:
        endings = ", ".join(FORMATS[form])
        raise WrongUsage(ReviewCode.review_ending, "--out", file=path, format=form, endings=endings)
    with errors_told(lang):
        from policyalign.review.exporting import export_answers

        count = export_answers(results, path, form, lang, force=force or out is None)
        say(ReviewCode.review_exported, lang, count=count, path=path)


@review.command("apply", cls=Command, help="review_apply")
def apply(results: ResultsArgument, lang: LangOption = "ja") -> None:
    """``policyalign review apply``."""
    with errors_told(lang):
        from policyalign.cli.reviewed import take_over_told
        from policyalign.export import answering, load_run

        with answering(results):
            run = load_run(results)
            take_over_told(results, run, lang)
            told = write_applied(run, results, lang)
        say(ReviewCode.review_applied, lang, **told.record["review"])


@review.command("status", cls=Command, help="review_status")
def status(results: ResultsArgument, lang: LangOption = "ja") -> None:
    """``policyalign review status``."""
    with errors_told(lang):
        from policyalign.cli.review_status import status_lines
        from policyalign.cli.reviewed import take_over_told
        from policyalign.export import load_run
        from policyalign.review.store import ReviewStore

        run = load_run(results)
        take_over_told(results, run, lang)
        for line in status_lines(run, ReviewStore(results).answers(), lang):
            tell(line)


def write_applied(run: Run, results: Path, lang: Lang) -> Run:
    """Write the results anew as they are after all answers; the files keep the language of the run."""
    from policyalign.cli.views import write_with_figures
    from policyalign.review.applying import with_reviews
    from policyalign.review.store import ReviewStore

    told = with_reviews(run, ReviewStore(results).answers())
    write_with_figures(told, results, lang, quiet=True)
    return told


def _import(file: Path, results: Path, dry_run: bool, reviewer: str, lang: Lang) -> None:
    """What changes, line by line. What people wrote, which cannot be made again, is kept first."""
    from policyalign.cli.reviewed import take_over_told
    from policyalign.export import load_run
    from policyalign.review.importing import read_answers
    from policyalign.review.records import now
    from policyalign.review.store import ReviewStore
    from policyalign.review_page.coders import name_given

    name = name_given(reviewer)
    run, store = load_run(results), ReviewStore(results)
    if not dry_run:
        take_over_told(results, run, lang)
    log = store.answers()
    found = read_answers(file, run, log, now(), name)
    lines = [*_changes(found.answers, log, run, lang), *_summary(found, lang)]
    if dry_run:
        lines.append(message(ReviewCode.review_dry, lang))
    elif found.answers:
        store.add(found.answers)
        write_applied(run, results, lang)
    tell("\n".join(lines))


def _changes(new: Sequence[Answer], log: Sequence[Answer], run: Run, lang: Lang) -> Iterator[str]:
    from policyalign.review.settling import standing

    stand = {(one.key, one.reviewer, one.stage): one for some in standing(log).values() for one in some}
    for one in new[:_SHOWN]:
        before = stand.get((one.key, one.reviewer, one.stage))
        told = {"before": answer_told(before, lang), "after": answer_told(one, lang)}
        yield message(ReviewCode.review_change, lang, item=item_told(one, run), **told)
    if len(new) > _SHOWN:
        yield f"  … {len(new)}"


def item_told(one: Answer, run: Run) -> str:
    """The item that an answer is on: the proposal with its heading, and the titles of the plans."""
    plans = " ⇔ ".join(run.titles.get(plan, plan) for plan in one.plans)
    proposal = " ".join(filter(None, (one.proposal_id, run.labels.get(one.proposal_id, ""))))
    return f"{proposal} × {plans}" if proposal else plans


def answer_told(one: Answer | None, lang: Lang) -> str:
    """What somebody said, with note and name."""
    if one is None:
        return message(ReviewCode.review_empty, lang)
    parts = (label(VERDICTS, one.verdict, lang), one.note, one.reviewer)
    return " / ".join(" ".join(part.split()) for part in parts if part)


def _summary(found: Imported, lang: Lang) -> Iterator[str]:
    added = len(found.answers)
    yield message(ReviewCode.review_summary, lang, read=found.read, added=added, known=max(0, found.read - added))
    if added and not all(one.draw for one in found.answers):
        yield message(ReviewCode.review_no_guarantee, lang)
    if found.missing:
        yield message(ReviewCode.review_missing, lang, count=found.missing)


review.command("inquire", cls=Command, help="review_inquire")(inquire)
review.command("replies", cls=Command, help="review_replies")(replies)
