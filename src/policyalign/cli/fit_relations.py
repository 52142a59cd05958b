"""``policyalign fit-relations``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from policyalign.cli.fit import tell_stage, write_or_check
from policyalign.cli.options import PROJECTS, CheckOption, LangOption, ModelsOutOption, option
from policyalign.cli.terminal import errors_told, figure_text
from policyalign.config import Settings
from policyalign.messages import label
from policyalign.messages.figures import FIGURES
from policyalign.telling import tell


def fit_relations(
    projects: Annotated[Path, PROJECTS],
    pdf: Annotated[Path | None, option("pdf_prose", "--pdf", metavar="FOLDER")] = None,
    out: ModelsOutOption = None,
    check: CheckOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign fit-relations``."""
    with errors_told(lang):
        from policyalign.assess.overlaps.relation_model import FILE, write_model
        from policyalign.lab.evaluation.pairs import relation_figures
        from policyalign.lab.fitting.relations import fit_relations as fit
        from policyalign.lab.fitting.relations import read_prose_plans

        settings = Settings(lang=lang)
        plans = read_prose_plans(pdf, settings) if pdf else {}
        found = fit(projects, settings, tell=partial(tell_stage, lang=lang), plans=plans)
        for genre, (labels, chances) in found.by_genre().items():
            figures = relation_figures(labels, chances)
            told = (f"{label(FIGURES, one, lang)} {figure_text(figures[one])}" for one in _FIGURES)
            tell(
                f"{label(FIGURES, genre, lang)}: {label(FIGURES, 'pair_count', lang)} {len(labels)}  {'  '.join(told)}"
            )
        write_or_check({FILE: write_model(found.model)}, out, check, lang)


_FIGURES = ("average_precision", "macro_f1")
