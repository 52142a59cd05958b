"""Works as its tasks say, so that a cluster meets what real plans do to it now and then only."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from policyalign.collection.engine import Job, ReadTask
from policyalign.errors import WorkerError
from policyalign.messages import ErrorCode


class ToyAnalyst:
    """The content of a task is what to do."""

    def __init__(self, job: Job) -> None:
        self._closed = threading.Event()

    def close(self) -> None:
        self._closed.set()

    def do(self, task: ReadTask) -> bytes:
        what, _, rest = task.content.decode().partition(" ")
        if what == "die":
            os._exit(9)
        if what == "sleep":
            time.sleep(float(rest))
        if what == "slow-once" and not Path(rest).exists():
            Path(rest).touch()
            time.sleep(600)
        if what == "fill":
            held = bytearray(os.urandom(1)) * (int(rest) * 2**20)
            if self._closed.wait(60):
                raise WorkerError(ErrorCode.worker_closed)
            return bytes(held[:1])
        return task.content.upper()
