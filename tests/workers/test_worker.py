from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policyalign.errors import EncoderError, LimitExceeded, UnreadableFile, WorkerError
from policyalign.workers import Worker

PROBE = "support.worker_services:Probe"
SOON = 60.0
"""Seconds, on a machine however busy; what is not ended goes on for ten times as long."""
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and address space limits are POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def probe() -> Iterator[Worker]:
    with Worker(PROBE) as worker:
        yield worker


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SOON
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def gone(pid: int) -> bool:
    """Ended and collected, or a zombie that waits for its new parent."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def test_the_object_keeps_its_state_between_calls() -> None:
    with Worker(PROBE, 10) as worker:
        assert worker.call("add", 1) == 11
        assert worker.call("add", 2) == 13


def test_calls_are_served_in_the_order_they_were_submitted(probe: Worker) -> None:
    futures = [probe.submit("add", number) for number in range(1, 6)]
    assert [future.result() for future in futures] == [1, 3, 6, 10, 15]


def test_submitting_does_not_wait_for_the_process_to_start(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with Worker("support.worker_services:Gated", gate) as worker:
        future = worker.submit("ready")
        assert not future.done()
        gate.touch()
        assert future.result(SOON) is True


def test_large_values_pass_in_both_directions(probe: Worker) -> None:
    value = os.urandom(5_000_000)
    assert probe.call("echo", value) == value


def test_the_environment_is_passed_on_and_added_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBE_OUTER", "outer")
    with Worker(PROBE, env={"PROBE_INNER": "inner"}) as worker:
        assert worker.call("variable", "PROBE_OUTER") == "outer"
        assert worker.call("variable", "PROBE_INNER") == "inner"


def test_an_error_for_the_user_comes_back_as_itself_and_the_worker_goes_on(probe: Worker) -> None:
    with pytest.raises(UnreadableFile) as caught:
        probe.call("refuse")
    assert (caught.value.code, caught.value.detail) == ("timeout", {"seconds": "7"})
    assert probe.call("add", 1) == 1


def test_an_unforeseen_error_is_named_with_its_traceback(probe: Worker) -> None:
    with pytest.raises(WorkerError) as caught:
        probe.call("stumble")
    assert caught.value.code == "worker_failed"
    assert caught.value.detail["error"] == "KeyError: 'lost'"
    assert "in stumble" in caught.value.__notes__[0]
    assert probe.call("add", 1) == 1


@pytest.mark.parametrize(("method", "args"), [("unpicklable", ()), ("leave", (3,)), ("no_such_method", ())])
def test_a_call_that_cannot_be_answered_fails_and_the_worker_goes_on(
    probe: Worker, method: str, args: tuple[int, ...]
) -> None:
    with pytest.raises(WorkerError) as caught:
        probe.call(method, *args)
    assert caught.value.code == "worker_failed"
    assert probe.call("add", 1) == 1


def test_arguments_that_cannot_be_sent_are_the_callers_error(probe: Worker) -> None:
    with pytest.raises(Exception, match="pickle"):
        probe.call("echo", lambda: None)
    assert probe.call("add", 1) == 1


def test_too_long_a_call_is_stopped() -> None:
    with Worker(PROBE) as worker:
        worker.call("add", 1)
        started = time.monotonic()
        with pytest.raises(LimitExceeded) as caught:
            worker.call("sleep", 10 * SOON, timeout=0.3)
        assert time.monotonic() - started < SOON
        assert (caught.value.code, caught.value.detail) == ("timeout", {"seconds": "0.3"})
        assert not worker.alive


def test_a_call_within_its_time_is_left_alone(probe: Worker) -> None:
    assert probe.call("sleep", 0.05, timeout=30) == "awake"
    assert probe.alive


def test_time_is_counted_from_the_moment_a_call_is_served(probe: Worker) -> None:
    first = probe.submit("sleep", 2.5)
    second = probe.submit("sleep", 0.01, timeout=2.0)
    assert (first.result(), second.result()) == ("awake", "awake")


STOPPED = """
from policyalign.workers import Worker
with Worker("support.worker_services:Probe") as worker:
    print(worker.call("echo", "ready"), flush=True)
    print(worker.call("sleep", 1.5, timeout=4.0), flush=True)
"""


@posix_only
def test_time_in_which_the_caller_was_stopped_does_not_count() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    caller = subprocess.Popen([sys.executable, "-c", STOPPED], stdout=subprocess.PIPE, env=env)
    assert caller.stdout is not None
    assert caller.stdout.readline() == b"ready\n"
    time.sleep(0.3)
    caller.send_signal(signal.SIGSTOP)
    time.sleep(5.0)
    caller.send_signal(signal.SIGCONT)
    caller.communicate(timeout=SOON)
    assert caller.returncode == 0


@linux_only
def test_too_much_memory_is_refused() -> None:
    with Worker(PROBE, memory_mb=600) as worker:
        assert worker.call("allocate", 50) == 50 * 1024 * 1024
        with pytest.raises(LimitExceeded) as caught:
            worker.call("allocate", 2000)
        assert (caught.value.code, caught.value.detail) == ("memory", {"megabytes": "600"})
        assert not worker.alive


@linux_only
def test_peak_memory_is_the_childs_own(probe: Worker) -> None:
    ballast = bytearray(300 * 1024 * 1024)
    probe.call("add", 1)
    before = probe.peak_rss_mb
    assert 1 < before < len(ballast) / 1024**2
    probe.call("allocate", 100)
    probe.call("add", 1)
    assert probe.peak_rss_mb > before + 80


@posix_only
def test_a_child_that_is_killed_is_told_of(probe: Worker) -> None:
    probe.call("add", 1)
    future = probe.submit("sleep", 10 * SOON)
    threading.Timer(0.2, os.kill, (probe.pid, signal.SIGKILL)).start()
    with pytest.raises(WorkerError) as caught:
        future.result(SOON)
    assert (caught.value.code, caught.value.detail) == ("worker_died", {"how": "SIGKILL"})


def test_a_child_that_exits_is_told_of(probe: Worker) -> None:
    with pytest.raises(WorkerError) as caught:
        probe.call("die", 3)
    assert caught.value.detail == {"how": "exit code 3"}
    with pytest.raises(WorkerError):
        probe.call("add", 1)


def test_restart_gives_a_fresh_object() -> None:
    with Worker(PROBE, 10) as worker:
        worker.call("add", 1)
        with pytest.raises(WorkerError):
            worker.call("die", 1)
        worker.restart()
        assert worker.call("add", 1) == 11


def test_a_refusal_at_the_start_is_raised_by_every_call() -> None:
    with Worker("support.worker_services:Unwilling") as worker:
        for _ in range(2):
            with pytest.raises(EncoderError):
                worker.call("anything")


@pytest.mark.parametrize("factory", ["support.worker_services:Broken", "support.nowhere:Nothing", "json:Nothing"])
def test_a_factory_that_fails_is_told_of(factory: str) -> None:
    with Worker(factory) as worker, pytest.raises(WorkerError) as caught:
        worker.call("anything")
    assert caught.value.code == "worker_failed"


def test_a_factory_that_never_ends_is_stopped() -> None:
    slow = Worker("support.worker_services:Slow", 10 * SOON, startup_timeout=0.5)
    with slow, pytest.raises(LimitExceeded) as caught:
        slow.call("ready")
    assert caught.value.code == "timeout"


@posix_only
def test_stray_output_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with Worker(PROBE) as worker:
        assert worker.call("chatter") == "fine"
        assert worker.call("echo", "still in step") == "still in step"
    assert capfd.readouterr() == ("", "")


def test_closing_ends_the_process_and_fails_what_waits() -> None:
    worker = Worker(PROBE)
    worker.call("add", 1)
    running, waiting = worker.submit("sleep", 10 * SOON), worker.submit("add", 1)
    worker.close()
    worker.close()
    for future in (running, waiting):
        with pytest.raises(WorkerError):
            future.result(SOON)
    assert not worker.alive
    with pytest.raises(WorkerError) as caught:
        worker.call("add", 1)
    assert caught.value.code == "worker_closed"


@linux_only
def test_nothing_is_left_behind() -> None:
    with Worker(PROBE) as worker:
        pid, helper = worker.pid, worker.call("start_helper")
    assert not Path(f"/proc/{pid}").exists(), "a zombie is left"
    assert eventually(lambda: gone(helper)), "a process that the service had started is left"


PARENT = """
import signal, sys
from policyalign.workers import Worker
# A shell that starts the tests in the background has its children ignore the signal.
signal.signal(signal.SIGINT, signal.default_int_handler)
worker = Worker("support.worker_services:Probe")
started = worker.pid, worker.call("start_helper")
try:
    print(*started, flush=True)
    worker.{action}
except KeyboardInterrupt:
    worker.close()
    sys.exit(130)
"""


def start_parent(action: str) -> tuple[subprocess.Popen[str], list[int]]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", PARENT.format(action=action)]
    parent = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    return parent, [int(pid) for pid in parent.stdout.readline().split()]


@linux_only
@pytest.mark.parametrize("action", ['call("sleep", 600)', 'submit("sleep", 600).result()'])
def test_the_child_ends_when_its_parent_is_killed(action: str) -> None:
    parent, pids = start_parent(action)
    with parent:
        parent.kill()
    assert eventually(lambda: all(map(gone, pids)))


@linux_only
def test_the_child_ends_when_its_parent_forgets_to_close_it() -> None:
    parent, pids = start_parent('submit("sleep", 600)')
    _, complaints = parent.communicate(timeout=SOON)
    assert (parent.returncode, complaints) == (0, "")
    assert eventually(lambda: all(map(gone, pids)))


@linux_only
def test_an_interrupt_reaches_the_caller_and_ends_the_child() -> None:
    parent, pids = start_parent('call("sleep", 600)')
    time.sleep(0.2)
    parent.send_signal(signal.SIGINT)
    _, complaints = parent.communicate(timeout=SOON)
    assert (parent.returncode, complaints) == (130, "")
    assert eventually(lambda: all(map(gone, pids)))
