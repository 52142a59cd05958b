"""The catalogue that ships with the package, and files of its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import free_name, is_id, recognise
from policyalign.errors import CatalogueError

GOOD = "{id: one, domain: 宇宙, title: 計画, owner: 庁}"


def test_the_catalogue_holds_the_plans_and_their_facts() -> None:
    plans = {plan.id: plan for plan in load_catalogue()}
    domains = {plan.domain for plan in plans.values()}
    assert domains >= {
        "科学技術",
        "宇宙",
        "海洋",
        "通信",
        "環境",
        "防災",
        "デジタル",
        "教育",
        "防衛",
        "エネルギー",
    }
    assert len(plans) == 13
    current = plans["sti7"]
    assert (current.period.start_fy, current.period.end_fy, current.decided) == (2026, 2030, "2026")
    assert current.official_page.endswith("/7honbun.pdf")
    assert plans["energy7"].period.end_fy == 2040
    assert plans["energy7"].period.start_fy is None
    assert plans["ocean4"].official_page == ""
    assert plans["beyond5g"].legal_basis == ""
    assert all(plan.owner and plan.licence for plan in plans.values())


def test_a_plan_is_recognised_by_its_exact_name_only() -> None:
    plans = load_catalogue()

    def id_of(title: str, edition: str = "") -> str:
        found = recognise(title, edition, plans)
        return found.id if found else ""

    assert id_of("宇宙基本計画") == "space"
    assert id_of("第４期 海洋基本計画") == "ocean4"
    assert id_of("海洋基本計画", "第4期") == "ocean4"
    assert id_of("海洋基本計画") == ""
    assert id_of("みずほ国宇宙基本計画") == ""
    assert id_of("宇宙基本計画（概要）") == ""
    assert id_of("", "第7期") == ""


def test_names_for_plans_without_one() -> None:
    assert free_name("Plan", []) == "Plan"
    assert free_name("Space", ["space", "space-2"]) == "Space-3"
    assert free_name("か\u3099", []) == "が"
    assert [is_id(text) for text in ("env6", "第7期_計画", "a.b-c")] == [True] * 3
    assert not any(map(is_id, ("", "../x", "a/b", ".hidden", "-o", "a b", "x" * 65, "a\n")))


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        ("plans: [", "yaml_syntax", "2行目"),
        ("plans: {}", "yaml_list", "plans"),
        ("[]", "yaml_mapping", "1行目"),
        ("plans: []", "yaml_list", "plans"),
        ("plans: [text]", "yaml_mapping", "plans[1]"),
        ("plans: [{id: one}]", "yaml_missing", "plans[one]"),
        (f"plans: [{GOOD[:-1]}, colour: red}}]", "yaml_unknown", "plans[one].colour"),
        (f"plans: [{GOOD[:-1]}, aliases: text}}]", "yaml_list", "plans[one].aliases"),
        (f"plans: [{GOOD[:-1]}, decided: 令和3年}}]", "catalogue_field", "decided"),
        (f"plans: [{GOOD[:-1]}, official_page: 'http://x/'}}]", "catalogue_field", "official_page"),
        (f"plans: [{GOOD[:-1]}, sha256: abc}}]", "catalogue_field", "sha256"),
        (f"plans: [{GOOD[:-1]}, period: {{start_fy: 2030, end_fy: 2026}}}}]", "catalogue_field", "period"),
        (f"plans: [{GOOD.replace('one', '../one')}]", "catalogue_field", "id"),
        (f"plans: [{GOOD}, {GOOD.replace('one', 'two')}]", "catalogue_duplicate", "two"),
        (f"plans: [{GOOD}, {GOOD.replace('計画', '別の計画')}]", "catalogue_duplicate", "one"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, code: str, detail: str) -> None:
    path = tmp_path / "plans.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    assert caught.value.code == code
    assert detail in str(caught.value)
    assert "plans.yaml" in str(caught.value)


def test_a_catalogue_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path / "none.yaml")
    assert caught.value.code == "yaml_unreadable"
