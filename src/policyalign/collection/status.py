"""What a collection holds, and how far the run is that is at work on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from policyalign.collection.comparing import compared_plans
from policyalign.collection.folder import is_held, load_manifest
from policyalign.collection.progress import Step, last_step
from policyalign.collection.reading import plan_rows


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of plans by status (``read``, ``unusable``, ``set_aside``), of their passages and measures, and of the
    bytes of all tables; by comparison the plans compared. ``unread`` are the plans with pages that could not be read,
    and their pages. ``step`` is that of a run that is ``running``, or was broken off; None where none was."""

    plans: Mapping[str, int]
    passages: int
    measures: int
    size: int
    compared: Mapping[str, int]
    unread: tuple[int, int]
    step: Step | None
    running: bool

    @property
    def unusable(self) -> int:
        return sum(count for status, count in self.plans.items() if status != "read")


_TRIES = 5


def read_status(folder: Path) -> Status:
    """Where a collection stands, also while another process writes. Raises ``InputError`` for what is no collection."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):  # replaced since the manifest was read
            return _read(folder)
    return _read(folder)


def _read(folder: Path) -> Status:
    manifest = load_manifest(folder)
    rows = plan_rows(folder, manifest, ("status", "passages", "measures", "unread_pages"))
    unread = [len(row["unread_pages"]) for row in rows if row["unread_pages"]]
    sizes = ((folder / name) for name in manifest.files)
    return Status(
        plans=Counter(row["status"] for row in rows),
        passages=sum(row["passages"] for row in rows),
        measures=sum(row["measures"] for row in rows),
        size=sum(path.stat().st_size for path in sizes if path.exists()),
        compared={name: len(compared_plans(folder, manifest, name)) for name in sorted(manifest.comparisons)},
        unread=(len(unread), sum(unread)),
        step=last_step(folder),
        running=is_held(folder),
    )
