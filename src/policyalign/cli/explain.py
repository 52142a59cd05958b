"""``policyalign explain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.options import (
    EncoderOption,
    JsonOption,
    LangOption,
    LimitOption,
    NoCacheOption,
    OcrOption,
    PlansOption,
    ProposalArgument,
    ProposalsFileOption,
    ResultsOrPlanArgument,
    option,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import DEFAULT_KINDS, ReadSettings, Settings
from policyalign.telling import complain, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.explain.records import Explanation
    from policyalign.assess.run import Run

PASSAGES = 3
DEFAULTS = Settings()


def explain(
    proposal: ProposalArgument,
    source: ResultsOrPlanArgument,
    plans: PlansOption = None,
    limit: LimitOption = PASSAGES,
    details: Annotated[bool, option("details", "--details")] = False,
    as_json: JsonOption = False,
    proposals: ProposalsFileOption = "cocn",
    encoder: EncoderOption = DEFAULTS.encoder,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    lang: LangOption = "ja",
) -> None:
    """Explain the verdict on one proposal (説明): from saved results at once, or after reading a PDF."""
    with errors_told(lang):
        from policyalign.assess.explain.find import explain as explain_cell
        from policyalign.choice import choose_plans, choose_proposal
        from policyalign.corpora import load_proposals

        if source.is_dir():
            from policyalign.cli.choosing import choose_statement
            from policyalign.cli.reviewed import load_reviewed

            run = load_reviewed(source, lang)
            chosen = choose_statement(run, source, proposal)
        else:
            chosen = choose_proposal(load_proposals(proposals), proposal)
            kinds = tuple(dict.fromkeys((*DEFAULT_KINDS, chosen.kind)))
            read = ReadSettings(ocr=ocr)
            settings = Settings(read=read, encoder=encoder, lang=lang, cache=not no_cache, kinds=kinds)
            run = _compare(source, settings, proposals)
        known = [plan.id for plan in run.plans]
        cells = choose_plans(known, plans or ()) or tuple(known)
        told = [explain_cell(run, chosen.id, plan, limit or None) for plan in cells]
        if as_json:
            _print_json(told, lang)
        else:
            _print(told, details, lang)


def _compare(plan: Path, settings: Settings, source: str) -> Run:
    from policyalign.cli.progress import progress_shown
    from policyalign.pipeline import compare_files

    with progress_shown(wanted=True, lang=settings.lang) as progress:
        run = compare_files([plan], settings, proposals_source=source, progress=progress)
    for failure in run.failures:
        complain(failure.problem.code, settings.lang, failure.name, **failure.problem.detail)
    if not run.usable:
        raise typer.Exit(1)
    return run


def _print_json(explanations: Sequence[Explanation], lang: Lang) -> None:
    """One object, or a list of several."""
    from policyalign.assess.explain.rows import explanation_record
    from policyalign.export.json_format import json_bytes

    records = [explanation_record(one, lang) for one in explanations]
    tell(json_bytes(records[0] if len(records) == 1 else records).decode(), end="")


def _print(explanations: Sequence[Explanation], details: bool, lang: Lang) -> None:
    from policyalign.assess.explain.rows import explanation_lines

    tell("\n\n".join("\n".join(explanation_lines(one, lang, details=details)) for one in explanations))
