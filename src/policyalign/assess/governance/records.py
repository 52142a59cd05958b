"""What a run shows of COCN's complaints about governance (ガバナンスの問題意識). Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyalign.assess.measures.side import Side, plans_of
from policyalign.values import Code, Status

COMPLAINTS = PHASES, DUPLICATION, SCENARIO = "1-I1", "1-I2", "1-I3"
"""他計画とのフェーズ不整合, 個別施策の重複・相乗効果の欠如, 優先度付けと推進シナリオの欠如."""

Source = Literal["phases", "exits", "overlaps"]
"""The table that a finding stands in."""

Confidence = Literal["certain", "check", "listed", "undetermined"]
"""確実, 要確認, 一覧のみ, 判定不能, as the table of the finding says it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding of another question: its number in the table ``source``, its type and confidence there, and its
    sides."""

    source: Source
    number: int
    type: str
    confidence: Confidence
    sides: tuple[Side, ...]

    @property
    def certain(self) -> bool:
        return self.confidence == "certain"

    @property
    def plans(self) -> tuple[str, ...]:
        return plans_of(self.sides)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint by the id of its statement. ``status`` is 該当あり (``observed``) where something certain bears it
    out, else 判定不能: that nothing was found proves nothing. ``reason`` is a message code with ``detail``."""

    statement_id: str
    status: Status
    reason: Code
    detail: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Governance:
    """The complaints in the order of the statements."""

    complaints: tuple[Complaint, ...] = ()
