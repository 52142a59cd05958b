"""The user's plans: files in the user's data folder, and the index that says what each of them is.

A file is in place before the index names it, and the index is replaced whole, so that a crash leaves at
worst a file that nothing names. Who adds holds a lock, so that of several at once none is lost.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from policyalign.catalogue.records import StoredPlan, shortened
from policyalign.errors import CatalogueError, cause
from policyalign.files import PARTIAL, held_alone, sha256_of, write_whole
from policyalign.interrupts import interrupts_held
from policyalign.messages import CatalogueCode
from policyalign.serialize import from_json, to_json
from policyalign.text.file_names import file_name

_VERSION = 1
_INDEX = "index.json"
_LOCK_SECONDS = 60.0
"""Adding copies a file of some 30 MB at most: whoever holds the lock for a minute does not come back."""


@dataclass(frozen=True, slots=True)
class _Index:
    version: int
    plans: tuple[StoredPlan, ...]


def data_folder() -> Path:
    """``$POLICYALIGN_DATA_DIR``, or the user's data folder for policyalign on this system."""
    chosen = os.environ.get("POLICYALIGN_DATA_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_dir

    return Path(user_data_dir("policyalign", appauthor=False))


def file_sha256(path: Path) -> str:
    """SHA-256 (hex) of a file. Raises :class:`CatalogueError` when it cannot be opened."""
    try:
        return sha256_of(path)
    except OSError as error:
        raise CatalogueError(CatalogueCode.catalogue_plan_file_unreadable, file=path, error=cause(error)) from error


class Library:
    """The plans in ``folder``; by default ``plans`` in the user's data folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder() / "plans"

    def plans(self) -> tuple[StoredPlan, ...]:
        """All plans by id. Raises :class:`CatalogueError` for an index that is damaged or too new."""
        path = self.folder / _INDEX
        try:
            index = from_json(path.read_bytes(), _Index)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise CatalogueError(CatalogueCode.index_unreadable, file=path, error=cause(error)) from error
        if index.version != _VERSION:
            raise CatalogueError(CatalogueCode.index_version, file=path, found=index.version)
        for plan in index.plans:
            if plan.file != Path(plan.file).name or "\\" in plan.file:  # they are read, and removed
                raise CatalogueError(CatalogueCode.index_unreadable, file=path, error=plan.file)
        return index.plans

    def find(self, plan_id: str) -> StoredPlan | None:
        """The plan of this id; capitals do not matter, as they do not in file names everywhere."""
        return next((plan for plan in self.plans() if plan.id.casefold() == plan_id.casefold()), None)

    def holding(self, sha256: str) -> StoredPlan | None:
        """The plan with this very file."""
        return next((plan for plan in self.plans() if plan.sha256 == sha256), None)

    def choose(self, domains: Iterable[str] = ()) -> tuple[StoredPlan, ...]:
        """The plans of these domains, or all of them, by id.

        Raises :class:`CatalogueError` when there is none, also for one domain among several: a comparison
        without it would not be the one asked for.
        """
        plans = self.plans()
        wanted = frozenset(domains)
        if lacking := sorted(wanted - {plan.domain for plan in plans}):
            raise CatalogueError(CatalogueCode.library_domain, domain="・".join(lacking))
        if not plans:
            raise CatalogueError(CatalogueCode.library_empty, folder=self.folder)
        return tuple(plan for plan in plans if not wanted or plan.domain in wanted)

    def path_of(self, plan: StoredPlan) -> Path:
        """Its file. Raises :class:`CatalogueError` when that is gone, or no longer what was added."""
        path = self.folder / plan.file
        if not path.is_file():
            raise CatalogueError(CatalogueCode.catalogue_plan_file_missing, plan=plan.id, file=path)
        if file_sha256(path) != plan.sha256:
            raise CatalogueError(CatalogueCode.catalogue_plan_file_altered, plan=plan.id, file=path)
        return path

    def add(self, source: Path, plan: StoredPlan, replacing: str | None = None, ending: str = ".pdf") -> StoredPlan:
        """Copy ``source`` into the folder and enter ``plan``, in the place of the one of the same id.

        ``plan.file`` is set here, with the ``ending`` of its format. ``replacing`` is the SHA-256 of the plan of this
        id that may be replaced: empty for none, ``None`` for whatever is there. Raises :class:`CatalogueError` when
        the folder cannot be written, the file is no longer the one that ``plan.sha256`` was taken of, or another plan
        has taken the id meanwhile.
        """
        entered = replace(plan, file=f"{file_name(plan.id)}-{shortened(plan.sha256)}{ending}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with held_alone(self.folder / ".lock", _LOCK_SECONDS), interrupts_held():
                self._add(source, entered, replacing)
        except TimeoutError as error:
            raise CatalogueError(CatalogueCode.library_locked, folder=self.folder) from error
        except OSError as error:
            raise CatalogueError(CatalogueCode.library_unwritable, folder=self.folder, error=cause(error)) from error
        return entered

    def _add(self, source: Path, entered: StoredPlan, replacing: str | None) -> None:
        earlier = self.find(entered.id)
        if replacing is not None and earlier and earlier.sha256 not in (replacing, entered.sha256):
            raise CatalogueError(CatalogueCode.library_meanwhile, plan=entered.id)
        _copy_checked(source, self.folder / entered.file, entered)
        self._enter(entered)
        if earlier and earlier.file != entered.file:
            (self.folder / earlier.file).unlink(missing_ok=True)

    def _enter(self, plan: StoredPlan) -> None:
        others = [other for other in self.plans() if other.id.casefold() != plan.id.casefold()]
        plans = tuple(sorted([*others, plan], key=lambda one: one.id))
        write_whole(self.folder / _INDEX, to_json(_Index(_VERSION, plans)))


def _copy_checked(source: Path, target: Path, plan: StoredPlan) -> None:
    """The copy that is kept is the file that was read, even when somebody writes to it meanwhile."""
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=target.parent) as partial:
        copy = Path(partial, target.name)
        shutil.copyfile(source, copy)
        if file_sha256(copy) != plan.sha256:
            raise CatalogueError(CatalogueCode.catalogue_plan_file_changing, file=plan.origin)
        os.replace(copy, target)
