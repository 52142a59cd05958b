"""A measure (施策) with its stages in time. Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyalign.domain import Interval

DEPLOYMENT = 5
"""The lowest stage at which a result is in use (社会実装・公的利用・本格実施); below it is preparation."""
HIGHEST = 6


@dataclass(frozen=True, slots=True)
class StagePeriod:
    """A stage (1–6) of a measure and when it takes place; ``interval`` is None where no time is told.

    ``certain`` is false where the stage or its tie to the time is only inferred; ``own`` is false where the
    time is that of the whole measure (本施策は…年度まで実施する). ``row`` says that a 工程表 tells it;
    ``sentence`` numbers the sentence of the passage.
    """

    stage: int
    interval: Interval | None
    phrase: str
    passage_id: str
    page: int
    certain: bool = True
    own: bool = True
    row: bool = False
    sentence: int = 0

    @property
    def start(self) -> int | None:
        return self.interval.start_fy if self.interval else None

    @property
    def end(self) -> int | None:
        return self.interval.end_fy if self.interval else None

    @property
    def is_precise(self) -> bool:
        """Whether the years are those that the plan states: not 頃 or 前半, nor 計画期間中, which
        is too wide to tell an order."""
        return self.interval is not None and self.interval.precision in _PRECISE


_PRECISE = frozenset(("exact", "by", "from"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (施策) with its stages in time. ``key`` is its own within the plan; ``name`` is its heading
    without number, brackets and spaces, as names are compared.

    ``whole`` is the time that its closing line gives to all of it; ``loose`` are times of doings whose stage
    could not be told. ``text`` is what it says it does, ``terms`` count the content words of that text.
    """

    plan_id: str
    key: str
    heading: str
    name: str
    page: int
    passage_id: str
    passages: tuple[str, ...]
    actors: tuple[str, ...]
    periods: tuple[StagePeriod, ...]
    whole: Interval | None
    loose: tuple[Interval, ...]
    text: str
    terms: Mapping[str, int] = field(default_factory=dict)

    @property
    def dated(self) -> tuple[StagePeriod, ...]:
        """The stages for which the plan itself states years."""
        return tuple(
            one for one in self.periods if one.own and one.interval is not None and one.interval.is_resolved
        )

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """All times told, of stages and of the whole."""
        told = [one.interval for one in self.periods if one.own and one.interval is not None]
        return (*((self.whole,) if self.whole else ()), *self.loose, *told)

    @property
    def stages(self) -> frozenset[int]:
        """The stages told, with a time or without."""
        return frozenset(one.stage for one in self.periods)

    @property
    def highest(self) -> int | None:
        """The furthest stage told, or None when none is."""
        return max((one.stage for one in self.periods), default=None)
