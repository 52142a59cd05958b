"""What a passage is read together with: the other passages of the same measure (施策).

A plan describes a measure under a heading, often in several passages and under headings such as 目的 and
施策の内容. A single passage of these says too little of what the measure does; a whole chapter says too much. Where
running prose goes from one subject to the next under one heading, the context is what a passage belongs to, but the
words of its *window* tell what is said there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Passage, Plan
from policyalign.segment.measure_headings import measure_section
from policyalign.segment.measures import MAX_CHARACTERS
from policyalign.text.facets import is_background

WINDOW_CHARACTERS = 600
"""Characters of a window at most: two or three paragraphs of a basic plan. Windows of 300 to 600 find the measures of
plans of prose alike, and better than whole contexts do; whole contexts are as good only for descriptions of projects,
which are hardly longer (docs/decisions/0009-windows.md)."""


@dataclass(frozen=True, slots=True)
class Context:
    """A run of passages about one measure, as indices into ``Plan.passages``.

    ``evidence`` are those that tell what is done; where none does, all of them.
    """

    heading: str
    passages: tuple[int, ...]
    evidence: tuple[int, ...]


def build_contexts(plan: Plan) -> tuple[Context, ...]:
    """The contexts of a plan in reading order; every passage stands in exactly one."""
    return tuple(_context(plan, _heading(plan, section), members) for section, members in _runs(plan))


def build_windows(plan: Plan, contexts: Sequence[Context]) -> tuple[Context, ...]:
    """The contexts cut into runs of neighbouring passages of :data:`WINDOW_CHARACTERS` at most, in reading order; a
    longer passage is a window of its own."""
    return tuple(_context(plan, one.heading, members) for one in contexts for members in _cut(plan, one.passages))


def _context(plan: Plan, heading: str, members: Sequence[int]) -> Context:
    evidence = tuple(index for index in members if not under_background(plan.passages[index]))
    return Context(heading, tuple(members), evidence or tuple(members))


def _cut(plan: Plan, members: Sequence[int]) -> Iterator[list[int]]:
    window: list[int] = []
    size = 0
    for index in members:
        length = len(plan.passages[index].text)
        if window and size + length > WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
        window.append(index)
        size += length
    if window:
        yield window


def _heading(plan: Plan, index: int | None) -> str:
    """The wording of a heading without its number."""
    if index is None:
        return ""
    section = plan.sections[index]
    return section.heading.removeprefix(section.number).strip()


def under_background(passage: Passage) -> bool:
    """Whether a passage stands under a heading such as 現状・課題. Known before the text is analysed."""
    return bool(passage.section_path) and is_background(passage.section_path[-1])


def _runs(plan: Plan) -> Iterator[tuple[int | None, list[int]]]:
    """Neighbouring passages of one measure, at most :data:`MAX_CHARACTERS` together."""
    current: int | None = None
    members: list[int] = []
    size = 0
    for index, passage in enumerate(plan.passages):
        section = measure_section(plan.sections, passage.section)
        if members and (section != current or size + len(passage.text) > MAX_CHARACTERS):
            yield current, members
            members, size = [], 0
        current = section
        members.append(index)
        size += len(passage.text)
    if members:
        yield current, members
