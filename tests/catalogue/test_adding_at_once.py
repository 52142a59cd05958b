"""Several processes add plans at the same moment: none is lost, and none takes the place of another unasked."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from policyalign.catalogue.library import Library, file_sha256
from policyalign.errors import CatalogueError

from support.stored_plans import add_some, plan_of

AT_ONCE, EACH = 4, 5


def test_none_is_lost(tmp_path: Path) -> None:
    sources = [[tmp_path / f"p{who}{number}.pdf" for number in range(EACH)] for who in range(AT_ONCE)]
    for source in (one for some in sources for one in some):
        source.write_bytes(b"%PDF" + source.name.encode())
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(AT_ONCE)
    processes = [context.Process(target=add_some, args=(tmp_path / "lib", some, barrier)) for some in sources]
    for process in processes:
        process.start()
    for process in processes:
        process.join(600)
    assert [process.exitcode for process in processes] == [0] * AT_ONCE
    library = Library(tmp_path / "lib")
    assert {plan.id for plan in library.plans()} == {one.stem for some in sources for one in some}
    assert all(library.path_of(plan).is_file() for plan in library.plans())
    assert not [path for path in library.folder.iterdir() if path.name.startswith(".")], "locks and pieces are gone"


def test_a_plan_that_came_meanwhile_is_not_replaced_unasked(tmp_path: Path) -> None:
    library = Library(tmp_path / "lib")
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first.write_bytes(b"one")
    second.write_bytes(b"two")
    library.add(first, plan_of(first, "plan"), replacing="")
    with pytest.raises(CatalogueError) as caught:
        library.add(second, plan_of(second, "Plan"), replacing="")
    assert caught.value.code == "library_meanwhile"
    assert [plan.sha256 for plan in library.plans()] == [file_sha256(first)]
    library.add(second, plan_of(second, "plan"), replacing=file_sha256(first))
    assert [plan.sha256 for plan in library.plans()] == [file_sha256(second)]
