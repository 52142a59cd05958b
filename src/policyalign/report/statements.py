"""The sentences of the chapter, built from the joined records by templates. None says more than its finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from policyalign.assess.gaps.checked import is_borne_out
from policyalign.assess.gaps.parts import MOST_TOLD
from policyalign.grouping import grouped
from policyalign.messages import VerdictCode, label
from policyalign.messages.audit import CHECKED
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.report import CHAPTER, SENTENCES, SHEETS
from policyalign.report.plan_reasons import figures_of, is_plan_wide, plan_reasons, reason_code, reason_in_short
from policyalign.report.records import Cell, Entry, Joined, Quotation, Role, Row
from policyalign.report.texts import in_plain_style, one_bracket, with_capital
from policyalign.review.workbook import Shown
from policyalign.text.clipping import clipped
from policyalign.values import Status

SHOWN = 3
"""Findings of one kind in the section of a proposal."""
LISTED = 40
"""Findings of one kind in the parts on all plans."""
_LIKELY = 0.5
"""Below it a passage by itself is less likely than not to answer, which is told beside a verdict that rests on it."""
_WHY_PARTIAL = frozenset((VerdictCode.partial, VerdictCode.partial_passage, VerdictCode.partial_full))
BUDGET = "budget"
"""Begins the keys of sentences that rest on a budget file too, which is none of the results."""


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
    lang = joined.lang
    numbers = {name: counted(rows, lang) for name, rows in kinds.items()}
    return (
        Statement("summary", _text("summary", lang, **told, **sizes)),
        Statement("summary_undetermined", _text("summary_undetermined", lang)),
        Statement("summary_findings", _text(f"summary_findings{'_told' * bool(joined.left_out)}", lang, **numbers)),
        *_unsure_overlaps(joined),
        *(Statement(f"guarantee|{number}", _in_style(text, lang)) for number, text in enumerate(joined.guarantee)),
    )


def _unsure_overlaps(joined: Joined) -> Iterator[Statement]:
    """What overlaps that are not certain mean, where there are any."""
    if count := sum(not row.certain for row in joined.overlaps):
        yield Statement("summary_overlaps", _text("summary_overlaps", joined.lang, count=count))


def complaints(joined: Joined) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Of every complaint about governance its label, what was found, and the certain findings with their places."""
    lang = joined.lang
    for one in joined.complaints:
        reason = with_capital(one.reason) if lang == "en" else one.reason
        told = _text("complaint", lang, id=one.id, label=one.label, status=one.status, reason=reason)
        proofs = findings(one.evidence, "governance", LISTED, f"complaint|{one.id}", lang)
        yield f"{one.id}　{one.label}", (Statement(f"complaint|{one.id}", told), *proofs)


def grades(rows: Iterable[Row], lang: str) -> str:
    """How many findings are certain, to be checked, undetermined, listed only: as far as there are any."""
    counts = Counter(row.grade for row in rows)
    told = (
        _text("counted_part", lang, grade=label(CONFIDENCES, grade, lang), count=counts[grade])
        for grade in CONFIDENCES
        if counts[grade]
    )
    return _listed(told, lang)


def counted(rows: Sequence[Row], lang: str) -> str:
    """How many findings there are, and how many of them are how sure."""
    told = grades(rows, lang)
    parts = _text("counted_parts", lang, parts=told) if told else ""
    return _text("counted", lang, count=len(rows), parts=parts)


def related_proposals(entry: Entry, joined: Joined) -> Iterator[Statement]:
    """Which other proposals COCN names beside this one (再掲), and where their verdicts are not the same."""
    lang, mark = joined.lang, "; " if joined.lang == "en" else "；"
    others = [one for one in joined.entries if one.proposal.id in entry.proposal.see_also]
    if not others:
        return
    apart = []
    for place, cell in enumerate(entry.cells):
        row = [(one.proposal.id, one.cells[place].finding.status) for one in others]
        if any(status != cell.finding.status for _, status in row):
            row = [(entry.proposal.id, cell.finding.status), *row]
            told = _listed((f"{name} {label(STATUSES, status, lang)}" for name, status in row), lang)
            apart.append(_text("open_plan", lang, plan=title(cell), details=told))
    text = _text("see_also", lang, ids=_listed((one.proposal.id for one in others), lang))
    if apart:
        text += _text("see_also_apart", lang, plans=mark.join(apart))
    yield Statement(f"see_also|{entry.proposal.id}", text)


def takers(entry: Entry, lang: str) -> Iterator[Statement]:
    """Who takes a proposal up, each with the sentence that carries it."""
    for cell in entry.taken_up:
        yield _taker(cell, lang, {other.plan.id: title(other) for other in entry.cells})
        if cell.quotation is not None and is_borne_out(cell.finding):
            quoted = quotation_told(cell.quotation, lang)
            place = f"{title(cell)} {cell.quotation.cited}　{cell.quotation.heading}"
            yield Statement(f"quote|{cell.key}", quoted, cell.quotation, place)
    if not entry.taken_up:
        yield Statement(f"none|{entry.proposal.id}", _text("none", lang))


def times(entry: Entry, lang: str) -> Iterator[Statement]:
    """What the plans that take a proposal up say of stage and time; that none is stated is said once, and counted."""
    mark = "; " if lang == "en" else "、"
    for one in entry.times:
        if one.told:
            told = mark.join(one.told)
            told += _text("times_more", lang, count=one.more, sheet=SHEETS["picture"].text(lang)) if one.more else ""
            yield Statement(f"times|{one.key}", _text("times", lang, plan=one.plan, told=told))
    undated = [_text("undated_plan", lang, plan=one.plan, count=one.undated) for one in entry.times if one.undated]
    if undated:
        yield Statement(f"undated|{entry.proposal.id}", _text("undated", lang, plans=_listed(undated, lang)))


def absent(entry: Entry, lang: str) -> Iterator[Statement]:
    """Where it is judged to be absent, and what was not expected to answer."""
    for status in ("gap", "out_of_scope"):
        if cells := entry.of(status):
            plans = _listed((_signed(cell, lang) for cell in cells), lang)
            yield Statement(f"{status}|{entry.proposal.id}", _text(status, lang, plans=plans))


def undecided(entry: Entry, lang: str) -> Iterator[Statement]:
    """How many plans are open; of those that are so by no reason of the whole plan, for every reason which, and where
    to begin to read."""
    cells = entry.of("undetermined")
    if not cells:
        return
    near = [cell for cell in cells if not is_plan_wide(cell)]
    text = _text("undetermined", lang, count=len(cells))
    if not near:
        text = _text("undetermined_all_wide", lang, count=len(cells), table=CHAPTER["wide"].text(lang))
    elif len(near) < len(cells):
        text += _text("undetermined_wide", lang, count=len(cells) - len(near), table=CHAPTER["wide"].text(lang))
    if near:
        text += _text("undetermined_near", lang)
    yield Statement(f"undetermined|{entry.proposal.id}", text)
    seen: Counter[str] = Counter()
    for why, alike in grouped((reason_in_short(cell, lang), cell) for cell in near).items():
        plans = _listed((_look(cell, lang) for cell in alike), lang)
        code = reason_code(alike[0])
        seen[code] += 1
        key = f"look|{entry.proposal.id}|{code}|{seen[code]}"
        yield Statement(key, _text("look", lang, why=with_capital(why) if lang == "en" else why, plans=plans))


def reasons_of_plans(joined: Joined) -> Iterator[tuple[str, Statement, Statement]]:
    """Of every reason that leaves a plan as a whole open: its plan, the reason, and for which proposals it does."""
    every, lang = [entry.proposal.id for entry in joined.entries], joined.lang
    for one in plan_reasons(joined):
        key = f"{one.plan.id}|{one.code}"
        of = _which(one.proposals, every, lang)
        yield one.plan.title or one.plan.id, Statement(f"wide|{key}", one.reason), Statement(f"wide_of|{key}", of)


def _which(some: Sequence[str], every: Sequence[str], lang: str) -> str:
    """How many proposals, and which: the others, where those are fewer."""
    rest = [one for one in every if one not in set(some)]
    if not rest:
        return _text("which_all", lang, count=len(some))
    if len(rest) < len(some):
        return _text("which_but", lang, count=len(some), ids=_listed(rest, lang))
    return _text("which", lang, count=len(some), ids=_listed(some, lang))


def ended_told(joined: Joined) -> Statement:
    """What the list holds, or that nothing was found for it."""
    name = "ended" if joined.ended.rows else "ended_none"
    return Statement("ended", _text(name, joined.lang, year=joined.ended.before, count=len(joined.ended.rows)))


def ended_rows(joined: Joined) -> Iterator[tuple[str, Statement, str]]:
    """The rows: where the measure stands, what it is and when, and the proposals that it answers."""
    for one in joined.ended.rows:
        text = _text("ended_row", joined.lang, measure=one.measure, time=one.time)
        yield one.place, Statement(f"ended|{one.key}", text), _listed(one.proposals, joined.lang)


def findings(rows: Iterable[Row], sheet: str, count: int, owner: str, lang: str) -> Iterator[Statement]:
    """The certain ones of some findings, up to ``count``, and how many more there are, certain and not."""
    rows = tuple(rows)
    certain = [row for row in rows if row.certain]
    shown, rest = certain[:count], [row for row in rows if not row.certain]
    told_sheet = SHEETS[sheet].text(lang)
    seen: Counter[str] = Counter()
    for row in shown:
        seen[row.key] += 1
        kind = with_capital(row.type) if lang == "en" else row.type
        text = _text("finding", lang, type=kind, confidence=row.confidence, text=row.text.rstrip("。."))
        yield Statement(f"{owner}|{row.key}|{seen[row.key]}", text, place=row.places)
    if len(certain) > len(shown):
        more = _text("more", lang, count=len(certain) - len(shown), sheet=told_sheet)
        yield Statement(f"more|{owner}|{sheet}", more)
    if rest:
        name = "more_listed" if certain else "only_uncertain"
        told = _text(name, lang, count=len(rest), parts=grades(rest, lang), sheet=told_sheet)
        yield Statement(f"rest|{owner}|{sheet}", told)


def roles(entry: Entry, lang: str) -> Iterator[Statement]:
    """Who is in charge of what answers a proposal."""
    if entry.roles:
        told = (role_told(one, lang) for one in entry.roles)
        yield Statement(f"roles|{entry.proposal.id}", _text("roles", lang, roles=_listed(told, lang)))


def role_told(one: Role, lang: str) -> str:
    """A ministry with its role; of measures that name none, that there are such."""
    if one.ministry:
        return _text("role", lang, ministry=one.ministry, role=one_bracket(one.role, lang))
    sure = label(CONFIDENCES, "check", lang)
    return _text("role_unnamed", lang) if one.certain else _text("role_unnamed_sure", lang, sure=sure)


def every_statement(joined: Joined) -> Iterator[Statement]:
    """All sentences of the chapter, in order."""
    yield from summary(joined)
    for _, told in complaints(joined):
        yield from told
    for entry in joined.entries:
        yield from related_proposals(entry, joined)
        yield from of_entry(entry, joined.lang)
        yield from replies(entry, joined)
    for name in ("overlaps", "phases", "exits"):
        yield from findings(getattr(joined, name), name, LISTED, "all", joined.lang)
    yield ended_told(joined)
    yield from (told for _, told, _ in ended_rows(joined))
    for _, why, of in reasons_of_plans(joined):
        yield from (why, of)


def of_entry(entry: Entry, lang: str) -> Iterator[Statement]:
    """All sentences of the section of a proposal."""
    yield from takers(entry, lang)
    yield from times(entry, lang)
    yield from absent(entry, lang)
    yield from undecided(entry, lang)
    yield from related(entry, lang)
    yield from roles(entry, lang)


def related(entry: Entry, lang: str) -> Iterator[Statement]:
    """Overlaps, phases and exits of a proposal."""
    for name in ("overlaps", "phases", "exits"):
        yield from findings(getattr(entry, name), name, SHOWN, entry.proposal.id, lang)


def replies(entry: Entry, joined: Joined) -> Iterator[Statement]:
    """What ministries replied on the cells and findings of a proposal."""
    found = [(title(cell), cell.item) for cell in entry.cells]
    found += [(row.places, row.item) for rows in (entry.overlaps, entry.phases, entry.exits) for row in rows]
    for plan, item in found:
        for number, reply in enumerate(joined.replies.get(item, ())):
            text = _text("reply", joined.lang, plan=plan, reply=reply)
            yield Statement(f"reply|{entry.proposal.id}|{item}|{number}", text)


def said_told(shown: Shown, lang: str) -> str:
    """Who decided a verdict, and the note beside it; empty where neither is told."""
    who = _text("said_by", lang, reviewer=shown.reviewer) if shown.reviewer else ""
    note = _text("said_note", lang, note=shown.note) if shown.note else ""
    return (". " if lang == "en" else "　").join(filter(None, (who, note)))


def title(cell: Cell) -> str:
    """The title of the plan of a verdict."""
    return cell.plan.title or cell.plan.id


def _signed(cell: Cell, lang: str) -> str:
    """The title of the plan, with the place of the nearest passage of a gap and a mark where people have decided."""
    mark = CHECKED.text(lang)
    named = title(cell)
    if cell.finding.status == "gap" and cell.quotation is not None:
        named = _text("near", lang, plan=named, place=cell.quotation.place)
    return named + (f" ({mark})" if lang == "en" else f"［{mark}］") * cell.decided


def _taker(cell: Cell, lang: str, titles: Mapping[str, str]) -> Statement:
    name = f"{'checked_' * cell.decided}{cell.finding.status}"
    if cell.decided and not is_borne_out(cell.finding):
        return Statement(f"cell|{cell.key}", _text(f"{name}_nowhere", lang, plan=title(cell)))
    comma = ", " if lang == "en" else "、"
    details = comma.join(part for part in ("・".join(cell.ministries), cell.years) if part)
    details = details and (f" ({details})" if lang == "en" else f"（{details}）")
    told = {"plan": title(cell), "measure": cell.measure.heading if cell.measure else "–", "details": details}
    chances = {"probability": _percent(cell.finding.probability), "alone": _percent(cell.alone)}
    text = _text(name, lang, **told, **chances)
    if cell.decided:
        return Statement(f"cell|{cell.key}", text)
    detail = cell.finding.detail
    if missing := detail.get("missing"):
        text += _text("missing", lang, missing=missing)
    if reason_code(cell) == VerdictCode.partial_unclear:
        text += _text("unclear", lang)
    text += _why_partial(cell, lang)
    if taken := detail.get("taken"):
        text += _text("taken", lang, taken=_without_quoted(taken, cell, lang))
    text += _repeated(cell, titles, lang)
    if cell.alone is not None and cell.alone < _LIKELY:
        text += _text("weak", lang)
    if cell.over_before is not None:
        text += _text("over", lang, year=cell.over_before)
    return Statement(f"cell|{cell.key}", text)


def _without_quoted(taken: str, cell: Cell, lang: str) -> str:
    """The sentences for each thing asked, without the words of the one that is quoted right below."""
    quoted = f"『{clipped(cell.quotation.text, MOST_TOLD)}』" if cell.quotation else ""
    return taken.replace(quoted, _text("taken_quoted", lang)) if quoted else taken


def _why_partial(cell: Cell, lang: str) -> str:
    """Which of the conditions of 対応 is not met (docs/evaluation.md), where that is none of the things asked."""
    reason, detail = reason_code(cell), cell.finding.detail
    if reason not in _WHY_PARTIAL:
        return ""
    all_found = _text("all_parts", lang) if "taken" in detail else ""
    limits = {name: detail.get(name, "") for name in ("full", "limit")}
    return all_found + _text(f"why_{reason}", lang, **limits)


def _repeated(cell: Cell, titles: Mapping[str, str], lang: str) -> str:
    """What another plan's verdict by the same sentence is."""
    detail = cell.finding.detail
    if (other := detail.get("other")) is None:
        return ""
    told = {"plan": titles.get(other, other), "page": detail["other_page"]}
    told["status"] = label(STATUSES, cast(Status, detail["other_status"]), lang)
    if passage := detail.get("other_passage"):
        return _text("repeated_verdict", lang, **told, passage=passage)
    return _text("repeated", lang, **told)


def _percent(share: float | None) -> str:
    """Whole per cents, never 50 % of what is less."""
    if share is None:
        return "–"
    told = f"{share:.0%}"
    return f"{share:.1%}" if told == f"{_LIKELY:.0%}" and share != _LIKELY else told


def quotation_told(quoted: Quotation, lang: str) -> str:
    """The words in quotation marks; of a table row cell by cell, since no mark between the cells is printed."""
    if not quoted.cells:
        return f"「{quoted.text}」"
    return _text("row", lang, cells="".join(f"「{one}」" for one in quoted.cells))


def _look(cell: Cell, lang: str) -> str:
    """A plan that is open, with the figures of the reason and where to begin to read."""
    details = [*figures_of(cell, lang), *([cell.quotation.place] if cell.quotation else [])]
    return _text("open_plan", lang, plan=title(cell), details=_listed(details, lang)) if details else title(cell)


def _in_style(text: str, lang: str) -> str:
    """A text of other commands as a sentence of the chapter."""
    return f"{with_capital(text).removesuffix('.')}." if lang == "en" else in_plain_style(text)


def _listed(words: Iterable[str], lang: str) -> str:
    return (", " if lang == "en" else "、").join(words)


def _text(name: str, lang: str, **blanks: object) -> str:
    return SENTENCES[name].text(lang).format(**blanks)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
