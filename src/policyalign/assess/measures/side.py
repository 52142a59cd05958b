"""One side of a fault or of an exit link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyalign.domain import Interval, Measure, StagePeriod


@dataclass(frozen=True, slots=True)
class Side:
    """Where a side stands, and what is told there: a stage in time or, as ``time``, that of a doing whose stage
    could not be told; neither where only a wording tells it."""

    measure: Measure
    period: StagePeriod | None = None
    time: Interval | None = None

    @property
    def interval(self) -> Interval | None:
        return self.period.interval if self.period else self.time

    @property
    def schedule(self) -> Interval | None:
        """The time told there, else that of the whole measure."""
        return self.interval or self.measure.overall_interval

    @property
    def passage_id(self) -> str:
        return self.period.passage_id if self.period else self.measure.passage_id

    @property
    def page(self) -> int:
        return self.period.page if self.period else self.measure.page

    @property
    def place(self) -> str:
        """Plan and page, as they are shown."""
        return f"{self.measure.plan_id} p.{self.page}"


def plans_of(sides: Iterable[Side]) -> tuple[str, ...]:
    """The ids of the plans of some sides, each once."""
    return tuple(dict.fromkeys(side.measure.plan_id for side in sides))
