"""The plan catalogue as text: one line per plan, and a card of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.catalogue.records import KnownPlan, Period, StoredPlan
from policyalign.cli.help import cells
from policyalign.messages import CatalogueCode, message
from policyalign.messages.places import unit_told
from policyalign.values import Code, Lang


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a plan: by the shipped catalogue, by the user's file, or by both."""

    id: str
    domain: str
    title: str
    known: KnownPlan | None
    stored: StoredPlan | None


def join_entries(known: Sequence[KnownPlan], stored: Sequence[StoredPlan]) -> tuple[Entry, ...]:
    """The shipped plans in their order with the user's files, then the user's other plans."""
    files = {plan.id.casefold(): plan for plan in stored}
    entries = []
    for plan in known:
        own = files.pop(plan.id.casefold(), None)
        named = own or plan
        entries.append(Entry(named.id, named.domain, plan.title, plan, own))
    return (*entries, *(Entry(plan.id, plan.domain, plan.title, None, plan) for plan in files.values()))


def entry_lines(entries: Sequence[Entry], lang: Lang) -> Iterator[str]:
    """Id, domain, decision date and title of each, in columns, and whether there is a file."""
    rows = [(entry.id, entry.domain, entry.known.decided if entry.known else "") for entry in entries]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for entry, row in zip(entries, rows, strict=True):
        aligned = (text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True))
        mark = f" {message(CatalogueCode.catalogue_plan_has_file, lang)}" if entry.stored else ""
        yield f"{'  '.join(aligned)}  {entry.title}{mark}"


def entry_card(entry: Entry, path: str, lang: Lang) -> Iterator[str]:
    """Everything about one plan; ``path`` is where its file lies."""
    yield f"{entry.id}  {entry.title}"
    if entry.known:
        yield from _known_lines(entry.known, entry.domain, lang)
    else:
        yield f"  {message(CatalogueCode.catalogue_plan_own, lang)}"
    if entry.stored:
        yield from stored_lines(entry.stored, lang, path, with_domain=entry.known is None)


def stored_lines(plan: StoredPlan, lang: Lang, path: str = "", *, with_domain: bool = True) -> Iterator[str]:
    """What was read from a plan's file, as shown for confirmation and on its card."""
    unread = message(CatalogueCode.catalogue_plan_not_read, lang)
    entries = {
        CatalogueCode.catalogue_plan_domain: plan.domain if with_domain else "",
        CatalogueCode.catalogue_plan_read: f"{plan.title or unread} / {period_words(plan.period) or unread}",
    }
    yield from _labelled(entries, lang)
    yield f"  {unit_told(plan.unit, lang)}: {plan.pages}"
    origin = {CatalogueCode.catalogue_plan_origin: plan.origin, CatalogueCode.catalogue_plan_file: path}
    yield from _labelled(origin, lang)
    yield f"  SHA-256: {plan.sha256}"


def period_words(period: Period) -> str:
    """The wording of a period, or its years."""
    if period.phrase or (period.start_fy is None and period.end_fy is None):
        return period.phrase
    return f"{period.start_fy or ''}–{period.end_fy or ''}"


def _known_lines(plan: KnownPlan, domain: str, lang: Lang) -> Iterator[str]:
    entries = {
        CatalogueCode.catalogue_plan_domain: domain,
        CatalogueCode.catalogue_plan_aliases: "、".join(plan.aliases),
        CatalogueCode.catalogue_plan_edition: plan.edition,
        CatalogueCode.catalogue_plan_decided: plan.decided,
        CatalogueCode.catalogue_plan_period: period_words(plan.period),
        CatalogueCode.catalogue_plan_owner: plan.owner,
        CatalogueCode.catalogue_plan_legal_basis: plan.legal_basis,
        CatalogueCode.catalogue_plan_page: plan.official_page,
        CatalogueCode.catalogue_plan_licence: plan.licence,
        CatalogueCode.catalogue_plan_note: plan.note,
    }
    yield from _labelled(entries, lang)


def _labelled(entries: Mapping[Code, str], lang: Lang) -> Iterator[str]:
    yield from (f"  {message(code, lang)}: {value}" for code, value in entries.items() if value)
