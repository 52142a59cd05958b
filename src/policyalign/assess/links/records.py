"""Citations (引用) and exit links (出口の連携). Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from policyalign.assess.measures.side import Side
from policyalign.values import Check, Code

Kind = Literal["plan", "law", "strategy", "council"]
"""計画 (also 工程表, ロードマップ), 法律, 戦略・方針 (also 大綱, ビジョン, 指針), 会議体."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Via = Literal["name", "self", "previous", "edition", "same", "defined"]
"""How a citation was resolved: by its name; 本計画; 前計画; 第5期計画; 同計画; 以下「…」という."""

Named = Literal["named_measure", "named_plan", "named_ministry", ""]
"""How one side of an exit link names the other; empty where neither does."""

ExitKind = Literal["open", "joined", "no_taker", "no_source"]
"""結ばれていない, 結ばれている, 受け手が見つからない, 供給元が見つからない."""

Confidence = Literal["certain", "check", "undetermined"]
"""確実, 要確認 (something speaks against certainty), 判定不能 (not all was read that could tell)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is cited. ``key`` is its own within a run: ``known:`` with the id of the catalogue, ``run:`` with
    that of a plan of the run, or ``name:`` with the wording as names are compared, where nothing is known.

    ``known_id`` and ``plan_id`` are empty where the catalogue, or the run, does not hold it.
    """

    key: str
    kind: Kind
    title: str
    known_id: str = ""
    plan_id: str = ""

    @property
    def resolved(self) -> str:
        """The id under which it is known; empty where only its name is."""
        return self.known_id or self.plan_id


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention. ``name`` is as written, without the marks of quotation; ``decision`` is what stands in
    brackets behind it (令和5年6月13日閣議決定, 平成10年法律第117号); ``target`` is a key."""

    plan_id: str
    passage_id: str
    page: int
    sentence: str
    name: str
    decision: str
    target: str
    via: Via


@dataclass(frozen=True, slots=True)
class Exit:
    """A result and its user, or one of them where the other was not found in the plans of the run.

    ``reason`` is a message code with ``detail`` to fill it. ``named`` is the code of how one side names the
    other, empty where neither does, and ``phrase`` the wording that names it, or that tells use or result.
    ``doubts`` are codes. ``proposal_ids`` are those that both sides answer. ``checked`` is what people who looked
    said.
    """

    kind: ExitKind
    source: Side | None
    user: Side | None
    confidence: Confidence
    reason: Code
    detail: Mapping[str, str] = field(default_factory=dict)
    named: Named = ""
    phrase: str = ""
    doubts: tuple[Code, ...] = ()
    proposal_ids: tuple[str, ...] = ()
    checked: Check = ""

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those that were found, the result first."""
        return tuple(side for side in (self.source, self.user) if side is not None)

    @property
    def across_plans(self) -> bool:
        """Whether it leads, or would lead, out of the plan: not from one ministry to another within it."""
        return self.source is None or self.user is None or self.source.measure.plan_id != self.user.measure.plan_id


@dataclass(frozen=True, slots=True)
class Links:
    """All that was found: ``targets`` by key, the citations in reading order, the exit links. ``set_aside`` are those
    that people said are none; they stand in no table."""

    targets: Mapping[str, Target]
    citations: tuple[Citation, ...]
    exits: tuple[Exit, ...]
    set_aside: tuple[Exit, ...] = ()

    @property
    def open_exits(self) -> tuple[Exit, ...]:
        """The links between two plans that neither side speaks of."""
        return tuple(one for one in self.exits if one.kind == "open" and one.across_plans)
