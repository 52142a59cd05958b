"""The parent's hold on one child process: start it, talk to it, end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, BinaryIO

from policyalign.errors import LimitExceeded, PolicyAlignError, WorkerError
from policyalign.messages import ErrorCode
from policyalign.workers.frames import Reply, Setup, pack, read_frame, unpack, write_frame
from policyalign.workers.limits import bounds_address_space, resident_mb

# How often, in seconds, the time and the memory that a call takes are looked at.
_TICK = 0.5

_SERVE = "import sys; sys.path[:] = {path!r}; from policyalign.workers.process import serve; serve()"


class Child:
    """One process. A single thread may :meth:`ask`; any thread may :meth:`end` it."""

    def __init__(self, setup: Setup, env: Mapping[str, str], startup_timeout: float) -> None:
        self.peak_rss_mb = 0.0
        self._memory_mb = setup.memory_mb
        self._watches_memory = setup.memory_mb is not None and not bounds_address_space()
        self._startup_timeout = startup_timeout
        self._ready = False
        self._failure: PolicyAlignError | None = None
        frame = pack(replace(setup, memory_mb=None) if self._watches_memory else setup)
        self.process = _spawn(env)
        with suppress(OSError):  # a process dead on arrival is told of by the first call
            write_frame(self._stdin, frame)

    def ask(self, request: bytes, timeout: float | None) -> Any:
        """The result of one request; raises the error that it is answered with, or what ended the process."""
        if not self._ready:
            self._await_setup()
        return self._opened(self._talk(request, timeout))

    def end(self) -> None:
        """Kill the process and those it started, and collect it. Does nothing the second time."""
        self._kill()
        self.process.wait()
        for stream in (self._stdin, self._stdout):
            with suppress(OSError):
                stream.close()

    @property
    def _stdin(self) -> BinaryIO:
        return self.process.stdin  # type: ignore[return-value]

    @property
    def _stdout(self) -> BinaryIO:
        return self.process.stdout  # type: ignore[return-value]

    def _await_setup(self) -> None:
        if self._failure is None:
            try:
                self._opened(self._talk(None, self._startup_timeout))
                self._ready = True
                return
            except PolicyAlignError as error:
                self._failure = error
                self.end()
        raise self._failure

    def _talk(self, request: bytes | None, timeout: float | None) -> Reply:
        """Send a request, if there is one, and await the reply."""
        with self._watched(timeout) as exceeded:
            try:
                if request is not None:
                    write_frame(self._stdin, request)
                frame = read_frame(self._stdout)
            except (OSError, EOFError, ValueError) as error:
                self.end()
                if exceeded:
                    raise exceeded[0] from None
                raise WorkerError(ErrorCode.worker_died, how=self._cause_of_death()) from error
        reply: Reply = unpack(frame)
        self.peak_rss_mb = max(self.peak_rss_mb, reply.peak_rss_mb)
        return reply

    def _opened(self, reply: Reply) -> Any:
        if reply.outcome == "done":
            return reply.value
        if reply.outcome == "refused":
            raise reply.value
        if reply.outcome == "memory":
            self.end()  # after an allocation failed in the middle of anything, its state is not to be trusted
            raise LimitExceeded(ErrorCode.memory, megabytes=self._memory_mb or "?")
        error = WorkerError(ErrorCode.worker_failed, error=reply.value)
        error.add_note(reply.trace)
        raise error

    @contextmanager
    def _watched(self, seconds: float | None) -> Iterator[list[LimitExceeded]]:
        """Kill the process when the block takes longer than that, or the process more memory than it may where the
        system does not see to it; the list then holds what was exceeded. Time in which this process was stopped
        itself (Ctrl-Z, a laptop put to sleep) does not count."""
        exceeded: list[LimitExceeded] = []
        done = threading.Event()
        memory_mb = self._memory_mb if self._watches_memory else None
        if seconds is None and memory_mb is None:
            yield exceeded
            return

        def watch() -> None:
            left = float("inf") if seconds is None else seconds
            while left > 0:
                before = time.monotonic()
                if done.wait(min(left, _TICK)):
                    return
                left -= min(time.monotonic() - before, 2 * _TICK)
                if memory_mb is not None and resident_mb(self.process.pid) > memory_mb:
                    exceeded.append(LimitExceeded(ErrorCode.memory, megabytes=memory_mb))
                    break
            else:
                exceeded.append(LimitExceeded(ErrorCode.timeout, seconds=f"{seconds:g}"))
            self._kill()

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield exceeded
        finally:
            done.set()

    def _kill(self) -> None:
        if self.process.returncode is not None:
            return
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()

    def _cause_of_death(self) -> str:
        code = self.process.returncode
        if code is not None and code < 0:
            return signal.Signals(-code).name
        return f"exit code {code}"


def _spawn(env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A Python that sees the same modules, in a session or group of its own so that Ctrl-C passes it by."""
    try:
        return subprocess.Popen(
            [sys.executable, "-c", _SERVE.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same, on Windows
        )
    except OSError as error:
        raise WorkerError(ErrorCode.worker_died, how=error) from error
