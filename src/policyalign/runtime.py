"""What a run works with: helper processes, cache, clock and progress."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self, TypeVar

from policyalign.config import Settings
from policyalign.errors import PolicyAlignError, WorkerError
from policyalign.interrupts import awaited, interrupts_held
from policyalign.lanes import chosen_lanes
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
        self.store = Store(lang=settings.lang) if settings.cache else None
        self._report = report
        self._total, self._done = total, 0
        self._lock, self._counting, self._finding = threading.Lock(), threading.Lock(), threading.Lock()
        self._found: dict[str, Any] = {}
        self._finders: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
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
            if self.store is not None:
                self.store.close()

    @property
    def closed(self) -> bool:
        """Whether the run is over, or was broken off."""
        return self._closed

    @cached_property
    def lanes(self) -> int:
        """How many readers, and how many annotators, may work side by side."""
        return chosen_lanes(self.settings.workers)

    def reader(self, lane: int = 0) -> Worker:
        """The process that reads files of a lane, under the limits of the settings."""
        read = self.settings.read
        return self._worker(f"reader {lane}", "policyalign.services:Reader", read, memory_mb=read.max_memory_mb)

    def dismiss_reader(self, lane: int) -> None:
        """End the reader of a lane, which frees its memory (some 200 MB); :meth:`reader` starts another."""
        with interrupts_held(), self._lock:
            worker = self._workers.pop(f"reader {lane}", None)
        if worker is not None:
            worker.close()

    def recogniser(self, number: int = 0) -> Worker:
        """One of the processes that recognise pages that are pictures (OCR), under limits of their own."""
        factory, limit = "policyalign.extract.ocr.recogniser:Recogniser", self.settings.read.ocr_memory_mb
        return self._worker(f"recogniser {number}", factory, memory_mb=limit)

    def annotator(self, lane: int = 0) -> Worker:
        """The process that runs GiNZA for a lane."""
        return self._worker(f"annotator {lane}", "policyalign.services:Annotator", self._cache_dir)

    def matcher(self) -> Worker:
        """The process that holds the encoders."""
        factory, told = "policyalign.match.service:MatchService", (self.settings.encoder, self._cache_dir)
        return self._worker("matcher", factory, *told, self.settings.model)

    @property
    def _cache_dir(self) -> Path | None:
        return self.store.folder if self.store is not None else None

    def sentence_encoder(self) -> Worker:
        """The process that encodes sentences and queries."""
        return self._worker("sentence encoder", "policyalign.match.encoders:load_encoder", "use")

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
        if self.store is None:
            return make()
        if (found := self.store.get(key)) is not None:
            with suppress(ValueError):  # an entry of another version's making is written anew
                record = from_json(found, kind)
                self.from_cache[stage] += 1
                return record
        record = make()
        if keep is None or keep(record):
            self.store.put(key, to_json(record))
        return record

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` gave the first time, for what all plans of a run share; other lanes wait for it."""
        with self._finding:
            finder = self._finders[key]
        with finder:
            if key not in self._found:
                self._found[key] = make()
        found: T = self._found[key]
        return found

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._started


def in_lanes(runtime: Runtime, lanes: int, items: Sequence[T], do: Callable[[T, int], U]) -> list[U]:
    """What ``do`` gives for every item, in order; so many ``lanes`` go on side by side, each taking the next item that
    waits, and ``do`` is told in which it is. Raises :class:`WorkerError` when the run was broken off."""
    waiting: SimpleQueue[int] = SimpleQueue()
    for place in range(len(items)):
        waiting.put(place)

    def one_lane(lane: int) -> dict[int, U]:
        done = {}
        with suppress(Empty):
            while not runtime.closed:
                place = waiting.get_nowait()
                done[place] = do(items[place], lane)
        return done

    lanes = max(1, min(lanes, len(items)))
    with ThreadPoolExecutor(lanes) as pool:
        try:
            by_lane = [awaited(done) for done in [pool.submit(one_lane, lane) for lane in range(lanes)]]
        except BaseException:
            runtime.close()  # else the pool would wait until every lane has done all its items
            raise
    found = {place: result for results in by_lane for place, result in results.items()}
    if len(found) < len(items):
        raise WorkerError(ErrorCode.worker_closed)
    return [found[place] for place in range(len(items))]
