"""One command per question: what was found, from saved results (``policyalign overlaps OUT``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang

if TYPE_CHECKING:
    from policyalign.assess.questions import Question
    from policyalign.assess.run import Run
    from policyalign.assess.showing import Selection

OutArgument = Annotated[
    Path, typer.Argument(metavar="OUT", help="Folder of results that compare has written (出力先).")
]
PlansOption = Annotated[
    list[str] | None,
    typer.Option("--plan", metavar="ID", help="Only what concerns this plan (計画); may be repeated."),
]
ProposalsOption = Annotated[
    list[str] | None,
    typer.Option("--proposal", metavar="ID", help="Only this proposal (提言); may be repeated."),
]
TypesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type", metavar="TYPE", help="Only findings of this type (種類), as shown; may be repeated."
    ),
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=0, metavar="N", help="Show at most so many (件数); 0 shows all.")
]
WriteOption = Annotated[
    bool,
    typer.Option("--write", help="Ask anew with this version and write the results and all figures to OUT."),
]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="Show no table.")]


def view_command(question: Question) -> Callable[..., None]:
    """The command that shows the answer to a question."""

    def view(
        out: OutArgument,
        plans: PlansOption = None,
        proposals: ProposalsOption = None,
        types: TypesOption = None,
        limit: LimitOption = 30,
        write: WriteOption = False,
        quiet: QuietOption = False,
        lang: LangOption = "ja",
    ) -> None:
        with errors_told(lang):
            run = load_selected(out)
            selection = choose(run, question, plans, proposals, types, limit, lang)
            if write:
                run = write_anew(run, out, lang, {question.name: selection.proposals})
            if not quiet:
                question.show(run, selection, lang)

    view.__name__ = question.name
    view.__doc__ = question.help
    return view


def load_selected(out: Path) -> Run:
    """The saved run."""
    from policyalign.export import load_run

    return load_run(out)


def choose(
    run: Run,
    question: Question,
    plans: list[str] | None,
    proposals: list[str] | None,
    types: list[str] | None,
    limit: int,
    lang: Lang,
) -> Selection:
    """What is asked for of a run; a name that is not there is wrong usage."""
    from policyalign.assess.showing import Selection
    from policyalign.choosing import choose_proposal
    from policyalign.errors import InputError, ProposalError

    known = [plan.id for plan in run.plans]
    try:
        for name in plans or ():
            if name not in known:
                raise InputError("plan_unknown", plan=name, known=", ".join(known))
        chosen = tuple(choose_proposal(run.matrix.proposals, one).id for one in proposals or ())
    except (InputError, ProposalError) as error:
        complain(error.code, error.detail, lang)
        raise typer.Exit(2) from error
    words = question.types
    return Selection(
        tuple(plans or ()), chosen, tuple(parse_type(one, words) for one in types or ()), limit or None
    )


def parse_type(text: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """A type of finding by its id or a word for it; a wrong one is a usage error."""
    wanted = text.strip().casefold()
    for name, told in words.items():
        if wanted in (name, *(one.casefold() for one in told)):
            return name
    known = ", ".join(told[0] for told in words.values())
    raise typer.BadParameter(f"{text!r} is not {known}", param_hint="--type")


def write_anew(run: Run, out: Path, lang: Lang, chosen: Mapping[str, tuple[str, ...]]) -> Run:
    """Ask all questions anew and write the folder, in the language that it has."""
    from policyalign.pipeline import ask_again

    run = ask_again(run)
    write_with_figures(run, out, lang, chosen)
    return run


def write_with_figures(
    run: Run, out: Path, lang: Lang, chosen: Mapping[str, tuple[str, ...]] | None = None
) -> None:
    """Write a run with its figures; where the extra is missing, say so in a line: the tables are there."""
    from policyalign.errors import MissingExtra
    from policyalign.export import write_run
    from policyalign.export.figures import draw_figures
    from policyalign.messages import message
    from policyalign.store import Store

    store = Store(lang=lang) if run.settings.cache else None
    try:
        figures = draw_figures(run, chosen, store)
    except MissingExtra as error:
        complain(error.code, error.detail, lang)
        figures = {}
    write_run(run, out, figures)
    typer.echo(message("results_written", {"path": str(out)}, lang), err=True)
