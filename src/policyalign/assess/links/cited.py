"""The citations of a run by citing plan and what it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.assess.links.records import KINDS, Citation, Links, Target
from policyalign.grouping import grouped, grouped_sets

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
    found = grouped(((citation.plan_id, citation.target), citation) for citation in links.citations)
    order = list(dict.fromkeys(plan_id for plan_id, _ in found))

    def sort_key(one: Cited) -> tuple[int, int, int, str]:
        return order.index(one.plan_id), KINDS.index(one.target.kind), -len(one.citations), one.target.key

    entries = (Cited(plan, links.targets[key], told) for (plan, key), told in found.items())
    return tuple(sorted(entries, key=sort_key))


def of_interest(cited: Sequence[Cited]) -> frozenset[str]:
    """The keys of the targets that link plans: those that several plans cite, the catalogue or the run
    holds; all, where they are few."""
    plans = grouped_sets((one.target.key, one.plan_id) for one in cited if not one.is_own)
    resolved = {one.target.key for one in cited if one.target.resolved}
    few = len(plans) <= FEW
    return frozenset(key for key, citing in plans.items() if few or len(citing) > 1 or key in resolved)
