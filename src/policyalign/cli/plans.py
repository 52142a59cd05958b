"""``policyalign plans``: the catalogue of plans (計画の目録)."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit

import typer

from policyalign.cli.commands import Command, new_group
from policyalign.cli.options import DomainsOption, LangOption, PlanFileArgument, argument, option
from policyalign.cli.terminal import confirmed, errors_told
from policyalign.messages import CatalogueCode, message
from policyalign.telling import complain, remark, say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.catalogue.records import KnownPlan, StoredPlan
    from policyalign.domain import Plan

plans = new_group("plans")

IdOption = Annotated[str, option("plan_id", "--id", metavar="ID")]
OwnDomainOption = Annotated[str, option("own_domain", "--plan-domain", metavar="DOMAIN")]
YesOption = Annotated[bool, option("yes", "--yes")]


@plans.command("list", cls=Command, help="plans_list")
def list_(domains: DomainsOption = None, lang: LangOption = "ja") -> None:
    """``policyalign plans list``."""
    from policyalign.catalogue.known import load_catalogue
    from policyalign.catalogue.library import Library
    from policyalign.cli.plan_tables import entry_lines, join_entries
    from policyalign.errors import CatalogueError

    wanted = domains or []
    with errors_told(lang):
        entries = join_entries(load_catalogue(), Library().plans())
        known = tuple(dict.fromkeys(entry.domain for entry in entries if entry.domain))
        for unknown in (name for name in wanted if name not in known):
            raise CatalogueError(CatalogueCode.catalogue_plan_domain_unknown, domain=unknown, domains="・".join(known))
        chosen = [entry for entry in entries if not wanted or entry.domain in wanted]
        tell("\n".join(entry_lines(chosen, lang)))


@plans.command("show", cls=Command, help="plans_show")
def show(plan: Annotated[str, argument("plan_name", "PLAN_NAME")], lang: LangOption = "ja") -> None:
    """``policyalign plans show``."""
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
                tell("\n".join(entry_card(entry, path, lang)))
                return
        raise CatalogueError(CatalogueCode.catalogue_plan_unknown, plan=plan)


@plans.command("add", cls=Command, help="plans_add")
def add(
    file: PlanFileArgument,
    id_: IdOption = "",
    domain: OwnDomainOption = "",
    yes: YesOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign plans add``."""
    with errors_told(lang):
        add_file(file, file.name, id_, domain, yes, lang)


@plans.command("fetch", cls=Command, help="plans_fetch")
def fetch(
    source: Annotated[str, argument("source", "SOURCE")],
    id_: IdOption = "",
    domain: OwnDomainOption = "",
    yes: YesOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign plans fetch``: the only command that connects to the internet."""
    from policyalign.catalogue.fetching import fetch_plan
    from policyalign.catalogue.library import Library
    from policyalign.extract.readers import SUFFIXES, WEB_SUFFIXES

    with errors_told(lang):
        check_confirmable(yes)
        url, plan_id = _address_of(source, id_)
        say(CatalogueCode.catalogue_plan_fetching, lang, url=url)
        # The address that the catalogue has may be that of an entrance, and a page in the place of a file is an error.
        named = Path(re.split("[?#]", url)[0]).suffix.lower() in SUFFIXES - WEB_SUFFIXES
        fetched = fetch_plan(url, Library().folder / "fetched", web_pages="://" in source and not named)
        try:
            add_file(fetched, url, plan_id, domain, yes, lang)
        finally:
            fetched.unlink(missing_ok=True)


def _address_of(source: str, plan_id: str) -> tuple[str, str]:
    """Where a plan is fetched from, and the id it is added by."""
    from policyalign.catalogue.known import load_catalogue
    from policyalign.errors import CatalogueError, FetchError

    if "://" in source:
        return source, plan_id
    known = _named(source, load_catalogue())
    if not known:
        raise CatalogueError(CatalogueCode.catalogue_plan_unknown, plan=source)
    if not known.official_page:
        raise FetchError(CatalogueCode.fetch_nothing_known, plan=known.id, owner=known.owner)
    return known.official_page, plan_id or known.id


def add_file(file: Path, origin: str, plan_id: str, domain: str, yes: bool, lang: Lang) -> None:
    """Read, show, confirm and keep a file that is new to the catalogue; ``origin`` is where it came from."""
    from policyalign.catalogue.library import Library, file_sha256
    from policyalign.extract.readers import ending_of

    library = Library()
    sha256 = file_sha256(file)
    if same := library.holding(sha256):
        tell(message(CatalogueCode.catalogue_plan_already, lang, plan=same.id))
        return
    check_confirmable(yes)
    plan, known = _describe(file, sha256, origin, plan_id, domain, lang)
    earlier = library.find(plan.id)
    _show_for_confirmation(plan, known, earlier, lang)
    if not yes and not confirmed(message(CatalogueCode.catalogue_plan_confirm, lang)):
        say(CatalogueCode.catalogue_plan_not_added, lang)
        raise typer.Exit(1)
    added = library.add(file, plan, earlier.sha256 if earlier else "", ending_of(file))
    tell(message(CatalogueCode.catalogue_plan_added, lang, plan=added.id, file=library.folder / added.file))


def check_confirmable(yes: bool) -> None:
    """Raise now, not after minutes of work, when nobody can be asked."""
    from policyalign.errors import CatalogueError

    if not yes and not _at_terminal():
        raise CatalogueError(CatalogueCode.catalogue_plan_unconfirmed)


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _describe(
    file: Path, sha256: str, origin: str, plan_id: str, domain: str, lang: Lang
) -> tuple[StoredPlan, KnownPlan | None]:
    from policyalign.catalogue.known import load_catalogue
    from policyalign.catalogue.library import Library
    from policyalign.catalogue.records import Period, StoredPlan, free_name, is_id, recognise
    from policyalign.config import Settings
    from policyalign.errors import CatalogueError
    from policyalign.extract.readers import WEB_SUFFIXES
    from policyalign.messages.places import counted_unit
    from policyalign.pipeline import read_file

    catalogue, stored = load_catalogue(), Library().plans()
    if plan_id and not is_id(plan_id):
        raise CatalogueError(CatalogueCode.catalogue_plan_id_wrong, plan=plan_id)
    read = read_file(file, Settings(lang=lang))
    if "://" in origin and file.suffix in WEB_SUFFIXES:
        _check_has_text(read, origin)
    known = _named(plan_id, catalogue) if plan_id else recognise(read.title, read.edition, catalogue)
    taken = [plan.id for plan in catalogue] + [plan.id for plan in stored]
    name = known.id if known else plan_id or free_name(_stem(origin), taken)
    if not is_id(name):
        raise CatalogueError(CatalogueCode.catalogue_plan_id_wrong, plan=name)
    chosen = domain or (known.domain if known else "")
    own = read.period
    period = Period(own.start_fy, own.end_fy, own.phrase) if own else Period()
    unit = counted_unit(read.places)
    return StoredPlan(name, chosen, read.title, period, read.page_count, sha256, "", origin, unit), known


def _check_has_text(read: Plan, url: str) -> None:
    """An entrance, or an error that is no error to the server, is no plan."""
    from policyalign.config import AssessSettings
    from policyalign.errors import FetchError

    limits = AssessSettings()
    characters = sum(len(passage.text) for passage in read.passages)
    if len(read.passages) < limits.min_passages or characters < limits.min_characters:
        told = {"url": url, "passages": len(read.passages), "characters": f"{characters:,}"}
        raise FetchError(CatalogueCode.fetch_little_text, **told)


def _stem(origin: str) -> str:
    """The last part of a path or an address without its ending."""
    path = unquote(urlsplit(origin).path) if "://" in origin else origin
    return Path(path).stem


def _named(plan_id: str, catalogue: tuple[KnownPlan, ...]) -> KnownPlan | None:
    return next((plan for plan in catalogue if plan.id.casefold() == plan_id.casefold()), None)


def _show_for_confirmation(plan: StoredPlan, known: KnownPlan | None, earlier: StoredPlan | None, lang: Lang) -> None:
    from policyalign.catalogue.records import shortened
    from policyalign.cli.plan_tables import stored_lines

    title = known.title if known else message(CatalogueCode.catalogue_plan_own, lang)
    remark("\n".join((f"{plan.id}  {title}", *stored_lines(plan, lang))))
    new = plan.short_hash
    if known and known.sha256 and known.sha256 != plan.sha256:
        complain(CatalogueCode.catalogue_plan_differs, lang, plan=plan.id, new=new, old=shortened(known.sha256))
    if earlier:
        complain(CatalogueCode.catalogue_plan_replaces, lang, plan=earlier.id, new=new, old=earlier.short_hash)
