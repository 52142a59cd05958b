"""Citations and exit links as rows, and the sentence that tells an exit link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.assess.links.records import Citation, Exit, ExitSide, Links, Target
from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Passage
from policyalign.export.csv_format import LIST_SEPARATOR
from policyalign.assess.phases.rows import years_told
from policyalign.messages import message
from policyalign.messages.links import CONFIDENCES, EXITS, KINDS, NAMED
from policyalign.messages.phases import LADDER, label

Row = dict[str, object]

FEW = 12
"""So many targets can be shown whole, whoever cites them."""


@dataclass(frozen=True, slots=True)
class Cited:
    """All citations of one target in one plan, in reading order."""

    plan_id: str
    target: Target
    citations: tuple[Citation, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({one.page for one in self.citations}))

    @property
    def is_own(self) -> bool:
        """Whether the plan speaks of itself."""
        return self.target.plan_id == self.plan_id


def cited_by_plan(links: Links) -> tuple[Cited, ...]:
    """One entry per plan and target: the plans as they come, of each the most cited target first."""
    found: dict[tuple[str, str], list[Citation]] = {}
    for citation in links.citations:
        found.setdefault((citation.plan_id, citation.target), []).append(citation)
    order = list(dict.fromkeys(plan_id for plan_id, _ in found))
    entries = [Cited(plan, links.targets[key], tuple(told)) for (plan, key), told in found.items()]
    return tuple(
        sorted(
            entries,
            key=lambda one: (
                order.index(one.plan_id),
                list(KINDS).index(one.target.kind),
                -len(one.citations),
                one.target.key,
            ),
        )
    )


def of_interest(cited: Sequence[Cited]) -> frozenset[str]:
    """The keys of the targets that link plans: those that several plans cite, the catalogue or the run
    holds; all, where they are few."""
    plans: dict[str, set[str]] = {}
    for one in cited:
        if not one.is_own:
            plans.setdefault(one.target.key, set()).add(one.plan_id)
    resolved = {one.target.key for one in cited if one.target.resolved}
    few = len(plans) <= FEW
    return frozenset(key for key, citing in plans.items() if few or len(citing) > 1 or key in resolved)


def link_rows(matrix: GapMatrix, links: Links, lang: str) -> Iterator[Row]:
    """One row per citing plan and target."""
    titles = {plan.id: plan.title for plan in matrix.plans}
    for one in cited_by_plan(links):
        first = one.citations[0]
        yield {
            "plan_id": one.plan_id,
            "plan": titles[one.plan_id],
            "kind": one.target.kind,
            "type": label(KINDS, one.target.kind, lang),
            "cited": one.target.title,
            "cited_id": one.target.resolved,
            "in_run": one.target.plan_id,
            "count": len(one.citations),
            "page": first.page,
            "pages": _joined(one.pages),
            "names": _joined(told.name for told in one.citations),
            "decision": _joined(told.decision for told in one.citations if told.decision),
            "passage_id": first.passage_id,
            "sentence": first.sentence,
        }


def exit_rows(matrix: GapMatrix, links: Links, lang: str) -> Iterator[Row]:
    """One row per exit link, numbered from 1; the side that was not found is empty."""
    labels = {proposal.id: proposal.label for proposal in matrix.proposals}
    passages = {(plan.id, passage.id): passage for plan in matrix.plans for passage in plan.passages}
    for number, one in enumerate(links.exits, 1):
        yield {
            "number": number,
            "kind": one.kind,
            "type": label(EXITS, one.kind, lang),
            "confidence": label(CONFIDENCES, one.confidence, lang),
            "explanation": explain_exit(one, lang),
            "named": label(NAMED, one.named, lang),
            "phrase": one.phrase,
            "doubts": _joined(message(code, {}, lang) for code in one.doubts),
            "proposal_id": _joined(one.proposal_ids),
            "label": _joined(labels[name] for name in one.proposal_ids),
            **(_side(one.source, passages, "", lang) if one.source else {}),
            **(_side(one.user, passages, "_2", lang) if one.user else {}),
        }


def explain_exit(one: Exit, lang: str) -> str:
    """The exit link in one sentence."""
    detail = dict(one.detail)
    for name, side in (("a", one.source), ("b", one.user)):
        detail |= _told(side, name, lang) if side else {}
    return message(one.reason, detail, lang)


def _told(side: ExitSide, name: str, lang: str) -> dict[str, str]:
    interval = side.period.interval if side.period else None
    return {
        name: side.measure.name or side.measure.plan_id,
        f"{name}_plan": side.measure.plan_id,
        f"{name}_stage": label(LADDER, str(side.period.stage) if side.period else "", lang),
        f"{name}_time": years_told(interval or side.measure.whole, lang),
    }


def _side(side: ExitSide, passages: Mapping[tuple[str, str], Passage], ending: str, lang: str) -> Row:
    interval = (side.period.interval if side.period else None) or side.measure.whole
    values: Row = {
        "plan_id": side.measure.plan_id,
        "page": side.page,
        "measure": side.measure.heading,
        "actors": _joined(side.measure.actors),
        "passage_id": side.passage_id,
        "passage": passages[side.measure.plan_id, side.passage_id].text,
        "stage": side.period.stage if side.period else None,
        "stage_phrase": side.period.phrase if side.period else "",
        "start_fy": interval.start_fy if interval else None,
        "end_fy": interval.end_fy if interval else None,
    }
    return {f"{name}{ending}": value for name, value in values.items()}


def _joined(values: Iterable[object]) -> str:
    """Each value once, in order."""
    return LIST_SEPARATOR.join(dict.fromkeys(map(str, values)))
