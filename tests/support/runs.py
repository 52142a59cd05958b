"""A small finished run with every status in it, to be shown and written."""

from __future__ import annotations

from pathlib import Path

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Failure, Run
from policyalign.config import Settings
from policyalign.domain import (
    Anchor,
    CellEstimate,
    Finding,
    Interval,
    Match,
    Passage,
    Plan,
    PlanMatches,
    Problem,
    Proposal,
    Section,
)
from policyalign.values import Lang, Status

from support.schedules import THRESHOLDS
from support.surveys import run_of

PROPOSALS = (
    Proposal("1-P1", "proposal", "1", "1", "将来像の共有", "目指す将来像を描き、共有する", ("産", "官", "学")),
    Proposal("1-P2", "proposal", "1", "1", "=試験", "+調査の体制を整える"),
    Proposal("2.3-T1", "technology", "2", "2.3", "月面農業", "月面農業 (Lunar Farming)", field="宇宙"),
)
ROWS: tuple[tuple[Status, Status], ...] = (
    ("covered", "partial"),
    ("undetermined", "gap"),
    ("out_of_scope", "covered"),
)


def plan(plan_id: str, title: str = "", problems: tuple[Problem, ...] = ()) -> Plan:
    """A plan of two headings and two passages, the second over a page break."""
    sections = (
        Section("", "計画", 1, None, Anchor(1, (72, 40, 300, 60))),
        Section("第1章", "第1章 総論", 2, 0, Anchor(1, (72, 72, 300, 90))),
        Section("1.", "1. 人材", 3, 1, Anchor(2, (72, 72, 300, 90))),
    )
    first = Passage(
        f"{plan_id}-1",
        plan_id,
        "paragraph",
        "将来像を「共有」し、\n国民に示す。",
        1,
        ("第1章 総論",),
        (Anchor(1, (72, 100, 523.256, 131.004)),),
        role="principle",
    )
    second = Passage(
        f"{plan_id}-2",
        plan_id,
        "item",
        "-2030年度までに、文部科学省は研究者1000人を育成する。",
        2,
        ("第1章 総論", "1. 人材"),
        (Anchor(2, (72, 700, 523, 760)), Anchor(3, (72, 72, 523, 90))),
        role="measure",
        actors=("文部科学省", "経済産業省"),
        stages=(3, 4),
        intervals=(Interval(None, 2030, "2030年度までに", (1, 10)),),
        targets=("1000人",),
    )
    return Plan(plan_id, "0" * 64, f"{plan_id}.pdf", title, sections, (first, second), 3, problems=problems)


def finding(proposal_id: str, plan_id: str, status: Status, place: int) -> Finding:
    if status in ("out_of_scope", "gap"):
        return Finding(proposal_id, plan_id, status, None, None, 0, None, "worker_closed")
    passage_id = f"{plan_id}-{1 + place % 2}"
    return Finding(proposal_id, plan_id, status, 0.83121, -0.25, 2, passage_id, "timeout", {"seconds": "60"})


def matches(plan_id: str) -> PlanMatches:
    pairs = [(proposal.id, f"{plan_id}-{number}") for proposal in PROPOSALS for number in (1, 2)]
    found = tuple(Match(*pair, 0.1234567891, 0.5, {"b": 1 / 3, "a": 1.0}) for pair in pairs)
    return PlanMatches(plan_id, found, tuple(CellEstimate(one.id, 0.5, 0.25) for one in PROPOSALS), THRESHOLDS)


def run(*plan_ids: str, failures: tuple[Failure, ...] = (), lang: Lang = "ja") -> Run:
    """A run over plans of these names (by default two), the first with problems."""
    names = plan_ids or ("space", "digital")
    problems = (
        Problem("memory", "partial", 7, {"megabytes": "5"}),
        Problem("timeout", "note", None, {"seconds": "9"}),
    )
    plans = tuple(
        plan(name, "宇宙計画" if not place else "", problems if not place else ()) for place, name in enumerate(names)
    )
    findings = tuple(
        finding(proposal.id, one.id, statuses[place % 2], place)
        for proposal, statuses in zip(PROPOSALS, ROWS, strict=True)
        for place, one in enumerate(plans)
    )
    matrix = GapMatrix(plans, PROPOSALS, findings, tuple(matches(name) for name in names))
    return run_of(matrix, failures=failures, record={"seconds": 1.5}, settings=Settings(lang=lang))


def run_without_plans(*failures: Failure) -> Run:
    """What is left when no file could be used."""
    return run_of(GapMatrix((), PROPOSALS, (), ()), failures=failures)


def failure(path: str = "damaged.pdf") -> Failure:
    return Failure(Path(path), Problem("memory", "fatal", None, {"megabytes": "9"}))
