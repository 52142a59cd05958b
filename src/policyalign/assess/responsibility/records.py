"""Who is in charge of what: records, frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyalign.assess.measures.records import Measure

Basis = Literal["sole", "first", "doer", "listed", "also", "partner", "nobody"]
"""How a measure names a ministry: alone as the one in charge (担当), first of those in charge, as the doer of
the text where nobody is named as in charge; further down the list, as another doer, as a partner (…と連携);
``nobody`` where it names no ministry for it."""

LEADING: frozenset[Basis] = frozenset(("sole", "first", "doer"))

PartRole = Literal["lead", "support", "unknown"]
"""主担当, 関与, 担当不明 of one measure."""

Role = Literal["lead", "several", "support", "unknown", "undetermined", "none", "out_of_scope"]
"""主担当, 複数（競合）, 関与, 担当不明, 判定不能, なし, 対象外 of a ministry for a proposal."""

UNKNOWN = ""
"""Stands for the ministry of measures that name none."""

SECTORS = ("産", "官", "学")


@dataclass(frozen=True, slots=True)
class Charge:
    """How a measure names a ministry, in which words and where."""

    ministry: str
    basis: Basis
    phrase: str
    passage_id: str
    page: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a ministry has to do with a proposal by one measure that answers it; ``sure`` says whether it is
    sure that the measure does."""

    measure: Measure
    charge: Charge
    role: PartRole
    sure: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The role of a ministry for a proposal, with its parts in the measures, the weightiest first.

    ``rivals`` are the ministries that lead other measures without either naming the other. ``open_plans`` are
    plans of which nobody can say that they do not answer, ``answering_plans`` those that do, both sorted.
    """

    proposal_id: str
    ministry: str
    role: Role
    parts: tuple[Part, ...] = ()
    rivals: tuple[str, ...] = ()
    open_plans: tuple[str, ...] = ()
    answering_plans: tuple[str, ...] = ()


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
    that name no ministry (:data:`UNKNOWN`) comes last, and only where there are such measures."""

    ministries: tuple[str, ...]
    cells: tuple[Cell, ...]
    sectors: tuple[SectorView, ...]
