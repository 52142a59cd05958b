"""``policyalign compare``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from policyalign.cli.options import (
    DomainsOption,
    EncoderOption,
    KindsOption,
    LangOption,
    NoCacheOption,
    OcrOption,
    OutOption,
    ProfilesOption,
    ProposalsFileOption,
    QuietOption,
    ScopeOption,
    WorkersOption,
    argument,
    option,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.config import DEFAULT_KINDS, AssessSettings, ReadSettings, Settings
from policyalign.messages import AuditCode, InterfaceCode, OwnCode, ReportCode, ReviewCode, UsageCode, message
from policyalign.telling import complain, remark, say, tell
from policyalign.values import Kind, Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Failure, Run
    from policyalign.domain import Plan
    from policyalign.inputs import Inputs
    from policyalign.match.profiles import Profile

DEFAULTS = Settings()


def compare(
    plans: Annotated[list[Path] | None, argument("plan_files", "PLANS")] = None,
    out: OutOption = Path("policyalign-out"),
    ids: Annotated[list[str] | None, option("ids", "--id", metavar="ID")] = None,
    everything: Annotated[bool, option("all_plans", "--all")] = False,
    domains: DomainsOption = None,
    plan_domains: Annotated[list[str] | None, option("plan_domain", "--plan-domain", metavar="PLAN_DOMAIN")] = None,
    scope: ScopeOption = "",
    proposals: ProposalsFileOption = "cocn",
    profiles: ProfilesOption = None,
    kinds: KindsOption = None,
    encoder: EncoderOption = DEFAULTS.encoder,
    model: Annotated[Path | None, option("model", "--model", metavar="FOLDER")] = None,
    genre: Annotated[list[str] | None, option("genre", "--genre", metavar="GENRE")] = None,
    workers: WorkersOption = DEFAULTS.workers,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    excerpts: Annotated[bool, option("excerpts", "--excerpts")] = False,
    report: Annotated[bool, option("report_too", "--report")] = False,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """``policyalign compare``: the results are safe on disk before anything is shown."""
    settings = Settings(
        read=ReadSettings(ocr=ocr),
        assess=AssessSettings(excerpts=excerpts),
        encoder=encoder,
        workers=workers,
        lang=lang,
        cache=not no_cache,
        kinds=cast(tuple[Kind, ...], tuple(kinds or DEFAULT_KINDS)),
    )
    plans, ids = plans or [], ids or []
    _check_usage(plans, ids, everything, domains)
    if bool(model) != bool(genre):
        raise WrongUsage(UsageCode.usage_model_genre)
    with errors_told(lang):
        from policyalign.inputs import expanded

        if report:
            _check_reports(out)

        if not plans:
            plans, ids = _from_catalogue(domains)
        with expanded(plans) as inputs:
            say_ignored(inputs.ignored, lang)
            _check_ids(inputs.files, ids)
            known = _plan_domains(plan_domains, inputs.files, ids)
            settings = _taught(settings, model, genre or [], inputs.files, ids)
            asked = {"proposals_source": proposals, "scope": scope, "domains": known, "unusable": inputs.failures}
            asked["profiles"] = _profiles(profiles, proposals, lang)
            run = _run(inputs, settings, ids, asked, out, quiet=quiet, report=report)
        if report:
            _report(out, lang, quiet)
        if not quiet:
            _show(run, out, lang)


def _check_usage(plans: list[Path], ids: list[str], everything: bool, domains: list[str] | None) -> None:
    """The plans come from exactly one place; those of the catalogue have their names already."""
    if sum((bool(plans), everything, bool(domains))) != 1:
        raise WrongUsage(UsageCode.usage_sources)
    if not plans:
        _check_ids(plans, ids)


def _check_ids(plans: list[Path], ids: list[str]) -> None:
    if ids and len(ids) != len(plans):
        raise WrongUsage(UsageCode.usage_count, "--id", given=len(ids), plans=len(plans))


_MOST_NAMED = 3


def say_ignored(ignored: Mapping[str, Sequence[str]], lang: Lang) -> None:
    """What of a folder or archive is no plan."""
    for place, names in ignored.items():
        named = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
        say(InterfaceCode.inputs_ignored, lang, place=place, count=len(names), names=named)


def _say_alike(run: Run, lang: Lang) -> None:
    """Files that are one plan, and plans that are editions of one."""
    for one in run.record.get("repeated", []):
        say(InterfaceCode.file_repeated, lang, **one)
    for one in run.record.get("editions", []):
        named = (", " if lang == "en" else "、").join(one["plans"])
        say(InterfaceCode.plan_editions, lang, plans=named, shared=f"{one['shared']:.0%}")


def _from_catalogue(domains: list[str] | None) -> tuple[list[Path], list[str]]:
    from policyalign.catalogue.library import Library

    library = Library()
    chosen = library.choose(domains or ())
    return [library.path_of(plan) for plan in chosen], [plan.id for plan in chosen]


def _plan_domains(given: list[str] | None, plans: list[Path], ids: list[str]) -> dict[str, str]:
    """The domains (分野) of plans by their ids, from ``宇宙`` once per plan in order or from ``ID=宇宙``."""
    from policyalign.pipeline import unique_ids

    if not given:
        return {}
    names = unique_ids(plans, ids)
    pairs = [text.partition("=") for text in given]
    if not any(equals for _, equals, _ in pairs) and len(given) == len(names):
        pairs = [(name, "=", domain) for name, domain in zip(names, given, strict=True)]
    found = {name.strip(): domain.strip() for name, _, domain in pairs}
    if len(found) != len(given) or not all(found.values()) or not found.keys() <= set(names):
        told = {"given": ", ".join(given), "plans": ", ".join(names), "example": names[0]}
        raise WrongUsage(UsageCode.usage_plan_domains, "--plan-domain", **told)
    return found


def _taught(settings: Settings, model: Path | None, genres: list[str], plans: list[Path], ids: list[str]) -> Settings:
    """The settings with what people's answers have taught."""
    from policyalign.cli.genres import parse_genres
    from policyalign.pipeline import unique_ids

    if model is None:
        return settings
    return replace(settings, model=str(model), genres=parse_genres(genres, unique_ids(plans, ids)))


def _profiles(path: Path | None, proposals: str, lang: Lang) -> Mapping[str, Profile]:
    """The user's profiles; how many of them are drafts, which are not used, is told."""
    from policyalign.corpora import load_proposals
    from policyalign.match.profiles import load_profiles

    if path is None:
        return {}
    found = load_profiles(path, load_proposals(proposals))
    if drafts := sum(one.status == "draft" for one in found.values()):
        say(OwnCode.own_drafts_unused, lang, file=path.name, count=drafts, every=len(found))
    return found


def _run(
    inputs: Inputs, settings: Settings, ids: list[str], asked: dict[str, Any], out: Path, *, quiet: bool, report: bool
) -> Run:
    """Compare and write; the results are safe on disk before anything is shown."""
    from policyalign.cli.progress import progress_shown
    from policyalign.cli.reviewed import say_taken_over
    from policyalign.cli.views import write_with_figures
    from policyalign.export import check_output
    from policyalign.pipeline import compare_files
    from policyalign.review.folder import arrived, check_answers

    check_output(out)
    check_answers(out)
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        run = inputs.as_given(compare_files(inputs.files, settings, ids=ids, progress=progress, **asked))
    if run.plans:  # else the results of an earlier run are worth more than empty files
        found = arrived(run, out)
        run = found.run
        say_taken_over(found.taken_over, out, settings.lang)
        if found.carried or found.again:
            counts = {"count": found.carried, "again": found.again}
            say(ReviewCode.review_carried, settings.lang, **counts, out=out)
        write_with_figures(run, out, settings.lang, quiet=quiet, report_follows=report)
    _say_alike(run, settings.lang)
    name_the_unusable(run.failures, run.plans, settings.lang)
    if not run.usable:
        raise typer.Exit(1)
    return run


def name_the_unusable(failures: Iterable[Failure], plans: Iterable[Plan], lang: Lang) -> None:
    """A line on stderr for every file that could not be used, and for every plan without text."""
    unusable = [(failure.name, failure.problem) for failure in failures]
    unusable += [(plan.source, one) for plan in plans for one in plan.problems if one.severity == "fatal"]
    for name, problem in unusable:
        complain(problem.code, lang, name, **problem.detail)


def _report(out: Path, lang: Lang, quiet: bool) -> None:
    """The report in all formats beside the results."""
    from policyalign.cli.report import make_report
    from policyalign.report import FORMATS

    for path in make_report(out, out, FORMATS, lang):
        if not quiet:
            say(ReportCode.report_written, lang, path=path)


def _check_reports(out: Path) -> None:
    """Raise now, not after minutes of work, where a report that people have edited would be overwritten."""
    from policyalign.report import FORMATS, NAME
    from policyalign.report.earlier import check_not_edited

    check_not_edited(out, [f"{NAME}.{one}" for one in FORMATS])


def _show(run: Run, out: Path, lang: Lang) -> None:
    from policyalign.assess.governance.rows import are_asked
    from policyalign.assess.governance.table import summary_lines
    from policyalign.assess.questions import GAPS
    from policyalign.assess.showing import Selection

    GAPS.show(run, Selection(), lang)
    if are_asked(run):
        for _, line in summary_lines(run, lang):
            tell(line)
    for plan in run.matrix.plans:
        if plan.problems:
            file = out / "problems.csv"
            say(InterfaceCode.plan_problems, lang, plan=plan.id, count=len(plan.problems), file=file)
        if plan.broken_pages:
            say(InterfaceCode.plan_broken, lang, plan=plan.id, pages=plan.page_count, broken=plan.broken_pages)
    for sentence in _assurance(run, out, lang):
        remark(sentence)


def _assurance(run: Run, out: Path, lang: Lang) -> Iterator[str]:
    """What the 欠落 of this run are worth: by the scorer's figures, and by an audit or how to make one."""
    if "guarantee" in run.record:
        yield run.record["guarantee"][lang]
    audits = run.record.get("audit", [])
    yield from (audit["sentence"][lang] for audit in audits)
    if not audits and any(finding.status == "gap" for finding in run.matrix.findings):
        yield message(AuditCode.guarantee_check, lang, out=out)
