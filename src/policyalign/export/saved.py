"""A results folder read back: the very records that were written, so that later work goes on from them.

``matrix.json`` holds what the tables do not: proposals, plans with their headings, estimates and verdicts, in
full precision and without words of any language. Passages and matches come back from their JSONL files.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, make_dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_type_hints

import msgspec

from policyalign.assess.audit.file import load_audits, marked
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.questions import QUESTIONS, Question
from policyalign.assess.references import from_plain, to_plain
from policyalign.assess.run import Failure, Run
from policyalign.config import Settings
from policyalign.converting import convert, json_decoder
from policyalign.domain import (
    Finding,
    Match,
    Measure,
    Passage,
    Plan,
    PlanMatches,
    Problem,
    Proposal,
)
from policyalign.errors import InputError, cause
from policyalign.export.checksums import check_sums
from policyalign.export.rows import MATCHES, MEASURES, PASSAGES
from policyalign.messages import SavedCode

MATRIX, RECORD = "matrix.json", "run.json"
READ_BACK = (MATRIX, PASSAGES, MEASURES, MATCHES, *(f"{question.name}.json" for question in QUESTIONS))
"""What a run is read back from, besides its record."""
FORMAT = 5
"""Of ``matrix.json`` and of the lines of the JSONL files; a higher one is not read."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _SavedPlan:
    """A plan without its passages and matches, and how many lines of the JSONL files belong to it."""

    plan: Plan
    matched: PlanMatches
    passages: int
    measures: int
    matches: int


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


_FIELDS = {"bbox" if name == "anchors" else name: hint for name, hint in get_type_hints(Passage).items()}
_PassageLine: Any = make_dataclass("_PassageLine", _FIELDS.items(), frozen=True, slots=True)
"""What of a line of ``passages.jsonl`` makes a passage, all of it needed; the other columns follow from it."""


@dataclass(frozen=True, slots=True)
class _Belonging:
    """What a line of a measure or match holds besides its record."""

    plan_id: str
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _SavedResult:
    format: int
    plans: list[list[str]]
    result: Any


def matrix_record(run: Run) -> Mapping[str, Any]:
    """The content of ``matrix.json``."""
    counts = Counter(measure.plan_id for measure in run.measures)
    plans = tuple(
        _SavedPlan(
            replace(plan, passages=()),
            replace(found, matches=()),
            len(plan.passages),
            counts[plan.id],
            len(found.matches),
        )
        for plan, found in zip(run.plans, run.matrix.matches, strict=True)
    )
    failures = tuple(_SavedFailure(str(failure.path), failure.problem) for failure in run.failures)
    saved = _SavedMatrix(FORMAT, run.matrix.proposals, plans, run.matrix.findings, failures)
    record: Mapping[str, Any] = msgspec.to_builtins(saved)
    return record


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Collection held back: among so many new records, none of them garbage, it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_nothing_collected()
def load_run(folder: Path) -> Run:
    """The run whose results ``compare`` (or ``Matrix.save``) wrote to ``folder``.

    Every record comes back as it was written; numbers to the six decimals that the files hold.

    Raises:
        InputError: a file is missing, cut off, altered or of another version or run; the file is named, and the line
            where it has not the right form.
    """
    saved = _versioned(folder / MATRIX, _SavedMatrix)
    passages = _by_plan(folder / PASSAGES, _PassageLine, {one.plan.id: one.passages for one in saved.plans})
    matches = _by_plan(folder / MATCHES, Match, {one.plan.id: one.matches for one in saved.plans})
    measures = _by_plan(folder / MEASURES, Measure, {one.plan.id: one.measures for one in saved.plans})
    plans = tuple(replace(one.plan, passages=tuple(map(_passage, passages[one.plan.id]))) for one in saved.plans)
    matched = tuple(
        replace(one.matched, matches=tuple(match for _, match in matches[one.plan.id])) for one in saved.plans
    )
    matrix = GapMatrix(plans, saved.proposals, saved.findings, matched)
    told = [pair for plan in plans for pair in measures[plan.id]]
    every_measure = tuple(measure for _, measure in told)
    if not all(measure.passages for measure in every_measure):  # what a measure is known by
        raise InputError(SavedCode.saved_altered, file=folder / MEASURES)
    record = _json(folder / RECORD)
    run = Run(
        matrix,
        tuple(Failure(Path(one.path), one.problem) for one in saved.failures),
        _converted(folder / RECORD, record.get("settings", {}), Settings),
        every_measure,
        {(one.plan_id, one.id): named.proposals for named, one in told if named.proposals},
        {question.name: _result(folder, question, matrix, every_measure) for question in QUESTIONS},
        record,
        load_audits(folder),
    )
    check_sums(folder, RECORD, record, READ_BACK)
    return replace(run, audits=marked(run.audits, matrix))


def result_record(run: Run, question: Question) -> Mapping[str, Any]:
    """The content of the file that keeps the answer to a question; measures stand in ``measures.jsonl``."""
    result = to_plain(run.results[question.name])
    return {"format": FORMAT, "plans": _documents(run.plans), "result": result}


def _result(folder: Path, question: Question, matrix: GapMatrix, measures: Sequence[Measure]) -> Any:
    path = folder / f"{question.name}.json"
    saved = _versioned(path, _SavedResult)
    if saved.plans != _documents(matrix.plans):
        raise InputError(SavedCode.saved_other_run, file=path)
    try:
        return from_plain(saved.result, question.result_type, measures)
    except ValueError as error:
        raise InputError(SavedCode.saved_broken, file=path, line=1, error=error) from error


def _passage(told: tuple[_Belonging, Any]) -> Passage:
    return Passage(*(getattr(told[1], name) for name in _FIELDS))


def _documents(plans: Sequence[Plan]) -> list[list[str]]:
    return [[plan.id, plan.document_id] for plan in plans]


def _versioned(path: Path, kind: type[T]) -> T:
    content = _json(path)
    if content.get("format") != FORMAT:
        raise InputError(SavedCode.saved_version, file=path, found=content.get("format"), expected=FORMAT)
    return _converted(path, content, kind)


def _json(path: Path) -> dict[str, Any]:
    """The object that a file holds."""
    try:
        content = json.loads(_read(path), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(SavedCode.saved_broken, file=path, line=line, error=error) from error
    return _converted(path, content, dict[str, Any])


def _refuse(constant: str) -> NoReturn:
    """Python reads NaN and Infinity, which are no JSON and no results."""
    raise ValueError(constant)


def _converted(path: Path, content: Any, kind: type[T]) -> T:
    try:
        return convert(content, kind)
    except (msgspec.ValidationError, OverflowError, UnicodeError) as error:
        raise InputError(SavedCode.saved_broken, file=path, line=1, error=error) from error


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a folder, or a device that never ends
            raise InputError(SavedCode.saved_no_file, file=path)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(SavedCode.saved_missing, file=path) from None
    except OSError as error:
        raise InputError(SavedCode.saved_unreadable, file=path, error=cause(error)) from error


def _by_plan(path: Path, kind: type[T], expected: Mapping[str, int]) -> dict[str, list[tuple[_Belonging, T]]]:
    """The lines of a JSONL file by plan. Lines lost at the end of a file, or of another run, would else change
    results in silence."""
    content = _read(path)
    grouped: dict[str, list[tuple[_Belonging, T]]] = {plan: [] for plan in expected}
    for pair in zip(_lines(path, content, _Belonging), _lines(path, content, kind), strict=True):
        grouped.setdefault(pair[0].plan_id, []).append(pair)
    for plan in sorted(grouped):
        found, wanted = len(grouped[plan]), expected.get(plan, 0)
        if found != wanted:
            raise InputError(SavedCode.saved_count, file=path, plan=plan, found=found, expected=wanted)
    return grouped


def _lines(path: Path, content: bytes, kind: type[T]) -> list[T]:
    """The records of all lines; line by line only where one is broken, to tell which."""
    decoder = json_decoder(kind)
    try:
        return decoder.decode_lines(content)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        whole = error
    for number, line in enumerate(content.splitlines(), 1):
        try:
            decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise InputError(SavedCode.saved_broken, file=path, line=number, error=error) from error
    raise InputError(SavedCode.saved_broken, file=path, line=1, error=whole) from whole
