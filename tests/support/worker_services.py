"""Objects that the tests of the workers put into child processes."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

from policyalign.errors import EncoderError, UnreadableFile


class Probe:
    """Does on request what a service may do, good and bad."""

    def __init__(self, start: int = 0) -> None:
        self.total = start

    def add(self, number: int) -> int:
        self.total += number
        return self.total

    def echo(self, value: object) -> object:
        return value

    def variable(self, name: str) -> str | None:
        return os.environ.get(name)

    def sleep(self, seconds: float) -> str:
        time.sleep(seconds)
        return "awake"

    def allocate(self, megabytes: int) -> int:
        return len(bytearray(megabytes * 1024 * 1024))

    def refuse(self) -> None:
        raise UnreadableFile("timeout", seconds="7")

    def stumble(self) -> None:
        raise KeyError("lost")

    def leave(self, code: int) -> None:
        sys.exit(code)

    def die(self, code: int) -> None:
        os._exit(code)

    def die_until(self, folder: Path, deaths: int) -> str:
        """Die at the first calls, whichever process they reach."""
        before = len(list(folder.iterdir()))
        if before >= deaths:
            return "alive"
        (folder / str(before)).touch()
        os._exit(1)

    def unpicklable(self) -> object:
        return lambda: None

    def chatter(self) -> str:
        """Print in every way there is: by Python, by C, by a child."""
        print("stray")
        print("stray", file=sys.stderr)
        ctypes.CDLL(None).puts(b"stray")
        ctypes.CDLL(None).fflush(None)
        subprocess.run([sys.executable, "-c", "print('stray')"], check=True)
        return "fine"

    def start_helper(self) -> int:
        """A process that outlives its parent unless somebody ends it."""
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid


class Unwilling:
    def __init__(self) -> None:
        raise EncoderError("worker_closed")


class Broken:
    def __init__(self) -> None:
        raise ZeroDivisionError("at the start")


class Slow:
    def __init__(self, seconds: float) -> None:
        time.sleep(seconds)

    def ready(self) -> bool:
        return True


class Gated:
    """Starts when a file has come."""

    def __init__(self, gate: Path) -> None:
        while not gate.exists():
            time.sleep(0.01)

    def ready(self) -> bool:
        return True


class Hungry:
    """Takes memory and holds it for a while."""

    def hold(self, megabytes: int) -> int:
        held = bytearray(os.urandom(1 << 20) * megabytes)
        time.sleep(30.0 if megabytes > 100 else 0.0)
        return len(held) >> 20
