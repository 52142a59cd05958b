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


def drawn_rows(matrix: GapMatrix, draw: Draw, audits: Sequence[Audit] = ()) -> Iterator[Row]:
    """The rows of the checking sheet; answers that earlier audits hold stand in it already.

    Raises:
        InputError: another sample of these claims was answered before.
    """
    _check_first(draw, audits)
    matches = {found.plan_id: found for found in matrix.matches}
    earlier = {answer.claim: answer for audit in audits for answer in audit.answers}
    return sheet_rows(drawn_claims(matrix, draw), draw, matches, earlier)


def evaluate_answers(matrix: GapMatrix, path: Path, audits: Sequence[Audit] = ()) -> Audit:
    """What a sheet that was filled in guarantees of the claims of ``matrix``.

    不明 counts as wrong. The same sheet may be given again, corrected; after it only a check of all claims is
    taken, since samples that are drawn or enlarged in knowledge of a result would void the confidence.

    Raises:
        InputError: the sheet is none of these claims, altered or incomplete, or another was answered before.
    """
    sheet = read_sheet(path)
    draw = sheet.draw
    claims = gap_claims(matrix, draw.plans)
    if population_id(claims) != draw.population or draw != _redrawn(draw, len(claims)):
        raise InputError(AuditCode.audit_sheet_other_run, file=path)
    _check_first(draw, audits)
    answers = reviews(sheet, drawn_claims(matrix, draw))
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


def _redrawn(draw: Draw, claims: int) -> Draw:
    """The draw as it must be for this many claims: nobody may have shortened the sheet."""
    sampling = sampling_plan(claims, draw.target, draw.confidence, draw.tolerated)
    sizes = {claims, sampling.size if sampling else claims}
    return replace(draw, claims=claims, size=draw.size if draw.size in sizes else claims)


def _check_first(draw: Draw, audits: Sequence[Audit]) -> None:
    for audit in audits:
        if audit.draw.population == draw.population and audit.draw != draw and not draw.is_census:
            raise InputError(AuditCode.audit_already_answered, seed=audit.draw.seed, size=audit.draw.size)


def is_blank(path: Path) -> bool:
    """Whether a file is a sheet that nobody has filled in."""
    try:
        sheet: Sheet = read_sheet(path)
    except InputError:
        return False
    return not any(answer.verdict or answer.page or answer.note for answer in sheet.answers)
