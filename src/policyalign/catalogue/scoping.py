"""Which domain (分野) the plans of a run are of, and what is therefore expected of them.

A domain is known only by the file's hash or its exact title, or because the user says so: loose words in a
title say nothing safe, and 対象外 would hide a gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.library import Library
from policyalign.catalogue.records import KnownPlan, StoredPlan, recognise
from policyalign.catalogue.scope import NONE, SHIPPED, Scope, load_scope
from policyalign.domain import Expectation, Plan, Proposal
from policyalign.text.normalize import nfkc_key

Source = Literal["given", "file", "title"]
"""How a domain is known: 利用者の指定, ファイルのハッシュ, 題名."""


@dataclass(frozen=True, slots=True)
class PlanDomain:
    """The domain of a plan, and how it is known."""

    domain: str
    by: Source


@dataclass(frozen=True, slots=True)
class Scoping:
    """A scope and what tells the domains of plans: ``given`` by the user, by the id of the plan; the
    catalogue; the user's own plans."""

    scope: Scope
    given: Mapping[str, str] = field(default_factory=dict)
    known: tuple[KnownPlan, ...] = ()
    stored: tuple[StoredPlan, ...] = ()

    def domain_of(self, plan: Plan) -> PlanDomain | None:
        """The domain of a plan; ``None`` where nothing tells it for certain."""
        if plan.id in self.given:
            return PlanDomain(self.given[plan.id], "given")
        files: tuple[KnownPlan | StoredPlan, ...] = (*self.known, *self.stored)
        if domain := _only({one.domain for one in files if one.sha256 == plan.document_id}):
            return PlanDomain(domain, "file")
        recognised = recognise(plan.title, plan.edition, self.known)
        title = nfkc_key(plan.title)
        by_title = {one.domain for one in self.stored if title and nfkc_key(one.title) == title}
        if domain := _only(by_title | ({recognised.domain} if recognised else set())):
            return PlanDomain(domain, "title")
        return None

    def expectations(self, plan: Plan) -> Mapping[str, Expectation]:
        """What is expected of a plan, by proposal; empty where its domain is unknown."""
        found = self.domain_of(plan)
        return self.scope.of(found.domain) if found else {}

    def record(self, plans: Sequence[Plan]) -> dict[str, Any]:
        """The scope and the domains as ``run.json`` tells them; a plan of unknown domain has none."""
        found = {plan.id: self.domain_of(plan) for plan in plans}
        domains = {name: {"domain": one.domain, "by": one.by} if one else {} for name, one in found.items()}
        return {"source": self.scope.source, "sha256": self.scope.sha256, "domains": domains}


def load_scoping(
    source: str, proposals_source: str, proposals: Sequence[Proposal], given: Mapping[str, str] | None = None
) -> Scoping:
    """What tells the domains of plans and what is expected of them.

    An empty ``source`` is the scope that ships with the package for the proposals that it was made for, and
    none for others. Raises :class:`CatalogueError` for a scope file, the catalogue or an index of the user's
    plans that cannot be read, and for a domain given that the scope does not know.
    """
    chosen = source or (SHIPPED if proposals_source == SHIPPED else NONE)
    scope = load_scope(chosen, proposals)
    for domain in (given or {}).values() if scope.domains else ():
        scope.require(domain)
    return Scoping(scope, dict(given or {}), load_catalogue(), Library().plans())


def _only(domains: set[str]) -> str:
    """The one domain that there is; empty where there is none, or several."""
    told = {domain for domain in domains if domain}
    return next(iter(told)) if len(told) == 1 else ""
