"""How far a run is: told to whoever started it, and left in a file for whoever asks from another terminal."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from math import sqrt
from pathlib import Path
from typing import Literal

from policyalign.collection.folder import WORK
from policyalign.files import PARTIAL

Stage = Literal["hash", "fetch", "read", "match", "write", "pairs"]

_FILE = "progress.json"
_EVERY_SECONDS = 1.0
_ENOUGH = 8
"""Plans that must be done before anything is said of the rest."""
_WIDE = 2.0
"""Standard errors to either side: the time left lies within them in some 95 % of runs whose plans are alike."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage with ``done`` of ``total`` plans over, ``failed`` of them; ``left`` are the least and most seconds that
    the rest likely takes, None where nothing can be said yet."""

    stage: Stage
    done: int
    total: int
    failed: int = 0
    left: tuple[float, float] | None = None
    plan: str = ""


Show = Callable[[Step], None]


@dataclass(slots=True)
class Pace:
    """How fast plans come: from the times between one and the next, which hold whatever the number of workers."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, seconds: float) -> None:
        self.count += 1
        self.total += seconds
        self.squares += seconds * seconds

    def left(self, plans: int) -> tuple[float, float] | None:
        """The least and most seconds for so many further plans: two standard errors to either side, of the mean known
        so far and of the sum to come."""
        if self.count < _ENOUGH:
            return None
        mean = self.total / self.count
        variance = max(self.squares / self.count - mean * mean, 0.0)
        error = _WIDE * sqrt(variance * plans + variance / self.count * plans * plans)
        return max(plans * mean - error, 0.0), plans * mean + error


@dataclass(slots=True)
class Tracker:
    """Counts the plans of one stage."""

    collection: Path
    stage: Stage
    total: int
    show: Show | None = None
    done: int = 0
    failed: int = 0
    _pace: Pace = field(default_factory=Pace)
    _last: float = field(default_factory=time.monotonic)
    _written: float = -_EVERY_SECONDS

    def begin(self) -> None:
        """Nothing is done yet."""
        self._tell("")

    def advance(self, plan: str, *, failed: bool = False) -> None:
        """One more plan is done."""
        now = time.monotonic()
        self._pace.add(now - self._last)
        self._last = now
        self.done += 1
        self.failed += failed
        self._tell(plan)

    def skip(self, count: int) -> None:
        """So many are done already: they say nothing about the time that the rest takes."""
        self.done += count
        self._tell("")

    def reach(self, done: int, total: int) -> None:
        """So many are done, of a total that is only known now."""
        self.total = total
        self.done = done - 1
        self.advance("")

    def _tell(self, plan: str) -> None:
        left = self._pace.left(self.total - self.done)
        step = Step(self.stage, self.done, self.total, self.failed, left, plan)
        if self.show:
            self.show(step)
        if self._last - self._written >= _EVERY_SECONDS or self.done == self.total:
            self._written = self._last
            _leave(self.collection, asdict(step))


def last_step(collection: Path) -> Step | None:
    """How far the last run came; None where it went to its end, or there was none."""
    try:
        told = json.loads((collection / WORK / _FILE).read_bytes())
        left = told["left"]
        return Step(**{**told, "left": (left[0], left[1]) if left else None})
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def forget_steps(collection: Path) -> None:
    """The run went to its end."""
    with suppress(OSError):
        (collection / WORK / _FILE).unlink(missing_ok=True)


def _leave(collection: Path, told: Mapping[str, object]) -> None:
    """Never stops a run: a disk that is full is told by what matters."""
    path = collection / WORK / _FILE
    with suppress(OSError):
        partial = path.with_name(f"{PARTIAL}{os.getpid()}")
        partial.write_text(json.dumps(told), encoding="utf-8")
        os.replace(partial, path)
