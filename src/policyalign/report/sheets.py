"""The sheets of the workbook as columns and rows, before any file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.responsibility.rows import UNNAMED_LABEL
from policyalign.assess.run import Run
from policyalign.export import every_table
from policyalign.export.rows import PROBLEMS
from policyalign.grouping import grouped
from policyalign.messages import label, label_or_name
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import KINDS, STATUSES
from policyalign.messages.measures import LADDER
from policyalign.messages.report import HEADINGS, OTHER_SIDE, SHEETS
from policyalign.report.excerpt import Excerpt
from policyalign.report.records import Cell, Entry, Joined
from policyalign.report.records import Row as Found
from policyalign.report.statements import role_told
from policyalign.review.workbook import Shown
from policyalign.tables import LIST_SEPARATOR, Column, Row, columns
from policyalign.tables import joined as joined_cell
from policyalign.values import UNNAMED

_FILES = {
    "governance": "governance.csv",
    "matrix": "gap_matrix.csv",
    "findings": "findings.csv",
    "overlaps": "overlaps.csv",
    "phases": "phases.csv",
    "picture": "phase_picture.csv",
    "exits": "exits.csv",
    "responsibility": "responsibility.csv",
    "links": "links.csv",
    "problems": PROBLEMS.file,
}
"""The sheets that hold a table of the results as it is."""

ORDER = (
    "governance",
    "matrix",
    "findings",
    "proposals",
    "overlaps",
    "phases",
    "picture",
    "exits",
    "responsibility",
    "ministries",
    "links",
    "problems",
)
REVIEW = columns("check note reviewer key")
"""What people fill in on the sheet of verdicts, and the mark by which a row is known again."""
_KINDS = {str(name): told for name, told in KINDS.items()}
_PDF = columns("pdf page_picture")
_REPLY = columns("reply")
_BY_PROPOSAL = columns("proposal_id label text taken_up ministry gap undetermined out_of_scope overlaps phases exits")
_MORE = 5
"""Findings of one kind named in the row of a proposal; the sheets of their own hold all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is a key of :data:`~policyalign.messages.report.SHEETS`; ``headings`` are worded. The first
    columns, as many as ``printed``, are those to be read; the others are for filters and programs."""

    name: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    printed: int


def every_sheet(
    run: Run,
    joined: Joined,
    answers: Mapping[str, Shown],
    excerpt: Excerpt = Excerpt(),  # noqa: B008  # frozen
) -> Iterator[Sheet]:
    """All sheets in order; ``answers`` that people gave before, by the key of their cell, stand in the verdicts. Of a
    report on an excerpt they hold the rows of its plans and proposals."""
    lang = joined.lang
    tables = {table.file: table for table in (*every_table(), PROBLEMS)}
    for name in ORDER:
        if name == "proposals":
            yield _sheet(name, _BY_PROPOSAL, [_by_proposal(entry, lang) for entry in joined.entries], run, lang)
        elif name == "ministries":
            yield _by_ministry(run, joined)
        else:
            table = tables[_FILES[name]]
            shown = {plan.id for plan in joined.plans}
            told = tuple(one for one in table.columns_of(run) if name != "matrix" or not one.key or one.name in shown)
            rows = [row for row in table.rows(run, lang) if _is_told(row, excerpt)]
            told, rows = _with_replies(name, told, rows, joined)
            told, rows = _worded(told, rows, run, lang)
            if name == "findings":
                rows = [_to_review(row, answers, lang) for row in rows]
            elif name == "governance":
                rows = [_to_sheet(row, run, lang) for row in rows]
            elif name == "matrix":
                rows = [{**row, "kind": label_or_name(_KINDS, str(row["kind"]), lang)} for row in rows]
            yield _sheet(name, told, rows, run, lang)


_READ = {
    "findings": "proposal_id label plan status probability place sentence ministry reason",
    "matrix": "proposal_id label",
    "overlaps": "number type confidence plan place measure ministries plan_2 place_2 measure_2 ministries_2 why",
    "phases": "number type confidence proposal_id explanation doubts plan place measure plan_2 place_2 measure_2",
    "picture": "proposal_id label plan status standing stage_name time certain basis place measure ministry",
    "exits": "number type confidence explanation doubts plan place measure plan_2 place_2 measure_2",
    "responsibility": "proposal_id label ministry role certainty rivals plan place measure part reason",
    "links": "plan type cited in_run count pages names sentence",
    "problems": "plan place severity problem remedy",
}
"""By sheet, the columns that a reader wants first; they are what is printed, with what is filled in and, of the matrix,
the plans. Behind them stands what filters and programs need."""


def _in_reading_order(name: str, told: Sequence[Column]) -> tuple[tuple[Column, ...], int]:
    """The columns of a sheet, those that are read before all others, and how many those are."""
    wanted = _READ.get(name, "").split()
    first = sorted((one for one in told if one.name in wanted), key=lambda one: wanted.index(one.name))
    if name == "matrix":
        first += [one for one in told if one.key]
    elif name == "findings":
        first += REVIEW[:3]
    rest = [one for one in told if one not in first]
    rest = [*_PDF, *rest, *REVIEW[3:]] if name == "findings" else rest
    return (*first, *rest), len(first) or len(rest)


def _is_told(row: Row, excerpt: Excerpt) -> bool:
    """Whether a row stands to what a report is on; rows that name no plan, or no proposal, are not asked for one."""
    plans = [row[name] for name in ("plan_id", "plan_id_2", "plans") if name in row]
    proposals = [row[name] for name in ("proposal_id", "statement_id") if name in row]
    return excerpt.takes(plans=_ids(plans), proposals=_ids(proposals))


def _ids(cells: Sequence[object]) -> list[str] | None:
    """The ids in some cells; None where there is no such cell."""
    return [one for cell in cells for one in str(cell or "").split(LIST_SEPARATOR) if one] if cells else None


def _to_sheet(row: Row, run: Run, lang: str) -> Row:
    """A row of governance with the sheet that its finding stands on and the titles of its plans."""
    sheet = str(row.get("file") or "").removesuffix(".csv")
    return {**row, "file": SHEETS[sheet].text(lang) if sheet else "", "plans": _titles(row.get("plans"), run)}


_PLANS = {"plan_id": "plan", "plan_id_2": "plan_2"}
"""Columns that hold the id of a plan, and those of its title, which stand before them where the table has none."""


def _worded(told: Sequence[Column], rows: Sequence[Row], run: Run, lang: str) -> tuple[tuple[Column, ...], list[Row]]:
    """The table with the titles of its plans and the names of its stages, for who reads no ids and numbers."""
    names = {one.name for one in told}
    titled = {of: title for of, title in _PLANS.items() if of in names and title not in names}
    staged = [one for one in ("stage", "stage_2") if one in names and "stage_name" not in names]
    shown: list[Column] = []
    for one in told:
        shown += columns(titled[one.name]) if one.name in titled else ()
        shown.append(replace(one, type="text") if one.name in staged else one)
    return tuple(shown), [{**row, **_words(row, titled, staged, run, lang)} for row in rows]


def _words(row: Row, titled: Mapping[str, str], staged: Sequence[str], run: Run, lang: str) -> Row:
    words: dict[str, object] = {title: _titles(row.get(of), run) for of, title in titled.items()}
    words |= {name: f"{row[name]} {label(LADDER, str(row[name]), lang)}" for name in staged if row.get(name)}
    return words | ({"coordination_plan": _titles(row["coordination_plan"], run)} if "coordination_plan" in row else {})


def _titles(ids: object, run: Run) -> str:
    """The titles of some plans, as they are listed in a cell."""
    return joined_cell(run.titles.get(one, one) for one in str(ids or "").split(LIST_SEPARATOR) if one)


def _with_replies(
    name: str, told: tuple[Column, ...], rows: list[Row], joined: Joined
) -> tuple[tuple[Column, ...], list[Row]]:
    """The rows with what ministries replied, in a column of its own where anybody did."""
    if name == "findings":
        items = [cell.item for cell in joined.cells]
    else:
        items = [one.item for one in getattr(joined, name, ())] if name in ("overlaps", "phases", "exits") else []
    replied = [joined.replies.get(item, ()) for item in items]
    if not any(replied):
        return told, rows
    padded = [*replied, *[()] * (len(rows) - len(replied))]  # notes on plans follow the faults
    return (*told, *_REPLY), [{**row, "reply": "\n".join(one)} for row, one in zip(rows, padded, strict=True)]


def heading(sheet: str, column: Column, titles: Mapping[str, str], lang: str) -> str:
    """The heading of a column; plans and ministries, which head columns of their own, go by their titles."""
    if column.key:
        return titles.get(column.name, column.name)
    name, other, _ = column.name.partition("_2")
    told = HEADINGS.get(f"{sheet}.{name}", HEADINGS[name]).text(lang)
    return OTHER_SIDE.text(lang).format(heading=told) if other else told


def _sheet(name: str, told: Sequence[Column], rows: Sequence[Row], run: Run, lang: str) -> Sheet:
    told, printed = _in_reading_order(name, told)
    return Sheet(name, told, tuple(heading(name, one, run.titles, lang) for one in told), tuple(rows), printed)


def _to_review(row: Row, answers: Mapping[str, Shown], lang: str) -> Row:
    key = f"{row['proposal_id']}|{row['plan_id']}"
    answer = answers.get(key)
    if answer is None:
        return {**row, "key": key}
    given = {"check": label(CHECKS, answer.check, lang), "note": answer.note, "reviewer": answer.reviewer}
    return {**row, "key": key, **given}


def _by_proposal(entry: Entry, lang: str) -> Row:
    mark = "\n"
    return {
        "proposal_id": entry.proposal.id,
        "label": entry.proposal.label,
        "text": entry.proposal.text,
        "taken_up": mark.join(_taker(cell, lang) for cell in entry.taken_up),
        "ministry": mark.join(role_told(one, lang) for one in entry.roles),
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
    """Per ministry, how many measures of theirs answer, each once, in all and by plan; and how many pairs of proposal
    and plan they answer. The ministries are those of the sheet by proposal; measures that name none come last."""
    named = grouped((role.ministry, (entry.proposal.id, role)) for entry in joined.entries for role in entry.roles)
    told = (
        *columns("ministry measures:int cells:int"),
        *(Column(plan.id, "integer", key=f"plan {plan.id}") for plan in joined.plans),
    )
    rows = []
    for ministry in (*sorted(named.keys() - {UNNAMED}), *({UNNAMED} & named.keys())):
        found = {(proposal, measure) for proposal, role in named[ministry] for measure in role.measures}
        measures = {measure for _, measure in found}
        counts = Counter(plan for plan, _ in measures)
        row: dict[str, object] = {"ministry": ministry or UNNAMED_LABEL, "measures": len(measures)}
        row["cells"] = len({(proposal, plan) for proposal, (plan, _) in found})
        rows.append(row | {f"plan {plan.id}": counts[plan.id] for plan in joined.plans})
    return _sheet("ministries", told, rows, run, joined.lang)
