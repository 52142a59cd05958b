"""``policyalign compare``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policyalign.cli.options import parse_domains, parse_kinds, parse_plan_domains
from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import DEFAULT_KINDS, Lang, ReadSettings, Settings

if TYPE_CHECKING:
    from policyalign.run import Run


def compare(
    plans: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PLAN.pdf", help="Plans (基本計画) to compare, as PDF."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="OUT", help="Folder for the results (出力先).")
    ] = Path("policyalign-out"),
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="Name of a plan in the results; once per plan, in order."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Compare all plans added to your catalogue (計画の目録).")
    ] = False,
    domain: Annotated[
        str,
        typer.Option(metavar="宇宙,海洋", help="Compare those of your catalogue of these domains (分野)."),
    ] = "",
    plan_domains: Annotated[
        list[str] | None,
        typer.Option(
            "--plan-domain",
            metavar="宇宙|ID=宇宙",
            help="Domain (分野) of a plan; once per plan, in order, or for some by their ID.",
        ),
    ] = None,
    scope: Annotated[
        str,
        typer.Option(
            metavar="cocn|none|FILE.yaml",
            help="What is expected of plans by domain (期待度の表); by default what goes with the proposals.",
        ),
    ] = "",
    proposals: Annotated[
        str, typer.Option(metavar="cocn|FILE.yaml", help="The proposals (提言) to hold the plans against.")
    ] = "cocn",
    kinds: Annotated[
        str, typer.Option(help="Kinds of statements (種別); also: issue, criterion, effect.")
    ] = ",".join(DEFAULT_KINDS),
    encoder: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Sentence encoder (文埋め込み): built-in, hub model or local folder."
        ),
    ] = Settings().encoder,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes that read files (並列数).")
    ] = Settings().workers,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor fill the cache.")] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages by OCR; needs policyalign[ocr] and Tesseract.")
    ] = False,
    lang: LangOption = "ja",
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No table and no progress; errors only.")
    ] = False,
) -> None:
    """Compare plans with the proposals (突き合わせ).

    The plans are files, or with --all or --domain those added to your catalogue by policyalign plans add.
    Shows which proposals each plan covers (対応・欠落), with page numbers, and writes to OUT: gap_matrix.csv,
    findings.csv, problems.csv; phases.csv, schedule.csv; across plans overlaps.csv, overlap_clusters.csv,
    links.csv, exits.csv, links.graphml, responsibility.csv, responsibility_matrix.csv, sectors.csv; for
    other programs passages.jsonl, matches.jsonl, matrix.json, overlaps.json, run.json; with
    policyalign[plot] phases.svg and phases.png. Files that cannot be read are named on stderr and do not
    stop the others; the exit code is 1 only when none could be used.
    """
    settings = Settings(
        read=ReadSettings(ocr=ocr),
        encoder=encoder,
        workers=workers,
        lang=lang,
        cache=not no_cache,
        kinds=parse_kinds(kinds),
    )
    plans, ids = plans or [], ids or []
    _check_usage(plans, ids, everything, domain)
    with errors_told(lang):
        if not plans:
            plans, ids = _from_catalogue(domain)
        domains = _domains(plan_domains or [], plans, ids)
        asked = {"proposals_source": proposals, "scope": scope, "domains": domains}
        run = _run(plans, settings, ids, asked, out, quiet)
        if not quiet:
            _show(run, out, lang)


def _check_usage(plans: list[Path], ids: list[str], everything: bool, domain: str) -> None:
    """The plans come from exactly one place; those of the catalogue have their names already."""
    if sum((bool(plans), everything, bool(domain))) != 1:
        raise typer.BadParameter("give files, or --all, or --domain: one of them", param_hint="PLAN.pdf")
    if ids and len(ids) != len(plans):
        raise typer.BadParameter(f"{len(ids)} given for {len(plans)} plans", param_hint="--id")


def _from_catalogue(domain: str) -> tuple[list[Path], list[str]]:
    from policyalign.catalogue.library import Library

    library = Library()
    chosen = library.choose(parse_domains(domain) if domain else ())
    return [library.path_of(plan) for plan in chosen], [plan.id for plan in chosen]


def _domains(given: list[str], plans: list[Path], ids: list[str]) -> dict[str, str]:
    from policyalign.pipeline import unique_ids

    return parse_plan_domains(given, unique_ids(plans, ids)) if given else {}


def _run(
    plans: list[Path], settings: Settings, ids: list[str], asked: dict[str, Any], out: Path, quiet: bool
) -> Run:
    """Compare and write; the results are safe on disk before anything is shown."""
    from policyalign.assess.phases.find import find_phases
    from policyalign.cli.phases import draw_overview_or_say
    from policyalign.cli.progress import progress_shown
    from policyalign.export import check_output, write_all
    from policyalign.pipeline import compare_files

    check_output(out)
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        run = compare_files(plans, settings, ids=ids, progress=progress, **asked)
    if run.plans:  # else the results of an earlier run are worth more than empty files
        run = write_all(run, out, settings.lang)
        found = find_phases(run.matrix)
        draw_overview_or_say(run.matrix, found, out, settings.lang, cache=settings.cache)
    name_the_unusable(run, settings.lang)
    if not run.usable:
        raise typer.Exit(1)
    return run


def name_the_unusable(run: Run, lang: Lang) -> None:
    unusable = [(str(failure.path), failure.problem) for failure in run.failures]
    unusable += [(plan.source, one) for plan in run.plans for one in plan.problems if one.severity == "fatal"]
    for name, problem in unusable:
        complain(problem.code, problem.detail, lang, subject=name)


def _show(run: Run, out: Path, lang: Lang) -> None:
    from policyalign.cli.matrix_table import counts_by_plan, print_matrix
    from policyalign.messages import message

    print_matrix(run.matrix, lang)
    for line in counts_by_plan(run.matrix, lang):
        typer.echo(line)
    for plan in run.matrix.plans:
        if plan.problems:
            detail = {"plan": plan.id, "count": str(len(plan.problems)), "file": str(out / "problems.csv")}
            typer.echo(message("plan_problems", detail, lang), err=True)
    typer.echo(message("results_written", {"path": str(out)}, lang), err=True)
    for sentence in _assurance(run, out, lang):
        typer.echo(sentence, err=True)


def _assurance(run: Run, out: Path, lang: Lang) -> Iterator[str]:
    """What the 欠落 of this run are worth: by the scorer's figures, and by an audit or how to make one."""
    from policyalign.messages import message

    if "guarantee" in run.record:
        yield run.record["guarantee"][lang]
    audits = run.record.get("audit", [])
    yield from (audit["sentence"][lang] for audit in audits)
    if not audits and any(finding.status == "gap" for finding in run.matrix.findings):
        yield message("guarantee_check", {"out": str(out)}, lang)
