"""What a comparison leaves: the verdicts, the answers to all questions, and the settings they were found with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from policyalign.assess.audit.records import Audit
from policyalign.assess.gaps.records import GapMatrix
from policyalign.config import Settings
from policyalign.domain import Measure, Passage, Place, Plan, Problem
from policyalign.messages.places import place_told

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be used, and why."""

    path: Path
    problem: Problem

    @property
    def name(self) -> str:
        """The path as it was given: one that is an address has lost a slash."""
        return re.sub(r"^(https?:)[/\\]+", r"\1//", str(self.path), flags=re.IGNORECASE)


def run_id(run: Run) -> str:
    """16 hex digits of the files and proposals of a run, whatever people have answered on it since."""
    parts = [f"{plan.id}\0{plan.document_id}" for plan in run.plans]
    parts += [f"{one.id}\0{one.text}" for one in run.matrix.proposals]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


@dataclass(frozen=True)
class Run:
    """``results`` hold the answer to every question by its name (:mod:`policyalign.assess.questions`).

    ``measures`` are all measures of the plans; ``taken_up`` tells, by plan and id of a measure, the proposals
    whose 対応 or 一部対応 stands on it. ``failures`` are the files left out, ``record`` is for ``run.json``,
    ``audits`` are samples of the 欠落 that people have looked at.
    """

    matrix: GapMatrix
    failures: tuple[Failure, ...] = ()
    settings: Settings = field(default_factory=Settings)
    measures: tuple[Measure, ...] = ()
    taken_up: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    audits: tuple[Audit, ...] = ()

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.matrix.plans

    def place(self, plan_id: str, page: int, lang: str) -> str:
        """A page of a plan in the words that it is cited by."""
        return place_told(self._places.get(plan_id, ()), page, lang)

    @cached_property
    def _places(self) -> Mapping[str, tuple[Place, ...]]:
        return {plan.id: plan.places for plan in self.plans}

    @property
    def usable(self) -> bool:
        """Whether any plan had text to compare."""
        return any(plan.passages for plan in self.plans)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The labels of the proposals by their ids."""
        return {proposal.id: proposal.label for proposal in self.matrix.proposals}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the plans by their ids, the id where a plan has none."""
        return {plan.id: plan.title or plan.id for plan in self.plans}

    @cached_property
    def passages(self) -> Mapping[Key, Passage]:
        """All passages by plan and id."""
        return {(plan.id, passage.id): passage for plan in self.plans for passage in plan.passages}

    @cached_property
    def measure_of(self) -> Mapping[Key, Measure]:
        """By plan and id of a passage, the measure that it belongs to."""
        return {(one.plan_id, passage): one for one in self.measures for passage in one.passages}
