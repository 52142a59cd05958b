"""The child's half: make one object, then serve calls on it one by one until the parent is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from queue import SimpleQueue
from typing import Any, BinaryIO

from policyalign.errors import PolicyAlignError
from policyalign.workers.frames import Reply, Request, Setup, pack, read_frame, unpack, write_frame


def serve() -> None:
    """Answer the set-up frame, then every request, in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this process
    requests, replies = _private_pipes()
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    service: list[Any] = []

    def make(setup: Setup) -> None:
        _limit_memory(setup.memory_mb)
        module, _, name = setup.factory.partition(":")
        service.append(getattr(import_module(module), name)(*setup.args))

    def call(request: Request) -> Any:
        return getattr(service[0], request.method)(*request.args)

    write_frame(replies, _answer(make, inbox.get()))
    while True:
        write_frame(replies, _answer(call, inbox.get()))


def _answer(action: Callable[[Any], Any], frame: bytes) -> bytes:
    try:
        return _packed(Reply("done", action(unpack(frame))))
    except MemoryError:
        return _packed(Reply("memory"))
    except PolicyAlignError as error:
        return _packed(Reply("refused", error))
    except BaseException as error:  # a library's sys.exit must not take the process along unexplained
        return _packed(Reply("failed", f"{type(error).__name__}: {error}", traceback.format_exc()))


def _packed(reply: Reply) -> bytes:
    return pack(replace(reply, peak_rss_mb=_peak_rss_mb()))


def _listen(requests: BinaryIO, inbox: SimpleQueue[bytes]) -> None:
    """Pass requests on; leave at once, in the midst of a call too, when the parent is gone."""
    while True:
        try:
            inbox.put(read_frame(requests))
        except (OSError, EOFError):
            if sys.platform != "win32" and os.getpgrp() == os.getpid():
                os.killpg(0, signal.SIGKILL)  # with whatever processes the service has started
            os._exit(0)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from descriptors 0 and 1: native libraries print there, and must not reach them."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _limit_memory(memory_mb: int | None) -> None:
    if memory_mb is None or sys.platform == "win32":
        return
    import resource

    limit = memory_mb * 1024 * 1024
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ValueError, OSError):  # macOS refuses: there the time limit alone holds
        return


def _peak_rss_mb() -> float:
    """Largest resident memory of this process so far, in MiB; 0.0 where it cannot be told.

    Linux carries ``ru_maxrss`` over from the parent through vfork and exec, so it is of no use there.
    """
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            peak = next((line for line in status if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return int(peak.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
