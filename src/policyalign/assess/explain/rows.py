"""An explanation as lines to read, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import to_builtins

from policyalign.assess.explain.records import AVERAGE, ExplainedPassage, Explanation
from policyalign.assess.gaps.carrying import carrying_sentence
from policyalign.assess.gaps.reasons import reason_told
from policyalign.assess.gaps.rows import ministries_told
from policyalign.domain import PhrasePair, Plan
from policyalign.messages import ExplainCode, label, label_or_name, message
from policyalign.messages.explain import FEATURES
from policyalign.messages.labels import STATUSES
from policyalign.messages.places import place_told, places_told
from policyalign.tables import PATH_SEPARATOR
from policyalign.text.clipping import clipped

_NAMED_LACKING = 3
_LONGEST = 300


def explanation_lines(explanation: Explanation, lang: str, *, details: bool = False) -> Iterator[str]:
    """What ``policyalign explain`` prints: of every passage the sentence that carries it, with ``details`` the whole,
    the phrases and what the probability is made of."""
    proposal, plan, finding = explanation.proposal, explanation.plan, explanation.finding
    yield f"{proposal.id} {proposal.label}  ×  {plan.title or plan.id} ({plan.id})"
    yield f"  {proposal.text}"
    yield ""
    probability = f"  {finding.probability:.1%}" if finding.probability is not None else ""
    yield f"{label(STATUSES, finding.status, lang)}{probability}"
    yield f"  {reason_told(finding, lang)}"
    limit = f"{explanation.limit:.0%}" if explanation.limit is not None else "–"
    counts = finding.status in ("covered", "partial")
    chosen = ((ExplainCode.explain_chosen, explanation.chosen),) if explanation.chosen else ()
    for code, group in (
        *chosen,
        (ExplainCode.explain_accepted if counts else ExplainCode.explain_near, explanation.accepted),
        (ExplainCode.explain_rejected, explanation.rejected),
    ):
        yield ""
        yield message(code, lang, limit=limit)
        if not group:
            yield f"  {message(ExplainCode.explain_nothing, lang)}"
        for place, one in enumerate(group, 1):
            yield from _passage_lines(place, one, plan, lang)
            if details:
                yield from _detail_lines(one, lang)
    shown = (*explanation.chosen, *explanation.accepted, *explanation.rejected)
    if not details and shown:
        yield ""
        yield message(ExplainCode.explain_more, lang)
    elif any(one.match.phrases for one in shown):
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
        "reason": reason_told(finding, lang),
        "limit": explanation.limit,
        "chosen": [_passage_record(one, plan, lang) for one in explanation.chosen],
        "accepted": [_passage_record(one, plan, lang) for one in explanation.accepted],
        "rejected": [_passage_record(one, plan, lang) for one in explanation.rejected],
    }


def _passage_lines(place: int, one: ExplainedPassage, plan: Plan, lang: str) -> Iterator[str]:
    passage = one.passage
    heading = PATH_SEPARATOR.join(passage.section_path)
    sentence = carrying_sentence(passage, one.match)
    where = place_told(plan.places, passage.pages_of(sentence)[0], lang)
    yield f"  {place}. {where}  {one.match.probability:.1%}  {heading}"
    yield f"     {clipped(' '.join(sentence.split()), _LONGEST)}"
    who = {"measure": one.measure.heading or "–", "ministry": ministries_told(one.measure, lang)}
    yield f"     {message(ExplainCode.explain_measure, lang, **who)}"


def _detail_lines(one: ExplainedPassage, lang: str) -> Iterator[str]:
    whole = " ".join(one.passage.quotation.split())
    yield f"     {message(ExplainCode.explain_whole, lang, text=whole)}"
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
        "place": places_told(plan.places, passage.page_start, passage.page_end, lang),
        "section_path": list(passage.section_path),
        "measure_id": one.measure.id,
        "measure": one.measure.heading,
        "ministries": list(one.measure.ministries),
        "sentence": carrying_sentence(passage, match),
        "text": passage.quotation,
        "probability": match.probability,
        "similarity": match.similarity,
        "features": dict(match.features),
        "contributions": dict(match.contributions),
        "lacking": {name: round(value, 6) for name, value in one.lacking.items()},
        "phrases": to_builtins(match.phrases),
    }
