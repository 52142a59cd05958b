"""Stand-ins for the helper processes of a runtime: quick, and they note what they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from policyalign.domain import Passage, Plan, PlanMatches, Proposal
from policyalign.match.arrays import Vectors
from policyalign.match.pooling import pool_groups
from policyalign.runtime import Runtime
from policyalign.segment.phrases import Phrase
from policyalign.segment.requests import Request

from support.plans import PairEncoder, pairs


class Helpers(Runtime):
    """A runtime without processes: pairs of characters are the terms of a passage, and its vectors. Nothing
    matches."""

    asked: list[str]

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.asked = []

    def annotator(self, lane: int = 0) -> Any:
        return self

    def matcher(self) -> Any:
        return self

    def ask(self, worker: Any, method: str, *args: Any, timeout: float | None = None, tries: int = 1) -> Any:
        self.asked.append(method)
        return getattr(self, f"_{method}")(*args)

    def _annotate(self, plan: Plan) -> Plan:
        return replace(plan, passages=tuple(replace(one, terms=tuple(pairs(one.text))) for one in plan.passages))

    def _annotate_stretch(self, plan: Plan, stretch: tuple[int, int]) -> tuple[Passage, ...]:
        return self._annotate(plan).passages[slice(*stretch)]

    def _requests(self, proposals: Sequence[Proposal]) -> dict[str, Request]:
        terms = {one.id: tuple(pairs(one.label + one.text)) for one in proposals}
        return {name: Request(own, own, (1,) * len(own)) for name, own in terms.items()}

    def _phrases(self, texts: Sequence[str], from_profile: bool) -> list[tuple[Phrase, ...]]:
        return [() for _ in texts]

    def _match(self, plan: Plan, *_: object) -> PlanMatches:
        return PlanMatches(plan.id, (), ())

    def _pooled(self, groups: Sequence[Sequence[str]], plan: Plan | None = None) -> Vectors:
        return pool_groups(groups, PairEncoder(), {})
