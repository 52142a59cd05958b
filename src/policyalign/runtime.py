"""What a run works with: helper processes, cache, clock and progress."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from policyalign.config import Settings
from policyalign.errors import PolicyAlignError, WorkerError
from policyalign.interrupts import awaited, interrupts_held
from policyalign.match.profiles import Profile
from policyalign.messages import ErrorCode
from policyalign.serialize import from_json, to_json
from policyalign.store import Store
from policyalign.workers import Worker

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: ``done`` of ``total`` steps are over, and ``stage`` of ``plan`` has begun."""

    stage: str
    plan: str
    done: int
    total: int


Report = Callable[[Progress], None]


class Runtime:
    """The helper processes of one run, started when first asked for and ended together; its cache, the
    seconds that its stages took, and its progress."""

    def __init__(self, settings: Settings, *, total: int = 1, report: Report | None = None) -> None:
        self.settings = settings
        self.own: Mapping[str, Profile] = {}  # profiles of the user's, which people have looked over
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.from_cache: Counter[str] = Counter()
        self._store = Store(lang=settings.lang) if settings.cache else None
        self._report = report
        self._total, self._done = total, 0
        self._lock, self._counting = threading.Lock(), threading.Lock()
        self._workers: dict[str, Worker] = {}
        self._closed = False
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the helpers at once; who waits for one, or asks for one later, gets :class:`WorkerError`."""
        with interrupts_held():
            self._closed = True  # before the lock: lanes that wait for it start nothing more
            with self._lock:
                workers = tuple(self._workers.values())
            for worker in workers:
                worker.close()

    @property
    def closed(self) -> bool:
        """Whether the run is over, or was broken off."""
        return self._closed

    def reader(self, lane: int = 0) -> Worker:
        """The process that reads files of a lane, under the limits of the settings."""
        read = self.settings.read
        return self._worker(f"reader {lane}", "policyalign.services:Reader", read, memory_mb=read.max_memory_mb)

    def recogniser(self, number: int = 0) -> Worker:
        """One of the processes that recognise pages that are pictures (OCR), under limits of their own."""
        factory, limit = "policyalign.extract.ocr.recogniser:Recogniser", self.settings.read.ocr_memory_mb
        return self._worker(f"recogniser {number}", factory, memory_mb=limit)

    def annotator(self, lane: int = 0) -> Worker:
        """The process that runs GiNZA for a lane."""
        return self._worker(f"annotator {lane}", "policyalign.services:Annotator")

    def matcher(self) -> Worker:
        """The process that holds the encoders."""
        return self._worker("matcher", "policyalign.match.service:MatchService", self.settings.encoder)

    def _worker(self, name: str, factory: str, *args: object, memory_mb: int | None = None) -> Worker:
        with interrupts_held(), self._lock:  # a helper just started is not lost sight of
            if self._closed:
                raise WorkerError(ErrorCode.worker_closed)
            if name not in self._workers:
                self._workers[name] = Worker(factory, *args, memory_mb=memory_mb)
            return self._workers[name]

    def ask(self, worker: Worker, method: str, *args: object, timeout: float | None = None, tries: int = 1) -> Any:
        """Call a helper; one that has been brought down is started afresh, for the next call or for the further
        ``tries`` of this one."""
        while True:
            tries -= 1
            try:
                return worker.call(method, *args, timeout=timeout)
            except PolicyAlignError as error:
                if not worker.alive:
                    worker.restart()
                if not tries or not isinstance(error, WorkerError):
                    raise

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds that the block takes to those of the stage."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] += time.monotonic() - started

    def expect(self, steps: int) -> None:
        """There are so many more steps to do than was known."""
        with self._counting:
            self._total += steps

    def tell(self, stage: str, plan: str, *, step: int = 0) -> None:
        """Report that a stage of a plan has begun, or that ``step`` steps are over."""
        with self._counting:
            self._done += step
            if self._report is not None:  # told in order: who is told last knows how far it is
                self._report(Progress(stage, plan, self._done, self._total))

    def cached_or(
        self, stage: str, key: str, kind: type[T], make: Callable[[], T], *, keep: Callable[[T], bool] | None = None
    ) -> T:
        """The record of the cache, or else the one that ``make`` gives, which is then kept (where ``keep`` says so)."""
        if self._store is None:
            return make()
        if (found := self._store.get(key)) is not None:
            with suppress(ValueError):  # an entry of another version's making is written anew
                record = from_json(found, kind)
                self.from_cache[stage] += 1
                return record
        record = make()
        if keep is None or keep(record):
            self._store.put(key, to_json(record))
        return record

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._started


def in_lanes(runtime: Runtime, lanes: int, items: Sequence[T], do: Callable[[T, int], U]) -> list[U]:
    """What ``do`` gives for every item, in order; so many ``lanes`` go on side by side, and ``do`` is told in which it
    is."""
    lanes = max(1, min(lanes, len(items)))

    def one_lane(lane: int) -> list[U]:
        return [do(item, lane) for item in items[lane::lanes] if not runtime.closed]

    with ThreadPoolExecutor(lanes) as pool:
        try:
            by_lane = [awaited(done) for done in [pool.submit(one_lane, lane) for lane in range(lanes)]]
        except BaseException:
            runtime.close()  # else the pool would wait until every lane has done all its items
            raise
    return [by_lane[number % lanes][number // lanes] for number in range(len(items))]
