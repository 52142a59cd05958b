"""The sentences of the chapter, built from the joined records by templates. None says more than its finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyalign.messages import VerdictCode
from policyalign.messages.report import SENTENCES, SHEETS
from policyalign.report.records import Cell, Entry, Joined, Quotation, Role, Row

SHOWN = 3
"""Findings of one kind in the section of a proposal."""
LISTED = 40
"""Findings of one kind in the parts on all plans."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and what it rests on. ``key`` names the findings, in no language; ``quotation`` is there where the
    sentence is one, word for word; ``place`` goes into a note."""

    key: str
    text: str
    quotation: Quotation | None = None
    place: str = ""

    @property
    def mark(self) -> str:
        """12 hex digits of the findings that it rests on."""
        return _digest(self.key)

    @property
    def fingerprint(self) -> str:
        """12 hex digits of what the findings say."""
        return _digest(self.text + self.place)


def summary(joined: Joined) -> tuple[Statement, ...]:
    """The run in numbers, and what its gaps are worth."""
    counts = Counter(cell.finding.status for cell in joined.cells)
    told = {status: counts[status] for status in ("covered", "partial", "gap", "undetermined", "out_of_scope")}
    sizes = {"plans": len(joined.plans), "proposals": len(joined.entries), "cells": sum(counts.values())}
    kinds = {"overlaps": joined.overlaps, "phases": joined.phases, "exits": joined.exits}
    numbers = {name: len(rows) for name, rows in kinds.items()}
    numbers |= {f"{name}_certain": sum(row.certain for row in rows) for name, rows in kinds.items()}
    lang = joined.lang
    return (
        Statement("summary", _text("summary", lang, **told, **sizes)),
        Statement("summary_undetermined", _text("summary_undetermined", lang)),
        Statement("summary_findings", _text("summary_findings", lang, **numbers)),
        *(Statement(f"guarantee|{number}", text) for number, text in enumerate(joined.guarantee)),
    )


def takers(entry: Entry, lang: str) -> Iterator[Statement]:
    """Who takes a proposal up, each with the sentence that carries it."""
    for cell in entry.taken_up:
        yield _taker(cell, lang)
        if cell.quotation is not None and not cell.finding.checked:
            quoted = f"「{cell.quotation.text}」"
            place = f"{title(cell)} {cell.quotation.place}　{cell.quotation.heading}"
            yield Statement(f"quote|{cell.key}", quoted, cell.quotation, place)
    if not entry.taken_up:
        yield Statement(f"none|{entry.proposal.id}", _text("none", lang))


def absent(entry: Entry, lang: str) -> Iterator[Statement]:
    """Where it is judged to be absent, and what was not expected to answer."""
    for status in ("gap", "out_of_scope"):
        if cells := entry.of(status):
            plans = _listed((title(cell) for cell in cells), lang)
            yield Statement(f"{status}|{entry.proposal.id}", _text(status, lang, plans=plans))


def undecided(entry: Entry, lang: str) -> Iterator[Statement]:
    """What is open, by its reason, and where to begin to read."""
    cells = entry.of("undetermined")
    if cells:
        text = _text("undetermined", lang, plans=_listed((_look(cell, lang) for cell in cells), lang))
        yield Statement(f"undetermined|{entry.proposal.id}", text)


def findings(rows: Iterable[Row], sheet: str, count: int, owner: str, lang: str) -> Iterator[Statement]:
    """The certain ones of some findings, up to ``count``, and how many more there are."""
    rows = tuple(rows)
    shown = [row for row in rows if row.certain][:count]
    seen: Counter[str] = Counter()
    for row in shown:
        seen[row.key] += 1
        text = _text("finding", lang, type=row.type, confidence=row.confidence, text=row.text)
        yield Statement(f"{owner}|{row.key}|{seen[row.key]}", text, place=row.places)
    if len(rows) > len(shown):
        more = _text("more", lang, count=len(rows) - len(shown), sheet=SHEETS[sheet].text(lang))
        yield Statement(f"more|{owner}|{sheet}", more)


def roles(entry: Entry, lang: str) -> Iterator[Statement]:
    """Who is in charge of what answers a proposal."""
    if entry.roles:
        told = (role_told(one, lang) for one in entry.roles)
        yield Statement(f"roles|{entry.proposal.id}", _text("roles", lang, roles=_listed(told, lang)))


def role_told(one: Role, lang: str) -> str:
    """A ministry with its role; the role alone of measures that name none."""
    return _text("role", lang, ministry=one.ministry, role=one.role) if one.ministry else one.role


def every_statement(joined: Joined) -> Iterator[Statement]:
    """All sentences of the chapter, in order."""
    yield from summary(joined)
    for entry in joined.entries:
        yield from of_entry(entry, joined.lang)
    for name in ("overlaps", "phases", "exits"):
        yield from findings(getattr(joined, name), name, LISTED, "all", joined.lang)


def of_entry(entry: Entry, lang: str) -> Iterator[Statement]:
    """All sentences of the section of a proposal."""
    yield from takers(entry, lang)
    yield from absent(entry, lang)
    yield from undecided(entry, lang)
    yield from related(entry, lang)
    yield from roles(entry, lang)


def related(entry: Entry, lang: str) -> Iterator[Statement]:
    """Overlaps, phases and exits of a proposal."""
    for name in ("overlaps", "phases", "exits"):
        yield from findings(getattr(entry, name), name, SHOWN, entry.proposal.id, lang)


def title(cell: Cell) -> str:
    """The title of the plan of a verdict."""
    return cell.plan.title or cell.plan.id


def _taker(cell: Cell, lang: str) -> Statement:
    if cell.finding.checked:
        return Statement(f"cell|{cell.key}", _text("checked", lang, plan=title(cell)))
    comma = ", " if lang == "en" else "、"
    details = comma.join(part for part in ("・".join(cell.ministries), cell.years) if part)
    details = details and (f" ({details})" if lang == "en" else f"（{details}）")
    told = {"plan": title(cell), "measure": cell.measure.heading if cell.measure else "–", "details": details}
    probability = "–" if cell.finding.probability is None else f"{cell.finding.probability:.0%}"
    return Statement(f"cell|{cell.key}", _text(cell.finding.status, lang, **told, probability=probability))


def _look(cell: Cell, lang: str) -> str:
    """A plan with why nothing can be said of it, in short where its probability is all there is to say."""
    why = cell.reason
    if cell.finding.reason == VerdictCode.between and cell.finding.probability is not None:
        why = _text("between", lang, probability=f"{cell.finding.probability:.0%}")
    if cell.quotation is None:
        return _text("not_near", lang, plan=title(cell), why=why)
    return _text("look", lang, plan=title(cell), why=why, place=cell.quotation.place)


def _listed(words: Iterable[str], lang: str) -> str:
    return (", " if lang == "en" else "、").join(words)


def _text(name: str, lang: str, **blanks: object) -> str:
    return SENTENCES[name].text(lang).format(**blanks)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
