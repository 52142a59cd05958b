"""What is there on Linux and not on Windows is not needed: modules, process groups, bounds of memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policyalign.errors import LimitExceeded
from policyalign.workers import Worker, child

MASKED = """
import os, signal, sys
import psutil  # which finds what it needs on Windows by itself
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("killpg", "getpgrp", "getpgid", "setsid", "fork", "getuid", "geteuid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("pthread_kill", "setitimer", "alarm", "SIGALRM", "SIGUSR1", "SIGTSTP"):
    if hasattr(signal, name):
        delattr(signal, name)
"""


@pytest.fixture
def windows_like(tmp_path: Path) -> dict[str, str]:
    """The environment of processes that find none of what only POSIX systems have."""
    (tmp_path / "sitecustomize.py").write_text(MASKED)
    path = [str(tmp_path), *(one for one in sys.path if one)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


@pytest.mark.skipif(sys.platform == "win32", reason="there it is so")
def test_a_plan_is_compared_without_what_only_posix_has(
    windows_like: dict[str, str], sample_plans: tuple[Path, ...], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "policyalign", "compare", str(sample_plans[0]), "-o", str(tmp_path / "out"), "-q"]
    done = subprocess.run(
        [*command, "--no-cache"], env=windows_like, cwd=tmp_path, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out" / "findings.csv").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is so")
def test_doctor_says_that_memory_is_watched(windows_like: dict[str, str]) -> None:
    command = [sys.executable, "-m", "policyalign", "doctor", "--lang", "en"]
    told = subprocess.run(command, env=windows_like, capture_output=True, text=True, timeout=120, check=False).stdout
    assert "memory: the memory of reading is looked at every half second" in told


def test_memory_is_watched_where_the_system_does_not_bound_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "bounds_address_space", lambda: False)
    with Worker("support.worker_services:Hungry", memory_mb=300) as worker:
        assert worker.call("hold", 1) == 1
        with pytest.raises(LimitExceeded) as caught:
            worker.call("hold", 600)
        assert caught.value.code == "memory"
