"""How the scorer fares on answered plans, as it comes along and after the answers on the other plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from policyalign.lab.evaluation.bootstrap import bootstrap_intervals
from policyalign.lab.fitting.thresholds import Claim
from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.gold.unit_matching import Indices, Matrix
from policyalign.lab.learning.answers import AnsweredPlan
from policyalign.lab.learning.genres import lesson_with_genres, others, verdicts
from policyalign.lab.learning.teaching import covered_after
from policyalign.lab.statistics import Flags, auc
from policyalign.match.applicability import is_in_domain
from policyalign.match.lessons import Lesson
from policyalign.values import Status

Outlook = Literal["better", "worse", "alike", "untried"]


@dataclass(frozen=True, slots=True)
class Fared:
    """How a scorer fares on the answered cells of plans: ``gaps`` and ``found`` are the claims of 欠落, and of 対応 or
    一部対応; ``undetermined`` is the share without a claim; ``auc`` is None where all cells are of one kind."""

    auc: float | None
    brier: float
    gaps: Claim
    found: Claim
    undetermined: float


@dataclass(frozen=True, slots=True)
class Trials:
    """``cells`` of ``plans`` with a grade, ``taken_up`` of them 対応 or 一部対応. ``change`` holds, for ``auc`` and
    ``brier``, what the answers add, with its 95 % interval over plans and proposals drawn anew; None where there is
    none. ``outlook`` follows from the interval of the Brier score."""

    plans: int
    cells: int
    taken_up: int
    before: Fared
    after: Fared
    change: Mapping[str, tuple[float | None, list[float] | None]]
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells of all plans: plan and proposal by number, whether it is taken up, probability and verdict before and
    after."""

    plan: Indices
    proposal: Indices
    truth: Flags
    before: Matrix
    after: Matrix
    said_before: tuple[Status, ...]
    said_after: tuple[Status, ...]


def try_lessons(plans: Sequence[AnsweredPlan]) -> Trials | None:
    """Every plan by the scorer as it comes along, and after the answers on all others; None where no cell has a
    grade."""
    cells = _cells(plans)
    if not len(cells.truth):
        return None
    proposals = int(cells.proposal.max()) + 1

    def change(weights: Matrix) -> dict[str, float | None]:
        own = weights[cells.plan, cells.proposal]
        if not own.sum():
            return {"auc": None, "brier": None}
        briers = [float(np.average((one - cells.truth) ** 2, weights=own)) for one in (cells.before, cells.after)]
        areas = [auc(cells.truth, one, own) for one in (cells.before, cells.after)]
        area = None if areas[0] is None or areas[1] is None else areas[1] - areas[0]
        return {"auc": area, "brier": briers[1] - briers[0]}

    graded = len(set(cells.plan.tolist()))
    intervals = bootstrap_intervals(change, len(plans), proposals) if graded > 1 else {}
    whole = change(np.ones((len(plans), proposals)))
    return Trials(
        graded,
        len(cells.truth),
        int(cells.truth.sum()),
        _fared(cells.truth, cells.before, cells.said_before),
        _fared(cells.truth, cells.after, cells.said_after),
        {name: (value, intervals.get(name)) for name, value in whole.items()},
        outlook_of(intervals.get("brier")) if graded > 1 else "untried",
    )


def outlook_of(interval: Sequence[float] | None) -> Outlook:
    """What the interval of the change of the Brier score says: 0 within it, and nothing can be told."""
    if interval is None or interval[0] <= 0 <= interval[1]:
        return "alike"
    return "better" if interval[1] < 0 else "worse"


def _cells(plans: Sequence[AnsweredPlan]) -> _Cells:
    number: dict[str, int] = {}
    parts = []
    for place, plan in enumerate(plans):
        lesson = lesson_with_genres(others(plans, plan))
        covered = [covered_after(plan, one) for one in (Lesson(), lesson)]
        said = [verdicts(plan, Lesson(), plan.matches.in_domain), verdicts(plan, lesson, _gaps_hold(plan, lesson))]
        for row, cell in enumerate(plan.cells):
            if cell.grade >= 0 and cell.estimate.calibrated:
                proposal = number.setdefault(cell.key, len(number))
                told = (*(float(one[row]) for one in covered), *(one[row] for one in said))
                parts.append((place, proposal, cell.grade >= RELEVANT, *told))
    columns = [list(column) for column in zip(*parts, strict=True)] or [[] for _ in range(7)]
    return _Cells(
        np.array(columns[0], dtype=np.intp),
        np.array(columns[1], dtype=np.intp),
        np.array(columns[2], dtype=bool),
        np.array(columns[3], dtype=np.float64),
        np.array(columns[4], dtype=np.float64),
        tuple(columns[5]),
        tuple(columns[6]),
    )


def _gaps_hold(plan: AnsweredPlan, lesson: Lesson) -> bool:
    """Whether 欠落 may be said of a plan: by its genre where answers on other plans settle that, else as before."""
    genre = lesson.genres.get(plan.genre)
    if genre is None or genre.state == "open":
        return plan.matches.in_domain
    inside = is_in_domain(genre.ranges, plan.matches.style)
    return genre.state == "certified" and (inside or plan.matches.in_domain)


def _fared(truth: Flags, probability: Matrix, said: Sequence[Status]) -> Fared:
    gaps = np.array([status == "gap" for status in said], dtype=bool)
    found = np.array([status in ("covered", "partial") for status in said], dtype=bool)
    return Fared(
        auc(truth, probability),
        float(np.mean((probability - truth) ** 2)),
        Claim(int(gaps.sum()), int((gaps & ~truth).sum())),
        Claim(int(found.sum()), int((found & truth).sum())),
        float(np.mean(~gaps & ~found)),
    )
