"""``policyalign evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from policyalign.cli.options import (
    EncoderOption,
    GoldArgument,
    JsonOption,
    LangOption,
    NoCacheOption,
    PdfOption,
    QuietOption,
    option,
    out_option,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import Settings
from policyalign.messages import LabCode
from policyalign.telling import complain, say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policyalign.domain import Plan
    from policyalign.lab.evaluation.cells import Record
    from policyalign.lab.evaluation.evaluate import Evaluation, MeasurePairs


def evaluate(
    gold: GoldArgument,
    pdf: PdfOption,
    projects: Annotated[Path | None, option("projects_pairs", "--projects", metavar="PROJECTS")] = None,
    out: Annotated[Path | None, out_option("out_evaluate", "FOLDER")] = None,
    as_json: JsonOption = False,
    encoder: EncoderOption = "e5",
    no_cache: NoCacheOption = False,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """``policyalign evaluate``."""
    settings = Settings(encoder=encoder, cache=not no_cache, lang=lang)
    with errors_told(lang):
        evaluation = _evaluate(gold, pdf, projects, out, settings, quiet)
        if as_json:
            from policyalign.export.json_format import json_bytes

            tell(json_bytes(evaluation.figures).decode(), end="")
        elif not quiet:
            from policyalign.cli.evaluation_tables import print_evaluation

            print_evaluation(evaluation, lang)


def _evaluate(
    gold_dir: Path, pdf_dir: Path, projects: Path | None, out: Path | None, settings: Settings, quiet: bool
) -> Evaluation:
    """Measure and write; what is wrong with the labels is told whatever comes of the rest."""
    from policyalign.cli.progress import progress_shown
    from policyalign.errors import GoldError
    from policyalign.export import check_output
    from policyalign.lab.evaluation.evaluate import evaluate

    if out is not None:
        check_output(out)
    prose_pairs = _measuring(projects, settings) if projects else None
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        evaluation = evaluate(gold_dir, pdf_dir, settings, progress=progress, prose_pairs=prose_pairs)
    for one in evaluation.unusable:
        complain(one.problem.code, settings.lang, one.path.name, **one.problem.detail)
    if not evaluation.usable:
        raise GoldError(LabCode.gold_plan_text)
    _warn_of_fitted(evaluation, settings.lang)
    if out is not None:
        _write(evaluation, out, settings.lang, quiet)
    return evaluation


def _measuring(projects: Path, settings: Settings) -> MeasurePairs:
    """Measures pairs of prose by fits without their documents, for which the collection is needed."""
    from policyalign.lab.evaluation.prose_pairs import score_prose_pairs
    from policyalign.lab.fitting.relations import fit_relations
    from policyalign.projects import read_projects

    read_projects(projects)  # a file that is none is told before the plans are read

    def measured(plans: Mapping[str, Plan]) -> Record | None:
        fit = fit_relations(projects, settings, plans=plans)
        return score_prose_pairs(fit.by_genre(), fit.absent)

    return measured


def _warn_of_fitted(evaluation: Evaluation, lang: Lang) -> None:
    fitted = [plan.plan.id for plan in evaluation.plans if plan.held_out == "no"]
    if fitted:
        complain(LabCode.evaluation_fitted_on, lang, plans=", ".join(fitted))


def _write(evaluation: Evaluation, out: Path, lang: Lang, quiet: bool) -> None:
    from policyalign.lab.evaluation.files import write_evaluation

    if not write_evaluation(evaluation, out, lang):
        complain(LabCode.evaluation_without_pictures, lang)
    if not quiet:
        say(LabCode.evaluation_written, lang, path=out)
