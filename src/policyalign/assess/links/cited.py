"""The citations of a run by citing plan and what it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.assess.links.records import KINDS, Citation, Links, Target

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
                KINDS.index(one.target.kind),
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
