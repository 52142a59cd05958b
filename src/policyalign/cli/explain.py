"""``policyalign explain``."""

from __future__ import annotations

from collections.abc import Sequence
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
    source: Annotated[
        Path,
        typer.Argument(
            metavar="OUT|PLAN.pdf", help="The results folder of compare (出力先), or a plan as PDF."
        ),
    ],
    plans: Annotated[
        list[str] | None,
        typer.Option("--plan", metavar="ID", help="Only this plan of the results (計画); may be repeated."),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=1, metavar="N", help="Accepted and rejected passages to show (箇所の数)."
        ),
    ] = PASSAGES,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON instead of text, one object per plan and line.")
    ] = False,
    proposals: Annotated[
        str, typer.Option(metavar="cocn|FILE.yaml", help="For a PDF: the proposals (提言) to choose from.")
    ] = "cocn",
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="For a PDF: sentence encoder (文埋め込み), as for compare.")
    ] = Settings().encoder,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor fill the cache.")] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages by OCR; needs policyalign[ocr] and Tesseract.")
    ] = False,
    lang: LangOption = "ja",
) -> None:
    """Explain the verdict on one proposal and one plan (説明), from saved results or a PDF.

    Shows the passages that bear it out and the nearest rejected ones, which are the counter-evidence of a gap
    (欠落): page, heading and text, the measure and who is in charge, the phrases (文節) that answer each other, and
    what each feature adds to the log odds.
    """
    with errors_told(lang):
        if source.is_dir():
            from policyalign.cli.views import load_selected

            run = load_selected(source)
            chosen = _choose(proposal, run.matrix.proposals, lang)
        else:
            from policyalign.corpora import load_proposals

            chosen = _choose(proposal, load_proposals(proposals), lang)
            kinds = tuple(dict.fromkeys((*DEFAULT_KINDS, chosen.kind)))
            settings = Settings(
                read=ReadSettings(ocr=ocr), encoder=encoder, lang=lang, cache=not no_cache, kinds=kinds
            )
            run = _compare(source, settings, proposals)
        _show(run, chosen, plans or [], limit, as_json, lang)


def _choose(wanted: str, every: Sequence[Proposal], lang: Lang) -> Proposal:
    """A wrong name is wrong usage, and found before any work."""
    from policyalign.choosing import choose_proposal
    from policyalign.errors import ProposalError

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


def _show(run: Run, proposal: Proposal, wanted: list[str], limit: int, as_json: bool, lang: Lang) -> None:
    from policyalign.assess.explain.find import explain as explain_one
    from policyalign.assess.explain.rows import explanation_lines, explanation_record
    from policyalign.serialize import to_json

    known = [plan.id for plan in run.plans]
    for name in wanted:
        if name not in known:
            complain("plan_unknown", {"plan": name, "known": ", ".join(known)}, lang)
            raise typer.Exit(2)
    for number, plan in enumerate(one for one in known if not wanted or one in wanted):
        explanation = explain_one(run, proposal.id, plan, limit)
        if as_json:
            typer.echo(to_json(explanation_record(explanation, lang)).decode())
        else:
            typer.echo(("\n" if number else "") + "\n".join(explanation_lines(explanation, lang)))
