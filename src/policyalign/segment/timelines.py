"""Time lines (工程表): tables whose columns are years, where a cell or a bar says when its label happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from policyalign.domain import Interval, Step
from policyalign.segment.stages import heading_stage, mentioned_rungs, weights_that_count
from policyalign.text.time_cells import is_doing
from policyalign.text.years import years_of_heads


@dataclass(frozen=True, slots=True)
class Part:
    """A cell of a row as text: the head of its columns, what stands in it, and its columns."""

    head: str
    label: str
    first: int
    last: int
    is_bar: bool = False

    @property
    def text(self) -> str:
        return f"{self.head}：{self.label}" if self.head and self.label else self.head or self.label


def row_schedule(
    parts: Sequence[Part], heads: Sequence[str], separator: int
) -> tuple[tuple[Interval, ...], tuple[Step, ...]]:
    """When a row's cells and bars take place, and the stages that their labels tell.

    ``separator`` characters stand between the parts in the text in which the offsets count. A bar without
    a telling label has the stage of the measure that the row names, for less than certain.
    """
    years = years_of_heads(heads)
    if sum(year is not None for year in years) < 2:
        return (), ()
    starts = [0, *accumulate(len(part.text) + separator for part in parts)]
    intervals: list[Interval] = []
    steps: list[Step] = []
    measure = _measure(parts, years, starts)
    for part, start in zip(parts, starts, strict=False):
        interval = _interval(part, years, start)
        if interval is not None:
            intervals.append(interval)
            steps += _steps(part, start, interval) or [
                Step(stage, interval, phrase, span, certain=False) for stage, phrase, span in measure
            ]
    return tuple(intervals), tuple(steps)


def _interval(part: Part, years: Sequence[Interval | None], start: int) -> Interval | None:
    """From the first year of a part's first column to the last of its last."""
    if part.last >= len(years):
        return None
    first, last = years[part.first], years[part.last]
    if first is None or last is None or not (is_doing(part.label) or (part.is_bar and not part.label)):
        return None
    span = (start, start + len(part.head))
    precision = first.precision if first.precision != "exact" else last.precision
    return Interval(first.start_fy, last.end_fy, part.head, span, precision)


def _steps(part: Part, start: int, interval: Interval) -> list[Step]:
    """The stages of a part's label, each once; a label is a title, so all that it names is done."""
    offset = start + len(part.text) - len(part.label)
    mentioned = mentioned_rungs(part.label)
    weights = weights_that_count(mentioned)
    told = {word.rung: word for word in reversed(mentioned) if word.weight in weights}
    words = sorted(told.values(), key=lambda word: word.start)
    return [word.step(part.label, interval, certain=True, offset=offset) for word in words]


def _measure(
    parts: Sequence[Part], years: Sequence[Interval | None], starts: Sequence[int]
) -> list[tuple[int, str, tuple[int, int]]]:
    """The stages of the measure that the columns before the years name, with the wording and its place."""
    for part, start in zip(parts, starts, strict=False):
        if part.first < len(years) and years[part.first] is None and (stages := heading_stage(part.label)):
            end = start + len(part.text)
            return [(stage, part.label, (end - len(part.label), end)) for stage in stages]
    return []
