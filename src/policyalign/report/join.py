"""From a run to the joined records of its report. Joins what stands in the run; decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.assess.gaps.reasons import reason_told
from policyalign.assess.gaps.rows import times_done
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.measures.answers import key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.assess.phases.messages import BASES
from policyalign.assess.phases.periods import ended_before
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.responsibility.rows import role_label
from policyalign.assess.run import Run, run_id
from policyalign.corpora import english_labels
from policyalign.domain import Finding, Interval, Measure, Passage, Plan, span_of
from policyalign.messages import label
from policyalign.messages.audit import CHECKED
from policyalign.messages.measures import CONFIDENCES
from policyalign.report.budget import join_budget
from policyalign.report.budget_file import BudgetFile
from policyalign.report.complaints import complaints_of
from policyalign.report.ended import ended_of, first_of_window
from policyalign.report.records import Cell, Entry, Joined, Quotation, Role, Row
from policyalign.report.times import times_of
from policyalign.review.items import cell_items, item_of
from policyalign.review.replies import Reply, reply_told
from policyalign.tables import PATH_SEPARATOR

_TOLD_ROLES = ("lead", "several", "support", "unknown")
"""Roles that a measure bears out; the others say that none does."""


def join_run(
    run: Run, lang: str, replies: Mapping[str, tuple[Reply, ...]] | None = None, budget: BudgetFile | None = None
) -> Joined:
    """The records of a report, worded in a language; ``replies`` are those of ministries by item, ``budget`` a file of
    budgets."""
    overlaps, phases, exits = _overlaps(run, lang), _phases(run, lang), _exits(run, lang)
    roles, times = _roles(run, lang), times_of(run, lang)
    sentences = carrying_sentences(run.matrix)
    alone = {
        (found.plan_id, one.proposal_id, one.passage_id): one.probability
        for found in run.matrix.matches
        for one in found.matches
    }
    plans = {plan.id: plan for plan in run.plans}
    items = {(one.proposal_id, one.plans[0]): one.key for one in cell_items(run)}
    cells: dict[str, list[Cell]] = defaultdict(list)
    for finding in run.matrix.findings:
        sentence = sentences.get((finding.plan_id, finding.proposal_id), "")
        cell = _cell(run, finding, plans[finding.plan_id], sentence, lang)
        cell = replace(cell, alone=alone.get((finding.plan_id, finding.proposal_id, finding.passage_id or "")))
        cells[finding.proposal_id].append(replace(cell, item=items.get((finding.proposal_id, finding.plan_id), "")))
    entries = tuple(
        Entry(
            proposal,
            tuple(cells[proposal.id]),
            _of(proposal.id, overlaps),
            _of(proposal.id, phases),
            _of(proposal.id, exits),
            tuple(roles[proposal.id]),
            times.get(proposal.id, ()),
        )
        for proposal in run.matrix.proposals
    )
    told = {key: tuple(reply_told(one, lang) for one in some) for key, some in (replies or {}).items()}
    budgets = join_budget(run, budget) if budget else None
    found = overlaps, phases, exits
    complaints = complaints_of(run, {"overlaps": overlaps, "phases": phases, "exits": exits}, lang)
    return Joined(
        run_id(run),
        lang,
        run.plans,
        entries,
        *found,
        ended_of(run, lang),
        _guarantee(run, lang),
        told,
        budgets,
        complaints,
    )


def in_language(run: Run, lang: str) -> Run:
    """The run with labels of COCN's statements in English, where that is the language."""
    if lang != "en":
        return run
    return replace(run, matrix=replace(run.matrix, proposals=english_labels(run.matrix.proposals)))


_Judged = Overlap | Fault | Exit
_Rows = tuple[Row, ...]


def _of(proposal: str, rows: _Rows) -> tuple[Row, ...]:
    return tuple(row for row in rows if proposal in row.proposals)


def _cell(run: Run, finding: Finding, plan: Plan, sentence: str, lang: str) -> Cell:
    reason = reason_told(finding, lang)
    if finding.passage_id is None:
        return Cell(finding, plan, reason)
    passage = run.passages[plan.id, finding.passage_id]
    measure = run.measure_of[plan.id, finding.passage_id]
    heading = PATH_SEPARATOR.join(passage.section_path)
    first, last = passage.pages_of(sentence)
    place = run.place(plan.id, first, lang)
    until = run.place(plan.id, last, lang) if last != first else ""
    quoted = Quotation(plan.id, passage.id, first, place, heading, sentence, until, _cells(passage, sentence))
    years, window = _years(run, passage, measure, lang), first_of_window(run)
    over = window if ended_before(measure, window) else None
    return Cell(finding, plan, reason, quoted, measure, measure.ministries, years, over_before=over)


def _cells(passage: Passage, sentence: str) -> tuple[str, ...]:
    """What each cell of a table row holds of a sentence; nothing of other passages."""
    spans = (*passage.sentences, (0, len(passage.text))) if passage.cells else ()
    start, end = next((one for one in spans if passage.quoted(*one).strip() == sentence), (0, 0))
    parts = (passage.text[max(a, start) : min(b, end)].strip() for a, b in passage.cells)
    return tuple(filter(None, parts))


def _years(run: Run, passage: Passage, measure: Measure, lang: str) -> str:
    """When it is done; where that is not told, when its targets are to be reached, named as such."""
    start, end = span_of(times_done(run, passage, measure))
    if start is not None or end is not None:
        return years_told(Interval(start, end, "", (0, 0)), lang)
    targets = (f"{label(BASES, 'target', lang)} {years_told(one, lang)}" for one in passage.schedule if one.of_target)
    return " / ".join(dict.fromkeys(targets))


def _row(
    name: str, number: int, told: tuple[str, str], sides: Iterable[Side], found: _Judged, run: Run, lang: str
) -> Row:
    """A row of two sides, or one; ``told`` are its type and its sentence. Its key is ``name`` (table and type, in no
    language) with what stands against what, not the number, which shifts."""
    sides = tuple(sides)
    named = "|".join(f"{side.measure.plan_id}:{side.measure.id}" for side in sides)
    plans = tuple(dict.fromkeys(side.measure.plan_id for side in sides))
    words = label(CONFIDENCES, found.confidence, lang)
    if found.checked and found.confidence == "certain":
        words = f"{words}{', ' if lang == 'en' else '、'}{CHECKED.text(lang)}"
    told_places = ((side.measure.plan_id, side.page) for side in sides)
    places = " / ".join(f"{run.titles[plan]} {run.place(plan, page, lang)}" for plan, page in told_places)
    item = item_of(run, found)
    proposals = found.proposals if isinstance(found, Overlap) else found.proposal_ids
    return Row(
        f"{name}|{named}",
        number,
        *(told[0], words, found.confidence, told[1], places, plans),
        *(item.ministries, item.key, proposals),
    )


def _overlaps(run: Run, lang: str) -> _Rows:
    mark = ", " if lang == "en" else "、"
    rows = []
    for number, one in enumerate(run.results["overlaps"].overlaps, 1):
        pair = " ⇔ ".join(_measure_told(side, run, lang) for side in (one.first, one.second))
        why = explain_overlap(one, lang).replace(";", mark)
        text = f"{pair} {why}" if why else pair
        sides = (Side(one.first), Side(one.second))
        told = (relation_told(one, lang), text)
        rows.append(_row(f"overlaps|{one.relation}", number, told, sides, one, run, lang))
    return tuple(rows)


def _measure_told(measure: Measure, run: Run, lang: str) -> str:
    """The heading of a measure with its plan and who is in charge of it."""
    whose = (run.titles[measure.plan_id], *measure.ministries)
    return (
        f"“{measure.heading}” ({', '.join(whose)})" if lang == "en" else f"「{measure.heading}」（{'、'.join(whose)}）"
    )


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
    return tuple(
        _row(f"{table}|{one.kind}", number, (words[one.kind], sentence), one.sides, one, run, lang)
        for number, (one, sentence) in enumerate(found, 1)
    )


def _types(question: str, lang: str) -> Mapping[str, str]:
    types = next(one.types for one in QUESTIONS if one.name == question)
    return {kind: words.text(lang) for kind, words in types.items()}


def _roles(run: Run, lang: str) -> Mapping[str, list[Role]]:
    told: dict[str, list[Role]] = defaultdict(list)
    for cell in run.results["responsibility"].cells:
        if cell.role in _TOLD_ROLES:
            key = f"responsibility|{cell.proposal_id}|{cell.ministry}"
            role = role_label(cell, lang)
            if cell.checked == "right":
                role = f"{role}{', ' if lang == 'en' else '、'}{CHECKED.text(lang)}"
            measures = tuple(dict.fromkeys(key_of(part.measure) for part in cell.parts))
            told[cell.proposal_id].append(Role(key, cell.ministry, role, cell.certainty == "certain", measures))
    return told


def _guarantee(run: Run, lang: str) -> tuple[str, ...]:
    told = [run.record["guarantee"][lang]] if "guarantee" in run.record else []
    return (*told, *(audit["sentence"][lang] for audit in run.record.get("audit", [])))
