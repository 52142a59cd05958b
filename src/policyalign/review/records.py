"""What can be judged, what a person said of it, and what that comes to. Frozen and plain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

Subject = Literal["cell", "overlap", "phase", "exit", "responsibility"]
"""升目 (proposal × plan), 重複の組, フェーズ, 出口, 担当."""

Verdict = Literal[
    "covered",
    "partial",
    "absent",
    "duplicate",
    "similar",
    "complement",
    "related",
    "none",
    "right",
    "wrong",
    "unsure",
    "noted",
    "",
]
"""対応・一部・なし of a cell; 重複・類似・補完・関連・無関係 of a pair; 正しい・誤り of an alarm; 不明 of any.
``noted`` (メモのみ): words without a verdict, which decide nothing. Empty: the reviewer takes the answer of before back
(取り消し)."""

VERDICTS: Mapping[Subject, tuple[Verdict, ...]] = {
    "cell": ("covered", "partial", "absent", "unsure"),
    "overlap": ("duplicate", "similar", "complement", "related", "none", "unsure"),
    "phase": ("right", "wrong", "unsure"),
    "exit": ("right", "wrong", "unsure"),
    "responsibility": ("right", "wrong", "unsure"),
}
"""The answers that a subject takes, in the order in which they are offered."""

Stage = Literal["coding", "settling"]
"""判定 by a reviewer, blind to the others; 調停 by a third of what two do not agree on."""

Origin = Literal["page", "workbook", "table", "carried"]
"""How an answer came in: from the review page, a workbook, an imported table, or from another edition of the plan."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a person can judge.

    ``key`` is 16 hex digits of the subject, of what is asked (the proposal's wording, the headings of measures) and
    of the files: the same in every run on both. ``wording`` is 16 hex digits of what is asked alone, ``documents``
    are the SHA-256 of the plans, in the order of ``plans`` (their ids). ``claim`` is what the machine says (a status,
    relation, kind or role) and ``probability`` how sure it is of it, None where it does not say. ``passages`` are
    those that it rests on, as ids in the plans of the same place.
    """

    key: str
    subject: Subject
    proposal_id: str
    plans: tuple[str, ...]
    documents: tuple[str, ...]
    wording: str
    claim: str
    probability: float | None = None
    passages: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, Subject, str, tuple[str, ...], tuple[str, ...], str]:
        """What an :class:`Answer` or a reply keeps of it, in the order in which both begin."""
        return self.key, self.subject, self.proposal_id, self.plans, self.documents, self.wording


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer said of an item. ``number`` counts the answers of the log from 1 (0: not kept yet), ``at`` is
    the time in UTC, as :func:`now` tells it. ``passage`` is the text that was chosen as evidence, ``passage_id`` its
    id in the run; ``page`` where the reviewer found it, in their words. ``draw`` is the mark of the random sample that
    the item was shown from (:func:`policyalign.review.drawn.draw_mark`); empty where it was picked. ``carried_from``
    is the SHA-256 of the edition that it was given on, of answers of origin ``carried``."""

    key: str
    subject: Subject
    proposal_id: str
    plans: tuple[str, ...]
    documents: tuple[str, ...]
    wording: str
    verdict: Verdict
    reviewer: str
    at: str
    stage: Stage = "coding"
    origin: Origin = "page"
    passage_id: str = ""
    passage: str = ""
    page: str = ""
    note: str = ""
    draw: str = ""
    carried_from: str = ""
    number: int = 0


def now() -> str:
    """The time, as :func:`utc_told` tells it."""
    return utc_told(datetime.now(UTC))


def utc_told(moment: datetime) -> str:
    """A time in UTC (ISO 8601, microseconds): two answers within a second keep their order wherever they go."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


_UNHELD = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0, of which workbooks are made, has no place for; lone surrogates among them."""


def plain(answer: Answer) -> Answer:
    """The answer without characters that no table, workbook or page can hold; lines end in one way. So it is kept."""
    texts: dict[str, Any] = {name: getattr(answer, name) for name in ("reviewer", "note", "page", "passage")}
    held: dict[str, Any] = {name: _UNHELD.sub("", re.sub("\r\n?", "\n", text)) for name, text in texts.items()}
    held["reviewer"] = held["reviewer"].strip()
    return answer if held == texts else replace(answer, **held)


State = Literal["open", "decided", "disputed"]
"""未確認 (notes aside); 確認済 (one reviewer, two who agree, or settled); 不一致 (two who do not agree, not settled
yet)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the answers on an item come to: ``answers`` are the standing ones, the last of each reviewer that was not
    taken back, in the order in which they came. ``verdict`` is empty unless the state is ``decided``."""

    key: str
    state: State
    verdict: Verdict
    answers: tuple[Answer, ...]
