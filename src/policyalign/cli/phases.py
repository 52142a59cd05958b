"""``policyalign phases``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.phases.records import Fault, Phases


def phases(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder of results that compare has written (出力先).")
    ],
    proposals: Annotated[
        list[str] | None,
        typer.Option("--proposal", metavar="ID", help="Only this proposal (提言); may be given repeatedly."),
    ] = None,
    window: Annotated[
        str, typer.Option(metavar="FROM-TO", help="Reference window in fiscal years (参照期間、年度).")
    ] = "2026-2030",
    gap_years: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Longest gap between stages that is no fault (空白の年数)."),
    ] = 3,
    lang: LangOption = "ja",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Write the files, show no table.")] = False,
) -> None:
    """Show where stages and schedules do not fit (フェーズ不整合).

    Works from saved results without reading any PDF again. Writes phases.csv and schedule.csv to OUT, the
    overview phases.svg and phases.png, and to OUT/phases/ a timeline of every proposal with an alarm, or of
    those asked for.
    """
    years = _parse_window(window)
    with errors_told(lang):
        matrix, found = _find(out, years, gap_years)
        chosen = _choose(matrix, proposals or (), lang)
        drawn = _write(matrix, found, chosen, out, lang)
        if not quiet:
            _show(matrix, found, chosen, lang)
            _say("phases_written" if drawn else "phases_tables_written", out, lang)


def draw_overview_or_say(
    matrix: GapMatrix, found: Phases, out: Path, lang: Lang, *, cache: bool = True
) -> bool:
    """Write the overview; where the extra is missing, say so in a line and go on: the tables are there."""
    from policyalign.errors import MissingExtra
    from policyalign.export.timeline_files import write_overview
    from policyalign.store import Store

    try:
        write_overview(matrix, found, out, lang, Store(lang=lang) if cache else None)
    except MissingExtra as error:
        complain(error.code, error.detail, lang)
        return False
    return True


def _parse_window(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"\s*([0-9]{4})\s*[-~–～]\s*([0-9]{4})\s*", text)
    years = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 0 < years[0] <= years[1]:
        raise typer.BadParameter(f"{text!r} is not a range of years such as 2026-2030", param_hint="--window")
    return years


def _find(out: Path, window: tuple[int, int], gap_years: int) -> tuple[GapMatrix, Phases]:
    from policyalign.assess.phases.find import find_phases
    from policyalign.assess.phases.records import PhaseSettings
    from policyalign.export import load_run

    matrix = load_run(out).matrix
    return matrix, find_phases(matrix, PhaseSettings(window, gap_years))


def _choose(matrix: GapMatrix, wanted: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """The ids of the proposals asked for; a wrong one is wrong usage."""
    from policyalign.assess.phases.find import proposal_of
    from policyalign.errors import ProposalError

    try:
        return tuple(proposal_of(matrix, one).id for one in wanted)
    except ProposalError as error:
        complain(error.code, error.detail, lang)
        raise typer.Exit(2) from error


def _write(matrix: GapMatrix, found: Phases, chosen: Sequence[str], out: Path, lang: Lang) -> bool:
    """The tables first; whether the figures could be drawn too."""
    from policyalign.export import write_phases
    from policyalign.export.timeline_files import write_proposals

    write_phases(matrix, found, out, lang)
    if not draw_overview_or_say(matrix, found, out, lang):
        return False
    alarmed = {proposal for fault in found.alarms for proposal in fault.proposal_ids}
    wanted = [one.id for one in matrix.proposals if one.id in (chosen or alarmed)]
    if wanted:
        write_proposals(matrix, found, wanted, out, lang)
    return True


def _show(matrix: GapMatrix, found: Phases, chosen: Sequence[str], lang: Lang) -> None:
    from policyalign.assess.phases.table import print_faults
    from policyalign.messages import message

    numbered = [
        (number, fault)
        for number, fault in enumerate(found.faults, 1)
        if not chosen or set(chosen) & set(fault.proposal_ids)
    ]
    alarms = [(number, fault) for number, fault in numbered if fault.confidence != "listed"]
    if alarms:
        print_faults(alarms, lang)
        for line in _counts([fault for _, fault in alarms], lang):
            typer.echo(line)
    else:
        typer.echo(message("phases_none", {}, lang))
    listed = len(numbered) - len(alarms) + (0 if chosen else len(found.notes))
    if listed:
        typer.echo(message("phases_listed", {"count": str(listed)}, lang), err=True)


def _counts(faults: Sequence[Fault], lang: Lang) -> Iterator[str]:
    """How many faults of each kind, and how many of them are certain."""
    from policyalign.messages.phases import CONFIDENCES, FAULTS, label

    counts = Counter((fault.kind, fault.confidence) for fault in faults)
    for kind in FAULTS:
        told = [
            f"{label(CONFIDENCES, confidence, lang)} {counts[kind, confidence]}"  # type: ignore[index]
            for confidence in CONFIDENCES
            if counts[kind, confidence]  # type: ignore[index]
        ]
        if told:
            yield f"{label(FAULTS, kind, lang)}: {'  '.join(told)}"


def _say(code: str, out: Path, lang: Lang) -> None:
    from policyalign.messages import message

    typer.echo(message(code, {"path": str(out)}, lang), err=True)
