"""The faults found in the stages and times of measures. Frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from policyalign.assess.measures.side import Side
from policyalign.config import PhaseSettings
from policyalign.domain import Interval, Measure
from policyalign.values import Check, Code

FaultKind = Literal["inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated"]
"""順序の逆転, 死の谷, 出口不在, 入口不在, 同時並行の重複段階, 計画期間のずれ, 期限なし."""

KINDS: tuple[FaultKind, ...] = get_args(FaultKind)
"""In the order in which they are told."""

Confidence = Literal["certain", "check", "listed"]
"""確実, 要確認 (something speaks against certainty), 一覧のみ (told, not alarmed)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with the evidence of both sides.

    ``reason`` is a message code with ``detail`` to fill it; ``doubts`` are the codes of what keeps it from
    being certain. A fault on one measure only has no ``second``. ``proposal_ids`` are those that the measures
    answer; none where only the object subjects two measures together. ``checked`` is what people who looked said.
    """

    kind: FaultKind
    proposal_ids: tuple[str, ...]
    first: Side
    second: Side | None
    confidence: Confidence
    reason: Code
    detail: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Code, ...] = ()
    checked: Check = ""

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.first,) if self.second is None else (self.first, self.second)


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A plan whose own period lies outside the reference window, told once for all its measures."""

    plan_id: str
    period: Interval
    reason: Code
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """One line of the picture of phases: what a plan says of a proposal in its measures.

    Where it is ``dated``, the one side is a stage with its time, or a time whose stage is not told. Where it is not,
    the ``sides`` are the stages of all measures that state no time. ``takes_up`` is false where the plan takes the
    proposal up in no measure, and the side is that of the nearest one.
    """

    proposal_id: str
    plan_id: str
    takes_up: bool
    sides: tuple[Side, ...]
    dated: bool

    @property
    def first(self) -> Side:
        """The one to look at first."""
        return self.sides[0]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that it is true of, each once."""
        return tuple({one.measure.id: one.measure for one in self.sides}.values())

    @property
    def stages(self) -> tuple[int, ...]:
        """The stages that are told or inferred, in order."""
        return tuple(sorted({one.period.stage for one in self.sides if one.period}))

    @property
    def is_target(self) -> bool:
        """Whether it is the year of a target alone, at no stage."""
        time = self.first.interval
        return not self.stages and time is not None and time.of_target

    @property
    def certain(self) -> bool:
        """Whether the stages, and their ties to the time, are stated and not inferred."""
        return all(one.period is not None and one.period.certain for one in self.sides)


@dataclass(frozen=True, slots=True)
class Phases:
    """The faults, and notes on whole plans, within the window of the settings. ``set_aside`` are those that people
    said are none; they stand in no table."""

    settings: PhaseSettings
    faults: tuple[Fault, ...]
    notes: tuple[PlanNote, ...]
    set_aside: tuple[Fault, ...] = ()

    @property
    def alarms(self) -> tuple[Fault, ...]:
        """The faults that somebody should look at; the others are only listed."""
        return tuple(fault for fault in self.faults if fault.confidence != "listed")
