"""``policyalign phases``: the view of phases, with the window that they are held against."""

from __future__ import annotations

from policyalign.assess.questions import QUESTIONS
from policyalign.cli.options import (
    FiguresOption,
    GapYearsOption,
    LangOption,
    LimitOption,
    PlansOption,
    ProposalsOption,
    QuietOption,
    ResultsArgument,
    TypesOption,
    WindowOption,
    WriteOption,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.views import LIMIT, Asked, Writing, show_saved


def phases(
    out: ResultsArgument,
    plans: PlansOption = None,
    proposals: ProposalsOption = None,
    types: TypesOption = None,
    window: WindowOption = None,
    gap_years: GapYearsOption = None,
    limit: LimitOption = LIMIT,
    write: WriteOption = False,
    figures: FiguresOption = False,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """Show where stages and schedules do not fit (フェーズ不整合)."""
    with errors_told(lang):
        question = next(one for one in QUESTIONS if one.name == "phases")
        asked = Asked(plans, proposals, types, limit)
        given = {"window": window and tuple(window), "gap_years": gap_years}
        changed = {name: value for name, value in given.items() if value is not None}
        drawing = Writing(write or figures, every_figure=figures)
        show_saved(question, out, asked, changed, write=drawing, lang=lang, quiet=quiet)
