"""Which plans of a run are editions of one (素案 and 案, a draft and what was decided, a plan and its summary)?

Editions say the same, not because two programmes overlap. They are told by their clauses, the pieces between 、 and 。:
an edit changes one, and how a file breaks its lines changes none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyalign.domain import Plan
from policyalign.text.normalize import nfkc_key

MOST_OF_IT = 0.5
"""Share of the shorter text (by characters) that stands in the other, word for word: from half on, most of it does.
Of 15 real plans no two share more than 0.13, and those two describe the same programmes of two ministries."""
NEARLY_ALL = 0.8
"""… and from which on the titles need not agree: a chapter printed by itself, or a title that was misread."""

_SHORTEST_CLAUSE = 12  # characters; shorter clauses (必要に応じて) are everybody's
_FEWEST_CLAUSES = 20
_CLAUSE = re.compile(r"[、。,.・：:；;（）()「」『』\[\]【】]+")
# What names an edition, and is no part of the plan's name.
_EDITION = re.compile(
    r"[(（\[【<＜〈][^)）\]】>＞〉]*[)）\]】>＞〉]"
    r"|(?:素|原|骨子|最終|修正|改[定訂])?案$|案の概要|骨子$|概要版?|本文|全文|改[定訂]版?|変更後?"
    r"|第[0-9一二三四五六七八九十]+[次期版]|(?:令和|平成|昭和)?[0-9元]+年度?版?|[0-9]+月[0-9]+日"
)


@dataclass(frozen=True, slots=True)
class Editions:
    """Plans, by their ids, that are editions of one; ``shared`` is the least share (0–1) of the shorter text of two of
    them that stands in the longer."""

    plans: tuple[str, ...]
    shared: float


def find_editions(plans: Sequence[Plan]) -> tuple[Editions, ...]:
    """The groups of plans that are editions of one, in the order of the plans."""
    clauses = [_clauses(plan) for plan in plans] if len(plans) > 1 else []
    groups: list[tuple[list[int], float]] = []
    for place, plan in enumerate(plans):
        joined, least = [place], 1.0
        for group in list(groups):
            shares = [_shared(plan, plans[other], clauses[place], clauses[other]) for other in group[0]]
            if told := [share for share in shares if share]:
                groups.remove(group)
                joined, least = [*group[0], *joined], min(least, group[1], *told)
        groups.append((sorted(joined), least))
    found = sorted(group for group in groups if len(group[0]) > 1)
    return tuple(Editions(tuple(plans[place].id for place in group), round(least, 3)) for group, least in found)


def is_edition(one: Plan, other: Plan) -> bool:
    """Whether a plan takes the place of another: one of its editions by its text, or of the very same name."""
    names = [_EDITION.sub("", nfkc_key(plan.title)) for plan in (one, other)]
    return (len(names[0]) >= 4 and names[0] == names[1]) or bool(find_editions([one, other]))


def edition_of(found: Sequence[Editions]) -> Mapping[str, str]:
    """By id of a plan that has other editions in the run, the id of the first of them."""
    return {plan: group.plans[0] for group in found for plan in group.plans}


def _shared(one: Plan, other: Plan, here: frozenset[str], there: frozenset[str]) -> float:
    """The share of the shorter text that two editions have in common; 0 for plans that are none."""
    shared = _containment(here, there)
    alike = shared >= NEARLY_ALL or (shared >= MOST_OF_IT and _same_name(one.title, other.title))
    return shared if alike else 0.0


def _clauses(plan: Plan) -> frozenset[str]:
    pieces = (piece for passage in plan.passages for piece in _CLAUSE.split(nfkc_key(passage.text)))
    return frozenset(piece for piece in pieces if len(piece) >= _SHORTEST_CLAUSE)


def _containment(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text stands in the other, by characters."""
    shorter, longer = sorted((one, other), key=lambda clauses: (sum(map(len, clauses)), sorted(clauses)[:1]))
    if len(shorter) < _FEWEST_CLAUSES:
        return 0.0
    return sum(map(len, shorter & longer)) / sum(map(len, shorter))


def _same_name(one: str, other: str) -> bool:
    """Whether two titles name one plan, whatever they say of the edition."""
    names = sorted((_EDITION.sub("", nfkc_key(title)) for title in (one, other)), key=len)
    return len(names[0]) >= 4 and names[0] in names[1]
