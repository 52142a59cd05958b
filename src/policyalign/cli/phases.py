"""``policyalign phases``: the view of phases, with the window that they are held against."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

import typer

from policyalign.cli.terminal import LangOption, errors_told
from policyalign.cli.views import (
    LimitOption,
    OutArgument,
    PlansOption,
    ProposalsOption,
    QuietOption,
    TypesOption,
    WriteOption,
    choose,
    load_selected,
    write_with_figures,
)


def phases(
    out: OutArgument,
    plans: PlansOption = None,
    proposals: ProposalsOption = None,
    types: TypesOption = None,
    window: Annotated[
        str,
        typer.Option(
            metavar="FROM-TO", help="Reference window in fiscal years (参照期間、年度); by default as saved."
        ),
    ] = "",
    gap_years: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Longest gap between stages that is no fault (空白の年数); by default as saved.",
        ),
    ] = None,
    limit: LimitOption = 30,
    write: WriteOption = False,
    quiet: QuietOption = False,
    lang: LangOption = "ja",
) -> None:
    """Show where stages and schedules do not fit (フェーズ不整合).

    Works from saved results without reading any PDF again. With --write the results in OUT are those of the window
    asked for, with a timeline of every proposal with an alarm, or of those asked for, in OUT/phases/.
    """
    years = _parse_window(window) if window else None
    with errors_told(lang):
        from policyalign.assess.questions import QUESTIONS
        from policyalign.pipeline import ask_again

        question = next(one for one in QUESTIONS if one.name == "phases")
        run = load_selected(out)
        selection = choose(run, question, plans, proposals, types, limit, lang)
        known = run.settings.phases
        asked = replace(
            known,
            window=years or known.window,
            gap_years=known.gap_years if gap_years is None else gap_years,
        )
        if write or asked != known:
            run = ask_again(run, replace(run.settings, phases=asked))
        if write:
            write_with_figures(run, out, lang, {"phases": selection.proposals})
        if not quiet:
            question.show(run, selection, lang)


def _parse_window(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"\s*([0-9]{4})\s*[-~–～]\s*([0-9]{4})\s*", text)
    years = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 0 < years[0] <= years[1]:
        raise typer.BadParameter(f"{text!r} is not a range of years such as 2026-2030", param_hint="--window")
    return years
