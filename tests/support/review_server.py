"""``policyalign review`` in a process of its own, as a user starts it; and its server in this one, which is there at
once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from policyalign.review_page.app import Room
from policyalign.review_page.serving import listen, serve


@contextmanager
def served(room: Room) -> Iterator[str]:
    """The page of a room, served by a thread until the end of the block; its address."""
    listening, ready = listen(0), threading.Event()
    thread = threading.Thread(target=serve, args=(room, listening, ready.set))
    thread.start()
    ready.wait()
    yield listening.address
    headers = {"Origin": listening.address.rpartition("/")[0].rpartition("/")[0], "Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(listening.address + "stop", b"{}", headers)).close()
    thread.join()


class ReviewServer:
    """A review page that is being served. ``address`` is where, ``results`` hold the answers."""

    def __init__(self, results: Path, pdfs: Path, *more: str) -> None:
        self.results = results
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in background: what is started would ignore it, too
            signal.signal(signal.SIGINT, signal.default_int_handler)
        words = ["review", str(results), "--pdf", str(pdfs), "--no-browser", *more]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "policyalign", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout
        told = self.process.stdout.readline()
        assert "http://127.0.0.1:" in told, self.process.communicate(timeout=30)
        self.address = told[told.index("http") :].strip()

    def end(self) -> tuple[int, str]:
        """Wait until it has ended; its exit code, and what it said on stderr."""
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said

    def kill(self) -> None:
        """End it without a warning (kill −9)."""
        self.process.kill()
        self.process.communicate(timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
