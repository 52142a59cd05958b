"""The time of a measure as a whole, as the line that closes it tells (本施策は、令和7年度から実施する), and the times
that belong to none of its stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Interval, Passage, Plan, StagePeriod
from policyalign.segment.closing_lines import is_of_whole
from policyalign.text.facets import speaks_of_measure, states_charge
from policyalign.text.years import read_intervals


def whole_time(passages: Sequence[Passage]) -> Interval | None:
    """The time that the closing line gives to the measure; None where there is no line or no one time. What tells
    of 本事業 before the line that names who is in charge gives way to it."""
    charged = _times(passages, states_charge)
    times = charged or _times(passages, speaks_of_measure)
    return times[0] if len({(time.start_fy, time.end_fy) for time in times}) == 1 else None


def _times(passages: Sequence[Passage], closes: Callable[[str], bool]) -> list[Interval]:
    return [time for one in passages if closes(one.text) for time in one.schedule]


def lent_time(
    plan: Plan, heading: str, told: Sequence[Passage], closing: Passage | None, *, announced: bool
) -> Interval | None:
    """The time of the line that closes the whole: of the measure that holds the part under whose heading the line
    stands, though it tells no more itself than what it is for; else for what announces something and states no years
    itself, neither in its text nor, where it is a part, in its heading (○基盤の整備（2023年度まで実施）)."""
    if closing is None:
        return None
    part = is_of_whole(plan, told[0], closing) if told else False
    holds = bool(told) and not part and is_of_whole(plan, closing, told[0])
    dated = any(one.schedule for one in told) or (part and any(time.is_resolved for time in read_intervals(heading)))
    return whole_time([closing]) if holds or (announced and not dated) else None


def with_whole_time(periods: Sequence[StagePeriod], whole: Interval | None) -> Iterator[StagePeriod]:
    """Stages without a time of their own take that of the whole measure."""
    for period in periods:
        lent = period.interval is None and whole is not None
        yield replace(period, interval=whole, own=False) if lent else period


def loose_times(passages: Sequence[Passage]) -> tuple[Interval, ...]:
    """The times that belong to no stage, except those of closing lines."""
    found: list[Interval] = []
    for passage in passages:
        if not speaks_of_measure(passage.text):
            staged = {step.interval for step in passage.steps}
            found += (interval for interval in passage.intervals if interval not in staged)
    return tuple(found)
