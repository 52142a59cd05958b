"""The sheets of the workbook as columns and rows, before any file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.run import Run
from policyalign.export import every_table
from policyalign.export.rows import PROBLEMS
from policyalign.messages import label
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUSES
from policyalign.messages.report import HEADINGS, OTHER_SIDE
from policyalign.report.records import Answer, Cell, Entry, Joined
from policyalign.report.records import Row as Found
from policyalign.tables import Column, Row, columns

_FILES = {
    "matrix": "gap_matrix.csv",
    "findings": "findings.csv",
    "overlaps": "overlaps.csv",
    "phases": "phases.csv",
    "exits": "exits.csv",
    "responsibility": "responsibility.csv",
    "links": "links.csv",
    "problems": PROBLEMS.file,
}
"""The sheets that hold a table of the results as it is."""

ORDER = (
    "matrix",
    "findings",
    "proposals",
    "overlaps",
    "phases",
    "exits",
    "responsibility",
    "ministries",
    "links",
    "problems",
)
REVIEW = columns("check note reviewer key")
"""What people fill in on the sheet of verdicts, and the mark by which a row is known again."""
_PDF = columns("pdf")
_BY_PROPOSAL = columns("proposal_id label text taken_up ministry gap undetermined out_of_scope overlaps phases exits")
_MORE = 5
"""Findings of one kind named in the row of a proposal; the sheets of their own hold all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is a key of :data:`~policyalign.messages.report.SHEETS`; ``headings`` are worded."""

    name: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def every_sheet(run: Run, joined: Joined, answers: Mapping[str, Answer]) -> Iterator[Sheet]:
    """All sheets in order; ``answers`` that people gave before, by the key of their cell, stand in the verdicts."""
    lang = joined.lang
    tables = {table.file: table for table in (*every_table(), PROBLEMS)}
    for name in ORDER:
        if name == "proposals":
            yield _sheet(name, _BY_PROPOSAL, [_by_proposal(entry, lang) for entry in joined.entries], run, lang)
        elif name == "ministries":
            yield _by_ministry(run, joined)
        else:
            table = tables[_FILES[name]]
            told, rows = table.columns_of(run), list(table.rows(run, lang))
            if name == "findings":
                told = (*told[:5], *REVIEW[:3], *_PDF, *told[5:], *REVIEW[3:])
                rows = [_to_review(row, answers, lang) for row in rows]
            yield _sheet(name, told, rows, run, lang)


def heading(sheet: str, column: Column, titles: Mapping[str, str], lang: str) -> str:
    """The heading of a column; plans and ministries, which head columns of their own, go by their titles."""
    if column.key:
        return titles.get(column.name, column.name)
    name, other, _ = column.name.partition("_2")
    told = HEADINGS.get(f"{sheet}.{name}", HEADINGS[name]).text(lang)
    return OTHER_SIDE.text(lang).format(heading=told) if other else told


def _sheet(name: str, told: Sequence[Column], rows: Sequence[Row], run: Run, lang: str) -> Sheet:
    titles = {plan.id: plan.title or plan.id for plan in run.plans}
    return Sheet(name, tuple(told), tuple(heading(name, one, titles, lang) for one in told), tuple(rows))


def _to_review(row: Row, answers: Mapping[str, Answer], lang: str) -> Row:
    key = f"{row['proposal_id']}|{row['plan_id']}"
    answer = answers.get(key)
    if answer is None:
        return {**row, "key": key}
    given = {"check": label(CHECKS, answer.check, lang), "note": answer.note, "reviewer": answer.reviewer}
    return {**row, "key": key, **given}


def _by_proposal(entry: Entry, lang: str) -> Row:
    mark = "\n"
    ministries = dict.fromkeys(name for cell in entry.taken_up for name in cell.ministries)
    return {
        "proposal_id": entry.proposal.id,
        "label": entry.proposal.label,
        "text": entry.proposal.text,
        "taken_up": mark.join(_taker(cell, lang) for cell in entry.taken_up),
        "ministry": mark.join(ministries),
        **{
            status: mark.join(cell.plan.title or cell.plan.id for cell in entry.of(status))
            for status in ("gap", "undetermined", "out_of_scope")
        },
        **{name: _some(getattr(entry, name)) for name in ("overlaps", "phases", "exits")},
    }


def _taker(cell: Cell, lang: str) -> str:
    place = cell.quotation.place if cell.quotation else ""
    return " ".join(
        part
        for part in (label(STATUSES, cell.finding.status, lang), cell.plan.title or cell.plan.id, place, cell.years)
        if part
    )


def _some(rows: Sequence[Found]) -> str:
    """How many of a kind, and the first of them with their numbers."""
    told = [f"{row.number}. {row.type}（{row.confidence}）{row.places}" for row in rows[:_MORE]]
    return "\n".join([*told, *([f"… {len(rows)}"] if len(rows) > _MORE else [])])


def _by_ministry(run: Run, joined: Joined) -> Sheet:
    """Per ministry, how many verdicts 対応 and 一部対応 of each plan rest on a measure of theirs."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in joined.entries:
        for cell in entry.taken_up:
            for ministry in cell.ministries:
                counts[ministry, cell.plan.id] += 1
    told = (
        *columns("ministry count:int"),
        *(Column(plan.id, "integer", key=f"plan {plan.id}") for plan in run.plans),
    )
    rows = [
        {
            "ministry": ministry,
            "count": sum(number for (one, _), number in counts.items() if one == ministry),
            **{f"plan {plan.id}": counts[ministry, plan.id] for plan in run.plans},
        }
        for ministry in sorted({ministry for ministry, _ in counts})
    ]
    return _sheet("ministries", told, rows, run, joined.lang)
