"""Which labelled measure (unit) a passage belongs to, and the grades as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Passage, Plan, Proposal
from policyalign.gold.files import Gold
from policyalign.text.normalize import nfkc_key

_SHARE = 0.5
_SHINGLE = 8
"""Characters that must stand together in both texts to count: fewer are shared by chance."""


def grade_table(gold: Gold, proposals: Sequence[Proposal]) -> NDArray[np.intp]:
    """Proposals × units: the grade, −1 where the pair was not judged."""
    table = [[gold.grades.get((proposal.id, unit.id), -1) for unit in gold.units] for proposal in proposals]
    return np.array(table, dtype=np.intp).reshape(len(proposals), len(gold.units))


def units_of(plan: Plan, gold: Gold) -> NDArray[np.intp]:
    """The unit of every passage, −1 for none: the one whose heading stands in the passage's section path,
    else the one whose text holds at least half of the passage's characters. Where several units have one
    heading, as programmes of several ministries do, the text of the whole section decides."""
    shingles = [_shingles(nfkc_key(unit.text)) for unit in gold.units]
    named: dict[str, list[int]] = {}
    for number, unit in enumerate(gold.units):
        if key := nfkc_key(unit.heading):
            named.setdefault(key, []).append(number)
    chosen: dict[int | None, int] = {}
    units = []
    for passage in plan.passages:
        section, candidates = _named_section(plan, passage.section, named)
        if section is not None and section not in chosen:
            chosen[section] = _closest(_section_text(plan, section), candidates, shingles)
        units.append(chosen[section] if section is not None else _by_text(passage, shingles))
    return np.array(units, dtype=np.intp)


def _named_section(
    plan: Plan, section: int | None, named: Mapping[str, list[int]]
) -> tuple[int | None, list[int]]:
    """The nearest heading above that holds the heading of units, and these units; the longest heading
    counts."""
    while section is not None:
        key = nfkc_key(plan.sections[section].heading)
        held = [heading for heading in named if heading in key]
        if held:
            return section, named[max(held, key=len)]
        section = plan.sections[section].parent
    return None, []


def _section_text(plan: Plan, section: int) -> str:
    """The text under a heading and the headings below it."""
    inside = {section}
    for index, below in enumerate(plan.sections):
        if below.parent in inside:
            inside.add(index)
    return "".join(nfkc_key(passage.text) for passage in plan.passages if passage.section in inside)


def _closest(text: str, candidates: Sequence[int], shingles: Sequence[set[str]]) -> int:
    own = _shingles(text)
    return max(candidates, key=lambda unit: (len(own & shingles[unit]), -unit))


def _by_text(passage: Passage, shingles: Sequence[set[str]]) -> int:
    own = _shingles(nfkc_key(passage.text))
    shares = [len(own & unit) / len(own) for unit in shingles]
    best = max(range(len(shares)), key=lambda unit: (shares[unit], -unit), default=-1)
    return best if best >= 0 and shares[best] >= _SHARE else -1


def _shingles(text: str) -> set[str]:
    return {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}
