"""Lists of measures: under 主要な政策対応 or 具体的な施策, items that name who does each are one measure each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Passage, Plan
from policyalign.grouping import grouped
from policyalign.segment.assignments import ends_with_ministry
from policyalign.segment.measure_headings import measure_section
from policyalign.text.facets import is_generic_heading, states_charge
from policyalign.text.normalize import nfkc_key

_LEAST = 2
_PLANNED = frozenset(("measure", "target"))


def listed_alone(plan: Plan) -> frozenset[str]:
    """The passages that are measures of their own, as items of a list under a heading that names no subject.

    At least two of them name ministries (…【環境省】); years alone part a list only where no heading above names what
    it is all about, since the steps of one measure have years as well. What one line (担当：…) closes is one measure.
    """
    charged = {_owner(plan, one) for one in plan.passages if states_charge(one.text)}
    lists = grouped(
        (one.section, one)
        for one in plan.passages
        if one.section is not None
        and one.kind == "item"
        and one.role in _PLANNED
        and heads_list(plan.sections[one.section].heading)
        and _owner(plan, one) not in charged
    )
    return frozenset(one.id for section, items in lists.items() for one in _own(plan, section, items))


# <主要な政策対応> ※詳細は5に記載: a remark on what follows.
_REMARK = re.compile(r"(?<=\S)\s*※.*$")
_KINDS = re.compile(r"(?:主要|個別|関連|重要)な?|(?:取組|取り組み|施策|対策)例$")


def heads_list(heading: str) -> bool:
    """Whether a heading only says that measures follow."""
    bare = _REMARK.sub("", nfkc_key(heading)).strip("<>〈〉【】[]")
    return is_generic_heading(bare) or is_generic_heading(_KINDS.sub("", bare))


def _owner(plan: Plan, passage: Passage) -> int | None:
    return measure_section(plan.sections, passage.section)


def _own(plan: Plan, section: int | None, items: Sequence[Passage]) -> Sequence[Passage]:
    named = [one for one in items if ends_with_ministry(one.text)]
    if len(named) >= _LEAST:
        return named
    dated = [one for one in items if any(not time.of_target for time in one.schedule)]
    unnamed = measure_section(plan.sections, section) == section
    return dated if unnamed and len(dated) == len(items) >= _LEAST else ()
