"""Collections that several tests look at; none may change them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.assess.run import Run
from policyalign.collection.collection import Collection, open_collection

from support.collections import write_plans


@pytest.fixture(scope="session")
def gathered(sample_run: Run, sample_plans: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The sample plans and a file that is none, compared with COCN's proposals. ``sample_run`` has filled the cache."""
    folder = tmp_path_factory.mktemp("gathered")
    plans = folder / "plans" / "13_東京都"
    plans.mkdir(parents=True)
    for path in sample_plans:
        (plans / path.name).write_bytes(path.read_bytes())
    (plans.parent / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    collection = open_collection(folder / "collection", create=True)
    collection.add(plans.parent, workers=2)
    collection.compare(workers=2)
    return collection


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Four small plans, read without an interruption; ``plans`` beside it holds their files."""
    folder = tmp_path_factory.mktemp("small")
    write_plans(folder / "plans")
    collection = open_collection(folder / "collection", create=True)
    collection.add(folder / "plans", workers=2)
    return collection
