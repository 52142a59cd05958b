"""The audit of the 欠落 claims of a run: draw a sample, have it checked, say what that guarantees.

The draw is fixed by the claims and a seed, so that a sheet that comes back is held against the run itself,
not against a copy of what was handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policyalign.assess.audit.claims import Claim, gap_claims, population_id
from policyalign.assess.audit.file import marked
from policyalign.assess.audit.records import Audit, Draw
from policyalign.assess.audit.sampling import SamplingPlan, draw_order, least_right, reaches, sampling_plan
from policyalign.assess.audit.sheet import Sheet, read_sheet, reviews, sheet_rows
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Review
from policyalign.errors import InputError
from policyalign.messages import AuditCode
from policyalign.tables import Row

OFFERED = 4
"""Sampling plans shown: for 0, 1, 2 and 3 wrong claims tolerated."""


def plan_draw(
    matrix: GapMatrix,
    *,
    target: float,
    confidence: float,
    tolerated: int = 0,
    seed: int | None = None,
    plans: Sequence[str] = (),
    everything: bool = False,
) -> Draw:
    """The smallest draw by which at least the share ``target`` proves right, or one of ``everything``.

    Without ``seed`` it is the first 32 bits of the id of the claims: fixed by the content of the run, so that
    nobody chooses it.

    Raises:
        InputError: there is no such plan, no claim, or more is tolerated than the target allows.
    """
    known = [plan.id for plan in matrix.plans]
    for plan in plans:
        if plan not in known:
            raise InputError(AuditCode.plan_unknown, plan=plan, known=", ".join(known))
    claims = gap_claims(matrix, plans)
    if not claims:
        raise InputError(AuditCode.audit_no_claims)
    sampling = sampling_plan(len(claims), target, confidence, tolerated)
    if sampling is None:
        told = {"claims": str(len(claims)), "tolerated": str(tolerated), "target": f"{target:.4g}"}
        raise InputError(AuditCode.audit_tolerance, **told)
    population = population_id(claims)
    return Draw(
        population=population,
        claims=len(claims),
        size=len(claims) if everything else sampling.size,
        seed=int(population[:8], 16) if seed is None else seed,
        confidence=confidence,
        target=target,
        tolerated=tolerated,
        plans=tuple(sorted(set(plans))),
    )


def sampling_plans(draw: Draw) -> Iterator[SamplingPlan]:
    """The plans that tolerate 0, 1, 2 … wrong claims, as far as the target allows."""
    for tolerated in range(OFFERED):
        offered = sampling_plan(draw.claims, draw.target, draw.confidence, tolerated)
        if offered is not None:
            yield offered


def drawn_claims(matrix: GapMatrix, draw: Draw) -> tuple[Claim, ...]:
    """The claims of a draw, those of one plan together, so that a person reads plan after plan."""
    claims = gap_claims(matrix, draw.plans)
    drawn = sorted(draw_order([claim.key for claim in claims], draw.seed)[: draw.size])
    plans = [plan.id for plan in matrix.plans]
    return tuple(sorted((claims[place] for place in drawn), key=lambda claim: plans.index(claim.plan.id)))


def drawn_rows(
    matrix: GapMatrix, draw: Draw, audits: Sequence[Audit] = (), given: Sequence[Review] = ()
) -> Iterator[Row]:
    """The rows of the checking sheet; answers that earlier audits hold stand in it already, and those ``given`` for
    this draw elsewhere.

    Raises:
        InputError: another sample of these claims was answered before.
    """
    _check_first(draw, audits)
    matches = {found.plan_id: found for found in matrix.matches}
    earlier = {answer.claim: answer for audit in audits for answer in audit.answers}
    earlier |= {answer.claim: answer for answer in given}
    return sheet_rows(drawn_claims(matrix, draw), draw, matches, earlier)


def sheet_answers(matrix: GapMatrix, path: Path, audits: Sequence[Audit] = ()) -> tuple[Draw, tuple[Review, ...]]:
    """The draw of a sheet, and its answers in the order of the draw; those of rows that are still empty have no check.

    The same sheet may be given again, corrected; after it only a check of all claims is
    taken, since samples that are drawn or enlarged in knowledge of a result would void the confidence.

    Raises:
        InputError: the sheet is none of these claims or altered, or another was answered before.
    """
    sheet = read_sheet(path)
    draw = sheet.draw
    claims = gap_claims(matrix, draw.plans)
    if not is_drawn_from(claims, draw):
        raise InputError(AuditCode.audit_sheet_other_run, file=path)
    _check_first(draw, audits)
    return draw, reviews(sheet, drawn_claims(matrix, draw))


def audit_of(draw: Draw, answers: tuple[Review, ...]) -> Audit:
    """What the answers to all claims of a draw guarantee. 不明 counts as wrong."""
    counts = {check: sum(one.check == check for one in answers) for check in ("present", "absent", "unsure")}
    at_least = least_right(draw.claims, draw.size, counts["absent"], draw.confidence)
    return Audit(
        draw=draw,
        right=counts["absent"],
        wrong=counts["present"],
        unsure=counts["unsure"],
        right_at_least=at_least,
        reached=reaches(draw.claims, at_least, draw.target),
        answers=answers,
    )


def with_audit(audits: Sequence[Audit], new: Audit, matrix: GapMatrix) -> tuple[Audit, ...]:
    """The audits to keep: the new one takes the place of that of the same claims."""
    others = [audit for audit in audits if audit.draw.population != new.draw.population]
    return marked([*others, new], matrix)


def is_drawn_from(claims: Sequence[Claim], draw: Draw) -> bool:
    """Whether a draw is one of exactly these claims, and as large as it must be."""
    return population_id(claims) == draw.population and draw == _redrawn(draw, len(claims))


def _redrawn(draw: Draw, claims: int) -> Draw:
    """The draw as it must be for this many claims: nobody may have shortened the sheet."""
    sampling = sampling_plan(claims, draw.target, draw.confidence, draw.tolerated)
    sizes = {claims, sampling.size if sampling else claims}
    return replace(draw, claims=claims, size=draw.size if draw.size in sizes else claims)


def answered_before(draw: Draw, audits: Sequence[Audit]) -> Audit | None:
    """The audit of the same claims by another sample, after which this draw proves nothing; None without one."""
    others = (audit for audit in audits if audit.draw.population == draw.population and audit.draw != draw)
    return None if draw.is_census else next(others, None)


def _check_first(draw: Draw, audits: Sequence[Audit]) -> None:
    if other := answered_before(draw, audits):
        raise InputError(AuditCode.audit_already_answered, seed=other.draw.seed, size=other.draw.size)


def is_blank(path: Path) -> bool:
    """Whether a file is a sheet that nobody has filled in."""
    try:
        sheet: Sheet = read_sheet(path)
    except InputError:
        return False
    return not any(answer.verdict or answer.page or answer.note for answer in sheet.answers)
