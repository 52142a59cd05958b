"""An explanation as lines to read, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import to_builtins

from policyalign.assess.explain.records import AVERAGE, ExplainedPassage, Explanation
from policyalign.assess.gaps.rows import ministries_told
from policyalign.domain import PhrasePair, Plan
from policyalign.messages import ExplainCode, label, label_or_name, message
from policyalign.messages.explain import FEATURES
from policyalign.messages.labels import STATUSES
from policyalign.messages.places import place_told
from policyalign.tables import PATH_SEPARATOR

_NAMED_LACKING = 3


def explanation_lines(explanation: Explanation, lang: str) -> Iterator[str]:
    """What ``policyalign explain`` prints."""
    proposal, plan, finding = explanation.proposal, explanation.plan, explanation.finding
    yield f"{proposal.id} {proposal.label}  ×  {plan.title or plan.id} ({plan.id})"
    yield f"  {proposal.text}"
    yield ""
    probability = f"  {finding.probability:.1%}" if finding.probability is not None else ""
    yield f"{label(STATUSES, finding.status, lang)}{probability}"
    yield f"  {message(finding.reason, lang, **finding.detail)}"
    limit = f"{explanation.limit:.0%}" if explanation.limit is not None else "–"
    for code, group in (
        (ExplainCode.explain_accepted, explanation.accepted),
        (ExplainCode.explain_rejected, explanation.rejected),
    ):
        yield ""
        yield message(code, lang, limit=limit)
        if not group:
            yield f"  {message(ExplainCode.explain_nothing, lang)}"
        for place, one in enumerate(group, 1):
            yield from _passage_lines(place, one, plan, lang)
    if any(one.match.phrases for one in (*explanation.accepted, *explanation.rejected)):
        yield ""
        yield message(ExplainCode.explain_legend, lang)


def explanation_record(explanation: Explanation, lang: str) -> dict[str, Any]:
    """The same as plain values, keys independent of the language."""
    proposal, plan, finding = explanation.proposal, explanation.plan, explanation.finding
    return {
        "proposal": {"id": proposal.id, "label": proposal.label, "text": proposal.text},
        "plan": {"id": plan.id, "title": plan.title, "file": plan.source},
        "status": finding.status,
        "probability": finding.probability,
        "reason": message(finding.reason, lang, **finding.detail),
        "limit": explanation.limit,
        "accepted": [_passage_record(one, plan, lang) for one in explanation.accepted],
        "rejected": [_passage_record(one, plan, lang) for one in explanation.rejected],
    }


def _passage_lines(place: int, one: ExplainedPassage, plan: Plan, lang: str) -> Iterator[str]:
    passage = one.passage
    heading = PATH_SEPARATOR.join(passage.section_path)
    yield f"  {place}. {place_told(plan.places, passage.page_start, lang)}  {one.match.probability:.1%}  {heading}"
    yield f"     {' '.join(passage.quotation.split())}"
    who = {"measure": one.measure.heading or "–", "ministry": ministries_told(one.measure, lang)}
    yield f"     {message(ExplainCode.explain_measure, lang, **who)}"
    if one.match.phrases:
        pairs = "  ".join(map(_pair, one.match.phrases))
        yield f"     {message(ExplainCode.explain_phrases, lang, pairs=pairs)}"
    if one.match.contributions:
        terms = _odds(one.match.contributions, lang)
        yield f"     {message(ExplainCode.explain_odds, lang, terms=terms)}"
    if one.lacking:
        named = list(one.lacking.items())[:_NAMED_LACKING]
        terms = ", ".join(f"{label_or_name(FEATURES, name, lang)} {-value:+.1f}" for name, value in named)
        yield f"     {message(ExplainCode.explain_lacking, lang, terms=terms)}"


def _pair(pair: PhrasePair) -> str:
    """「専門家」 on both sides, 「研究管理」⇔「輸出管理」（管理） with words in common, 「知」≒「知識」."""
    mark = "*" if pair.from_profile else ""
    if pair.passage == pair.proposal:
        return f"「{pair.passage}」{mark}"
    if pair.kind == "near":
        return f"「{pair.passage}」≒「{pair.proposal}」{mark}"
    return f"「{pair.passage}」⇔「{pair.proposal}」{mark}（{'・'.join(pair.terms)}）"


def _odds(contributions: Mapping[str, float], lang: str) -> str:
    """The average first, then what moves the passage most."""
    ordered = sorted(contributions.items(), key=lambda entry: (entry[0] != AVERAGE, -abs(entry[1]), entry[0]))
    return ", ".join(f"{label_or_name(FEATURES, name, lang)} {value:+.1f}" for name, value in ordered)


def _passage_record(one: ExplainedPassage, plan: Plan, lang: str) -> dict[str, Any]:
    passage, match = one.passage, one.match
    return {
        "passage_id": passage.id,
        "page": passage.page_start,
        "place": place_told(plan.places, passage.page_start, lang),
        "section_path": list(passage.section_path),
        "measure_id": one.measure.id,
        "measure": one.measure.heading,
        "ministries": list(one.measure.ministries),
        "text": passage.quotation,
        "probability": match.probability,
        "similarity": match.similarity,
        "features": dict(match.features),
        "contributions": dict(match.contributions),
        "lacking": {name: round(value, 6) for name, value in one.lacking.items()},
        "phrases": to_builtins(match.phrases),
    }
