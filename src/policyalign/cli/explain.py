"""``policyalign explain``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

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
)
from policyalign.cli.terminal import errors_told
from policyalign.config import DEFAULT_KINDS, ReadSettings, Settings
from policyalign.messages import ExplainCode
from policyalign.telling import complain, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.explain.records import Explanation
    from policyalign.assess.run import Run
    from policyalign.domain import Proposal

PASSAGES = 3
DEFAULTS = Settings()


def explain(
    proposal: ProposalArgument,
    source: ResultsOrPlanArgument,
    plans: PlansOption = None,
    limit: LimitOption = PASSAGES,
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
            from policyalign.export import load_run

            run = load_run(source)
            chosen = _choose(run, source, proposal)
        else:
            chosen = choose_proposal(load_proposals(proposals), proposal)
            kinds = tuple(dict.fromkeys((*DEFAULT_KINDS, chosen.kind)))
            read = ReadSettings(ocr=ocr)
            settings = Settings(read=read, encoder=encoder, lang=lang, cache=not no_cache, kinds=kinds)
            run = _compare(source, settings, proposals)
        known = [plan.id for plan in run.plans]
        cells = choose_plans(known, plans or ()) or tuple(known)
        _print((explain_cell(run, chosen.id, plan, limit or None) for plan in cells), as_json, lang)


def _choose(run: Run, source: Path, wanted: str) -> Proposal:
    """A proposal of the run; for a statement that the plans answer together, the error names the command that does."""
    from policyalign.assess.questions import QUESTIONS
    from policyalign.choice import choose_proposal
    from policyalign.errors import UnknownProposal

    matched = {one.id for one in run.matrix.proposals}
    asked = {one.id: (question, one) for question in QUESTIONS for one in question.statements if one.id not in matched}
    chosen = choose_proposal((*run.matrix.proposals, *(one for _, one in asked.values())), wanted)
    if chosen.id in asked:
        detail = {"id": chosen.id, "label": chosen.label, "command": asked[chosen.id][0].name, "results": source}
        raise UnknownProposal(ExplainCode.explain_elsewhere, **detail)
    return chosen


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


def _print(explanations: Iterable[Explanation], as_json: bool, lang: Lang) -> None:
    """Texts one below the other; as JSON one object, or a list of several."""
    from policyalign.assess.explain.rows import explanation_lines, explanation_record
    from policyalign.export.json_format import json_bytes

    if as_json:
        records = [explanation_record(one, lang) for one in explanations]
        tell(json_bytes(records[0] if len(records) == 1 else records).decode(), end="")
    else:
        tell("\n\n".join("\n".join(explanation_lines(one, lang)) for one in explanations))
