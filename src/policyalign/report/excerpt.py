"""A report on a part of the results: chosen proposals and plans. Nothing is judged anew for it, and every finding keeps
the number that it has in the tables of the whole."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

MARK = "policyalign excerpt"
"""Begins what the properties of a file keep of an excerpt."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The ids of the plans and proposals that a report is on; all where none is named."""

    plans: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.plans or self.proposals)

    def takes(self, *, plans: Collection[str] | None = None, proposals: Collection[str] | None = None) -> bool:
        """Whether something on these plans and proposals is told; what stands to none at all (None) always is."""
        return (not self.plans or plans is None or any(one in self.plans for one in plans)) and (
            not self.proposals or proposals is None or any(one in self.proposals for one in proposals)
        )


def excerpt_mark(excerpt: Excerpt) -> str:
    """The excerpt as the properties of a file keep it; empty of a whole run.

    >>> excerpt_mark(Excerpt(proposals=("5.2-P2",)))
    'policyalign excerpt {"plans": [], "proposals": ["5.2-P2"]}'
    """
    if not excerpt:
        return ""
    told = {"plans": excerpt.plans, "proposals": excerpt.proposals}
    return f"{MARK} {json.dumps(told, ensure_ascii=False)}"


def excerpt_of(mark: str) -> Excerpt:
    """The excerpt that the properties of a file keep; the whole where they keep none.

    >>> excerpt_of(excerpt_mark(Excerpt(("a",), ("1-P1",))))
    Excerpt(plans=('a',), proposals=('1-P1',))
    """
    begin, _, told = mark.partition(f"{MARK} ")
    if begin or not told:
        return Excerpt()
    try:
        kept = json.loads(told)
        return Excerpt(tuple(map(str, kept["plans"])), tuple(map(str, kept["proposals"])))
    except (ValueError, KeyError, TypeError):
        return Excerpt()
