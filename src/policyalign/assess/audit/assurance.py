"""What the 欠落 claims of a run are worth, in sentences: by the scorer's figures, and by an audit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from policyalign.assess.audit.records import Audit, Draw
from policyalign.messages import AuditCode, message

LANGUAGES = ("ja", "en")


def guarantee(model: Mapping[str, Any], claims: int) -> dict[str, str]:
    """By language, what the scorer's figures on plans that it was not fitted on say of the claims of a run,
    and on which assumption. Empty where the record holds no such figures.

    ``model`` is that of ``run.json``; ``claims`` is the number of 欠落 that the run says.
    """
    figures = _figures(model)
    if figures is None:
        return {}
    if not claims:
        return {lang: message(AuditCode.guarantee_no_claims, lang) for lang in LANGUAGES}
    code = AuditCode.guarantee_over_plans if figures["plans"] else AuditCode.guarantee
    return {lang: message(code, lang, **figures, prose=_on_prose(model, lang)) for lang in LANGUAGES}


def _on_prose(model: Mapping[str, Any], lang: str) -> str:
    """The figures on plans of running prose (地の文) by themselves, where the record holds them: claims are less often
    right there than on lists of projects."""
    claims, right = (str(model.get(name, "")) for name in ("prose_gap_claims", "prose_gap_claims_right"))
    return message(AuditCode.guarantee_on_prose, lang, claims=claims, right=right) if claims else ""


_OWN = ("own_gap_claims", "own_gap_claims_right", "own_covered_claims", "own_covered_claims_right", "own_documents")


def guarantee_of_own(model: Mapping[str, Any]) -> dict[str, str]:
    """By language, what the scorer's figures say of verdicts on proposals that no plan was labelled for. Empty where
    the record holds no such figures."""
    if any(name not in model for name in _OWN):
        return {}
    figures = {name.removeprefix("own_"): str(model[name]) for name in _OWN}
    return {lang: message(AuditCode.guarantee_own, lang, **figures) for lang in LANGUAGES}


def guarantee_of_genres(lessons: Mapping[str, Any]) -> dict[str, str]:
    """By language, what people's answers say of the 欠落 on plans of a genre that they settle; empty where they settle
    none. ``lessons`` are those of ``run.json``."""
    by_genre: dict[tuple[str, ...], list[str]] = {}
    for one in lessons.get("plans", ()):
        told = (one["state"], one["genre"], str(one["claims"]), str(one["right"]), percent(one["lower"]))
        by_genre.setdefault(told, []).append(one["plan_id"])
    codes = {"certified": AuditCode.guarantee_genre, "refuted": AuditCode.guarantee_genre_refuted}
    return {
        lang: " ".join(
            message(codes[state], lang, genre=genre, claims=claims, right=right, limit=lower, plans=", ".join(plans))
            for (state, genre, claims, right, lower), plans in by_genre.items()
        )
        for lang in (LANGUAGES if by_genre else ())
    }


def audit_sentence(audit: Audit, lang: str) -> str:
    """``180 claims, 46 checked, none wrong: at least 95 % are right, at 95 % confidence`` in either
    language."""
    draw = audit.draw
    return message(
        AuditCode.audit_census if draw.is_census else AuditCode.audit_result,
        lang,
        scope=scope(draw, lang),
        claims=draw.claims,
        checked=draw.size,
        wrong=audit.wrong,
        unsure=message(AuditCode.audit_unsure, lang, count=audit.unsure) if audit.unsure else "",
        confidence=percent(draw.confidence),
        right=audit.right_at_least,
        share=percent(audit.share_at_least),
    )


def scope(draw: Draw, lang: str) -> str:
    """Of which plans the claims are; empty for all."""
    return message(AuditCode.audit_scope, lang, plans=", ".join(draw.plans)) if draw.plans else ""


def percent(share: float) -> str:
    """Rounded down to a tenth, so that nothing is promised that does not hold.

    >>> percent(0.95), percent(171 / 180), percent(0.9666)
    ('95%', '95%', '96.6%')
    """
    tenths = math.floor(share * 1000 + 1e-9)
    return f"{tenths / 10:g}%"


def _figures(model: Mapping[str, Any]) -> dict[str, str] | None:
    """What the blanks of the sentence want, from the record of the scorer."""
    names = ("gap_claims", "gap_claims_right", "gap_claims_lower_limit", "gap_claims_confidence")
    try:
        claims, right, lower, confidence = (float(model[name]) for name in names)
    except (KeyError, ValueError):
        return None
    return {
        "claims": f"{claims:.0f}",
        "right": f"{right:.0f}",
        "limit": percent(lower),
        "confidence": percent(confidence),
        "plans": str(model.get("calibration_plans", "")),
    }
