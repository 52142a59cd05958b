"""The records that pass between the stages. Frozen, plain, without third-party imports.

Units used throughout: lengths and boxes are PDF points (1/72 inch) measured from the top left corner of
the page; pages count from 1; years are fiscal years (年度, April to March) unless a name says otherwise.

A *page* is the smallest place that a format lets one cite: the page of a PDF, a slide, a row of a sheet, a
paragraph, a line of a text file. :class:`Place` says which, so that it can be told in words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policyalign.values import (
    LEADING,
    UNREAD_STATES,
    Basis,
    Check,
    Code,
    ElementKind,
    Kind,
    Level,
    PageState,
    PassageKind,
    PlaceUnit,
    Precision,
    Role,
    Severity,
    Status,
    Zone,
)

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points, origin at the top left of the page."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or only in part.

    ``code`` names the message in :mod:`policyalign.messages`; ``detail`` fills its blanks.
    """

    code: Code
    severity: Severity
    page: int | None = None
    detail: dict[str, str] = field(default_factory=dict)


_LACKS_TEXT = frozenset(map(Code, ("picture_unread", "diagrams_unread", "formulas_unread", "characters_lost")))
"""What tells of a page, or of a file without pages, that text of it was not read, and cannot be said to be short."""
_DAMAGES = frozenset((Code("file_repaired"), Code("pages_lost")))
"""What tells of a file that parts of it may be gone without a trace."""

_UNFINISHED = frozenset((Code("chapters_empty"), Code("text_pending")))
"""What tells of a plan that it is still being written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``advances`` holds the left edge (top edge when vertical) of every character,
    ``region`` counts the columns and bands of the page in which the line stands, ``boxed`` the boxes
    (コラム) of the page, 0 where the line stands in none. ``set_out`` tells that a ground, a frame, a rule or its place
    in the margin sets the line out from the text as a title."""

    text: str
    box: Box
    size: float
    bold: bool = False
    vertical: bool = False
    zone: Zone = "body"
    region: int = 0
    advances: tuple[float, ...] = ()
    font: str = ""
    boxed: int = 0
    set_out: bool = False


PARAGRAPH = "\u2029"
"""Parts the paragraphs and list items of a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled table; ``column_span`` and ``row_span`` count grid columns and rows. Its paragraphs are
    parted by :data:`PARAGRAPH`."""

    text: str
    box: Box
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table, its cells in row order. ``header_rows`` rows at the top name the columns.

    ``bars`` are the bars and arrows drawn over year columns (工程表), as cells with their labels; these
    labels are in no other cell.
    """

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 0
    bars: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    state: PageState = "text"
    order: Literal["stream", "geometry"] = "stream"


@dataclass(frozen=True, slots=True)
class Place:
    """How people cite one page of a plan.

    ``number`` is what stands in the file: the printed page number (紙面) of a PDF, the number of a paragraph or
    line, ``A7:D7`` of a sheet; ``within`` the heading or sheet that it is counted in, ``table`` the number of the
    table of a ``row``.
    """

    unit: PlaceUnit
    number: str = ""
    within: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a file that has a structure of its own (Word, HTML), and no lines on pages.

    ``level`` is that of a heading, 1 the outermost, where the file states it. ``size`` is the type in points, or
    1.0 throughout where the file states none. A ``table`` has its cells in ``table``, without boxes; each of its
    rows is a page, from ``page`` on, unless the unit is a slide.
    """

    kind: ElementKind
    text: str
    place: Place
    page: int = 0
    level: int = 0
    size: float = 1.0
    bold: bool = False
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file. ``id`` is the SHA-256 of the file.

    A PDF has lines on its pages; a file with a structure of its own has ``elements``, and its pages are empty.
    ``places`` tell how each page is cited, where that is not by its number alone.
    """

    id: str
    source: str
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
    elements: tuple[Element, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """The numbers of the pages that were not read, or not in full: nothing can be said to be absent from them."""
        partly = {problem.page for problem in self.problems if problem.code in _LACKS_TEXT}
        return tuple(page.number for page in self.pages if page.state in UNREAD_STATES or page.number in partly)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a text stands: the page and a box that holds it there."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the tree.

    ``heading`` is worded as printed, with the number that ``number`` holds apart; level 1 is the plan's
    title; ``parent`` is an index into ``Plan.sections``.
    """

    number: str
    heading: str
    level: int
    parent: int | None
    anchor: Anchor


def section_path(sections: Sequence[Section], index: int | None) -> tuple[str, ...]:
    """Headings from the outermost to the section's own; the plan's title (level 1) is left out."""
    path: list[str] = []
    while index is not None:
        section = sections[index]
        if section.level > 1:
            path.append(section.heading)
        index = section.parent
    return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class Interval:
    """When something happens, in fiscal years (年度); an open end is ``None``.

    ``phrase`` is the wording it came from and ``span`` its offsets in the passage text. An ``unresolved``
    interval has neither year: it says that a time is stated which the plan does not pin down. ``of_target`` tells
    that something is to be reached by then (目標年), not that something is done then.
    """

    start_fy: int | None
    end_fy: int | None
    phrase: str
    span: tuple[int, int]
    precision: Precision = "exact"
    of_target: bool = False

    @property
    def is_resolved(self) -> bool:
        """Whether at least one of the years is known."""
        return self.start_fy is not None or self.end_fy is not None


def span_of(times: Sequence[Interval]) -> tuple[int | None, int | None]:
    """The first and the last fiscal year of several times.

    The first is ``None`` when unstated, or when a deadline (…までに) lies before every stated start; the last when
    unstated, or when something goes on (…以降) that no later deadline ends.
    """
    deadlines = [time.end_fy for time in times if time.start_fy is None and time.end_fy]
    open_from = [time.start_fy for time in times if time.end_fy is None and time.start_fy]
    first = min((time.start_fy for time in times if time.start_fy is not None), default=None)
    last = max((time.end_fy for time in times if time.end_fy is not None), default=None)
    started = first is not None and all(first <= end for end in deadlines)
    closed = not open_from or max(deadlines, default=0) >= max(open_from)
    return first if started else None, last if closed else None


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder with the time that is stated for it: 2027年度まで実証、2030年度から実装 gives two.

    ``stage`` is 1–6; ``interval`` is None where no time is stated for it; ``phrase`` is the wording that
    tells the stage, ``span`` its offsets in the passage text. Where only the heading tells the stage, it is
    the ``phrase``, and ``span`` is ``(0, 0)``. ``certain`` is false where the stage is only inferred or aimed
    at, or the time may belong to something else.
    """

    stage: int
    interval: Interval | None
    phrase: str
    span: tuple[int, int]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: offsets in the sentence, forms, and its place in the dependency tree."""

    surface: str
    start: int
    lemma: str
    normalized: str
    pos: str
    dep: str
    head: int
    bunsetsu: int


CELL_SEPARATOR = "／"
"""Stands between the cells of a quoted table row; it is not printed there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or table row: the unit that is matched.

    ``actors`` are the ministries and listed bodies that act, by their full names, ``parties`` whoever else acts,
    as printed (政府, 地方公共団体, 一般送配電事業者). ``sentences`` are ``(start, end)`` offsets in ``text``;
    ``terms`` are the normalized forms of its content words, in order; ``stages`` are rungs 1–6 of the ladder in
    ``docs/outputs.md``. ``phrases`` are its bunsetsu (文節) with content words: ``(start, end)`` in ``text`` without
    particles, and how many of the ``terms`` each holds. ``directions`` tell of each of the ``terms`` whether what it
    names is carried on (1), undone (−1) or only mentioned (0).

    The ``text`` of a table row has the head of its column before every cell (施策：…；担当：…), since a cell says
    little without it. ``cells`` are the ``(start, end)`` of what the cells themselves hold; a bar without a label
    holds nothing. What is quoted is ``quotation``.

    ``turns`` tell where it goes on on a further page: the offset in ``text`` of the first character there, and the
    number of that page.
    """

    id: str
    plan_id: str
    kind: PassageKind
    text: str
    section: int | None
    section_path: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    role: Role = ""
    actors: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    intervals: tuple[Interval, ...] = ()
    targets: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    phrases: tuple[tuple[int, int, int], ...] = ()
    directions: tuple[int, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    parties: tuple[str, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()

    @property
    def is_aside(self) -> bool:
        """Whether it stands beside the text and announces nothing: a note, a caption, a source, a credit."""
        return self.kind in ("footnote", "caption")

    @property
    def quotation(self) -> str:
        """The words as they stand in the file; those of a table row cell by cell."""
        return self.quoted(0, len(self.text))

    def quoted(self, start: int, end: int) -> str:
        """The words that stand in the file between two offsets of ``text``: of a table row without the heads of
        its columns, the cells parted by ／, which is not printed."""
        if not self.cells:
            return self.text[start:end]
        parts = (self.text[max(a, start) : min(b, end)] for a, b in self.cells)
        return CELL_SEPARATOR.join(part for part in parts if part)

    @property
    def quoted_sentences(self) -> tuple[str, ...]:
        """Its sentences in the words that stand in the file; the whole where it has none."""
        sentences = (self.quoted(start, end).strip() for start, end in self.sentences)
        return tuple(filter(None, sentences)) or (self.quotation.strip(),)

    @property
    def directed_terms(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """The terms of every sentence, each with its direction: those of the phrases that begin in it."""
        found: list[list[tuple[str, int]]] = [[] for _ in self.sentences]
        starts = [start for start, _ in self.sentences]
        place = 0
        for start, _, count in self.phrases:
            terms = zip(self.terms[place : place + count], self.directions[place : place + count], strict=False)
            if found:
                found[max(bisect_right(starts, start) - 1, 0)].extend(terms)
            place += count
        return tuple(map(tuple, found))

    @property
    def page_start(self) -> int:
        return self.anchors[0].page

    @property
    def page_end(self) -> int:
        return self.anchors[-1].page

    def page_at(self, offset: int) -> int:
        """The page on which the character at an offset of ``text`` stands."""
        begun = [page for at, page in self.turns if at <= offset]
        return begun[-1] if begun else self.page_start

    def pages_of(self, words: str) -> tuple[int, int]:
        """The pages on which some of its words begin and end, as they are quoted (``quoted_sentences``) or stand in
        ``text``; those of the whole where it does not hold them."""
        if not self.turns:
            return self.page_start, self.page_end
        sentences = (self.text[start:end].strip() for start, end in self.sentences)
        within = next((text for text in sentences if words and words in text), words)
        start = self.text.find(within) if words else -1
        if start < 0:
            return self.page_start, self.page_end
        start += within.find(words)
        return self.page_at(start), self.page_at(start + len(words) - 1)

    @property
    def schedule(self) -> tuple[Interval, ...]:
        """The intervals that name a year; 当面 and its like are in ``intervals`` only."""
        return tuple(interval for interval in self.intervals if interval.is_resolved)

    @property
    def done_in(self) -> tuple[Interval, ...]:
        """The part of the schedule in which something is done; not when a target (目標) is to be reached."""
        return tuple(interval for interval in self.schedule if not interval.of_target)

    @property
    def start_fy(self) -> int | None:
        """The first fiscal year of its schedule (:func:`span_of`)."""
        return span_of(self.schedule)[0]

    @property
    def end_fy(self) -> int | None:
        """The last fiscal year of its schedule (:func:`span_of`)."""
        return span_of(self.schedule)[1]


@dataclass(frozen=True, slots=True)
class Plan:
    """A basic plan (基本計画) as read: its heading tree and its passages in reading order.

    ``decided`` is the fiscal year of the date on its cover; ``places`` tell how each page is cited, where that is
    not by its number alone.
    """

    id: str
    document_id: str
    source: str
    title: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    page_count: int
    unread_pages: tuple[int, ...] = ()
    edition: str = ""
    period: Interval | None = None
    problems: tuple[Problem, ...] = ()
    decided: int | None = None
    places: tuple[Place, ...] = ()

    @property
    def partly_read_pages(self) -> tuple[int, ...]:
        """Those of ``unread_pages`` of which the text was read, though not what stands in their pictures."""
        lacking = {problem.page for problem in self.problems if problem.code in _LACKS_TEXT}
        lost = {one.page for one in self.problems if one.severity == "partial" and one.code.startswith("page_")}
        return tuple(number for number in self.unread_pages if number in lacking - lost)

    @property
    def is_damaged(self) -> bool:
        """Whether the file was damaged as a whole, so that parts may be gone without a trace."""
        return any(problem.code in _DAMAGES for problem in self.problems)

    @property
    def lacking(self) -> Problem | None:
        """What tells that text of the file was not read, of which no page is known (Word, Excel, text files)."""
        return next((one for one in self.problems if one.code in _LACKS_TEXT and one.page is None), None)

    @property
    def excerpt(self) -> Problem | None:
        """What tells that the file is only a part (抜粋) of the plan."""
        return next((problem for problem in self.problems if problem.code == "excerpt"), None)

    @property
    def unfinished(self) -> Problem | None:
        """What tells that the plan is not written to its end: headings without text, places kept for text to come."""
        return next((problem for problem in self.problems if problem.code in _UNFINISHED), None)

    @property
    def recognised_pages(self) -> tuple[int, ...]:
        """The pages that were read by recognition (OCR), which may have misread or missed words."""
        return tuple(problem.page for problem in self.problems if problem.code == "page_ocr" and problem.page)

    @property
    def pages_broken_up(self) -> frozenset[int]:
        """The numbers of the pages that are told to hold texts read cut off in mid-sentence."""
        return frozenset(one.page for one in self.problems if one.code == "page_broken_up" and one.page)

    @property
    def broken_pages(self) -> int:
        """How many pages hold texts that were read cut off in mid-sentence; all where that is told of the plan."""
        of_plan = any(problem.code == "plan_broken_up" for problem in self.problems)
        return self.page_count if of_plan else len(self.pages_broken_up)


DEPLOYMENT = 5
"""The lowest stage at which a result is in use (社会実装・公的利用・本格実施); below it is preparation."""
HIGHEST = 6


@dataclass(frozen=True, slots=True)
class StagePeriod:
    """A stage (1–6) of a measure and when it takes place; ``interval`` is None where no time is told.

    ``certain`` is false where the stage or its tie to the time is only inferred; ``own`` is false where the
    time is that of the whole measure (本施策は…年度まで実施する). ``row`` says that a 工程表 tells it;
    ``sentence`` numbers the sentence of the passage.
    """

    stage: int
    interval: Interval | None
    phrase: str
    passage_id: str
    page: int
    certain: bool = True
    own: bool = True
    row: bool = False
    sentence: int = 0

    @property
    def start(self) -> int | None:
        return self.interval.start_fy if self.interval else None

    @property
    def end(self) -> int | None:
        return self.interval.end_fy if self.interval else None

    @property
    def is_precise(self) -> bool:
        """Whether the years are those that the plan states: not 頃 or 前半, nor 計画期間中, which
        is too wide to tell an order."""
        return self.interval is not None and self.interval.precision in ("exact", "by", "from")


@dataclass(frozen=True, slots=True)
class Assignment:
    """How a measure names a ministry (府省), in which words and where."""

    ministry: str
    basis: Basis
    phrase: str
    passage_id: str
    page: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (施策) with its stages in time. ``name`` is its heading without number, brackets and spaces, as
    names are compared; ``called`` is how it is spoken of, which nobody has to look up to know what is meant.

    ``overall_interval`` is the time that its closing line gives to all of it; ``unstaged_intervals`` are times
    of doings whose stage could not be told. ``text`` is what it says it does, ``terms`` count the content words
    of that text. ``planned`` is false where no passage of it announces anything (背景, 理念): such a group may
    still hold the evidence of a verdict, and is never held against other measures. ``assignments`` name each
    ministry once, the one in charge first; :data:`UNNAMED` stands there where the measure names none.
    ``closing_id`` is the one passage that closes it (担当：…), which may stand under another heading.
    """

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
    terms: Mapping[str, int] = field(default_factory=dict)
    planned: bool = True
    assignments: tuple[Assignment, ...] = ()
    closing_id: str = ""
    called: str = ""

    @property
    def id(self) -> str:
        """Its first passage: the same in every table, and its own within a run."""
        return self.passages[0]

    @property
    def shown(self) -> str:
        """The heading as printed; how the measure is called where that alone does not tell what is meant."""
        return self.heading if self.called in ("", self.name) else self.called

    @property
    def ministries(self) -> tuple[str, ...]:
        """The ministries in charge (担当), as stated or, where nobody is, the first doer."""
        return tuple(one.ministry for one in self.assignments if one.basis in (*LEADING, "listed") and one.ministry)

    @property
    def dated(self) -> tuple[StagePeriod, ...]:
        """The stages for which the plan itself states years."""
        return tuple(one for one in self.periods if one.own and one.interval is not None and one.interval.is_resolved)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """All times told, of stages and of the whole."""
        told = [one.interval for one in self.periods if one.own and one.interval is not None]
        return (*((self.overall_interval,) if self.overall_interval else ()), *self.unstaged_intervals, *told)

    @property
    def stages(self) -> frozenset[int]:
        """The stages told, with a time or without."""
        return frozenset(one.stage for one in self.periods)

    @property
    def highest(self) -> int | None:
        """The furthest stage told, or None when none is."""
        return max((one.stage for one in self.periods), default=None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One COCN statement, worded as in the source; ``actors`` are 産, 官, 学."""

    id: str
    kind: Kind
    chapter: str
    section: str
    label: str
    text: str
    actors: tuple[str, ...] = ()
    field: str = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """Two phrases that answer each other: ``same`` words, or ``near`` in meaning. ``weight`` is the rarity of
    what they share; ``from_profile`` tells that the proposal's side is of its profile, not of its wording."""

    passage: str
    proposal: str
    kind: Literal["same", "near"]
    terms: tuple[str, ...]
    weight: float
    from_profile: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How well one passage answers one proposal.

    ``similarity`` is raw and only orders; ``probability`` is the calibrated chance that the passage does
    at least a substantial part of what the proposal asks. ``contributions`` are the log odds that each
    feature adds to or takes from the average passage's, ``average``; together they sum to the log odds of
    ``probability``. ``phrases`` answer each other; they are told of the passages that stand nearest. ``carrier`` is the
    place, among the passage's sentences, of the one that does what is asked, and by which alone 対応 is said; None
    where none does, or nobody looked.
    """

    proposal_id: str
    passage_id: str
    similarity: float
    probability: float
    features: dict[str, float] = field(default_factory=dict)
    contributions: dict[str, float] = field(default_factory=dict)
    phrases: tuple[PhrasePair, ...] = ()
    carrier: int | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """How far a plan of ``domain`` (分野) is expected to answer a proposal (期待度), and why."""

    level: Level
    reason: str
    domain: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a proposal asks for, and where a plan takes it up: the ``sentence`` is the place among
    those of the passage. ``passage_id`` is None where no sentence was found."""

    name: str
    passage_id: str | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class CellEstimate:
    """What the model says of one proposal × plan cell before any rule of caution is applied.

    ``covered`` is P(対応 or 一部対応), ``full`` is P(対応). ``calibrated`` is false where the encoder or the
    profile of the proposal is none of those that the thresholds were measured with: such a cell is always 判定不能.
    ``labelled`` tells that the proposal is one of those that plans were labelled for; all others have thresholds of
    their own. ``parts`` are what the proposal asks for, one by one, where 対応 may be said.
    """

    proposal_id: str
    covered: float
    full: float
    calibrated: bool = True
    labelled: bool = True
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits on probabilities (0–1), measured together with the estimates that they apply to.

    ``gap`` and ``gap_passage`` are the highest P(covered) of a cell, and the highest probability of its
    best passage, at which 欠落 may be said; ``covered`` is the lowest P(covered) at which 一部対応 may be
    said, and ``full`` the lowest P(full) at which 対応 may; from ``measure`` on, a passage counts as a
    measure that takes the proposal up.
    """

    gap: float
    gap_passage: float
    covered: float
    full: float
    measure: float


NO_LIMIT = 2.0
"""No probability reaches it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a plan speaks of what a proposal of one's own asks about: ``words`` are its nouns that the passage holds,
    if only in short, ``share`` (0–1) their part of the weight of all."""

    proposal_id: str
    passage_id: str
    words: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class PlanMatches:
    """All matches of one plan, best first within each proposal, and the estimate of every cell.

    Without ``thresholds`` nothing may be concluded: every cell is 判定不能. ``unlabelled`` are the thresholds for
    proposals that no plan was labelled for. ``in_domain`` is false where the plan is unlike those that they were
    measured on: nothing is then 欠落. ``genre`` names the kind of document whose answers by people settle that (and by
    which it was then scored); empty where the figures of the scorer do. ``style`` tells how the plan is written
    (:mod:`policyalign.match.applicability`); empty where that did not matter. ``mentions`` are of proposals that no
    plan was labelled for, one at most of each.
    """

    plan_id: str
    matches: tuple[Match, ...]
    cells: tuple[CellEstimate, ...]
    thresholds: Thresholds | None = None
    in_domain: bool = True
    unlabelled: Thresholds | None = None
    genre: str = ""
    style: dict[str, float] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()

    def limits(self) -> Callable[[str], float]:
        """Gives, by proposal, the probability from which on a passage counts as a measure that takes it up; above 1
        where there are no thresholds."""
        usual = self.thresholds.measure if self.thresholds else NO_LIMIT
        found = ((one.proposal_id, self.thresholds_of(one)) for one in self.cells)
        known = {proposal: limits.measure if limits else NO_LIMIT for proposal, limits in found}
        return lambda proposal: known.get(proposal, usual)

    def thresholds_of(self, estimate: CellEstimate) -> Thresholds | None:
        """Those that hold for a cell."""
        return self.thresholds if estimate.labelled else self.unlabelled


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one proposal × plan cell with its best evidence.

    ``reason`` is a message code with ``detail`` to fill it, so that it can be told in any language.
    ``checked`` is what people who looked said; the status is then theirs (:mod:`policyalign.assess.gaps.checked`).
    ``expected`` is empty where the domain of the plan is unknown.
    """

    proposal_id: str
    plan_id: str
    status: Status
    probability: float | None
    similarity: float | None
    n_measures: int
    passage_id: str | None
    reason: Code
    detail: dict[str, str] = field(default_factory=dict)
    checked: Check = ""
    expected: Level | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's answer on one 欠落. ``claim`` identifies it by the wording of the proposal and the plan's
    file; ``page`` is where it was found, as the person put it."""

    claim: str
    proposal_id: str
    plan_id: str
    check: Check
    page: str = ""
    note: str = ""
