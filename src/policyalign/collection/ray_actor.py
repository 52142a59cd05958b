"""What runs on a machine of the cluster: an analyst, and who watches the memory that it takes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from policyalign import __version__
from policyalign.collection.engine import Failed, Job, Outcome, Task, attempt, set_aside
from policyalign.errors import LimitExceeded, WorkerError
from policyalign.messages import ErrorCode
from policyalign.store import cache_key
from policyalign.versions import ANNOTATE, MATCH, OUTLINE, VECTORS, VERDICTS
from policyalign.workers.limits import MEBIBYTE

_STEP_SECONDS = 0.5


def own_version() -> tuple[str, str]:
    """The release, and what stands for all code, data and packages that results depend on."""
    return __version__, " ".join(cache_key(stage, []) for stage in (OUTLINE, ANNOTATE, VECTORS, MATCH, VERDICTS))


class Actor:
    """Does one task after the other. ``analyst`` is ``"package.module:Name"``, ``most_mb`` what it and its helpers may
    take for a task: one that takes more is given up, and the next one gets helpers that are new."""

    def __init__(self, job: Job, analyst: str, most_mb: int) -> None:
        self._job, self._name, self._most_mb = job, analyst, most_mb
        self._analyst = self._new()

    def version(self) -> tuple[str, str]:
        """Asked once the analyst is there: see :func:`own_version`."""
        return own_version()

    def do(self, task: Task) -> Outcome:
        """The outcome of a task, as :func:`~policyalign.collection.engine.attempt` says."""
        exceeded = threading.Event()
        try:
            with self._watched(exceeded):
                return attempt(self._analyst.do, task)
        except WorkerError:
            if not exceeded.is_set():
                raise
            self._analyst = self._new()
            return _too_large(task, self._most_mb)

    def _new(self) -> Any:
        module, _, name = self._name.partition(":")
        return getattr(import_module(module), name)(self._job)

    @contextmanager
    def _watched(self, exceeded: threading.Event) -> Iterator[None]:
        """End the helpers once that they take too much, which ends the task with a ``WorkerError``."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(_STEP_SECONDS):
                if _taken_mb() > self._most_mb:
                    exceeded.set()
                    self._analyst.close()
                    return

        threading.Thread(target=watch, name="memory", daemon=True).start()
        try:
            yield
        finally:
            over.set()


def _too_large(task: Task, megabytes: int) -> Failed:
    return set_aside(task, LimitExceeded(ErrorCode.memory, megabytes=megabytes), 1)


def _taken_mb() -> float:
    """Resident memory of this process and all below it, in MiB; what they share counts more than once."""
    import psutil

    own = psutil.Process(os.getpid())
    total = 0
    for one in (own, *own.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total / MEBIBYTE
