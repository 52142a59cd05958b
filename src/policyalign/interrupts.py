"""Ctrl-C at a bad moment: what must be done whole is, and no wait outlasts it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_STEP_SECONDS = 0.1


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C counts only when the block is over. For short work; it never reaches other threads anyway."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    held: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if held:
            signal.raise_signal(signal.SIGINT)


def awaited(future: Future[T]) -> T:
    """The result, waited for in steps: an interrupt falls between them, never among the locks of a wait.

    One long wait would not do: on Windows nothing interrupts it, and elsewhere ``Condition.wait`` that is
    interrupted while it takes its lock back fails with ``RuntimeError`` in place of ``KeyboardInterrupt``.
    """
    while True:
        with interrupts_held():
            if wait((future,), _STEP_SECONDS).done:
                return future.result()
