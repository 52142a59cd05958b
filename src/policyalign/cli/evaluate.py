"""``policyalign evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang, Settings

if TYPE_CHECKING:
    from policyalign.lab.evaluation.evaluate import Evaluation


def evaluate(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of labels (正解), in the form of docs/gold.md.")
    ],
    plans: Annotated[
        Path, typer.Option("--plans", metavar="PDF_DIR", help="Folder of the PDFs that the labels are of.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="Folder for figures, tables and pictures (出力先)."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all figures as one JSON object instead of tables.")
    ] = False,
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="Encoder (文埋め込み) to compare with; use: none but the own.")
    ] = "e5",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor fill the cache.")] = False,
    lang: LangOption = "ja",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress; errors only.")] = False,
) -> None:
    """Measure the quality against labels (正解との突き合わせ).

    Runs the real pipeline on the PDFs and scores ranking, verdicts (対応・欠落), probabilities, structure and
    attributes against whatever labels GOLD_DIR holds. A plan that the scorer was fitted on is judged by
    parameters fitted without it. Labels or PDFs that cannot be used are named on stderr and do not stop the
    others; the exit code is 1 only when nothing could be measured.
    """
    with errors_told(lang):
        evaluation = _evaluate(
            gold_dir, plans, out, Settings(encoder=encoder, cache=not no_cache, lang=lang), quiet
        )
        if as_json:
            from policyalign.export.json_format import json_bytes

            typer.echo(json_bytes(evaluation.figures).decode(), nl=False)
        elif not quiet:
            from policyalign.cli.evaluation_tables import print_evaluation

            print_evaluation(evaluation, lang)


def _evaluate(gold_dir: Path, pdf_dir: Path, out: Path | None, settings: Settings, quiet: bool) -> Evaluation:
    """Measure and write; what is wrong with the labels is told whatever comes of the rest."""
    from policyalign.cli.progress import progress_shown
    from policyalign.errors import GoldError
    from policyalign.export import check_output
    from policyalign.lab.evaluation.evaluate import evaluate

    if out is not None:
        check_output(out)
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        evaluation = evaluate(gold_dir, pdf_dir, settings, progress=progress)
    for one in evaluation.unusable:
        complain(one.problem.code, one.problem.detail, settings.lang, subject=one.path.name)
    if not evaluation.usable:
        raise GoldError("gold_plan_text")
    _warn_of_fitted(evaluation, settings.lang)
    if out is not None:
        _write(evaluation, out, settings.lang)
    return evaluation


def _warn_of_fitted(evaluation: Evaluation, lang: Lang) -> None:
    fitted = [plan.plan.id for plan in evaluation.plans if plan.held_out == "no"]
    if fitted:
        complain("evaluation_fitted_on", {"plans": ", ".join(fitted)}, lang)


def _write(evaluation: Evaluation, out: Path, lang: Lang) -> None:
    from policyalign.lab.evaluation.files import write_evaluation
    from policyalign.messages import message

    if not write_evaluation(evaluation, out, lang):
        complain("evaluation_without_pictures", {}, lang)
    typer.echo(message("evaluation_written", {"path": str(out)}, lang), err=True)
