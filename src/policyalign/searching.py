"""Where is searched: results that were saved, and plans as files, in any mixture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyalign.assess.run import Failure
from policyalign.config import Settings
from policyalign.domain import Plan, Problem
from policyalign.errors import InputError
from policyalign.export import load_run
from policyalign.inputs import expanded, is_results
from policyalign.pipeline import read_files, with_own_ids
from policyalign.runtime import Report


@dataclass(frozen=True, slots=True)
class Searched:
    """The plans that can be searched, and what could not be used. ``ignored`` are files beside plans, by the folder or
    archive that they lie in."""

    plans: tuple[Plan, ...]
    failures: tuple[Failure, ...]
    ignored: Mapping[str, Sequence[str]]

    @property
    def passages(self) -> int:
        return sum(len(plan.passages) for plan in self.plans)

    @property
    def unread(self) -> tuple[tuple[str, int], ...]:
        """The plans with pages that could not be read, and how many."""
        return tuple((plan.id, len(plan.unread_pages)) for plan in self.plans if plan.unread_pages)

    def only(self, plans: Collection[str]) -> Searched:
        """The same for these plans, by their ids; for all where none is named."""
        chosen = tuple(plan for plan in self.plans if plan.id in plans) if plans else self.plans
        return replace(self, plans=chosen)


def gather(
    sources: Iterable[Path], settings: Settings, progress: Report | None = None, *, read: Sequence[Plan] = ()
) -> Searched:
    """Plans that are ``read`` already, those of results, then those of files, folders, patterns and archives.

    What cannot be used does not stop the others. A document that is there twice is searched once; different ones of
    the same name get names of their own.
    """
    given = list(sources)
    plans: list[Plan] = []
    failures: list[Failure] = []
    for folder in filter(is_results, given):
        try:
            plans += load_run(folder).plans
        except InputError as error:
            failures.append(Failure(folder, Problem(error.code, "fatal", None, error.detail)))
    with expanded([source for source in given if not is_results(source)]) as inputs:
        found, unusable = read_files(inputs.files, settings, progress=progress) if inputs.files else ((), ())
        failures += [*inputs.failures, *map(inputs.told, unusable)]
        ignored = inputs.ignored
    return Searched(with_own_ids([*read, *_each_once([*plans, *found])]), tuple(failures), ignored)


def _each_once(plans: Sequence[Plan]) -> list[Plan]:
    first: dict[str, Plan] = {}
    for plan in plans:
        first.setdefault(plan.document_id, plan)
    return list(first.values())
