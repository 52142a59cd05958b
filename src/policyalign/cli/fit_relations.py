"""``policyalign fit-relations``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from policyalign.cli.fit import tell_stage, write_or_check
from policyalign.cli.options import PROJECTS, CheckOption, LangOption, ModelsOutOption
from policyalign.cli.terminal import errors_told
from policyalign.config import Settings
from policyalign.telling import tell


def fit_relations(
    projects: Annotated[Path, PROJECTS],
    out: ModelsOutOption = None,
    check: CheckOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign fit-relations``."""
    with errors_told(lang):
        from policyalign.assess.overlaps.relation_model import FILE, write_model
        from policyalign.lab.evaluation.pairs import relation_figures
        from policyalign.lab.fitting.relations import fit_relations as fit

        found = fit(projects, Settings(lang=lang), tell=partial(tell_stage, lang=lang))
        figures = relation_figures(found.labels, found.left_out)
        tell(f"average precision {figures['average_precision']:.3f}  macro F1 {figures['macro_f1']:.3f}")
        write_or_check({FILE: write_model(found.model)}, out, check, lang)
