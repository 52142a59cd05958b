"""What is known of the stages and times of measures, and the faults found in them. Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyalign.domain import Interval

FaultKind = Literal["inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated"]
"""順序の逆転, 死の谷, 出口不在, 入口不在, 同時並行の重複段階, 計画期間のずれ, 期限なし."""

Confidence = Literal["certain", "check", "listed"]
"""確実, 要確認 (something speaks against certainty), 一覧のみ (told, not alarmed)."""

DEPLOYMENT = 5
"""The lowest stage at which a result is in use (社会実装・公的利用・本格実施); below it is preparation."""
HIGHEST = 6


@dataclass(frozen=True, slots=True)
class PhaseSettings:
    """``window`` is the first and last fiscal year of the reference plan: the 7th STI plan's, FY2026–2030.

    ``gap_years`` is the longest time without any stage, in fiscal years, that is no 死の谷 yet. Three, since
    beyond that the greater part of a five-year plan passes without a successor, and since a plan is looked
    over in its third year: what is still open then has been decided on once.
    """

    window: tuple[int, int] = (2026, 2030)
    gap_years: int = 3


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
        return self.interval is not None and self.interval.precision in _PRECISE


_PRECISE = frozenset(("exact", "by", "from"))


@dataclass(frozen=True, slots=True)
class MeasureSchedule:
    """A measure (施策) with its stages in time. ``key`` is its own within the plan; ``name`` is its heading
    without number, brackets and spaces, as names are compared.

    ``whole`` is the time that its closing line gives to all of it; ``loose`` are times of doings whose stage
    could not be told. ``text`` is what it says it does, ``terms`` count the content words of that text.
    """

    plan_id: str
    key: str
    heading: str
    name: str
    page: int
    passage_id: str
    passages: tuple[str, ...]
    actors: tuple[str, ...]
    periods: tuple[StagePeriod, ...]
    whole: Interval | None
    loose: tuple[Interval, ...]
    text: str
    terms: Mapping[str, int] = field(default_factory=dict)

    @property
    def dated(self) -> tuple[StagePeriod, ...]:
        """The stages for which the plan itself states years."""
        return tuple(
            one for one in self.periods if one.own and one.interval is not None and one.interval.is_resolved
        )

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """All times told, of stages and of the whole."""
        told = [one.interval for one in self.periods if one.own and one.interval is not None]
        return (*((self.whole,) if self.whole else ()), *self.loose, *told)

    @property
    def stages(self) -> frozenset[int]:
        """The stages told, with a time or without."""
        return frozenset(one.stage for one in self.periods)

    @property
    def highest(self) -> int | None:
        """The furthest stage told, or None when none is."""
        return max((one.stage for one in self.periods), default=None)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a fault: where it stands, and what is told there; ``time`` is that of a doing whose stage
    could not be told."""

    measure: MeasureSchedule
    period: StagePeriod | None = None
    time: Interval | None = None

    @property
    def interval(self) -> Interval | None:
        return self.period.interval if self.period else self.time

    @property
    def passage_id(self) -> str:
        return self.period.passage_id if self.period else self.measure.passage_id

    @property
    def page(self) -> int:
        return self.period.page if self.period else self.measure.page


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with the evidence of both sides.

    ``reason`` is a message code with ``detail`` to fill it; ``doubts`` are the codes of what keeps it from
    being certain. A fault on one measure only has no ``second``. ``proposal_ids`` are those that the measures
    answer; none where only the object ties two measures together.
    """

    kind: FaultKind
    proposal_ids: tuple[str, ...]
    first: Side
    second: Side | None
    confidence: Confidence
    reason: str
    detail: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A plan whose own period lies outside the reference window, told once for all its measures."""

    plan_id: str
    period: Interval
    reason: str
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Phases:
    """All measures with their stages, which proposals they answer (by plan and key), faults and notes."""

    settings: PhaseSettings
    measures: tuple[MeasureSchedule, ...]
    answers: Mapping[tuple[str, str], tuple[str, ...]]
    faults: tuple[Fault, ...]
    notes: tuple[PlanNote, ...]

    @property
    def alarms(self) -> tuple[Fault, ...]:
        """The faults that somebody should look at; the others are only listed."""
        return tuple(fault for fault in self.faults if fault.confidence != "listed")
