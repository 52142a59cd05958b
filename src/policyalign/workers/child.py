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
from typing import Any, BinaryIO

from policyalign.errors import LimitExceeded, PolicyAlignError, WorkerError
from policyalign.messages import ErrorCode
from policyalign.workers.frames import Reply, Setup, pack, read_frame, unpack, write_frame

# How often, in seconds, the time that a call takes is looked at.
_TICK = 1.0

_SERVE = "import sys; sys.path[:] = {path!r}; from policyalign.workers.process import serve; serve()"


class Child:
    """One process. A single thread may :meth:`ask`; any thread may :meth:`end` it."""

    def __init__(self, setup: Setup, env: Mapping[str, str], startup_timeout: float) -> None:
        self.peak_rss_mb = 0.0
        self._memory_mb = setup.memory_mb
        self._startup_timeout = startup_timeout
        self._ready = False
        self._failure: PolicyAlignError | None = None
        frame = pack(setup)
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
        with self._alarm(timeout) as overdue:
            try:
                if request is not None:
                    write_frame(self._stdin, request)
                frame = read_frame(self._stdout)
            except (OSError, EOFError, ValueError) as error:
                self.end()
                if overdue.is_set():
                    raise LimitExceeded(ErrorCode.timeout, seconds=f"{timeout:g}") from None
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
    def _alarm(self, seconds: float | None) -> Iterator[threading.Event]:
        """Kill the process when the block takes longer than that; the event tells whether it did. Time in which this
        process was stopped itself (Ctrl-Z, a laptop put to sleep) does not count."""
        overdue, done = threading.Event(), threading.Event()
        if seconds is None:
            yield overdue
            return

        def watch() -> None:
            left = seconds
            while left > 0:
                before = time.monotonic()
                if done.wait(min(left, _TICK)):
                    return
                left -= min(time.monotonic() - before, 2 * _TICK)
            overdue.set()
            self._kill()

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield overdue
        finally:
            done.set()

    def _kill(self) -> None:
        if self.process.returncode is not None:
            return
        if sys.platform == "win32":
            self.process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

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
