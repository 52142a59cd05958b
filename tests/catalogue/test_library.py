from __future__ import annotations

import os
from pathlib import Path

import pytest

from policyalign.catalogue.library import Library, data_folder, file_sha256
from policyalign.catalogue.records import Period, StoredPlan
from policyalign.errors import CatalogueError


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data" / "plans")


def enter(library: Library, tmp_path: Path, plan_id: str, content: bytes, domain: str = "宇宙") -> StoredPlan:
    source = tmp_path / "source.pdf"
    source.write_bytes(content)
    period = Period(2026, None, "2026年度から")
    plan = StoredPlan(plan_id, domain, "題名", period, 3, file_sha256(source), "", "source.pdf")
    return library.add(source, plan)


def code_of(action: object, *args: object) -> str:
    with pytest.raises(CatalogueError) as caught:
        action(*args)  # type: ignore[operator]
    return caught.value.code


def test_what_was_added_is_found_again(library: Library, tmp_path: Path) -> None:
    added = enter(library, tmp_path, "space", b"one")
    again = Library(library.folder)
    assert again.plans() == (added,)
    assert again.find("SPACE") == added
    assert again.holding(added.sha256) == added
    assert again.path_of(added).read_bytes() == b"one"
    assert again.find("ocean") is None


def test_another_edition_takes_the_place_of_the_earlier(library: Library, tmp_path: Path) -> None:
    enter(library, tmp_path, "space", b"one")
    newer = enter(library, tmp_path, "space", b"two")
    assert library.plans() == (newer,)
    assert sorted(path.name for path in library.folder.iterdir()) == ["index.json", newer.file]


def test_the_index_does_not_depend_on_the_order_of_adding(library: Library, tmp_path: Path) -> None:
    other = Library(tmp_path / "other")
    for name in ("a", "b"):
        enter(library, tmp_path, name, name.encode())
    for name in ("b", "a"):
        enter(other, tmp_path, name, name.encode())
    assert (library.folder / "index.json").read_bytes() == (other.folder / "index.json").read_bytes()


def test_choosing_by_domain(library: Library, tmp_path: Path) -> None:
    assert code_of(library.choose) == "library_empty"
    for name, domain in (("b", "海洋"), ("a", "宇宙"), ("c", "環境")):
        enter(library, tmp_path, name, name.encode(), domain)
    assert [plan.id for plan in library.choose()] == ["a", "b", "c"]
    assert [plan.id for plan in library.choose(["海洋", "宇宙"])] == ["a", "b"]
    assert code_of(library.choose, ["海洋", "防衛"]) == "library_domain"


def test_a_file_that_is_gone_or_altered_is_not_used(library: Library, tmp_path: Path) -> None:
    plan = enter(library, tmp_path, "space", b"one")
    path = library.folder / plan.file
    path.write_bytes(b"else")
    assert code_of(library.path_of, plan) == "catalogue_plan_file_altered"
    path.unlink()
    assert code_of(library.path_of, plan) == "catalogue_plan_file_missing"


def test_a_file_that_is_still_being_written_is_not_kept(library: Library, tmp_path: Path) -> None:
    plan = enter(library, tmp_path, "space", b"one")
    source = tmp_path / "source.pdf"
    source.write_bytes(b"growing")
    assert code_of(library.add, source, plan) == "catalogue_plan_file_changing"
    assert library.path_of(plan).read_bytes() == b"one"


def test_a_crash_before_the_index_leaves_the_earlier_plan(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = enter(library, tmp_path, "space", b"one")
    replace = os.replace

    def full(source: str, target: Path) -> None:
        if Path(target).name == "index.json":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(CatalogueError, match="No space left"):
        enter(library, tmp_path, "space", b"two")
    assert library.plans() == (plan,)
    assert library.path_of(plan).read_bytes() == b"one"
    assert not list(library.folder.glob(".partial-*"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"version":1,"pl', "index_unreadable"),
        (b'{"version":1,"plans":[{"id":1}]}', "index_unreadable"),
        (b'{"version":2,"plans":[]}', "index_version"),
    ],
)
def test_a_damaged_index_is_told_and_left_alone(library: Library, content: bytes, code: str) -> None:
    library.folder.mkdir(parents=True)
    path = library.folder / "index.json"
    path.write_bytes(content)
    assert code_of(library.plans) == code
    assert path.read_bytes() == content


def test_the_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYALIGN_DATA_DIR", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("POLICYALIGN_DATA_DIR")
    assert data_folder().name == "policyalign"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(file_sha256, tmp_path / "none.pdf") == "catalogue_plan_file_unreadable"
