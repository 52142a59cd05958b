"""The gap matrix on the terminal: one line per proposal, in the width there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.assess.gaps.checked import is_borne_out, is_decided
from policyalign.assess.gaps.layout import Layout, fit, unlimited
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, VisibleConsole, new_console, new_table, print_table
from policyalign.domain import Finding, Passage, Plan
from policyalign.messages import InterfaceCode, label, message
from policyalign.messages.audit import CHECK_SIGN, CHECKED
from policyalign.messages.labels import STATUS_MARKS, STATUSES, TITLES
from policyalign.messages.places import place_told
from policyalign.telling import say, tell
from policyalign.text.clipping import clipped
from policyalign.values import Status

_STYLES: dict[Status, str] = {
    "covered": "green",
    "partial": "yellow",
    "gap": "bold red",
    "undetermined": "magenta",
    "out_of_scope": "dim",
    "observed": "blue",
}
_EVIDENCE_ORDER: tuple[Status, ...] = ("covered", "partial", "undetermined")
"""A gap has no evidence: its nearest passage stands in findings.csv, not where it would look like one."""

_CLIP_TEXT = 40
_CLIP_NAME = 12


def show(run: Run, selection: Selection, lang: str) -> None:
    """The matrix, cut to the plans, proposals and statuses asked for, and how many of each status there are."""
    matrix = _chosen(run.matrix, replace(selection, limit=None))
    print_matrix(_chosen(matrix, Selection(limit=selection.limit)), lang)
    for line in counts_by_plan(matrix, lang):
        tell(line)
    more = len(matrix.proposals) - (selection.limit or len(matrix.proposals))
    if more > 0:
        say(InterfaceCode.gaps_more, lang, count=more)


def _chosen(matrix: GapMatrix, selection: Selection) -> GapMatrix:
    plans = tuple(plan for plan in matrix.plans if not selection.plans or plan.id in selection.plans)
    proposals = tuple(
        one
        for one in matrix.proposals
        if (not selection.proposals or one.id in selection.proposals)
        and (not selection.types or any(matrix.status(one.id, plan.id) in selection.types for plan in plans))
    )[: selection.limit]
    kept = {plan.id for plan in plans}, {one.id for one in proposals}
    findings = tuple(one for one in matrix.findings if one.plan_id in kept[0] and one.proposal_id in kept[1])
    matches = tuple(one for one in matrix.matches if one.plan_id in kept[0])
    return GapMatrix(plans, proposals, findings, matches)


def print_matrix(matrix: GapMatrix, lang: str, console: VisibleConsole | None = None) -> None:
    """Print the matrix to stdout: cut to the width of a terminal, whole and plain into a pipe."""
    console = console or new_console()
    ids = [plan.id for plan in matrix.plans]
    words = max(cell_len(label(STATUSES, status, lang)) for status in STATUSES)
    signed = any(map(is_decided, matrix.findings))
    words += signed * cell_len(CHECK_SIGN)
    layout = fit(ids, words, console.width) if console.is_terminal else unlimited(ids, words)
    if layout.marks:
        console.print("  ".join(f"{label(STATUS_MARKS, one, lang)}={label(STATUSES, one, lang)}" for one in STATUSES))
        for place, plan_id in enumerate(ids, 1):
            console.print(f"{place}: {plan_id}", soft_wrap=True)
    print_table(_table(matrix, lang, layout), console)
    if signed and not layout.marks:
        console.print(f"{CHECK_SIGN} = {CHECKED.text(lang)}")


def counts_by_plan(matrix: GapMatrix, lang: str) -> Iterator[str]:
    """How many proposals have which status, one line per plan."""
    for plan in matrix.plans:
        counts = Counter(finding.status for finding in matrix.findings if finding.plan_id == plan.id)
        words = [f"{label(STATUSES, status, lang)} {counts[status]}" for status in STATUSES if counts[status]]
        yield f"{plan.id}: {'  '.join(words)}"


def _table(matrix: GapMatrix, lang: str, layout: Layout) -> Table:
    table = new_table()
    table.add_column(label(TITLES, "proposal", lang), no_wrap=True, overflow="ellipsis", width=layout.label_cells)
    for heading, cells in layout.plan_columns:
        table.add_column(Text(heading), no_wrap=layout.marks, overflow="fold", width=cells)
    if layout.evidence_cells != 0:
        heading = label(TITLES, "evidence", lang)
        table.add_column(heading, no_wrap=True, overflow="ellipsis", width=layout.evidence_cells)
    passages = {(plan.id, passage.id): passage for plan in matrix.plans for passage in plan.passages}
    sentences = carrying_sentences(matrix)
    names = [str(place) if layout.marks else plan.id for place, plan in enumerate(matrix.plans, 1)]
    for proposal in matrix.proposals:
        row = [matrix.finding(proposal.id, plan.id) for plan in matrix.plans]
        cells_of_row = [Text(f"{proposal.id} {proposal.label}"), *_status_cells(row, lang, layout)]
        if layout.evidence_cells != 0:
            cells_of_row.append(Text(_best(row, names, passages, sentences, matrix.plans, lang)))
        table.add_row(*cells_of_row)
    return table


def _status_cells(row: Sequence[Finding], lang: str, layout: Layout) -> list[Text]:
    """The verdicts; what people have decided is signed or, where there is no room for that, underlined."""
    if not layout.marks:
        signs = [CHECK_SIGN if is_decided(one) else "" for one in row]
        words = [label(STATUSES, one.status, lang) + sign for one, sign in zip(row, signs, strict=True)]
        return [Text(word, style=_STYLES[one.status]) for one, word in zip(row, words, strict=True)]
    styles = [f"{_STYLES[one.status]} underline" if is_decided(one) else _STYLES[one.status] for one in row]
    marks = [
        Text(_two_cells(label(STATUS_MARKS, one.status, lang)), style) for one, style in zip(row, styles, strict=True)
    ]
    return [Text(layout.separator).join(marks)]


def _two_cells(mark: str) -> str:
    return " " * (2 - cell_len(mark)) + mark


def _best(
    row: Sequence[Finding],
    names: Sequence[str],
    passages: Mapping[tuple[str, str], Passage],
    sentences: Mapping[tuple[str, str], str],
    plans: Sequence[Plan],
    lang: str,
) -> str:
    """Place and sentence of the passage that speaks most for the proposal; its plan if there are several."""
    found = [
        (_EVIDENCE_ORDER.index(finding.status), -(finding.probability or 0), place)
        for place, finding in enumerate(row)
        if finding.passage_id is not None
        and finding.status in _EVIDENCE_ORDER
        and (finding.status == "undetermined" or is_borne_out(finding))
    ]
    if not found:
        return ""
    place = min(found)[2]
    passage = passages[row[place].plan_id, row[place].passage_id or ""]
    sentence = sentences[row[place].plan_id, row[place].proposal_id]
    text = " ".join(sentence.split())
    plan = f"{clipped(names[place], _CLIP_NAME)} " if len(row) > 1 else ""
    where = place_told(plans[place].places, passage.pages_of(sentence)[0], lang)
    told = f"{plan}{where} {clipped(text, _CLIP_TEXT)}"
    return told if is_borne_out(row[place]) else message(InterfaceCode.gaps_near, lang, place=told)
