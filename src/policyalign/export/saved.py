"""A results folder read back: the very records that were written, so that later work goes on from them.

``matrix.json`` holds what the tables do not: proposals, plans with their headings, estimates and verdicts, in
full precision and without words of any language. Passages and matches come back from their JSONL files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from policyalign.assess.audit.file import load_audits
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.questions import QUESTIONS, Question
from policyalign.assess.references import from_plain, to_plain
from policyalign.assess.run import Failure, Run
from policyalign.config import Settings
from policyalign.domain import (
    Anchor,
    Assignment,
    Box,
    CellEstimate,
    Finding,
    Interval,
    Match,
    Measure,
    Passage,
    PassageKind,
    PhrasePair,
    Plan,
    PlanMatches,
    Problem,
    Proposal,
    Role,
    StagePeriod,
    Step,
    Thresholds,
)
from policyalign.errors import InputError
from policyalign.export.rows import MATCHES, MEASURES, PASSAGES
from policyalign.serialize import from_json

MATRIX, RECORD = "matrix.json", "run.json"
FORMAT = 2
"""Of ``matrix.json`` and of the lines of the JSONL files; a higher one is not read."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _SavedPlan:
    """A plan without its passages, how many passages and matches belong to it, and its estimates."""

    plan: Plan
    passages: int
    measures: int
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
    phrases: tuple[tuple[int, int, int], ...]

    def passage(self) -> Passage:
        anchors = tuple(Anchor(place.page, place.box) for place in self.bbox)
        rest = {name: getattr(self, name) for name in self.__slots__ if name != "bbox"}
        return Passage(anchors=anchors, **rest)


@dataclass(frozen=True, slots=True)
class _MeasureLine:
    id: str
    plan_id: str
    heading: str
    name: str
    page: int
    passage_id: str
    passages: tuple[str, ...]
    actors: tuple[str, ...]
    periods: tuple[StagePeriod, ...]
    overall_interval: Interval | None
    unstaged_intervals: tuple[Interval, ...]
    text: str
    terms: dict[str, int]
    planned: bool
    assignments: tuple[Assignment, ...]
    closing_id: str
    proposals: tuple[str, ...]

    def measure(self) -> Measure:
        values = {name: getattr(self, name) for name in self.__slots__ if name not in ("id", "proposals")}
        return Measure(**values)


@dataclass(frozen=True, slots=True)
class _SavedResult:
    format: int
    plans: list[list[str]]
    result: Any


@dataclass(frozen=True, slots=True)
class _MatchLine:
    plan_id: str
    proposal_id: str
    passage_id: str
    similarity: float
    probability: float
    features: dict[str, float]
    contributions: dict[str, float]
    phrases: tuple[PhrasePair, ...]

    def match(self) -> Match:
        values = {name: getattr(self, name) for name in self.__slots__ if name != "plan_id"}
        return Match(**values)


def matrix_record(run: Run) -> Mapping[str, Any]:
    """The content of ``matrix.json``."""
    counts = Counter(measure.plan_id for measure in run.measures)
    plans = tuple(
        _SavedPlan(
            replace(plan, passages=()),
            len(plan.passages),
            counts[plan.id],
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
    saved = _versioned(folder / MATRIX, _SavedMatrix)
    passages = _by_plan(_lines(folder / PASSAGES, _PassageLine))
    matches = _by_plan(_lines(folder / MATCHES, _MatchLine))
    _check_counts(folder / PASSAGES, {one.plan.id: one.passages for one in saved.plans}, passages)
    _check_counts(folder / MATCHES, {one.plan.id: one.matches for one in saved.plans}, matches)
    plans = tuple(_plan(one, passages.get(one.plan.id, [])) for one in saved.plans)
    found = tuple(_plan_matches(one, matches.get(one.plan.id, [])) for one in saved.plans)
    matrix = GapMatrix(plans, saved.proposals, saved.findings, found)
    failures = tuple(Failure(Path(one.path), one.problem) for one in saved.failures)
    record = _record(folder)
    lines = _lines(folder / MEASURES, _MeasureLine)
    _check_counts(folder / MEASURES, {one.plan.id: one.measures for one in saved.plans}, _by_plan(lines))
    measures = tuple(line.measure() for line in lines)
    taken_up = {(line.plan_id, line.id): line.proposals for line in lines if line.proposals}
    results = {question.name: _result(folder, question, matrix, measures) for question in QUESTIONS}
    settings = _settings(folder, record)
    return Run(matrix, failures, settings, measures, taken_up, results, record, load_audits(folder))


def result_record(run: Run, question: Question) -> Mapping[str, Any]:
    """The content of the file that keeps the answer to a question; measures stand in ``measures.jsonl``."""
    result = to_plain(run.results[question.name])
    return {"format": FORMAT, "plans": _documents(run.plans), "result": result}


def _result(folder: Path, question: Question, matrix: GapMatrix, measures: Sequence[Measure]) -> Any:
    path = folder / f"{question.name}.json"
    saved = _versioned(path, _SavedResult)
    if saved.plans != _documents(matrix.plans):
        raise InputError("saved_other_run", file=str(path))
    try:
        return from_plain(saved.result, question.result_type, measures)
    except ValueError as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _documents(plans: Sequence[Plan]) -> list[list[str]]:
    return [[plan.id, plan.document_id] for plan in plans]


def _settings(folder: Path, record: Mapping[str, Any]) -> Settings:
    try:
        return msgspec.convert(record.get("settings", {}), Settings)
    except msgspec.ValidationError as error:
        raise InputError("saved_broken", file=str(folder / RECORD), line="1", error=str(error)) from error


def _plan(saved: _SavedPlan, lines: list[_PassageLine]) -> Plan:
    return replace(saved.plan, passages=tuple(line.passage() for line in lines))


def _plan_matches(saved: _SavedPlan, lines: list[_MatchLine]) -> PlanMatches:
    found = tuple(line.match() for line in lines)
    return PlanMatches(saved.plan.id, found, saved.cells, saved.thresholds, saved.in_domain)


def _versioned(path: Path, kind: type[T]) -> T:
    content = _read(path)
    try:
        version = json.loads(content).get("format")
        if version != FORMAT:
            raise InputError("saved_version", file=str(path), found=str(version), expected=str(FORMAT))
        return from_json(content, kind)
    except (ValueError, AttributeError) as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    try:
        return from_json(_read(path), dict[str, Any])
    except ValueError as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _lines(path: Path, kind: type[T]) -> list[T]:
    """The records of a JSONL file; line by line only where one is broken, to tell which."""
    content = _read(path)
    decoder = msgspec.json.Decoder(kind)
    try:
        return decoder.decode_lines(content)
    except (msgspec.MsgspecError, UnicodeError):
        pass
    for number, line in enumerate(content.splitlines(), 1):
        try:
            decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise InputError("saved_broken", file=str(path), line=str(number), error=str(error)) from error
    raise InputError("saved_broken", file=str(path), line="1", error="–")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("saved_missing", file=str(path)) from None
    except OSError as error:
        raise InputError("saved_unreadable", file=str(path), error=error.strerror or str(error)) from error


def _by_plan(lines: Iterable[Any]) -> dict[str, list[Any]]:
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
