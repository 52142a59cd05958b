"""``policyalign plans``: the catalogue of plans (計画の目録)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.options import parse_domains
from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang

if TYPE_CHECKING:
    from policyalign.catalogue.records import KnownPlan, Period, StoredPlan
    from policyalign.domain import Interval

plans = typer.Typer(
    help="The catalogue of plans (計画の目録): list, add, fetch.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

IdOption = Annotated[
    str, typer.Option("--id", metavar="ID", help="Its name in the catalogue and in results (名前).")
]
DomainOption = Annotated[str, typer.Option(metavar="宇宙", help="Its domain (分野).")]
YesOption = Annotated[bool, typer.Option("--yes", help="Add without asking for confirmation (確認しない).")]


@plans.command("list")
def list_(
    domain: Annotated[
        str, typer.Option(metavar="宇宙,海洋", help="Only plans of these domains (分野).")
    ] = "",
    lang: LangOption = "ja",
) -> None:
    """List the plans that are known of, and those added (一覧)."""
    from policyalign.catalogue.known import load_catalogue
    from policyalign.catalogue.library import Library
    from policyalign.cli.plan_tables import entry_lines, join_entries
    from policyalign.errors import CatalogueError

    wanted = parse_domains(domain) if domain else ()
    with errors_told(lang):
        entries = join_entries(load_catalogue(), Library().plans())
        domains = tuple(dict.fromkeys(entry.domain for entry in entries if entry.domain))
        for unknown in (name for name in wanted if name not in domains):
            raise CatalogueError("catalogue_plan_domain_unknown", domain=unknown, domains="・".join(domains))
        chosen = [entry for entry in entries if not wanted or entry.domain in wanted]
        typer.echo("\n".join(entry_lines(chosen, lang)))


@plans.command("show")
def show(
    plan: Annotated[str, typer.Argument(metavar="ID", help="Id, title or another name of the plan.")],
    lang: LangOption = "ja",
) -> None:
    """Show all about one plan: period, owner, page, file (詳細)."""
    from policyalign.catalogue.known import load_catalogue
    from policyalign.catalogue.library import Library
    from policyalign.cli.plan_tables import entry_card, join_entries
    from policyalign.errors import CatalogueError
    from policyalign.text.normalize import nfkc_key

    with errors_told(lang):
        library = Library()
        for entry in join_entries(load_catalogue(), library.plans()):
            names = (entry.id, entry.title, *(entry.known.names if entry.known else ()))
            if nfkc_key(plan).casefold() in {nfkc_key(name).casefold() for name in names}:
                path = str(library.folder / entry.stored.file) if entry.stored else ""
                typer.echo("\n".join(entry_card(entry, path, lang)))
                return
        raise CatalogueError("catalogue_plan_unknown", plan=plan)


@plans.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The plan (基本計画), as PDF.")],
    id_: IdOption = "",
    domain: DomainOption = "",
    yes: YesOption = False,
    lang: LangOption = "ja",
) -> None:
    """Copy a plan's PDF into your data folder (計画を加える).

    Title and period (計画期間) are read from the file and shown for confirmation; its SHA-256 is recorded, so
    that another edition or an altered file is noticed. Without --id the plan is recognised by its title, or
    goes by the name of the file.
    """
    with errors_told(lang):
        add_file(file, file.name, id_, domain, yes, lang)


@plans.command("fetch")
def fetch(
    source: Annotated[
        str, typer.Argument(metavar="ID|URL", help="A plan of the catalogue, or the https address of a PDF.")
    ],
    id_: IdOption = "",
    domain: DomainOption = "",
    yes: YesOption = False,
    lang: LangOption = "ja",
) -> None:
    """Download a plan's PDF and add it (受け取って加える).

    The only command that connects to the internet. https and public addresses only; what was cut off goes on
    where it ended when the command is run again. What comes is checked to be a PDF and then added as by add.
    """
    from policyalign.catalogue.fetching import fetch_pdf
    from policyalign.catalogue.library import Library
    from policyalign.messages import message

    with errors_told(lang):
        check_confirmable(yes)
        url, plan_id = _address_of(source, id_)
        typer.echo(message("catalogue_plan_fetching", {"url": url}, lang), err=True)
        fetched = fetch_pdf(url, Library().folder / "fetched")
        try:
            add_file(fetched.path, url, plan_id, domain, yes, lang)
        finally:
            fetched.path.unlink(missing_ok=True)


def _address_of(source: str, plan_id: str) -> tuple[str, str]:
    """Where a plan is fetched from, and the id it is added by."""
    from policyalign.catalogue.known import load_catalogue
    from policyalign.errors import CatalogueError, FetchError

    if "://" in source:
        return source, plan_id
    known = _named(source, load_catalogue())
    if not known:
        raise CatalogueError("catalogue_plan_unknown", plan=source)
    if not known.official_page:
        raise FetchError("fetch_nothing_known", plan=known.id, owner=known.owner)
    return known.official_page, plan_id or known.id


def add_file(file: Path, origin: str, plan_id: str, domain: str, yes: bool, lang: Lang) -> None:
    """Read, show, confirm and keep a file that is new to the catalogue; ``origin`` is where it came from."""
    from policyalign.catalogue.library import Library, file_sha256
    from policyalign.messages import message

    library = Library()
    sha256 = file_sha256(file)
    if same := library.holding(sha256):
        typer.echo(message("catalogue_plan_already", {"plan": same.id}, lang))
        return
    check_confirmable(yes)
    plan, known = _describe(file, sha256, origin, plan_id, domain, lang)
    _show_for_confirmation(plan, known, library.find(plan.id), lang)
    if not yes and not typer.confirm(message("catalogue_plan_confirm", lang=lang), err=True):
        typer.echo(message("catalogue_plan_not_added", lang=lang), err=True)
        raise typer.Exit(1)
    added = library.add(file, plan)
    detail = {"plan": added.id, "file": str(library.folder / added.file)}
    typer.echo(message("catalogue_plan_added", detail, lang))


def check_confirmable(yes: bool) -> None:
    """Raise now, not after minutes of work, when nobody can be asked."""
    from policyalign.errors import CatalogueError

    if not yes and not _at_terminal():
        raise CatalogueError("catalogue_plan_unconfirmed")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _describe(
    file: Path, sha256: str, origin: str, plan_id: str, domain: str, lang: Lang
) -> tuple[StoredPlan, KnownPlan | None]:
    from policyalign.catalogue.known import load_catalogue
    from policyalign.catalogue.library import Library
    from policyalign.catalogue.records import StoredPlan, free_name, is_id, recognise
    from policyalign.config import Settings
    from policyalign.errors import CatalogueError
    from policyalign.pipeline import read_file

    catalogue, stored = load_catalogue(), Library().plans()
    if plan_id and not is_id(plan_id):
        raise CatalogueError("catalogue_plan_id_wrong", plan=plan_id)
    read = read_file(file, Settings(lang=lang))
    known = _named(plan_id, catalogue) if plan_id else recognise(read.title, read.edition, catalogue)
    taken = [plan.id for plan in catalogue] + [plan.id for plan in stored]
    name = known.id if known else plan_id or free_name(_stem(origin), taken)
    if not is_id(name):
        raise CatalogueError("catalogue_plan_id_wrong", plan=name)
    chosen = domain or (known.domain if known else "")
    period = _period(read.period)
    return StoredPlan(name, chosen, read.title, period, read.page_count, sha256, "", origin), known


def _stem(origin: str) -> str:
    """The last part of a path or an address without its ending."""
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(origin).path) if "://" in origin else origin
    return Path(path).stem


def _named(plan_id: str, catalogue: tuple[KnownPlan, ...]) -> KnownPlan | None:
    return next((plan for plan in catalogue if plan.id.casefold() == plan_id.casefold()), None)


def _period(interval: Interval | None) -> Period:
    from policyalign.catalogue.records import Period

    return Period(interval.start_fy, interval.end_fy, interval.phrase) if interval else Period()


def _show_for_confirmation(
    plan: StoredPlan, known: KnownPlan | None, earlier: StoredPlan | None, lang: Lang
) -> None:
    from policyalign.catalogue.records import shortened
    from policyalign.cli.plan_tables import stored_lines
    from policyalign.messages import message

    typer.echo(f"{plan.id}  {known.title if known else message('catalogue_plan_own', lang=lang)}", err=True)
    typer.echo("\n".join(stored_lines(plan, lang)), err=True)
    if known and known.sha256 and known.sha256 != plan.sha256:
        detail = {"plan": plan.id, "new": plan.short_hash, "old": shortened(known.sha256)}
        complain("catalogue_plan_differs", detail, lang)
    if earlier:
        detail = {"plan": earlier.id, "new": plan.short_hash, "old": earlier.short_hash}
        complain("catalogue_plan_replaces", detail, lang)
