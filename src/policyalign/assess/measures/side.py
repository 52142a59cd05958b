"""One side of a fault or of an exit link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyalign.domain import Interval, Measure, StagePeriod


@dataclass(frozen=True, slots=True)
class Side:
    """Where a side stands, and what is told there: a stage in time or, as ``time``, that of a doing whose stage
    could not be told; neither where only a wording tells it. ``told_in`` and ``told_on`` are the passage and page of
    such a time, where they are known."""

    measure: Measure
    period: StagePeriod | None = None
    time: Interval | None = None
    told_in: str = ""
    told_on: int = 0

    @property
    def interval(self) -> Interval | None:
        return self.period.interval if self.period else self.time

    @property
    def schedule(self) -> Interval | None:
        """The time told there, else that of the whole measure."""
        return self.interval or self.measure.overall_interval

    @property
    def passage_id(self) -> str:
        return self.period.passage_id if self.period else self.told_in or self.measure.passage_id

    @property
    def page(self) -> int:
        return self.period.page if self.period else self.told_on or self.measure.page


def plans_of(sides: Iterable[Side]) -> tuple[str, ...]:
    """The ids of the plans of some sides, each once."""
    return tuple(dict.fromkeys(side.measure.plan_id for side in sides))
