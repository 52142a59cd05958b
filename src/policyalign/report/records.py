"""The joined records that every form of the report is made of. Frozen and plain; nothing in them is found anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyalign.domain import Finding, Measure, Plan, Proposal
from policyalign.values import Check


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a plan, word for word, and where it stands: ``place`` is worded, ``page`` counts in the file."""

    plan_id: str
    passage_id: str
    page: int
    place: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One verdict with what it rests on. ``reason`` is worded. ``quotation`` and ``measure`` are None where no
    passage came near; ``years`` are those of the passage or its measure, worded, empty where none are stated."""

    finding: Finding
    plan: Plan
    reason: str
    quotation: Quotation | None = None
    measure: Measure | None = None
    ministries: tuple[str, ...] = ()
    years: str = ""

    @property
    def key(self) -> str:
        """``提言|計画``."""
        return f"{self.finding.proposal_id}|{self.finding.plan_id}"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding of another question: ``key`` names it, ``number`` that of its table; ``certain`` says that it stands
    as 確実 there. ``text`` is its sentence, ``places`` where its sides stand."""

    key: str
    number: int
    type: str
    confidence: str
    certain: bool
    text: str
    places: str
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a ministry has to do with a proposal, worded, and whether that stands on a measure that is sure. The
    ``ministry`` is empty for measures that name none."""

    key: str
    ministry: str
    role: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a run holds on one proposal. ``cells`` are in the order of the plans."""

    proposal: Proposal
    cells: tuple[Cell, ...]
    overlaps: tuple[Row, ...] = ()
    phases: tuple[Row, ...] = ()
    exits: tuple[Row, ...] = ()
    roles: tuple[Role, ...] = ()

    def of(self, *statuses: str) -> tuple[Cell, ...]:
        """The cells with one of these statuses."""
        return tuple(cell for cell in self.cells if cell.finding.status in statuses)

    @property
    def taken_up(self) -> tuple[Cell, ...]:
        """対応 and 一部対応."""
        return self.of("covered", "partial")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote beside a verdict; ``key`` is ``提言|計画``."""

    key: str
    check: Check
    note: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What goes into a report besides the run: the answers of people by the key of their cell, the folder of the PDFs
    for pictures of pages, and the PNG figures of the run by question."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    pdfs: Path | None = None
    figures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """A run as a report tells it. ``run_id`` is that of its plans and proposals, whatever people answered since.
    ``overlaps``, ``phases`` and ``exits`` are all findings; the entries hold those of their proposal."""

    run_id: str
    lang: str
    plans: tuple[Plan, ...]
    entries: tuple[Entry, ...]
    overlaps: tuple[Row, ...]
    phases: tuple[Row, ...]
    exits: tuple[Row, ...]
    guarantee: tuple[str, ...] = ()

    @property
    def cells(self) -> Iterator[Cell]:
        """All verdicts, those of the first proposal first."""
        return (cell for entry in self.entries for cell in entry.cells)
