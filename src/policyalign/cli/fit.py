"""``policyalign fit``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.options import (
    PROJECTS,
    CheckOption,
    LangOption,
    ModelsOutOption,
    argument,
    option,
)
from policyalign.cli.terminal import errors_told, figure_text
from policyalign.cli.usage import WrongUsage
from policyalign.config import Settings
from policyalign.messages import FittingCode, UsageCode, label, label_or_name
from policyalign.messages.figures import FIGURES
from policyalign.messages.interface import STAGES
from policyalign.messages.labels import TITLES
from policyalign.telling import remark, say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.lab.fitting.fit_models import FitResult

_FIGURES = ("ndcg_at_10", "map", "recall_at_20", "auc", "brier", "ece")
_CLAIMS = ("gap", "covered", "full")


def fit(
    folders: Annotated[list[Path] | None, argument("gold_or_results", "GOLD_OR_RESULTS")] = None,
    pdf: Annotated[Path | None, option("pdf", "--pdf", metavar="FOLDER")] = None,
    reviews: Annotated[list[Path] | None, option("reviews", "--reviews", metavar="RESULTS")] = None,
    genre: Annotated[list[str] | None, option("genre", "--genre", metavar="GENRE")] = None,
    projects: Annotated[Path | None, PROJECTS] = None,
    out: ModelsOutOption = None,
    ablate: Annotated[bool, option("ablate", "--ablate")] = False,
    recount: Annotated[bool, option("recount", "--recount")] = False,
    check: CheckOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign fit``: on labelled plans or, with ``reviews``, on people's answers."""
    given = folders or []
    if bool(reviews) == bool(pdf) or not (reviews or len(given) == 1) or (genre and not reviews):
        raise WrongUsage(UsageCode.usage_fit_sources)
    if reviews and (projects or ablate or recount):
        raise WrongUsage(UsageCode.usage_fit_sources)
    with errors_told(lang):
        if reviews:
            from policyalign.cli.fit_reviews import fit_reviews

            fit_reviews([*reviews, *given], genre or [], out, check, lang)
            return
        from policyalign.lab.fitting.fit_models import fit_models

        assert pdf is not None
        tell = partial(tell_stage, lang=lang)
        result = fit_models(given[0], pdf, projects, Settings(lang=lang), recount=recount, ablate=ablate, tell=tell)
        _show(result, lang)
        write_or_check(result.files, out, check, lang)


def tell_stage(stage: str, lang: Lang) -> None:
    """Say on stderr what the fit does now."""
    remark(label_or_name(STAGES, stage, lang))


def write_or_check(files: Mapping[str, str], out: Path | None, check: bool, lang: Lang) -> None:
    """Write what was fitted; or only name what would change, and exit with 1 where anything would."""
    from policyalign.lab.fitting.model_files import changed_files, write_models

    if check:
        changed = changed_files(files, out)
        code = FittingCode.fit_changed if changed else FittingCode.fit_unchanged
        say(code, lang, files=", ".join(changed))
        raise typer.Exit(int(bool(changed)))
    write_models(files, out)
    say(FittingCode.fit_written, lang, count=len(files))


def _show(result: FitResult, lang: Lang) -> None:
    from rich.table import Column

    from policyalign.assess.showing import new_console, new_table, print_table

    headings = [label(FIGURES, name, lang) for name in _FIGURES] + [label(TITLES, kind, lang) for kind in _CLAIMS]
    table = new_table(label(TITLES, "fit_variant", lang), *(Column(one, justify="right") for one in headings))
    for name, outcome in result.outcomes.items():
        figures = (outcome.figures[figure] for figure in _FIGURES)
        claims = [f"{outcome.claims[kind].right}/{outcome.claims[kind].claims}" for kind in _CLAIMS]
        claims[0] = f"{claims[0]} ({outcome.gaps})"
        table.add_row(name, *map(figure_text, figures), *claims)
    print_table(table, new_console())
    for name, error in result.calibration.items():
        tell(f"ECE {name}: {error:.3f}")
