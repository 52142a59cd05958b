"""Which heading names a measure (施策), and which line closes it (担当：…)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policyalign.domain import Passage, Plan, Section
from policyalign.segment.titles import is_title
from policyalign.text.facets import is_generic_heading, speaks_of_measure

_LEAST_MEASURES = 5
_SHARE = 0.9


def measure_section(sections: Sequence[Section], index: int | None) -> int | None:
    """The section that names the measure which a section describes: itself, or the nearest above that names a
    subject (no 目的, and no scrap of a line that a file calls a heading); itself too when none above does."""
    at = index
    while at is not None and not _names_subject(sections[at].heading):
        at = sections[at].parent
    return index if at is None else at


def _names_subject(heading: str) -> bool:
    return not is_generic_heading(heading) and is_title(heading)


def closing_lines(plan: Plan) -> Mapping[int, Passage]:
    """By section, the one passage that tells who is in charge of the measure that the section belongs to.

    A heading with several such lines holds several measures, and has none. In a plan that describes measures
    by facets (目的, 現状, 施策の内容) and closes each with one line, what stands under a heading below such a
    facet belongs to the same measure: the plan keeps to that where of at least five such measures nine in ten
    have exactly one line.
    """
    own = {index: measure_section(plan.sections, index) for index in range(len(plan.sections))}
    whole = {index: _facet_owner(plan, index) for index in own}
    by_own = _sole_lines(plan, own)
    by_whole = _sole_lines(plan, whole) if _is_kept_to(plan, whole) else {}
    lines = {index: by_own.get(own[index]) or by_whole.get(whole[index]) for index in own}
    return {index: line for index, line in lines.items() if line is not None}


def _facet_owner(plan: Plan, index: int) -> int | None:
    """The section that names the measure of the nearest facet above; that of the section itself without."""
    at: int | None = index
    while at is not None and not is_generic_heading(plan.sections[at].heading):
        at = plan.sections[at].parent
    return measure_section(plan.sections, index if at is None else at)


def _is_kept_to(plan: Plan, whole: Mapping[int, int | None]) -> bool:
    """Whether nearly all measures with facets and a closing line have exactly one."""
    faceted = {whole[index] for index in whole if is_generic_heading(plan.sections[index].heading)}
    counts = Counter(whole[section] for section, _ in _closing(plan))
    closed = [counts[section] for section in faceted if counts[section]]
    return len(closed) >= _LEAST_MEASURES and closed.count(1) >= _SHARE * len(closed)


def _sole_lines(plan: Plan, measure_of: Mapping[int, int | None]) -> dict[int | None, Passage]:
    """By the section of a measure, its closing line where it has exactly one."""
    found: dict[int | None, list[Passage]] = {}
    for section, passage in _closing(plan):
        found.setdefault(measure_of[section], []).append(passage)
    return {section: passages[0] for section, passages in found.items() if len(passages) == 1}


def _closing(plan: Plan) -> Iterator[tuple[int, Passage]]:
    """The lines that close measures, with the sections that they stand in."""
    for passage in plan.passages:
        if passage.section is not None and speaks_of_measure(passage.text):
            yield passage.section, passage
