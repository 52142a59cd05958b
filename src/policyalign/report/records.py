"""The joined records that every form of the report is made of. Frozen and plain; nothing in them is found anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.assess.gaps.checked import is_decided
from policyalign.domain import Finding, Measure, Plan, Proposal
from policyalign.report.excerpt import Excerpt
from policyalign.review.replies import Reply
from policyalign.review.workbook import Shown

if TYPE_CHECKING:
    from policyalign.report.budget import Budget
    from policyalign.report.budget_file import BudgetFile


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a plan, word for word, and where it stands: ``place`` is worded, ``page`` counts in the file. Both
    are where the sentence begins; ``until`` is where it ends, worded, empty where it goes on over no page. Of a
    row of a table ``cells`` are the words of each cell, which ``text`` parts by a mark that is not printed."""

    plan_id: str
    passage_id: str
    page: int
    place: str
    heading: str
    text: str
    until: str = ""
    cells: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """Where it stands, as one cites it."""
        return "～".join(part for part in (self.place, self.until) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """One verdict with what it rests on. ``reason`` is worded. ``quotation`` and ``measure`` are None where no
    passage came near; ``years`` are those of the passage or its measure, worded, empty where none are stated.
    ``item`` is the key by which people answer (:mod:`policyalign.review`). ``alone`` is the probability (0–1) that the
    passage quoted answers by itself; that of the finding is of the plan as a whole. ``over_before`` is the fiscal year
    with which the reference window begins, where all that is stated of the measure ends before it."""

    finding: Finding
    plan: Plan
    reason: str
    quotation: Quotation | None = None
    measure: Measure | None = None
    ministries: tuple[str, ...] = ()
    years: str = ""
    item: str = ""
    alone: float | None = None
    over_before: int | None = None

    @property
    def decided(self) -> bool:
        """Whether people have said what the verdict is (確認済（人）)."""
        return is_decided(self.finding)

    @property
    def key(self) -> str:
        """``提言|計画``."""
        return f"{self.finding.proposal_id}|{self.finding.plan_id}"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding of another question: ``key`` names it, ``number`` that of its table; ``grade`` is the code of how sure
    it is there, ``confidence`` its words. ``text`` is its sentence, ``places`` where its sides stand, ``ministries``
    are those of its measures. ``item`` is the key by which people answer; ``proposals`` are those that it bears on."""

    key: str
    number: int
    type: str
    confidence: str
    grade: str
    text: str
    places: str
    plans: tuple[str, ...]
    ministries: tuple[str, ...] = ()
    item: str = ""
    proposals: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it stands as 確実."""
        return self.grade == "certain"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of COCN about governance (1-I1 …), and what was found across the plans that bears on it. ``status``
    and ``reason`` are worded; ``evidence`` are findings of other questions, the certain ones first."""

    id: str
    label: str
    status: str
    reason: str
    evidence: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a ministry has to do with a proposal, worded, and whether that stands on a measure that is sure. The
    ``ministry`` is empty for measures that name none. ``measures`` are those that it stands on, each once: plan, id."""

    key: str
    ministry: str
    role: str
    certain: bool
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """What a plan that takes a proposal up says of stage and time, worded: the first times, how many ``more`` there
    are, and how many measures are ``undated``. ``key`` is ``提言|計画``, ``plan`` a title."""

    key: str
    plan: str
    told: tuple[str, ...]
    more: int
    undated: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A measure that answers ``proposals`` and is over before the reference window; ``place`` and ``time`` are worded,
    ``key`` names it."""

    key: str
    plan_id: str
    place: str
    measure: str
    time: str
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndedList:
    """All measures that answer a proposal and are over ``before`` a fiscal year, the first of the window."""

    before: int
    rows: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a run holds on one proposal. ``cells`` are in the order of the plans."""

    proposal: Proposal
    cells: tuple[Cell, ...]
    overlaps: tuple[Row, ...] = ()
    phases: tuple[Row, ...] = ()
    exits: tuple[Row, ...] = ()
    roles: tuple[Role, ...] = ()
    times: tuple[Times, ...] = ()

    def of(self, *statuses: str) -> tuple[Cell, ...]:
        """The cells with one of these statuses."""
        return tuple(cell for cell in self.cells if cell.finding.status in statuses)

    @property
    def taken_up(self) -> tuple[Cell, ...]:
        """対応 and 一部対応."""
        return self.of("covered", "partial")


@dataclass(frozen=True, slots=True)
class Material:
    """What goes into a report besides the run: the answers of people by the key of their cell, the replies of
    ministries by item, the folder of the PDFs for pictures of pages, by question the sheets of its figure as PNG, and a
    budget file that was read. ``pages`` are paths from the workbook to pictures of whole pages, by plan, passage and
    page. ``excerpt`` says what of the run is told."""

    answers: Mapping[str, Shown] = field(default_factory=dict)
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    pdfs: Path | None = None
    figures: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    budget: BudgetFile | None = None
    pages: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    excerpt: Excerpt = field(default_factory=Excerpt)


@dataclass(frozen=True, slots=True)
class Joined:
    """A run as a report tells it. ``run_id`` is that of its plans and proposals, whatever people answered since.
    ``overlaps``, ``phases`` and ``exits`` are all findings; the entries hold those of their proposal. ``ended`` are the
    measures that are over before the window. ``replies`` are
    those of ministries, worded, by item. ``left_out`` says what an excerpt leaves out; empty of a whole run."""

    run_id: str
    lang: str
    plans: tuple[Plan, ...]
    entries: tuple[Entry, ...]
    overlaps: tuple[Row, ...]
    phases: tuple[Row, ...]
    exits: tuple[Row, ...]
    ended: EndedList
    guarantee: tuple[str, ...] = ()
    replies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    budget: Budget | None = None
    complaints: tuple[Complaint, ...] = ()
    left_out: str = ""

    @property
    def cells(self) -> Iterator[Cell]:
        """All verdicts, those of the first proposal first."""
        return (cell for entry in self.entries for cell in entry.cells)
