"""Which line closes a measure (施策): 担当：環境省。本施策は、令和7年度から実施する。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from policyalign.domain import Passage, Plan, Section
from policyalign.segment.measure_headings import measure_section
from policyalign.text.facets import speaks_of_measure, states_charge

_LEAST_MEASURES = 5
_SHARE = 0.9

Owners = Mapping[int, int | None]
"""By section, the section of the measure that it belongs to."""


def closing_lines(plan: Plan) -> Mapping[int, Passage]:
    """By section, the one passage that tells who is in charge of the measure that the section belongs to, and when.

    A heading with several such lines holds several measures, and has none. In a plan that closes every measure
    with one line, the line holds for all headings within the measure ((1), ①, ア) that have none themselves,
    unless others follow after that of the line. What tells of 本施策 alone, without 担当, closes only where it
    states a time and comes last.
    """
    own = {index: measure_section(plan.sections, index) for index in range(len(plan.sections))}
    whole = _wholes(plan)
    by_own = _sole(plan, own, _states_charge)
    by_whole = {at: line for at, line in _sole(plan, whole, _states_charge).items() if _reaches(plan, line, own, whole)}
    by_end = {at: line for at, line in _sole(plan, own, _tells_time).items() if not _after(plan, line, own)}
    ways = ((own, by_own), (whole, by_whole), (own, by_end))
    lines = {
        index: next((found[at] for owners, found in ways if (at := owners[index]) in found), None) for index in own
    }
    return {index: line for index, line in lines.items() if line is not None}


def is_of_whole(plan: Plan, passage: Passage, line: Passage) -> bool:
    """Whether a passage stands under the heading of a part, and the line that closes the whole under another."""
    held = [] if line.section is None else _path(plan.sections, line.section)
    return measure_section(plan.sections, passage.section) not in held


def _sole(plan: Plan, owners: Owners, closes: Callable[[Passage], bool]) -> dict[int | None, Passage]:
    """By the section of a measure, its closing line where it has exactly one."""
    found: dict[int | None, list[Passage]] = {}
    for passage in plan.passages:
        owner = None if passage.section is None else owners[passage.section]
        if owner is not None and closes(passage):
            found.setdefault(owner, []).append(passage)
    return {owner: passages[0] for owner, passages in found.items() if len(passages) == 1}


def _states_charge(passage: Passage) -> bool:
    return passage.kind != "row" and states_charge(passage.text)  # in a row it is the head of a column


def _tells_time(passage: Passage) -> bool:
    return speaks_of_measure(passage.text) and bool(passage.schedule)


# --- how far a line reaches -------------------------------------------------------------------------------


def _wholes(plan: Plan) -> Owners:
    """The headings of the outermost depth at which the plan closes what stands below with exactly one line: of
    at least five that hold such lines nine in ten. None where it does so at no depth."""
    paths = [_path(plan.sections, index) for index in range(len(plan.sections))]
    closed = [paths[one.section] for one in plan.passages if one.section is not None and _states_charge(one)]
    for depth in range(max(map(len, closed), default=0)):
        counts = Counter(path[depth] for path in closed if len(path) > depth)
        sole = sum(count == 1 for count in counts.values())
        if sole >= _LEAST_MEASURES and sole >= _SHARE * len(counts):
            return {index: path[depth] if len(path) > depth else None for index, path in enumerate(paths)}
    return dict.fromkeys(range(len(paths)))


def _path(sections: Sequence[Section], index: int) -> list[int]:
    """The section and those that hold it, the outermost first."""
    path, at = list[int](), sections[index].parent
    while at is not None:
        path, at = [at, *path], sections[at].parent
    return [*path, index]


def _reaches(plan: Plan, line: Passage, own: Owners, whole: Owners) -> bool:
    """Whether a line holds for the whole: no part follows but what goes on with the part of the line, stands below
    its heading, or is a side of the whole (④効果)."""
    sides = {own[at] for at in (line.section, whole.get(line.section or 0)) if at is not None}
    return all(own[at] in sides or line.section in _path(plan.sections, at) for at in _after(plan, line, whole))


def _after(plan: Plan, line: Passage, owners: Owners) -> list[int]:
    """The sections of the passages of the same measure that follow a line; notes aside."""
    place = next(place for place, passage in enumerate(plan.passages) if passage.id == line.id)
    return [
        passage.section
        for passage in plan.passages[place + 1 :]
        if passage.section is not None
        and not passage.is_aside
        and line.section is not None
        and owners[passage.section] == owners[line.section]
    ]
