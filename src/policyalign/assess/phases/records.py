"""The faults found in the stages and times of measures. Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyalign.assess.measures.records import Measure, StagePeriod
from policyalign.domain import Interval

FaultKind = Literal["inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated"]
"""順序の逆転, 死の谷, 出口不在, 入口不在, 同時並行の重複段階, 計画期間のずれ, 期限なし."""

Confidence = Literal["certain", "check", "listed"]
"""確実, 要確認 (something speaks against certainty), 一覧のみ (told, not alarmed)."""


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
class Side:
    """One side of a fault: where it stands, and what is told there; ``time`` is that of a doing whose stage
    could not be told."""

    measure: Measure
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
    measures: tuple[Measure, ...]
    answers: Mapping[tuple[str, str], tuple[str, ...]]
    faults: tuple[Fault, ...]
    notes: tuple[PlanNote, ...]

    @property
    def alarms(self) -> tuple[Fault, ...]:
        """The faults that somebody should look at; the others are only listed."""
        return tuple(fault for fault in self.faults if fault.confidence != "listed")
