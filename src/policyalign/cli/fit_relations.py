"""``policyalign fit-relations``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.options import PROJECTS, CheckOption, LangOption, ModelsOutOption
from policyalign.cli.terminal import errors_told
from policyalign.config import Settings


def fit_relations(
    projects: Annotated[Path, PROJECTS],
    out: ModelsOutOption = None,
    check: CheckOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign fit-relations``."""
    with errors_told(lang):
        from policyalign.assess.overlaps.relation_model import FILE, write_model
        from policyalign.corpora import models_path
        from policyalign.evaluate.pairs import relation_figures
        from policyalign.fitting.fitting import changed_files, write_models
        from policyalign.fitting.relations import fit_relations as fit
        from policyalign.messages import message, stage_label

        found = fit(
            projects, Settings(lang=lang), tell=lambda stage: typer.echo(stage_label(stage, lang), err=True)
        )
        figures = relation_figures(found.labels, found.left_out)
        typer.echo(
            f"average precision {figures['average_precision']:.3f}  macro F1 {figures['macro_f1']:.3f}"
        )
        files = {FILE: write_model(found.model)}
        if check:
            changed = changed_files(files, out or models_path())
            code = "fit_changed" if changed else "fit_unchanged"
            typer.echo(message(code, {"files": ", ".join(changed)}, lang), err=True)
            raise typer.Exit(int(bool(changed)))
        write_models(files, out)
        typer.echo(message("fit_written", {"count": "1"}, lang), err=True)
