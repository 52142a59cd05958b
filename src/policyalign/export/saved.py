"""A results folder read back: the very records that were written, so that later work goes on from them.

``matrix.json`` holds what the tables do not: proposals, plans with their headings, estimates and verdicts, in
full precision and without words of any language. Passages and matches come back from their JSONL files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from policyalign.assess.matrix import GapMatrix
from policyalign.domain import (
    Anchor,
    Box,
    CellEstimate,
    Finding,
    Interval,
    Match,
    Passage,
    PassageKind,
    Plan,
    PlanMatches,
    Problem,
    Proposal,
    Role,
    Step,
    Thresholds,
)
from policyalign.errors import InputError
from policyalign.export.saved_overlaps import load_overlaps
from policyalign.run import Failure, Run
from policyalign.serialize import from_json

MATRIX, PASSAGES, MATCHES, RECORD = "matrix.json", "passages.jsonl", "matches.jsonl", "run.json"
FORMAT = 2
"""Of ``matrix.json`` and of the lines of the JSONL files; a higher one is not read."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _SavedPlan:
    """A plan without its passages, how many passages and matches belong to it, and its estimates."""

    plan: Plan
    passages: int
    matches: int
    cells: tuple[CellEstimate, ...]
    thresholds: Thresholds | None
    in_domain: bool = True


@dataclass(frozen=True, slots=True)
class _SavedFailure:
    path: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class _SavedMatrix:
    format: int
    proposals: tuple[Proposal, ...]
    plans: tuple[_SavedPlan, ...]
    findings: tuple[Finding, ...]
    failures: tuple[_SavedFailure, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class _PassageLine:
    """What of a line of ``passages.jsonl`` makes a passage; the other columns follow from these."""

    id: str
    plan_id: str
    kind: PassageKind
    text: str
    section: int | None
    section_path: tuple[str, ...]
    bbox: tuple[_Place, ...]
    sentences: tuple[tuple[int, int], ...]
    role: Role
    actors: tuple[str, ...]
    stages: tuple[int, ...]
    intervals: tuple[Interval, ...]
    targets: tuple[str, ...]
    terms: tuple[str, ...]
    steps: tuple[Step, ...]

    def passage(self) -> Passage:
        anchors = tuple(Anchor(place.page, place.box) for place in self.bbox)
        rest = {name: getattr(self, name) for name in self.__slots__ if name != "bbox"}
        return Passage(anchors=anchors, **rest)


@dataclass(frozen=True, slots=True)
class _MatchLine:
    plan_id: str
    proposal_id: str
    passage_id: str
    similarity: float
    probability: float
    features: dict[str, float]
    contributions: dict[str, float]

    def match(self) -> Match:
        values = {name: getattr(self, name) for name in self.__slots__ if name != "plan_id"}
        return Match(**values)


def matrix_record(run: Run) -> Mapping[str, Any]:
    """The content of ``matrix.json``."""
    plans = tuple(
        _SavedPlan(
            replace(plan, passages=()),
            len(plan.passages),
            len(found.matches),
            found.cells,
            found.thresholds,
            found.in_domain,
        )
        for plan, found in zip(run.matrix.plans, run.matrix.matches, strict=True)
    )
    failures = tuple(_SavedFailure(str(failure.path), failure.problem) for failure in run.failures)
    saved = _SavedMatrix(FORMAT, run.matrix.proposals, plans, run.matrix.findings, failures)
    record: Mapping[str, Any] = msgspec.to_builtins(saved)
    return record


def load_run(folder: Path) -> Run:
    """The run whose results ``compare`` (or ``Matrix.save``) wrote to ``folder``.

    Every record comes back as it was written; numbers to the six decimals that the files hold.

    Raises:
        InputError: a file is missing, cut off, altered or of another version; file and line are named.
    """
    saved = _matrix(folder)
    passages = _by_plan(_lines(folder / PASSAGES, _PassageLine))
    matches = _by_plan(_lines(folder / MATCHES, _MatchLine))
    _check_counts(folder / PASSAGES, {one.plan.id: one.passages for one in saved.plans}, passages)
    _check_counts(folder / MATCHES, {one.plan.id: one.matches for one in saved.plans}, matches)
    plans = tuple(_plan(one, passages.get(one.plan.id, [])) for one in saved.plans)
    found = tuple(_plan_matches(one, matches.get(one.plan.id, [])) for one in saved.plans)
    matrix = GapMatrix(plans, saved.proposals, saved.findings, found)
    failures = tuple(Failure(Path(one.path), one.problem) for one in saved.failures)
    return Run(matrix, failures, _record(folder), load_overlaps(folder, plans))


def _plan(saved: _SavedPlan, lines: list[_PassageLine]) -> Plan:
    return replace(saved.plan, passages=tuple(line.passage() for line in lines))


def _plan_matches(saved: _SavedPlan, lines: list[_MatchLine]) -> PlanMatches:
    found = tuple(line.match() for line in lines)
    return PlanMatches(saved.plan.id, found, saved.cells, saved.thresholds, saved.in_domain)


def _matrix(folder: Path) -> _SavedMatrix:
    path = folder / MATRIX
    content = _read(path)
    try:
        version = json.loads(content).get("format")
        if version != FORMAT:
            raise InputError("saved_version", file=str(path), found=str(version), expected=str(FORMAT))
        return from_json(content, _SavedMatrix)
    except (ValueError, AttributeError) as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    try:
        return from_json(_read(path), dict[str, Any])
    except ValueError as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _lines(path: Path, kind: type[T]) -> Iterator[T]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        try:
            yield from_json(line, kind)
        except ValueError as error:
            raise InputError("saved_broken", file=str(path), line=str(number), error=str(error)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("saved_missing", file=str(path)) from None
    except OSError as error:
        raise InputError("saved_unreadable", file=str(path), error=error.strerror or str(error)) from error


def _by_plan(lines: Iterator[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for line in lines:
        grouped.setdefault(line.plan_id, []).append(line)
    return grouped


def _check_counts(path: Path, expected: Mapping[str, int], found: Mapping[str, list[Any]]) -> None:
    """Lines lost at the end of a file, or of another run, would else change results in silence."""
    counted = Counter({plan: len(lines) for plan, lines in found.items()})
    for plan in sorted(expected.keys() | counted.keys()):
        if counted[plan] != expected.get(plan, 0):
            raise InputError(
                "saved_count",
                file=str(path),
                plan=plan,
                found=str(counted[plan]),
                expected=str(expected.get(plan, 0)),
            )
