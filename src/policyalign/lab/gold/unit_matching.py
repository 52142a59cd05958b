"""Which labelled measure (unit) a passage belongs to; grades and scores of units as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Passage, Plan, Proposal
from policyalign.lab.gold.relevance import Gold, Unit
from policyalign.text.normalize import nfkc_key

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]

_SHARE = 0.5
_SHINGLE = 8
"""Characters that must stand together in both texts to count: fewer are shared by chance."""


def unit_scores(scores: Matrix, unit_of: Indices, units: int) -> Matrix:
    """The best score of every unit, P × U, −∞ for a unit without a scored text.

    ``scores`` of texts (passages, or contexts) are P × N, NaN where there is none; ``unit_of`` gives the unit
    of a text or −1.
    """
    best = np.full((units, len(scores)), -np.inf)
    np.fmax.at(best, unit_of[unit_of >= 0], scores.T[unit_of >= 0])
    return best.T


def grade_table(gold: Gold, proposals: Sequence[Proposal]) -> Indices:
    """Proposals × units: the grade, −1 where the pair was not judged."""
    table = [[gold.grades.get((proposal.id, unit.id), -1) for unit in gold.units] for proposal in proposals]
    return np.array(table, dtype=np.intp).reshape(len(proposals), len(gold.units))


def units_of(plan: Plan, gold: Gold) -> Indices:
    """The unit of every passage, −1 for none: the one whose heading stands in the passage's section path,
    else the one whose text holds at least half of the passage's characters.

    Where several units have one heading, as programmes of several ministries do, each section of that
    heading belongs to a unit of its own: to that whose ministry the headings above name, then to that whose
    text the section holds most of, then in order of appearance.
    """
    shingles = [_shingles(nfkc_key(unit.text)) for unit in gold.units]
    sections = _sections(plan, gold)
    unit_of = _assigned(plan, gold, sections, shingles)
    units = []
    for passage in plan.passages:
        above = sections[passage.section][0] if passage.section is not None else None
        units.append(_by_text(passage, shingles) if above is None else unit_of[above])
    return np.array(units, dtype=np.intp)


_Named = tuple[int | None, tuple[int, ...]]
"""The section that stands for a unit, or None, and the units of its heading."""


def _sections(plan: Plan, gold: Gold) -> list[_Named]:
    """For every section the nearest heading above, its own first, that holds the heading of units; the
    longest heading counts. Where a list inside a measure repeats its heading, it is the upper one."""
    units: dict[str, list[int]] = {}
    for number, unit in enumerate(gold.units):
        if key := nfkc_key(unit.heading):
            units.setdefault(key, []).append(number)
    sections: list[_Named] = []
    for index, section in enumerate(plan.sections):
        key = nfkc_key(section.heading)
        held = tuple(units[max(found, key=len)]) if (found := [one for one in units if one in key]) else ()
        above = sections[section.parent] if section.parent is not None else (None, ())
        sections.append((index, held) if held and held != above[1] else above)
    return sections


def _assigned(plan: Plan, gold: Gold, sections: Sequence[_Named], shingles: Sequence[set[str]]) -> dict[int, int]:
    """The unit of every section that stands for one. A section that finds the units of its heading taken has
    the one that suits it best."""
    fits = [
        (_fit(plan, gold.units[unit], index, shingles[unit]), index, unit)
        for index, (own, units) in enumerate(sections)
        if own == index
        for unit in units
    ]
    fits.sort(key=lambda fit: ((-fit[0][0], -fit[0][1]), *fit[1:]))
    unit_of: dict[int, int] = {}
    for _, section, unit in fits:
        if section not in unit_of and unit not in unit_of.values():
            unit_of[section] = unit
    return {section: unit for _, section, unit in reversed(fits)} | unit_of


def _fit(plan: Plan, unit: Unit, section: int, shingles: set[str]) -> tuple[bool, float]:
    """Whether the headings above a section name the unit's ministry, and the share of the unit's text (0–1)
    that the section holds."""
    ministry = nfkc_key(unit.ministry or "")
    in_charge = bool(ministry) and any(ministry in nfkc_key(heading) for heading in _above(plan, section))
    held = _shingles(_section_text(plan, section)) & shingles
    return in_charge, len(held) / max(1, len(shingles))


def _above(plan: Plan, section: int) -> Iterator[str]:
    """The headings of the sections that hold a section, the nearest first."""
    parent = plan.sections[section].parent
    while parent is not None:
        yield plan.sections[parent].heading
        parent = plan.sections[parent].parent


def _section_text(plan: Plan, section: int) -> str:
    """The text under a heading and the headings below it."""
    inside = {section}
    for index, below in enumerate(plan.sections):
        if below.parent in inside:
            inside.add(index)
    return "".join(nfkc_key(passage.text) for passage in plan.passages if passage.section in inside)


def _by_text(passage: Passage, shingles: Sequence[set[str]]) -> int:
    own = _shingles(nfkc_key(passage.text))
    shares = [len(own & unit) / len(own) for unit in shingles]
    best = max(range(len(shares)), key=lambda unit: (shares[unit], -unit), default=-1)
    return best if best >= 0 and shares[best] >= _SHARE else -1


def _shingles(text: str) -> set[str]:
    return {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}
