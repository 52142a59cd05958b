"""``policyalign fit-relations``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.fit import tell_stage, write_or_check
from policyalign.cli.terminal import LangOption, errors_told
from policyalign.config import Settings


def fit_relations(
    projects: Annotated[
        Path,
        typer.Option(
            metavar="FILE.jsonl.gz", help="Collection of project descriptions (事業) of models/labels."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Where to write (default: models/).")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when the file would change.")
    ] = False,
    lang: LangOption = "ja",
) -> None:
    """Fit the model of how measures relate (関係のモデルの当てはめ).

    Prints how it does on labelled pairs left out of the fit, and writes its parameters as JSON. The same
    input gives the same bytes.
    """
    with errors_told(lang):
        from policyalign.assess.overlaps.relation_model import FILE, write_model
        from policyalign.lab.evaluation.pairs import relation_figures
        from policyalign.lab.fitting.relations import fit_relations as fit

        found = fit(projects, Settings(lang=lang), tell=lambda stage: tell_stage(stage, lang))
        figures = relation_figures(found.labels, found.left_out)
        typer.echo(
            f"average precision {figures['average_precision']:.3f}  macro F1 {figures['macro_f1']:.3f}"
        )
        write_or_check({FILE: write_model(found.model)}, out, check, lang)
