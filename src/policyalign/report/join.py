"""From a run to the joined records of its report. Joins what stands in the run; decides nothing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.responsibility.rows import role_label
from policyalign.assess.run import Run
from policyalign.corpora import english_labels
from policyalign.domain import Finding, Interval, Measure, Passage, Plan
from policyalign.messages import label, message
from policyalign.messages.measures import CONFIDENCES
from policyalign.report.records import Cell, Entry, Joined, Quotation, Role, Row
from policyalign.tables import PATH_SEPARATOR

_TOLD_ROLES = ("lead", "several", "support", "unknown")
"""Roles that a measure bears out; the others say that none does."""


def join_run(run: Run, lang: str) -> Joined:
    """The records of a report, worded in a language."""
    overlaps, phases, exits = _overlaps(run, lang), _phases(run, lang), _exits(run, lang)
    roles = _roles(run, lang)
    sentences = carrying_sentences(run.matrix)
    plans = {plan.id: plan for plan in run.plans}
    cells: dict[str, list[Cell]] = defaultdict(list)
    for finding in run.matrix.findings:
        sentence = sentences.get((finding.plan_id, finding.proposal_id), "")
        cells[finding.proposal_id].append(_cell(run, finding, plans[finding.plan_id], sentence, lang))
    entries = tuple(
        Entry(
            proposal,
            tuple(cells[proposal.id]),
            _of(proposal.id, overlaps),
            _of(proposal.id, phases),
            _of(proposal.id, exits),
            tuple(roles[proposal.id]),
        )
        for proposal in run.matrix.proposals
    )
    return Joined(
        run_id(run), lang, run.plans, entries, _all(overlaps), _all(phases), _all(exits), _guarantee(run, lang)
    )


def in_language(run: Run, lang: str) -> Run:
    """The run with labels of COCN's statements in English, where that is the language."""
    if lang != "en":
        return run
    return replace(run, matrix=replace(run.matrix, proposals=english_labels(run.matrix.proposals)))


def run_id(run: Run) -> str:
    """16 hex digits of the files and proposals of a run, whatever people have answered on it since."""
    parts = [f"{plan.id}\0{plan.document_id}" for plan in run.plans]
    parts += [f"{one.id}\0{one.text}" for one in run.matrix.proposals]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


_Rows = list[tuple[Row, tuple[str, ...]]]


def _of(proposal: str, rows: _Rows) -> tuple[Row, ...]:
    return tuple(row for row, proposals in rows if proposal in proposals)


def _all(rows: _Rows) -> tuple[Row, ...]:
    return tuple(row for row, _ in rows)


def _cell(run: Run, finding: Finding, plan: Plan, sentence: str, lang: str) -> Cell:
    reason = message(finding.reason, lang, **finding.detail)
    if finding.passage_id is None:
        return Cell(finding, plan, reason)
    passage = run.passages[plan.id, finding.passage_id]
    measure = run.measure_of[plan.id, finding.passage_id]
    heading = PATH_SEPARATOR.join(passage.section_path)
    place = run.place(plan.id, passage.page_start, lang)
    quoted = Quotation(plan.id, passage.id, passage.page_start, place, heading, sentence)
    return Cell(finding, plan, reason, quoted, measure, measure.ministries, _years(run, passage, measure, lang))


def _years(run: Run, passage: Passage, measure: Measure, lang: str) -> str:
    closing = run.passages.get((measure.plan_id, measure.closing_id))
    timed = passage if passage.schedule or closing is None else closing
    if timed.start_fy is None and timed.end_fy is None:
        return ""
    return years_told(Interval(timed.start_fy, timed.end_fy, "", (0, 0)), lang)


def _row(
    name: str, number: int, told: tuple[str, str], sides: Iterable[Side], confidence: str, run: Run, lang: str
) -> Row:
    """A row of two sides, or one; ``told`` are its type and its sentence. Its key is ``name`` (table and type, in no
    language) with what stands against what, not the number, which shifts."""
    sides = tuple(sides)
    named = "|".join(f"{side.measure.plan_id}:{side.measure.id}" for side in sides)
    plans = tuple(dict.fromkeys(side.measure.plan_id for side in sides))
    words = label(CONFIDENCES, confidence, lang)
    titles = {plan.id: plan.title or plan.id for plan in run.plans}
    told_places = ((side.measure.plan_id, side.page) for side in sides)
    places = " / ".join(f"{titles[plan]} {run.place(plan, page, lang)}" for plan, page in told_places)
    return Row(f"{name}|{named}", number, told[0], words, confidence == "certain", told[1], places, plans)


def _overlaps(run: Run, lang: str) -> _Rows:
    mark = ", " if lang == "en" else "、"
    rows: _Rows = []
    for number, one in enumerate(run.results["overlaps"].overlaps, 1):
        pair = " ⇔ ".join(f"「{side.heading}」" for side in (one.first, one.second))
        why = explain_overlap(one, lang).replace(";", mark)
        text = f"{pair} {why}" if why else pair
        sides = (Side(one.first), Side(one.second))
        told = (relation_told(one, lang), text)
        row = _row(f"overlaps|{one.relation}", number, told, sides, one.confidence, run, lang)
        rows.append((row, one.proposals))
    return rows


def _phases(run: Run, lang: str) -> _Rows:
    words = _types("phases", lang)
    found = [(one, explain_fault(one, lang)) for one in run.results["phases"].faults]
    return _of_kinds("phases", found, words, run, lang)


def _exits(run: Run, lang: str) -> _Rows:
    words = _types("links", lang)
    found = [(one, explain_exit(one, lang)) for one in run.results["links"].exits]
    return _of_kinds("exits", found, words, run, lang)


def _of_kinds(
    table: str, found: Iterable[tuple[Fault | Exit, str]], words: Mapping[str, str], run: Run, lang: str
) -> _Rows:
    """A row for each finding, which comes with its sentence; ``words`` are those for its kind."""
    rows: _Rows = []
    for number, (one, sentence) in enumerate(found, 1):
        told = (words[one.kind], sentence)
        row = _row(f"{table}|{one.kind}", number, told, one.sides, one.confidence, run, lang)
        rows.append((row, one.proposal_ids))
    return rows


def _types(question: str, lang: str) -> Mapping[str, str]:
    types = next(one.types for one in QUESTIONS if one.name == question)
    return {kind: words.text(lang) for kind, words in types.items()}


def _roles(run: Run, lang: str) -> Mapping[str, list[Role]]:
    told: dict[str, list[Role]] = defaultdict(list)
    for cell in run.results["responsibility"].cells:
        if cell.role in _TOLD_ROLES:
            key = f"responsibility|{cell.proposal_id}|{cell.ministry}"
            told[cell.proposal_id].append(Role(key, cell.ministry, role_label(cell, lang), cell.certainty == "certain"))
    return told


def _guarantee(run: Run, lang: str) -> tuple[str, ...]:
    told = [run.record["guarantee"][lang]] if "guarantee" in run.record else []
    return (*told, *(audit["sentence"][lang] for audit in run.record.get("audit", [])))
