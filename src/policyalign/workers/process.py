"""The child's half: make one object, then serve calls on it one by one until the parent is gone."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from queue import SimpleQueue
from typing import Any, BinaryIO

from policyalign.errors import PolicyAlignError
from policyalign.workers.frames import Reply, Request, Setup, pack, read_frame, unpack, write_frame
from policyalign.workers.limits import bound_address_space, peak_resident_mb


def serve() -> None:
    """Answer the set-up frame, then every request, in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this process
    requests, replies = _private_pipes()
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    service: list[Any] = []

    def make(setup: Setup) -> None:
        if setup.memory_mb is not None:
            bound_address_space(setup.memory_mb)
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
    return pack(replace(reply, peak_rss_mb=peak_resident_mb()))


def _listen(requests: BinaryIO, inbox: SimpleQueue[bytes]) -> None:
    """Pass requests on; leave at once, in the midst of a call too, when the parent is gone."""
    while True:
        try:
            inbox.put(read_frame(requests))
        except (OSError, EOFError):
            if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
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
