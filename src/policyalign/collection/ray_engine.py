"""The engine of a cluster: actors of Ray, each with helper processes of its own, wherever there is room for them.

Ray starts the actors, moves tasks and results, and tells when an actor or its machine is gone. What is done then is
settled here: the task in hand is begun anew elsewhere, up to :data:`~policyalign.collection.engine.TRIES` times. Why
Ray: ``docs/decisions/0011-ray.md``.
"""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from policyalign.collection.engine import TRIES, Job, Outcome, Task, set_aside, with_content
from policyalign.errors import MissingExtra, PolicyAlignError, WorkerError
from policyalign.messages import CollectionCode, ErrorCode
from policyalign.values import Workers

ANALYST = "policyalign.collection.analyst:Analyst"
_STEP_SECONDS = 1.0
_KNOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """``worker_mb`` is what a worker is given room for: three helpers (:mod:`policyalign.lanes`) and itself; one that
    takes more than ``most_mb`` for a task gives it up. A task that has not come back after ``task_seconds`` is begun
    anew elsewhere, and a cluster without any worker after ``start_seconds`` is no use."""

    worker_mb: int = 2_000
    most_mb: int = 6_000
    task_seconds: float = 3_600.0
    start_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class _InHand:
    """A task that an actor is at, for the ``count``-th time, until ``end`` at most (monotonic clock)."""

    actor: Any
    task: Task
    count: int
    end: float


class RayEngine:
    """An :class:`~policyalign.collection.engine.Engine` of so many actors, by default one per core of the cluster at
    ``address`` (``"auto"``: the one that this machine belongs to). ``analyst`` names what they work with."""

    def __init__(
        self,
        workers: Workers = "auto",
        address: str = "auto",
        bounds: Bounds | None = None,
        analyst: str = ANALYST,
    ) -> None:
        self._wanted = workers
        self._address = address or "auto"
        self._bounds = bounds or Bounds()
        self._analyst = analyst

    @property
    def workers(self) -> int:
        if self._wanted != "auto":
            return self._wanted
        there = self._ray.cluster_resources()
        room = int(there.get("memory", 0)) // (self._bounds.worker_mb * 2**20)
        return max(1, min(int(there.get("CPU", 1)), room))

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """As :class:`~policyalign.collection.engine.Engine` says. Raises ``MissingExtra`` without Ray, ``WorkerError``
        where there is no cluster, or none with the same policyalign."""
        crew, queue = _Crew(self._ray, job.for_one_lane(), self._bounds, self._analyst), _Queue(tasks)
        try:
            while queue or crew.in_hand:
                while queue and crew.has_free(self.workers):
                    crew.give(*queue.take())
                for result in crew.wait():
                    if not isinstance(result, _Lost):
                        yield result
                    elif result.count < TRIES:
                        queue.put_back(result.task, result.count)
                    else:
                        yield set_aside(result.task, result.error, result.count)
        finally:
            crew.end()

    @cached_property
    def _ray(self) -> Any:
        """Ray, connected to the cluster."""
        try:
            import ray
        except ImportError as error:
            raise MissingExtra(CollectionCode.cluster_missing) from error
        if not ray.is_initialized():
            try:
                _knock(self._address)
                ray.init(address=self._address, log_to_driver=False, logging_level="error")
            except (OSError, ValueError, RuntimeError) as error:
                raise WorkerError(CollectionCode.cluster_unreachable, address=self._address) from error
        return ray


@dataclass(frozen=True, slots=True)
class _Lost:
    """A task that did not come back."""

    task: Task
    count: int
    error: PolicyAlignError


class _Queue:
    """The tasks that wait; true while there are any. Of those not begun yet one is taken ahead."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = iter(tasks)
        self._ahead = deque[tuple[Task, int]]()

    def __bool__(self) -> bool:
        if not self._ahead:
            self._ahead.extend((task, 0) for task in islice(self._tasks, 1))
        return bool(self._ahead)

    def take(self) -> tuple[Task, int]:
        """The next task, and how often it has been begun."""
        return self._ahead.popleft()

    def put_back(self, task: Task, count: int) -> None:
        """A task that is to be begun anew, before all others."""
        self._ahead.appendleft((task, count))


class _Crew:
    """The actors of a run: those that start, those that are free, and what the others have in hand."""

    def __init__(self, ray: Any, job: Job, bounds: Bounds, analyst: str) -> None:
        from policyalign.collection.ray_actor import Actor

        self._ray = ray
        self._bounds = bounds
        room = bounds.worker_mb * 2**20
        self._actor = ray.remote(num_cpus=1, memory=room, max_restarts=0, max_task_retries=0)(Actor)
        self._shared = ray.put(job)
        self._analyst = analyst
        self._starting: dict[Any, Any] = {}
        self._free: list[Any] = []
        self._refused = 0
        self._alone_since = time.monotonic()
        self.in_hand: dict[Any, _InHand] = {}

    def has_free(self, wanted: int) -> bool:
        """Whether an actor has nothing in hand; while there are fewer than ``wanted``, more are started."""
        while len(self._starting) + len(self._free) + len(self.in_hand) < wanted:
            actor = self._actor.remote(self._shared, self._analyst, self._bounds.most_mb)
            self._starting[actor.version.remote()] = actor
        return bool(self._free)

    def give(self, task: Task, begun: int) -> None:
        """Have a free actor begin a task that was begun so often before; the content of the file goes along, since its
        machine may not see this disk."""
        sent = task
        with suppress(OSError):  # the worker will say that the file cannot be read, like on this machine
            sent = with_content(task)
        actor, end = self._free.pop(), time.monotonic() + self._bounds.task_seconds
        self.in_hand[actor.do.remote(sent)] = _InHand(actor, task, begun + 1, end)

    def wait(self) -> list[Outcome | _Lost]:
        """What has come back within a second, or was lost."""
        ray, told = self._ray, []
        done, _ = ray.wait([*self._starting, *self.in_hand], num_returns=1, timeout=_STEP_SECONDS)
        for reference in done:
            if reference in self._starting:
                self._welcome(reference)
            else:
                told.append(self._taken(reference))
        now = time.monotonic()
        for reference, held in list(self.in_hand.items()):
            if now > held.end:
                seconds = round(self._bounds.task_seconds)
                told.append(self._lost(reference, WorkerError(ErrorCode.timeout, seconds=seconds)))
        if self._free or self.in_hand:
            self._alone_since = now
        elif now > self._alone_since + self._bounds.start_seconds:
            raise WorkerError(CollectionCode.cluster_no_worker, seconds=round(self._bounds.start_seconds))
        return told

    def _welcome(self, reference: Any) -> None:
        """An actor that is there, or is not: where three in turn could not be made and no other works, none can."""
        from policyalign.collection.ray_actor import own_version

        actor, ray = self._starting.pop(reference), self._ray
        try:
            version = ray.get(reference)
        except ray.exceptions.RayError as error:
            self._refused += 1
            if self._refused >= TRIES and not (self._free or self.in_hand):
                raise WorkerError(CollectionCode.cluster_worker_failed, error=_cause(error)) from error
            return
        if version != own_version():
            raise WorkerError(CollectionCode.cluster_version, theirs=version[0], ours=own_version()[0])
        self._refused = 0
        self._free.append(actor)

    def _taken(self, reference: Any) -> Outcome | _Lost:
        ray = self._ray
        try:
            outcome: Outcome = ray.get(reference)
        except ray.exceptions.RayTaskError as error:
            raise getattr(error, "cause", None) or WorkerError(ErrorCode.worker_failed, error=_cause(error)) from error
        except ray.exceptions.RayError as error:  # the actor, its machine, or the result on it is gone
            return self._lost(reference, WorkerError(ErrorCode.worker_died, how=type(error).__name__))
        self._free.append(self.in_hand.pop(reference).actor)
        return outcome

    def _lost(self, reference: Any, error: PolicyAlignError) -> _Lost:
        held = self.in_hand.pop(reference)
        self._ray.kill(held.actor)
        return _Lost(held.task, held.count, error)

    def end(self) -> None:
        """End all actors at once."""
        for actor in (*self._starting.values(), *self._free, *(held.actor for held in self.in_hand.values())):
            with suppress(Exception):  # the cluster itself may be gone
                self._ray.kill(actor)


def _knock(address: str) -> None:
    """Raises ``OSError`` where nobody answers, which takes Ray itself minutes to find out."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS).close()


def _cause(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1][:200] if lines else type(error).__name__
