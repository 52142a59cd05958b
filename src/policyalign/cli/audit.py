"""``policyalign audit``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.cli.options import (
    AllGapsOption,
    AnswersOption,
    AuditOutOption,
    AuditSeedOption,
    ConfidenceOption,
    LangOption,
    PlansOption,
    ResultsArgument,
    TargetOption,
    TolerateOption,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import AuditCode, UsageCode, label, message
from policyalign.messages.audit import CHECKS
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.audit.records import Audit, Draw
    from policyalign.assess.audit.sampling import SamplingPlan
    from policyalign.assess.run import Run
    from policyalign.domain import Review

CONFIDENCE = 0.95
TARGET = 0.95
SHEET = "audit-sheet.csv"
_EMPTY_SHOWN = 20
"""Rows without an answer that are named."""


def audit(
    out: ResultsArgument,
    confidence: ConfidenceOption = None,
    target: TargetOption = None,
    tolerate: TolerateOption = None,
    seed: AuditSeedOption = None,
    plans: PlansOption = None,
    everything: AllGapsOption = False,
    sheet: AuditOutOption = None,
    answers: AnswersOption = None,
    lang: LangOption = "ja",
) -> None:
    """Have the gaps (欠落) of a run checked by a person."""
    drawing: dict[str, object] = {"--confidence": confidence, "--target": target, "--tolerate": tolerate}
    drawing |= {"--seed": seed, "--plan": plans or None, "--all": everything or None, "--out": sheet}
    given = ", ".join(name for name, value in drawing.items() if value is not None)
    if answers is not None and given:
        raise WrongUsage(UsageCode.usage_audit_drawn, "--answers", given=given)
    with errors_told(lang):
        if answers is not None:
            _answer(out, answers, lang)
            return
        from policyalign.assess.audit.draw import plan_draw
        from policyalign.choice import choose_plans
        from policyalign.cli.reviewed import load_reviewed

        run = load_reviewed(out, lang)
        draw = plan_draw(
            run.matrix,
            target=TARGET if target is None else target,
            confidence=CONFIDENCE if confidence is None else confidence,
            tolerated=tolerate or 0,
            seed=seed,
            plans=choose_plans([plan.id for plan in run.plans], plans or ()),
            everything=everything,
        )
        _draw(run, draw, out, sheet or out / SHEET, lang)


def _draw(run: Run, draw: Draw, out: Path, sheet: Path, lang: Lang) -> None:
    from policyalign.assess.audit.draw import drawn_rows
    from policyalign.export.checking_sheet import write_sheet
    from policyalign.review.drawn import drawn_reviews
    from policyalign.review.store import ReviewStore

    given = drawn_reviews(run, draw, ReviewStore(out).answers())
    write_sheet(drawn_rows(run.matrix, draw, run.audits, given), sheet)
    tell("\n".join(_plan_lines(draw, lang)))
    if given:
        say(AuditCode.audit_given, lang, count=len(given), missing=draw.size - len(given))
    for code in (AuditCode.audit_sheet_written, AuditCode.audit_next):
        say(code, lang, path=sheet, out=out)


def _plan_lines(draw: Draw, lang: Lang) -> Iterator[str]:
    """What was drawn, and what other plans would cost."""
    from policyalign.assess.audit.assurance import percent, scope
    from policyalign.assess.audit.draw import sampling_plans

    detail = {name: getattr(draw, name) for name in ("claims", "size", "seed", "tolerated")}
    detail |= {"confidence": percent(draw.confidence), "target": percent(draw.target), "scope": scope(draw, lang)}
    drawn = AuditCode.audit_drawn_tolerant if draw.tolerated else AuditCode.audit_drawn
    yield message(AuditCode.audit_drawn_all if draw.is_census else drawn, lang, **detail)
    for plan in sampling_plans(draw):
        chosen = (plan.size, plan.tolerated) == (draw.size, draw.tolerated)
        detail = {"tolerated": plan.tolerated, "size": plan.size, "chances": _chances(plan, lang)}
        mark = message(AuditCode.audit_plan_chosen, lang) if chosen else ""
        yield "  " + message(AuditCode.audit_plan, lang, mark=mark, **detail)


def _answer(out: Path, answers: Path, lang: Lang) -> None:
    from policyalign.assess.audit.draw import audit_of, sheet_answers, with_audit
    from policyalign.cli.reviewed import load_reviewed
    from policyalign.cli.views import write_with_figures
    from policyalign.export import answering
    from policyalign.review.applying import with_reviews
    from policyalign.review.drawn import drawn_reviews
    from policyalign.review.store import ReviewStore

    with answering(out):  # who answers another sheet at the same time reads what this one has written
        run = load_reviewed(out, lang)
        log = ReviewStore(out).answers()
        draw, filled = sheet_answers(run.matrix, answers, run.audits)
        given = {one.claim: one for one in drawn_reviews(run, draw, log)}
        filled = tuple(one if one.check else given.get(one.claim, one) for one in filled)
        if not all(one.check for one in filled):
            tell("\n".join(_partly_lines(draw, filled, lang)))
            say(AuditCode.audit_keep, lang, path=answers, out=out)
            return
        done = audit_of(draw, filled)
        run = replace(run, audits=with_audit(run.audits, done, run.matrix))
        write_with_figures(with_reviews(run, log), out, lang)
    tell("\n".join(_result_lines(done, lang)))


def _partly_lines(draw: Draw, filled: Sequence[Review], lang: Lang) -> Iterator[str]:
    """How far a sheet is filled in; it guarantees nothing yet."""
    from policyalign.assess.audit.assurance import scope

    counts = Counter(one.check for one in filled)
    told = {CHECKS[one].text("en"): counts[one] for one in ("present", "absent", "unsure")}
    done, missing = draw.size - counts[""], counts[""]
    sizes = {"claims": draw.claims, "size": draw.size, "scope": scope(draw, lang)}
    yield message(AuditCode.audit_partly, lang, done=done, missing=missing, **sizes, **told)
    empty = [str(number) for number, one in enumerate(filled, 1) if not one.check]
    numbers = ", ".join(empty[:_EMPTY_SHOWN]) + ("…" if len(empty) > _EMPTY_SHOWN else "")
    yield message(AuditCode.audit_partly_rows, lang, numbers=numbers)


def _result_lines(done: Audit, lang: Lang) -> Iterator[str]:
    from policyalign.assess.audit.assurance import audit_sentence, percent

    yield audit_sentence(done, lang)
    short = AuditCode.audit_not_reached_at_all if done.draw.is_census else AuditCode.audit_not_reached
    yield message(AuditCode.audit_reached if done.reached else short, lang, target=percent(done.draw.target))
    if done.left < done.draw.claims:
        share = percent(done.right_at_least / done.left) if done.left else "–"
        yield message(AuditCode.audit_remaining, lang, left=done.left, share=share, right=done.right_at_least)
    for answer in done.answers:
        if answer.check != "absent":
            parts = [f"  {answer.proposal_id} × {answer.plan_id}: {label(CHECKS, answer.check, lang)}"]
            parts += [message(AuditCode.audit_page, lang, page=answer.page)] if answer.page else []
            yield "  ".join([*parts, answer.note]).rstrip()


def _chances(plan: SamplingPlan, lang: Lang) -> str:
    """How likely the plan is passed where so few claims are wrong that it should be."""
    told = ({"wrong": str(wrong), "chance": f"{plan.chance_of_passing(wrong):.0%}"} for wrong in plan.passable_wrong)
    return (", " if lang == "en" else "、").join(message(AuditCode.audit_plan_chance, lang, **one) for one in told)
