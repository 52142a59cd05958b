"""The faults found in the stages and times of measures. Frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from policyalign.assess.measures.side import Side
from policyalign.config import PhaseSettings
from policyalign.domain import Interval
from policyalign.values import Code

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
    answer; none where only the object subjects two measures together.
    """

    kind: FaultKind
    proposal_ids: tuple[str, ...]
    first: Side
    second: Side | None
    confidence: Confidence
    reason: Code
    detail: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Code, ...] = ()

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
class Phases:
    """The faults, and notes on whole plans, within the window of the settings."""

    settings: PhaseSettings
    faults: tuple[Fault, ...]
    notes: tuple[PlanNote, ...]

    @property
    def alarms(self) -> tuple[Fault, ...]:
        """The faults that somebody should look at; the others are only listed."""
        return tuple(fault for fault in self.faults if fault.confidence != "listed")
