"""The tables of the chapter as rows, with the widths of their columns, before any file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from policyalign.messages import label
from policyalign.messages.audit import CHECK_SIGN
from policyalign.messages.labels import STATUS_MARKS, STATUSES
from policyalign.messages.report import CHAPTER
from policyalign.messages.terms import MEANING, TERM, TERMS
from policyalign.report.records import Cell, Entry, Joined
from policyalign.report.sources import Source, source_heads, sources_of
from policyalign.report.statements import Statement, ended_rows, reasons_of_plans, role_told
from policyalign.report.texts import in_plain_style
from policyalign.values import Status

TOLD: tuple[Status, ...] = ("covered", "partial", "gap", "undetermined", "out_of_scope")
_TEXT, _LYING, _NAMES = 160, 247, 62
"""Millimetres of text across a page that stands and one that lies, and of the names of proposals there."""
_TITLES = 42
"""Millimetres for the titles of plans, which are written downwards."""
_ABREAST = 16
"""Plans side by side in a table of verdicts."""


@dataclass(frozen=True, slots=True)
class Tabular:
    """A table with its title; the first row holds the headings. ``widths`` are millimetres, ``upright`` those
    for headings that are written downwards, if they are."""

    title: str
    rows: Sequence[Sequence[str | Statement]]
    widths: Sequence[int]
    upright: int = 0


def counts_of(joined: Joined) -> Tabular:
    """How many verdicts of each kind every plan has."""
    counts = Counter((cell.plan.id, cell.finding.status) for cell in joined.cells)
    rows = [[plan.title or plan.id, *(str(counts[plan.id, status]) for status in TOLD)] for plan in joined.plans]
    head = ["", *(label(STATUSES, status, joined.lang) for status in TOLD)]
    return Tabular(_word("counts", joined), [head, *rows], (_TEXT - 5 * 17, *[17] * 5))


def points_of(joined: Joined) -> Tabular:
    """Per proposal who takes it up, and in how many plans it is a gap or open."""
    head = [_word("proposal", joined), *(label(STATUSES, status, joined.lang) for status in TOLD[:4])]
    rows = [
        [
            _named(entry),
            *("\n".join(cell.plan.title or cell.plan.id for cell in entry.of(status)) for status in TOLD[:2]),
            *(str(len(entry.of(status))) for status in TOLD[2:4]),
        ]
        for entry in joined.entries
    ]
    return Tabular(_word("points", joined), [head, *rows], (_TEXT - 2 * 37 - 2 * 15, 37, 37, 15, 15))


def responsibilities_of(joined: Joined) -> Tabular:
    """Per proposal that anybody is in charge of, who is."""
    rows = [
        [_named(entry), "\n".join(role_told(one, joined.lang) for one in entry.roles)]
        for entry in joined.entries
        if entry.roles
    ]
    return Tabular(
        _word("responsibility", joined), [[_word("proposal", joined), _word("roles", joined)], *rows], (70, _TEXT - 70)
    )


def wide_of(joined: Joined) -> Tabular | None:
    """The reasons for 判定不能 that hold for a plan as a whole, each said once; None where there are none."""
    rows: list[Sequence[str | Statement]] = list(reasons_of_plans(joined))
    head = [_word(name, joined) for name in ("plan", "reason", "proposals_open")]
    return Tabular(_word("wide", joined), [head, *rows], (42, _TEXT - 42 - 40, 40)) if rows else None


def ended_table(joined: Joined) -> Tabular | None:
    """The measures that end before the reference window; None where there are none."""
    rows: list[Sequence[str | Statement]] = list(ended_rows(joined))
    head = [_word(name, joined) for name in ("place", "measure_time", "proposal")]
    title = _word("ended", joined).format(year=joined.ended.before)
    return Tabular(title, [head, *rows], (45, _TEXT - 45 - 40, 40)) if rows else None


def terms_of(joined: Joined) -> Tabular:
    """What the words mean that are used in the chapter, in its style."""
    lang = joined.lang
    told = ((name.text(lang), meaning.text(lang)) for name, meaning in TERMS.values())
    rows = [
        [name, meaning if lang == "en" else f"{in_plain_style(meaning).removesuffix('。')}。"] for name, meaning in told
    ]
    return Tabular(_word("terms", joined), [[TERM.text(lang), MEANING.text(lang)], *rows], (40, _TEXT - 40))


def sources_table(joined: Joined) -> Tabular:
    """The files that were read, so that others can tell whether they have the same, and what is known of them."""
    heads = dict(zip((one.name for one in fields(Source)), source_heads(joined.lang), strict=True))
    shown = ("plan", "edition", "decided", "issuer", "pages", "unread")
    rows = [
        [f"{one.plan}\n{one.file}\nSHA-256 {one.sha256}", *(getattr(one, name) for name in shown[1:])]
        for one in sources_of(joined.plans, joined.lang)
    ]
    widths = (17, 25, 23, 18, 17)
    return Tabular(_word("sources", joined), [[heads[name] for name in shown], *rows], (_TEXT - sum(widths), *widths))


def verdicts_of(joined: Joined) -> Iterator[Tabular]:
    """All verdicts, as many plans in a table as a page that lies has room for."""
    for first in range(0, len(joined.plans), _ABREAST):
        plans = joined.plans[first : first + _ABREAST]
        rows = [
            [_named(entry), *(_mark(cell, joined) for cell in entry.cells[first : first + _ABREAST])]
            for entry in joined.entries
        ]
        head = ["", *(plan.title or plan.id for plan in plans)]
        width = min(20, (_LYING - _NAMES) // len(plans))
        yield Tabular(_word("appendix", joined), [head, *rows], (_NAMES, *[width] * len(plans)), _TITLES)


def _mark(cell: Cell, joined: Joined) -> str:
    """A verdict in one character, signed where people have decided."""
    return label(STATUS_MARKS, cell.finding.status, joined.lang) + CHECK_SIGN * cell.decided


def _named(entry: Entry) -> str:
    return f"{entry.proposal.id} {entry.proposal.label}"


def _word(name: str, joined: Joined) -> str:
    return CHAPTER[name].text(joined.lang)
