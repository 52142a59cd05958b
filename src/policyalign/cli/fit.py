"""``policyalign fit``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, errors_told
from policyalign.config import Settings

if TYPE_CHECKING:
    from policyalign.lab.fitting.models import FitResult


def fit(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD_DIR", help="Folder of labels (正解): NAME.units.jsonl, NAME.relevance.jsonl."
        ),
    ],
    plans: Annotated[Path, typer.Option(metavar="PDF_DIR", help="Folder of the plans: NAME.pdf.")],
    projects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl.gz", help="Collection of project descriptions (事業) for models/labels."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Where to write (default: models/).")
    ] = None,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="Report figures without each group of features too.")
    ] = False,
    recount: Annotated[
        bool, typer.Option("--recount", help="Count term frequencies in the collection anew.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when any file would change.")
    ] = False,
    lang: LangOption = "ja",
) -> None:
    """Fit the scorer on labelled plans (採点器の当てはめ).

    Prints how it does on plans that it has not seen, each scored by a fit on all the others, and writes the
    parameters as JSON. The same input gives the same bytes.
    """
    with errors_told(lang):
        from policyalign.lab.fitting.models import changed_files, fit_models, write_models
        from policyalign.messages import message, stage_label

        result = fit_models(
            gold,
            plans,
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
