"""From saved results to what people said of the cells of every plan, beside what the scorer says of them.

Nothing is read or matched anew: results hold the estimates of all cells. An answer here is what stands after all
reviewers and settling (:mod:`policyalign.review.settling`); what they do not agree on is no label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.audit.claims import gap_claims
from policyalign.assess.audit.draw import drawn_claims
from policyalign.assess.gaps.find import reading_doubt
from policyalign.assess.run import Run
from policyalign.domain import CellEstimate, PlanMatches, Proposal
from policyalign.match.profiles import fingerprint
from policyalign.values import MATCHABLE, Check

GRADES: Mapping[Check, int] = {"covered": 3, "partial": 2, "present": 2, "absent": 0}
"""対応→3, 一部対応→2, あり (a checking sheet asks for no more)→2, なし→0; 不明 and 不一致 tell no grade."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A random sample that was answered whole: the keys of the cells that it was drawn from, and of those that were
    drawn."""

    population: frozenset[str]
    drawn: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A proposal held against a plan: what the scorer that comes along makes of it, ``best`` being the probability of
    the best passage (None without any), and what people said (empty: nothing)."""

    key: str
    proposal: Proposal
    estimate: CellEstimate
    best: float | None
    check: Check = ""

    @property
    def grade(self) -> int:
        """The grade that the answer stands for, −1 for none."""
        return GRADES.get(self.check, -1)


@dataclass(frozen=True, slots=True)
class AnsweredPlan:
    """A plan that was answered. ``matches`` hold its thresholds and style; ``readable`` is false where it was read too
    badly for any 欠落; ``draws`` are the samples of its 欠落 (policyalign audit)."""

    id: str
    document_id: str
    genre: str
    cells: tuple[Cell, ...]
    matches: PlanMatches
    readable: bool = True
    draws: tuple[Drawn, ...] = ()

    @property
    def labels(self) -> int:
        """How many cells have a grade."""
        return sum(cell.grade >= 0 for cell in self.cells)


def answered_plans(runs: Sequence[Run], genres: Mapping[str, str]) -> tuple[AnsweredPlan, ...]:
    """The plans of the runs that anybody answered on, the same file once. ``genres`` are by the id of a plan, that of
    an empty id for all others. Where two runs differ on a cell of one file, nobody has settled it."""
    found: dict[str, AnsweredPlan] = {}
    for run in runs:
        for one in _of_run(run, genres):
            known = found.get(one.document_id)
            found[one.document_id] = _together(known, one) if known else one
    return tuple(found.values())


def ticket(document_id: str, key: str) -> str:
    """Where a cell stands in the random order of a plan's cells: by its names alone, in which nobody has a hand."""
    return hashlib.sha256(f"{document_id}\n{key}".encode()).hexdigest()


def _of_run(run: Run, genres: Mapping[str, str]) -> Iterator[AnsweredPlan]:
    asked = {one.id: one for one in run.matrix.proposals if one.kind in MATCHABLE}
    for plan, matches in zip(run.plans, run.matrix.matches, strict=True):
        best: dict[str, float] = {}
        for match in matches.matches:
            best.setdefault(match.proposal_id, match.probability)
        cells = tuple(
            Cell(
                fingerprint(asked[one.proposal_id].text),
                asked[one.proposal_id],
                one,
                best.get(one.proposal_id),
                run.matrix.finding(one.proposal_id, plan.id).checked,
            )
            for one in matches.cells
            if one.proposal_id in asked
        )
        if any(cell.check for cell in cells):
            yield AnsweredPlan(
                plan.id,
                plan.document_id,
                genres.get(plan.id, genres.get("", "")),
                cells,
                replace(matches, matches=(), cells=()),
                reading_doubt(plan, run.settings.assess) is None,
                tuple(_draws(run, plan.id)),
            )


def _draws(run: Run, plan_id: str) -> Iterator[Drawn]:
    for audit in run.audits:
        if audit.of_this_run:
            parts = gap_claims(run.matrix, audit.draw.plans), drawn_claims(run.matrix, audit.draw)
            own = [
                frozenset(fingerprint(one.proposal.text) for one in some if one.plan.id == plan_id) for some in parts
            ]
            yield Drawn(*own)


def _together(first: AnsweredPlan, second: AnsweredPlan) -> AnsweredPlan:
    cells = {cell.key: cell for cell in first.cells}
    for cell in second.cells:
        known = cells.setdefault(cell.key, cell)
        if known.check and cell.check and known.check != cell.check:
            cells[cell.key] = replace(known, check="disputed")
        elif cell.check:
            cells[cell.key] = replace(known, check=cell.check)
    return replace(first, cells=tuple(cells.values()), draws=(*first.draws, *second.draws))
