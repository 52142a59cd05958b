"""The joined records and the run of an excerpt: what stands to none of its plans and proposals is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyalign.assess.measures.side import plans_of
from policyalign.assess.run import Run
from policyalign.messages.report import EXCERPT
from policyalign.report.budget import Budget
from policyalign.report.excerpt import Excerpt
from policyalign.report.records import Complaint, Ended, Entry, Joined, Role, Row

_NAMED = 10
"""Ids and titles that are told by name."""
_IN_TITLE = 6
"""Ids that are in a title."""


def narrowed(joined: Joined, excerpt: Excerpt) -> Joined:
    """The records that an excerpt takes in. Findings keep their numbers, roles are those of the whole run."""
    if not excerpt:
        return joined
    entries = [_entry(one, excerpt) for one in joined.entries if excerpt.takes(proposals=(one.proposal.id,))]
    return replace(
        joined,
        plans=tuple(plan for plan in joined.plans if excerpt.takes(plans=(plan.id,))),
        entries=tuple(entries),
        overlaps=_rows(joined.overlaps, excerpt),
        phases=_rows(joined.phases, excerpt),
        exits=_rows(joined.exits, excerpt),
        ended=replace(joined.ended, rows=_ended(joined.ended.rows, excerpt)),
        budget=_budget(joined.budget, excerpt) if joined.budget else None,
        complaints=tuple(_complaint(one, excerpt) for one in joined.complaints if excerpt.takes(proposals=(one.id,))),
        left_out=left_out_told(joined, excerpt),
    )


def excerpt_title(joined: Joined, excerpt: Excerpt) -> str:
    """That a report is an excerpt, and of what, in a line; empty of the whole."""
    if not excerpt:
        return ""
    lang = joined.lang
    titles = {plan.id: plan.title or plan.id for plan in joined.plans}
    proposals = _named(excerpt.proposals, lang, _IN_TITLE)
    plans = [titles.get(one, one) for one in excerpt.plans]
    told = "".join(plans) if len(plans) < 2 else _text("plans_counted", lang, count=len(plans))
    return _text("title", lang, named=(" / " if lang == "en" else "／").join(filter(None, (proposals, told))))


def left_out_told(joined: Joined, excerpt: Excerpt) -> str:
    """What an excerpt is on, of how many, and what its numbers count."""
    lang, told = joined.lang, []
    if excerpt.proposals:
        labels = {one.proposal.id: one.proposal.label for one in joined.entries}
        labels |= {one.id: one.label for one in joined.complaints}
        named = _named([f"{one} {labels.get(one, '')}".strip() for one in excerpt.proposals], lang)
        told.append(_text("proposals", lang, named=named, count=len(excerpt.proposals), every=len(joined.entries)))
    if excerpt.plans:
        titles = {plan.id: plan.title or plan.id for plan in joined.plans}
        named = _named([titles.get(one, one) for one in excerpt.plans], lang)
        told.append(_text("plans", lang, named=named, count=len(excerpt.plans), every=len(joined.plans)))
    rest = _text("rest", lang) + (_text("roles", lang) if excerpt.plans else "")
    return _text("excerpt", lang) + "".join(told) + rest


def narrowed_run(run: Run, excerpt: Excerpt) -> Run:
    """The run as the pictures of an excerpt show it: a finding stands in them only with all of its plans."""
    if not excerpt:
        return run
    matrix, results = run.matrix, run.results
    kept = [excerpt.takes(plans=(plan.id,)) for plan in matrix.plans]
    roles, phases, links = results["responsibility"], results["phases"], results["links"]
    cells = tuple(
        cell
        for cell in roles.cells
        if excerpt.takes(proposals=(cell.proposal_id,), plans=[part.measure.plan_id for part in cell.parts])
    )
    named = {cell.ministry for cell in cells}
    sectors = tuple(one for one in roles.sectors if excerpt.takes(proposals=(one.proposal_id,)))
    plans = {plan.id for plan, one in zip(matrix.plans, kept, strict=True) if one}
    told = {
        "responsibility": replace(
            roles, cells=cells, sectors=sectors, ministries=tuple(one for one in roles.ministries if one in named)
        ),
        "phases": replace(
            phases,
            faults=tuple(one for one in phases.faults if plans.issuperset(plans_of(one.sides))),
            notes=tuple(one for one in phases.notes if one.plan_id in plans),
        ),
        "links": replace(
            links,
            citations=tuple(one for one in links.citations if one.plan_id in plans),
            exits=tuple(one for one in links.exits if plans.issuperset(plans_of(one.sides))),
        ),
    }
    findings = (one for one in matrix.findings if excerpt.takes(proposals=(one.proposal_id,), plans=(one.plan_id,)))
    return replace(
        run,
        matrix=replace(
            matrix,
            plans=tuple(plan for plan, one in zip(matrix.plans, kept, strict=True) if one),
            proposals=tuple(one for one in matrix.proposals if excerpt.takes(proposals=(one.id,))),
            findings=tuple(findings),
            matches=tuple(found for found, one in zip(matrix.matches, kept, strict=True) if one),
        ),
        measures=tuple(one for one in run.measures if one.plan_id in plans),
        results={**results, **told},
    )


def _entry(entry: Entry, excerpt: Excerpt) -> Entry:
    return replace(
        entry,
        cells=tuple(cell for cell in entry.cells if excerpt.takes(plans=(cell.plan.id,))),
        overlaps=_rows(entry.overlaps, excerpt),
        phases=_rows(entry.phases, excerpt),
        exits=_rows(entry.exits, excerpt),
        roles=tuple(_role(one, excerpt) for one in entry.roles if excerpt.takes(plans=[of for of, _ in one.measures])),
        times=tuple(one for one in entry.times if excerpt.takes(plans=(one.key.split("|", 1)[1],))),
    )


def _rows(rows: Iterable[Row], excerpt: Excerpt) -> tuple[Row, ...]:
    return tuple(row for row in rows if excerpt.takes(plans=row.plans, proposals=row.proposals))


def _ended(rows: Iterable[Ended], excerpt: Excerpt) -> tuple[Ended, ...]:
    kept = (one for one in rows if excerpt.takes(plans=(one.plan_id,), proposals=one.proposals))
    return tuple(
        replace(one, proposals=tuple(proposal for proposal in one.proposals if excerpt.takes(proposals=(proposal,))))
        for one in kept
    )


def _role(role: Role, excerpt: Excerpt) -> Role:
    return replace(role, measures=tuple(one for one in role.measures if excerpt.takes(plans=(one[0],))))


def _complaint(one: Complaint, excerpt: Excerpt) -> Complaint:
    """Of a complaint the evidence in the plans; it bears on the complaint whatever proposals it answers."""
    return replace(one, evidence=tuple(row for row in one.evidence if excerpt.takes(plans=row.plans)))


def _budget(budget: Budget, excerpt: Excerpt) -> Budget:
    joints = [
        replace(one, proposals=tuple(proposal for proposal in one.proposals if excerpt.takes(proposals=(proposal,))))
        for one in budget.joints
        if excerpt.takes(plans=(one.measure.plan_id,), proposals=one.proposals)
    ]
    return replace(budget, joints=tuple(joints))


def _named(names: Sequence[str], lang: str, most: int = _NAMED) -> str:
    more = _text("more", lang, count=len(names) - most) if len(names) > most else ""
    return (", " if lang == "en" else "、").join(names[:most]) + more


def _text(name: str, lang: str, **blanks: object) -> str:
    return EXCERPT[name].text(lang).format(**blanks)
