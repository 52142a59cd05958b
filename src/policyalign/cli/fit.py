"""``policyalign fit``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.options import (
    PROJECTS,
    CheckOption,
    GoldArgument,
    LangOption,
    ModelsOutOption,
    PdfOption,
    option,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import Settings

if TYPE_CHECKING:
    from policyalign.fitting.fitting import FitResult


def fit(
    gold: GoldArgument,
    pdf: PdfOption,
    projects: Annotated[Path | None, PROJECTS] = None,
    out: ModelsOutOption = None,
    ablate: Annotated[bool, option("ablate", "--ablate")] = False,
    recount: Annotated[bool, option("recount", "--recount")] = False,
    check: CheckOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign fit``."""
    with errors_told(lang):
        from policyalign.fitting.fitting import changed_files, fit_models, write_models
        from policyalign.messages import message, stage_label

        result = fit_models(
            gold,
            pdf,
            projects,
            Settings(lang=lang),
            recount=recount,
            ablate=ablate,
            tell=lambda stage: typer.echo(stage_label(stage, lang), err=True),
        )
        _show(result, lang)
        if check:
            changed = changed_files(result.files, out)
            code = "fit_changed" if changed else "fit_unchanged"
            typer.echo(message(code, {"files": ", ".join(changed)}, lang), err=True)
            raise typer.Exit(int(bool(changed)))
        write_models(result.files, out)
        typer.echo(message("fit_written", {"count": str(len(result.files))}, lang), err=True)


def _show(result: FitResult, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from policyalign.messages import title

    table = Table()
    for name in (
        "fit_variant",
        "nDCG@10",
        "MAP",
        "Recall@20",
        "AUC",
        "Brier",
        "ECE",
        "gap",
        "covered",
        "full",
    ):
        heading = title(name, lang) if name in ("fit_variant", "gap", "covered", "full") else name
        table.add_column(heading, justify="left" if name == "fit_variant" else "right")
    for name, outcome in result.outcomes.items():
        shown = outcome.figures
        figures = (
            shown.ndcg,
            shown.average_precision,
            shown.recall,
            shown.auc,
            shown.brier,
            shown.calibration_error,
        )
        claims = (outcome.claims[kind] for kind in ("gap", "covered", "full"))
        told = [f"{claim.right}/{claim.claims}" for claim in claims]
        table.add_row(
            name, *(f"{figure:.3f}" for figure in figures), f"{told[0]} ({outcome.gaps})", *told[1:]
        )
    Console(width=max(120, Console().width)).print(table)
    for name, error in result.calibration.items():
        typer.echo(f"ECE {name}: {error:.3f}")
