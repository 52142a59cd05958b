"""Plans for the user's collection of the catalogue, and what processes of their own do with it."""

from __future__ import annotations

from multiprocessing.synchronize import Barrier
from pathlib import Path

from policyalign.catalogue.library import Library, file_sha256
from policyalign.catalogue.records import Period, StoredPlan


def plan_of(source: Path, name: str) -> StoredPlan:
    return StoredPlan(name, "", "題名", Period(), 1, file_sha256(source), "", source.name)


def add_some(folder: Path, sources: list[Path], barrier: Barrier) -> None:
    for source in sources:
        barrier.wait(600)  # processes may take long to start
        Library(folder).add(source, plan_of(source, source.stem), replacing="")
