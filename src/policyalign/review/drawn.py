"""Answers on a random sample of the 欠落: what they guarantee of all of them.

Only answers that were given for a draw count for it; what people picked themselves is no sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policyalign.assess.audit.claims import Claim, gap_claims
from policyalign.assess.audit.draw import answered_before, audit_of, drawn_claims, is_drawn_from
from policyalign.assess.audit.records import Audit, Draw
from policyalign.assess.run import Run
from policyalign.domain import Review
from policyalign.review.items import item_key, wording_key
from policyalign.review.records import Answer, Decision, Verdict
from policyalign.review.settling import deciding, decisions, in_time
from policyalign.serialize import from_json, to_json
from policyalign.values import Check

CHECKS: Mapping[Verdict, Check] = {"covered": "present", "partial": "present", "absent": "absent"}
"""A sample is asked whether at least a substantial part is there. All else is 不明, which counts as wrong."""


def draw_mark(draw: Draw) -> str:
    """What stands in ``Answer.draw``, as in the column ``audit`` of a checking sheet: all that made the draw."""
    return to_json(draw).decode()


def draw_of(mark: str) -> Draw | None:
    """The draw of a mark; None where it is none."""
    try:
        draw = from_json(mark.encode("utf-8", "backslashreplace"), Draw)
    except ValueError:
        return None
    return draw if draw.is_sound else None


def claim_key(claim: Claim) -> str:
    """The key of the item that a claim is."""
    return item_key("cell", wording_key(claim.proposal.text), (claim.plan.document_id,))


def with_drawn(audits: Sequence[Audit], run: Run, answers: Iterable[Answer]) -> tuple[Audit, ...]:
    """The audits and, after them, those of all draws of this run that were answered whole, the first one first.

    A second sample of claims that were already answered proves nothing, unless it is all of them.
    """
    told = tuple(audits)
    for draw, some in _draws(run, answers):
        if any(audit.draw == draw for audit in told) or answered_before(draw, told):
            continue
        reviews = _reviews(drawn_claims(run.matrix, draw), decisions(some))
        if len(reviews) == draw.size:
            told = (*told, replace(audit_of(draw, reviews), origin="review"))
    return told


def progress_of_draws(run: Run, answers: Iterable[Answer]) -> Iterator[tuple[Draw, int]]:
    """The draws of this run that answers were given for, and how many of their claims have one."""
    for draw, some in _draws(run, answers):
        yield draw, len(answered_for(draw_mark(draw), some))


def answered_for(mark: str, answers: Iterable[Answer]) -> frozenset[str]:
    """The keys of the items that have an answer which counts for a draw."""
    decided = decisions(given_for(mark, answers))
    return frozenset(key for key, one in decided.items() if one.state != "open")


def drawn_reviews(run: Run, draw: Draw, answers: Iterable[Answer]) -> tuple[Review, ...]:
    """The answers that were given for a draw so far, as its sheet tells them, in the order of the draw."""
    return _reviews(drawn_claims(run.matrix, draw), decisions(given_for(draw_mark(draw), answers)))


def given_for(mark: str, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """All answers on an item by whoever has answered it for a draw: what was put right or taken back since counts for
    the draw, too, wherever that was done."""
    told = tuple(answers)
    for_draw = {(one.key, one.reviewer) for one in told if one.draw == mark}
    return tuple(one for one in told if (one.key, one.reviewer) in for_draw)


def _draws(run: Run, answers: Iterable[Answer]) -> Iterator[tuple[Draw, Sequence[Answer]]]:
    """The draws from the claims of this run with the answers that count for them, the first one first."""
    told = in_time(answers)
    for mark in dict.fromkeys(one.draw for one in told if one.draw):
        draw = draw_of(mark)
        if draw is not None and is_drawn_from(gap_claims(run.matrix, draw.plans), draw):
            yield draw, given_for(mark, told)


def _reviews(claims: Sequence[Claim], decided: Mapping[str, Decision]) -> tuple[Review, ...]:
    """The answers to the claims that have one, in the order of the draw."""
    found = ((claim, decided.get(claim_key(claim))) for claim in claims)
    return tuple(_review(claim, one) for claim, one in found if one is not None and one.state != "open")


def _review(claim: Claim, decision: Decision) -> Review:
    told = deciding(decision)
    check = CHECKS.get(decision.verdict, "unsure")
    page, note = (told.page, told.note) if told else ("", "")
    return Review(claim.key, claim.proposal.id, claim.plan.id, check, page, note)
