"""One command per question: what was found, from saved results (``policyalign overlaps OUT``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.cli.options import (
    LangOption,
    LimitOption,
    PlansOption,
    ProposalsOption,
    QuietOption,
    ResultsArgument,
    TypesOption,
    WriteOption,
    parse_words,
)
from policyalign.cli.terminal import errors_told
from policyalign.messages import InterfaceCode, ReportCode
from policyalign.telling import complain, say
from policyalign.values import MATCHABLE, Lang

if TYPE_CHECKING:
    from policyalign.assess.questions import Question
    from policyalign.assess.run import Run
    from policyalign.assess.showing import Selection

LIMIT = 30


def view_command(question: Question) -> Callable[..., None]:
    """The command that shows the answer to a question."""

    def view(
        out: ResultsArgument,
        plans: PlansOption = None,
        proposals: ProposalsOption = None,
        types: TypesOption = None,
        limit: LimitOption = LIMIT,
        write: WriteOption = False,
        lang: LangOption = "ja",
        quiet: QuietOption = False,
    ) -> None:
        with errors_told(lang):
            asked = Asked(plans, proposals, types, limit)
            show_saved(question, out, asked, write=Writing(write), lang=lang, quiet=quiet)

    return view


@dataclass(frozen=True, slots=True)
class Asked:
    """What of an answer is asked for, as typed."""

    plans: list[str] | None
    proposals: list[str] | None
    types: list[str] | None
    limit: int


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether the results are written anew, and with them a figure of every proposal or of those asked for."""

    wanted: bool
    every_figure: bool = False


def show_saved(
    question: Question,
    out: Path,
    asked: Asked,
    phases: Mapping[str, Any] | None = None,
    *,
    write: Writing,
    lang: Lang,
    quiet: bool,
) -> None:
    """Show what a saved run holds or, with other settings of ``phases``, would hold; with ``write``, write that."""
    from policyalign.cli.reviewed import load_reviewed

    run = load_reviewed(out, lang)
    selection = _selection(run, out, question, asked)
    settings = replace(run.settings, phases=replace(run.settings.phases, **(phases or {})))
    if settings != run.settings:
        from policyalign.review.applying import with_reviews
        from policyalign.review.store import ReviewStore

        run = with_reviews(run, ReviewStore(out).answers(), settings)
    if write.wanted:
        every = tuple(one.id for one in run.matrix.proposals if one.kind in MATCHABLE) if write.every_figure else ()
        write_with_figures(run, out, lang, {question.name: selection.proposals or every}, quiet=quiet)
    if not quiet:
        question.show(run, selection, lang)


def _selection(run: Run, out: Path, question: Question, asked: Asked) -> Selection:
    from policyalign.assess.showing import Selection
    from policyalign.choice import choose_plans
    from policyalign.cli.choosing import choose_statement

    plans = choose_plans([plan.id for plan in run.plans], asked.plans or ())
    chosen = tuple(choose_statement(run, out, one, question).id for one in asked.proposals or ())
    types = tuple(code for text in asked.types or () for code in parse_words(text, question.types))
    return Selection(plans, chosen, types, asked.limit or None)


def write_with_figures(
    run: Run,
    out: Path,
    lang: Lang,
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    *,
    quiet: bool = False,
    report_follows: bool = False,
) -> None:
    """Write a run with its figures; where the extra is missing, say so in a line: the tables are there. Reports of
    before are named, unless a new one follows.

    The files keep the language of the run, whatever language is spoken.
    """
    from policyalign.drawing_helpers import drawn_side_by_side
    from policyalign.errors import MissingExtra
    from policyalign.export import write_run
    from policyalign.export.figures import draw_figures
    from policyalign.store import Store

    store = Store(lang=lang) if run.settings.cache else None
    figures: Mapping[str, bytes] = {}
    try:
        figures = draw_figures(run, chosen, store, partial(drawn_side_by_side, workers=run.settings.workers))
    except MissingExtra as error:
        complain(error.code, lang, **error.detail)
    write_run(run, out, figures)
    if not quiet:
        say(InterfaceCode.results_written, lang, path=out)
    if not report_follows:
        _say_earlier_reports(out, lang)


def _say_earlier_reports(out: Path, lang: Lang) -> None:
    """Reports of before stay, for people write into them; they are not to pass for those of the new results."""
    from policyalign.report import FORMATS, NAME
    from policyalign.report.earlier import earlier_excerpts, earlier_reports

    whole = earlier_reports(out, [f"{NAME}.{one}" for one in FORMATS])
    if found := (*whole, *earlier_excerpts(out, NAME, FORMATS)):
        named = (", " if lang == "en" else "、").join(path.name for path in found)
        say(ReportCode.report_earlier, lang, files=named, out=out)
