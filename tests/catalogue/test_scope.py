from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.scope import load_scope
from policyalign.config import DEFAULT_KINDS
from policyalign.corpora import load_proposals, select
from policyalign.errors import CatalogueError

PROPOSALS = load_proposals()
MATCHABLE = select(PROPOSALS, kinds=DEFAULT_KINDS)
SHIPPED = load_scope("cocn", PROPOSALS)

FILE = """\
groups:
  人材: [4.2-P1, 4.2-P2]
domains:
  農業:
    default: {level: 任意, reason: 農業でも扱いうる}
    exceptions:
    - {groups: [人材], level: 期待, reason: 担い手が足りない}
    - {proposals: [2.3-T2], level: 対象外, reason: 医療の技術である}
"""


def written(folder: Path, text: str) -> str:
    path = folder / "my-scope.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_domain_of_the_catalogue_has_a_level_and_a_reason_for_every_statement() -> None:
    assert set(SHIPPED.domains) == {plan.domain for plan in load_catalogue()}
    assert len(SHIPPED.domains) * len(MATCHABLE) == 470
    for domain, table in SHIPPED.domains.items():
        assert list(table) == [proposal.id for proposal in MATCHABLE]
        assert all(cell.level and cell.reason and cell.domain == domain for cell in table.values())
        assert all(5 <= len(cell.reason) <= 60 for cell in table.values())


def test_nothing_is_out_of_scope_for_science_and_most_is_asked_of_every_domain() -> None:
    shares = {
        domain: sum(cell.level == "out_of_scope" for cell in table.values()) / len(table)
        for domain, table in SHIPPED.domains.items()
    }
    assert shares["科学技術"] == 0
    assert all(share < 0.4 for share in shares.values())
    assert all(any(cell.level == "expected" for cell in table.values()) for table in SHIPPED.domains.values())


def test_a_file_of_the_users_own_is_read_with_groups_exceptions_and_default(tmp_path: Path) -> None:
    scope = load_scope(written(tmp_path, FILE), PROPOSALS)
    table = scope.of("農業")
    assert (table["4.2-P2"].level, table["4.2-P2"].reason) == ("expected", "担い手が足りない")
    assert table["2.3-T2"].level == "out_of_scope"
    assert (table["1-P1"].level, table["1-P1"].reason) == ("optional", "農業でも扱いうる")
    assert scope.of("宇宙") == {}
    assert scope.source == "my-scope.yaml"
    assert len(scope.sha256) == 64


def test_none_expects_nothing() -> None:
    assert load_scope("none", PROPOSALS).of("宇宙") == {}


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("level: 期待", "level: きたい", "yaml_choice", "domains.農業.exceptions[1].level"),
        ("level: 任意, ", "", "yaml_missing", "domains.農業.default"),
        (", reason: 医療の技術である", "", "yaml_missing", "domains.農業.exceptions[2]"),
        ("reason: 農業でも扱いうる", "reason: ''", "yaml_text", "domains.農業.default.reason"),
        ("[2.3-T2]", "[2.3-T99]", "scope_name", "domains.農業.exceptions[2].proposals"),
        ("[人材]", "[人財]", "scope_name", "domains.農業.exceptions[1].groups"),
        ("4.2-P1, 4.2-P2", "4.2-P1, 1-I1", "scope_name", "groups.人材"),
        ("[2.3-T2]", "[4.2-P2]", "scope_twice", "domains.農業.exceptions[2]"),
        ("proposals: [2.3-T2]", "proposal: [2.3-T2]", "yaml_unknown", "domains.農業.exceptions[2].proposal"),
        ("proposals: [2.3-T2], ", "", "scope_nothing_named", "domains.農業.exceptions[2]"),
        ("proposals: [2.3-T2]", "proposals: 2.3-T2", "yaml_list", "domains.農業.exceptions[2].proposals"),
        ("    default: {level: 任意, reason: 農業でも扱いうる}\n", "", "yaml_missing", "domains.農業"),
        ("domains:", "domain:", "yaml_unknown", "domain"),
    ],
)
def test_what_is_not_understood_is_named_with_its_place(
    tmp_path: Path, before: str, after: str, code: str, place: str
) -> None:
    assert before in FILE
    with pytest.raises(CatalogueError) as caught:
        load_scope(written(tmp_path, FILE.replace(before, after, 1)), PROPOSALS)
    assert (caught.value.code, caught.value.detail["place"]) == (code, place)
    assert caught.value.detail["file"] == "my-scope.yaml"


@pytest.mark.parametrize(
    ("text", "code"), [("domains: [", "yaml_syntax"), ("- 1", "yaml_mapping"), ("", "yaml_mapping")]
)
def test_no_yaml_or_no_mapping_is_an_error(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_scope(written(tmp_path, text), PROPOSALS)
    assert caught.value.code == code


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_scope(str(tmp_path / "none.yaml"), PROPOSALS)
    assert caught.value.code == "yaml_unreadable"
