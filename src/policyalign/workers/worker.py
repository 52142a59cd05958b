"""A queue of calls in front of a child process."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from policyalign.errors import WorkerError
from policyalign.interrupts import awaited, interrupts_held
from policyalign.messages import ErrorCode
from policyalign.workers.child import Child
from policyalign.workers.frames import Request, Setup, pack


@dataclass(frozen=True, slots=True)
class _Task:
    request: bytes
    timeout: float | None
    future: Future[Any]


class Worker:
    """The object that ``factory`` (``"package.module:Name"``) makes of ``args``, in a process of its own.

    The process starts at once and imports while the caller goes on. Calls are served one by one, in order.
    ``memory_mb`` bounds its address space in MiB (Linux), ``env`` adds to its environment and
    ``startup_timeout`` is the time in seconds that the factory may take.

    A call raises what the method raises if that is a :class:`PolicyAlignError`; :class:`LimitExceeded` with
    code ``timeout`` or ``memory`` when a limit is hit; :class:`WorkerError` when the process ends or the
    method fails in an unforeseen way. After a limit or an end the worker stays down until :meth:`restart`.
    """

    def __init__(
        self,
        factory: str,
        *args: object,
        memory_mb: int | None = None,
        env: Mapping[str, str] | None = None,
        startup_timeout: float = 120.0,
    ) -> None:
        self._setup = Setup(factory, args, memory_mb)
        self._env = {**os.environ, **(env or {})}
        self._startup_timeout = startup_timeout
        self._child = self._new_child()
        self._closed = False
        self._lock = threading.Lock()
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        threading.Thread(target=self._serve_tasks, name=f"worker {factory}", daemon=True).start()

    def submit(self, method: str, *args: object, timeout: float | None = None) -> Future[Any]:
        """Ask for ``method(*args)``; ``timeout`` (seconds) counts from the moment the call is served."""
        task = _Task(pack(Request(method, args)), timeout, Future())
        with self._lock:
            self._refuse_when_closed()
            self._tasks.put(task)
        return task.future

    def call(self, method: str, *args: object, timeout: float | None = None) -> Any:
        """Ask for ``method(*args)`` and wait for the result."""
        return awaited(self.submit(method, *args, timeout=timeout))

    def restart(self) -> None:
        """End the process, if it still runs, and start a fresh one of the same kind."""
        with interrupts_held(), self._lock:
            self._refuse_when_closed()
            self._child.end()
            self._child = self._new_child()

    def close(self) -> None:
        """End the process; calls still waiting raise :class:`WorkerError`. Closing twice does no harm."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._tasks.put(None)
            self._child.end()

    @property
    def alive(self) -> bool:
        return self._child.process.poll() is None

    @property
    def pid(self) -> int:
        return self._child.process.pid

    @property
    def peak_rss_mb(self) -> float:
        """Largest resident memory of the process in MiB, as of its last reply; 0.0 before the first."""
        return self._child.peak_rss_mb

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _new_child(self) -> Child:
        return Child(self._setup, self._env, self._startup_timeout)

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise WorkerError(ErrorCode.worker_closed)

    def _serve_tasks(self) -> None:
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                task.future.set_result(self._child.ask(task.request, task.timeout))
            except Exception as error:
                task.future.set_exception(error)
