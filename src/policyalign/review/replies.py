"""What a ministry replied to an inquiry (照会への回答): kept and shown beside the finding, never made a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from policyalign.messages import label
from policyalign.messages.inquiry import KINDS, REPLY
from policyalign.review.records import Subject

ReplyKind = Literal["stated", "later", "elsewhere", "outside", ""]
"""記載あり (with its place), 今後対応, 他計画, 対象外; empty for words alone."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a ministry said of an item. ``number`` counts the replies of the log from 1 (0: not kept yet), ``at`` is the
    time in UTC at which it was read. ``place`` is where the plan states it, in their words; ``source`` the name of the
    file that it came in."""

    key: str
    subject: Subject
    proposal_id: str
    plans: tuple[str, ...]
    documents: tuple[str, ...]
    wording: str
    ministry: str
    kind: ReplyKind
    place: str
    note: str
    respondent: str
    at: str
    source: str
    number: int = 0

    @property
    def said(self) -> tuple[str, ...]:
        """The reply itself, whenever and in whichever file it came."""
        return self.kind, self.place, self.note, self.respondent


def latest_replies(replies: Iterable[Reply]) -> Mapping[str, tuple[Reply, ...]]:
    """By key of an item, the last reply of each ministry, in the order in which they first replied."""
    found: dict[str, dict[str, Reply]] = {}
    for one in replies:
        found.setdefault(one.key, {})[one.ministry] = one
    return {key: tuple(some.values()) for key, some in found.items()}


def new_replies(found: Iterable[Reply], log: Iterable[Reply]) -> tuple[Reply, ...]:
    """Those that say something else than the last of that ministry on that item."""
    last = {(one.key, one.ministry): one.said for one in log}
    new = []
    for one in found:
        if last.get((one.key, one.ministry)) != one.said:
            last[one.key, one.ministry] = one.said
            new.append(one)
    return tuple(new)


def reply_told(one: Reply, lang: str) -> str:
    """A reply in one line: 環境省の回答：記載あり（p.12）．…"""
    place = f" ({one.place})" if lang == "en" else f"（{one.place}）"
    told = label(KINDS, one.kind, lang) + (place if one.place else "")
    words = REPLY.text(lang).format(ministry=one.ministry, told=told)
    return " ".join(part for part in (words, " ".join(one.note.split())) if part)
