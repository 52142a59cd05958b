"""A helper that a file has brought down must not take the next file with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policyalign.config import Settings
from policyalign.errors import LimitExceeded, UnreadableFile, WorkerError
from policyalign.runtime import Runtime
from policyalign.workers import Worker

PROBE = "support.worker_services:Probe"


@pytest.fixture
def runtime() -> Iterator[Runtime]:
    with Runtime(Settings(cache=False)) as runtime:
        yield runtime


def test_a_helper_that_died_serves_the_next_file(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        with pytest.raises(WorkerError):
            runtime.ask(worker, "die", 3)
        assert runtime.ask(worker, "echo", "next") == "next"


def test_a_helper_that_took_too_long_serves_the_next_file(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        assert runtime.ask(worker, "echo", "ready") == "ready"
        with pytest.raises(LimitExceeded):
            runtime.ask(worker, "sleep", 60.0, timeout=0.2)
        assert runtime.ask(worker, "echo", "next") == "next"


def test_a_helper_that_refused_a_file_is_kept(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        assert runtime.ask(worker, "add", 1) == 1
        with pytest.raises(UnreadableFile):
            runtime.ask(worker, "refuse")
        assert runtime.ask(worker, "add", 1) == 2
