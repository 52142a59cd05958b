"""``policyalign explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import DEFAULT_KINDS, Lang, ReadSettings, Settings

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.domain import Proposal

PASSAGES = 3


def explain(
    proposal: Annotated[
        str, typer.Argument(metavar="PROPOSAL", help="The id of a proposal (提言), or a part of its label.")
    ],
    plan: Annotated[Path, typer.Argument(metavar="PLAN.pdf", help="The plan (基本計画), as PDF.")],
    top: Annotated[
        int, typer.Option(min=1, metavar="N", help="Accepted and rejected passages to show (箇所の数).")
    ] = PASSAGES,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    proposals: Annotated[
        str, typer.Option(metavar="cocn|FILE.yaml", help="The proposals (提言) to choose from.")
    ] = "cocn",
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="Sentence encoder (文埋め込み), as for compare.")
    ] = Settings().encoder,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor fill the cache.")] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages by OCR; needs policyalign[ocr] and Tesseract.")
    ] = False,
    lang: LangOption = "ja",
) -> None:
    """Explain the verdict on one proposal and one plan (説明).

    Shows the passages that bear it out and the nearest rejected ones, which are the counter-evidence of a gap
    (欠落): page, heading and text, the phrases (文節) that answer each other, and what each feature adds to
    the log odds.
    """
    with errors_told(lang):
        chosen = _choose(proposal, proposals, lang)
        kinds = tuple(dict.fromkeys((*DEFAULT_KINDS, chosen.kind)))
        settings = Settings(
            read=ReadSettings(ocr=ocr), encoder=encoder, lang=lang, cache=not no_cache, kinds=kinds
        )
        run = _compare(plan, settings, proposals)
        _show(run, chosen, top, as_json, lang)


def _choose(wanted: str, source: str, lang: Lang) -> Proposal:
    """A wrong name is wrong usage, and found before any work."""
    from policyalign.assess.explain.find import choose_proposal
    from policyalign.corpora import load_proposals
    from policyalign.errors import ProposalError

    every = load_proposals(source)
    try:
        return choose_proposal(every, wanted)
    except ProposalError as error:
        complain(error.code, error.detail, lang)
        raise typer.Exit(2) from error


def _compare(plan: Path, settings: Settings, source: str) -> Run:
    from policyalign.cli.progress import progress_shown
    from policyalign.pipeline import compare_files

    with progress_shown(wanted=True, lang=settings.lang) as progress:
        run = compare_files([plan], settings, proposals_source=source, progress=progress)
    for failure in run.failures:
        complain(failure.problem.code, failure.problem.detail, settings.lang, subject=str(failure.path))
    if not run.usable:
        raise typer.Exit(1)
    return run


def _show(run: Run, proposal: Proposal, top: int, as_json: bool, lang: Lang) -> None:
    from policyalign.assess.explain.find import explain as explain_one
    from policyalign.assess.explain.rows import explanation_lines, explanation_record
    from policyalign.export.json_format import json_bytes

    explanation = explain_one(run.matrix, proposal.id, run.plans[0].id, top)
    if as_json:
        typer.echo(json_bytes(explanation_record(explanation, lang)).decode(), nl=False)
    else:
        typer.echo("\n".join(explanation_lines(explanation, lang)))
