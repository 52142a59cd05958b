"""Who is in charge of what: records, frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyalign.domain import Assignment, Measure
from policyalign.values import Check

PartRole = Literal["lead", "support", "unknown"]
"""主担当, 関与, 担当不明 of one measure."""

Role = Literal["lead", "several", "support", "unknown", "undetermined", "none", "out_of_scope"]
"""主担当, 複数（競合）, 関与, 担当不明, 判定不能, どの計画も欠落, 対象外 of a ministry for a proposal."""


Certainty = Literal["certain", "check", ""]
"""確実, 要確認 (it is not sure that the measure answers the proposal); empty where no measure names the ministry."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a ministry has to do with a proposal by one measure that answers it: the ``role`` is what the measure
    says, ``sure`` whether it is sure that the measure answers the proposal."""

    measure: Measure
    assignment: Assignment
    role: PartRole
    sure: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The role of a ministry for a proposal, with its parts in the measures, the weightiest first.

    ``rivals`` are the ministries that lead other measures without either naming the other. ``open_plans`` are
    plans of which nobody can say that they do not answer, ``answering_plans`` those that do, both sorted. ``checked``
    is what people who looked said.
    """

    proposal_id: str
    ministry: str
    role: Role
    parts: tuple[Part, ...] = ()
    rivals: tuple[str, ...] = ()
    open_plans: tuple[str, ...] = ()
    answering_plans: tuple[str, ...] = ()
    checked: Check = ""

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the ministry has the role: a part in it that is sure makes it so, or a person."""
        if not self.parts:
            return ""
        if self.checked:
            return "certain" if self.checked == "right" else "check"
        role = self.parts[0].role
        return "certain" if any(part.sure for part in self.parts if part.role == role) else "check"

    def certainty_by(self, part: Part) -> Certainty:
        """How sure the role is by one of its parts: not where that measure only perhaps answers the proposal."""
        return self.certainty if part.sure or self.checked else "check"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a measure speaks of a sector, and in which words."""

    plan_id: str
    page: int
    heading: str
    phrase: str


@dataclass(frozen=True, slots=True)
class SectorView:
    """Which of 産・官・学 the measures that answer a proposal address, against those that COCN asks.

    ``missing`` are asked and certainly not addressed; ``undetermined`` are asked and not found, while some
    plan may address them all the same. ``mentions`` are parallel to ``addressed``.
    """

    proposal_id: str
    asked: tuple[str, ...]
    addressed: tuple[str, ...]
    missing: tuple[str, ...]
    undetermined: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """All cells, those of the first proposal first, each in the order of ``ministries``; a cell of measures
    that name no ministry (:data:`~policyalign.domain.UNNAMED`) comes last, and only where there are such measures.
    ``set_aside`` are the cells as they were of which people said that they are wrong."""

    ministries: tuple[str, ...]
    cells: tuple[Cell, ...]
    sectors: tuple[SectorView, ...]
    set_aside: tuple[Cell, ...] = ()
