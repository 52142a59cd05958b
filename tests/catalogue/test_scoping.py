from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import Period, StoredPlan
from policyalign.catalogue.scope import Scope
from policyalign.catalogue.scoping import PlanDomain, Scoping, load_scoping
from policyalign.corpora import load_proposals
from policyalign.domain import Expectation, Plan
from policyalign.errors import CatalogueError

from support.plans import make_plan

PROPOSALS = load_proposals()
ASKED = Expectation("expected", "宇宙の計画である", "宇宙")
SCOPE = Scope("test", "0" * 64, {"宇宙": {"1-P1": ASKED}})
STORED = StoredPlan("farm", "農業", "北の大地農業計画", Period(), 3, "f" * 64, "farm.pdf", "farm.pdf")


def plan(title: str, *, edition: str = "", sha256: str = "0" * 64) -> Plan:
    return replace(make_plan(plan_id="p"), title=title, edition=edition, document_id=sha256)


def scoping(**given: str) -> Scoping:
    return Scoping(SCOPE, given, load_catalogue(), (STORED,))


@pytest.mark.parametrize(
    ("title", "edition", "domain"),
    [
        ("宇宙基本計画", "", "宇宙"),
        ("宇宙 基本計画", "", "宇宙"),
        ("海洋基本計画", "第4期", "海洋"),
        ("北の大地農業計画", "", "農業"),
    ],
)
def test_an_exact_title_tells_the_domain(title: str, edition: str, domain: str) -> None:
    assert scoping().domain_of(plan(title, edition=edition)) == PlanDomain(domain, "title")


@pytest.mark.parametrize(
    "title",
    ["みずほ国宇宙基本計画", "宇宙基本計画の概要", "宇宙分野関係施策集", "防災に関する宇宙の計画", ""],
)
def test_a_title_that_merely_speaks_of_a_domain_tells_none(title: str) -> None:
    found = scoping()
    assert found.domain_of(plan(title)) is None
    assert found.expectations(plan(title)) == {}


def test_the_very_file_tells_more_than_its_title() -> None:
    assert scoping().domain_of(plan("宇宙基本計画", sha256="f" * 64)) == PlanDomain("農業", "file")


def test_what_the_user_says_goes_before_all() -> None:
    assert scoping(p="宇宙").domain_of(plan("海洋基本計画", sha256="f" * 64)) == PlanDomain("宇宙", "given")
    assert scoping(p="宇宙").expectations(plan("何かの計画")) == {"1-P1": ASKED}


def test_names_that_lead_to_two_domains_tell_none() -> None:
    twin = replace(STORED, id="twin", domain="海洋")
    assert replace(scoping(), stored=(STORED, twin)).domain_of(plan("北の大地農業計画")) is None


def test_the_record_tells_scope_domains_and_how_they_are_known() -> None:
    record = scoping().record([plan("宇宙基本計画"), replace(plan("不明な計画"), id="q")])
    assert (record["source"], record["sha256"]) == ("test", "0" * 64)
    assert record["domains"] == {"p": {"domain": "宇宙", "by": "title"}, "q": {}}


def test_the_shipped_scope_goes_with_the_shipped_proposals_only() -> None:
    assert load_scoping("", "cocn", PROPOSALS).scope.domains
    assert not load_scoping("", "mine.yaml", PROPOSALS).scope.domains
    assert load_scoping("cocn", "mine.yaml", PROPOSALS).scope.domains
    assert not load_scoping("none", "cocn", PROPOSALS).scope.domains


def test_a_domain_that_the_scope_does_not_have_is_an_error() -> None:
    with pytest.raises(CatalogueError) as caught:
        load_scoping("", "cocn", PROPOSALS, {"p": "宇中"})
    assert caught.value.code == "scope_domain"
    assert "宇宙" in caught.value.detail["domains"]
    assert load_scoping("none", "cocn", PROPOSALS, {"p": "宇中"}).given == {"p": "宇中"}
