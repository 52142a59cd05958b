"""The plan catalogue as text: one line per plan, and a card of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.catalogue.records import KnownPlan, Period, StoredPlan
from policyalign.messages import CatalogueCode, message
from policyalign.values import Code, Lang


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a plan: by the shipped catalogue, by the user's file, or by both."""

    known: KnownPlan | None
    stored: StoredPlan | None

    @property
    def id(self) -> str:
        return self.stored.id if self.stored else self.known.id if self.known else ""

    @property
    def domain(self) -> str:
        return self.stored.domain if self.stored else self.known.domain if self.known else ""

    @property
    def title(self) -> str:
        return self.known.title if self.known else self.stored.title if self.stored else ""


def join_entries(known: Sequence[KnownPlan], stored: Sequence[StoredPlan]) -> tuple[Entry, ...]:
    """The shipped plans in their order with the user's files, then the user's other plans."""
    files = {plan.id.casefold(): plan for plan in stored}
    shipped = tuple(Entry(plan, files.pop(plan.id.casefold(), None)) for plan in known)
    return (*shipped, *(Entry(None, plan) for plan in files.values()))


def entry_lines(entries: Sequence[Entry], lang: Lang) -> Iterator[str]:
    """Id, domain, decision date and title of each, in columns, and whether there is a file."""
    rows = [(entry.id, entry.domain, entry.known.decided if entry.known else "", entry.title) for entry in entries]
    widths = [max(map(_cells, column)) for column in list(zip(*rows, strict=True))[:-1]]
    for entry, row in zip(entries, rows, strict=True):
        cells = [text + " " * (width - _cells(text)) for text, width in zip(row, widths, strict=False)]
        mark = f" {message(CatalogueCode.catalogue_plan_has_file, lang)}" if entry.stored else ""
        yield f"{'  '.join(cells)}  {entry.title}{mark}"


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
        CatalogueCode.catalogue_plan_pages: str(plan.pages),
        CatalogueCode.catalogue_plan_origin: plan.origin,
        CatalogueCode.catalogue_plan_file: path,
    }
    yield from _labelled(entries, lang)
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


def _cells(text: str) -> int:
    """Columns of a terminal that a text takes."""
    from policyalign.text.normalize import is_wide

    return sum(2 if is_wide(char) else 1 for char in text)
